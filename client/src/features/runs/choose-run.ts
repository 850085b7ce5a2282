import { answered, UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { isAlive, type Run } from '../../omics/omics-api.ts';
import type { RunStore } from './run-store.ts';
import { runRow } from './run-view.ts';

/** The run that a command is about: that of the row it was called on, or one that the user picks. */
export async function chooseRun(
  argument: unknown,
  which: 'any' | 'alive' | 'over',
  {
    store,
    prompts,
    now,
    isFirst = () => false,
  }: {
    readonly store: RunStore;
    readonly prompts: Pick<Prompts, 'pick'>;
    readonly now: number;
    /** Runs that stand above the others. */
    readonly isFirst?: (run: Run) => boolean;
  },
): Promise<string> {
  const given = runIdOf(argument);
  if (given !== undefined) return given;
  const runs = store
    .runs()
    .filter(({ run }) => which === 'any' || isAlive(run.status) === (which === 'alive'));
  if (runs.length === 0) {
    throw new UserError({
      code: 'no-runs',
      sentence: NONE[which],
    });
  }
  const ordered = [...runs.filter(({ run }) => isFirst(run)), ...runs.filter(({ run }) => !isFirst(run))];
  const choices = ordered.map(({ run }) => {
    const { label, description } = runRow(run, now);
    return { label, description, detail: run.id, value: run.id };
  });
  return answered(await prompts.pick('Run', choices));
}

const NONE = {
  any: 'No runs are known. Open the Runs view to load them.',
  alive: 'No run is alive.',
  over: 'No run is known that is over.',
} as const;

/** The runs of all selected rows where the row that was clicked is one of them, else of that row alone; each once. */
export function runIdsOf(argument: unknown, selected: unknown): readonly string[] {
  const rows: readonly unknown[] = Array.isArray(selected) ? selected : [];
  const given = runIdOf(argument);
  const all = rows.flatMap((row) => runIdOf(row) ?? []);
  return [...new Set(given === undefined || all.includes(given) ? all : [given])];
}

/** Of a row of a task, or of what names run and task. */
export function taskOfRow(
  argument: unknown,
): { readonly runId: string; readonly taskId: string } | undefined {
  const runId = runIdOf(argument);
  if (runId === undefined || typeof argument !== 'object' || argument === null) return undefined;
  if ('taskId' in argument && typeof argument.taskId === 'string') return { runId, taskId: argument.taskId };
  if (!('task' in argument) || typeof argument.task !== 'object' || argument.task === null) return undefined;
  const { task } = argument;
  return 'id' in task && typeof task.id === 'string' ? { runId, taskId: task.id } : undefined;
}

/** From a run's id, or from a row of the tree. */
function runIdOf(argument: unknown): string | undefined {
  if (typeof argument === 'string' && argument !== '') return argument;
  if (typeof argument !== 'object' || argument === null || !('runId' in argument)) return undefined;
  return typeof argument.runId === 'string' ? argument.runId : undefined;
}
