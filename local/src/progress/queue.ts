import type { RunRecord } from '../store/records.ts';

/**
 * Runs that wait for a place. Those that wait for the same places stand in one line, so that a line that is blocked is
 * asked only once, however long it is. The larger priority goes first, and of the same priority the run that was started
 * earlier: the user guide and the batch operations say so; the reference of StartRun says the opposite.
 */
export class RunQueue {
  readonly #lines = new Map<string, Line>();

  add(run: RunRecord): void {
    const { storageType, runGroupId = '', priority = 0 } = run.settings;
    const name = `${storageType} ${runGroupId} ${String(priority).padStart(6, '0')}`;
    const line = this.#lines.get(name) ?? {
      blocker: `${storageType} ${runGroupId}`,
      priority,
      ids: [],
      gone: 0,
    };
    this.#lines.set(name, line);
    line.ids.push(run.id);
  }

  /** The next of those that wait for the same places, in the order in which they may go. */
  first(): readonly string[] {
    const lines = [...this.#lines.values()].sort(
      (a, b) => b.priority - a.priority || Number(a.ids[a.gone]) - Number(b.ids[b.gone]),
    );
    const seen = new Set<string>();
    return lines.flatMap((line) => {
      const id = line.ids[line.gone];
      if (id === undefined || seen.has(line.blocker)) return [];
      seen.add(line.blocker);
      return [id];
    });
  }

  /** Takes out one that `first` gave. */
  remove(id: string): void {
    for (const [name, line] of this.#lines) {
      if (line.ids[line.gone] !== id) continue;
      line.gone++;
      if (line.gone === line.ids.length) this.#lines.delete(name);
      return;
    }
  }
}

interface Line {
  readonly blocker: string;
  readonly priority: number;
  readonly ids: string[];
  /** So many have left. */
  gone: number;
}
