import type { RunTimeline } from '../simulation/timeline.ts';
import { isOver } from '../simulation/timeline.ts';
import type { CacheEntry, RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { BatchSteps } from './batch-steps.ts';
import { agenda } from './agenda.ts';
import type { Lives } from './lives.ts';
import { RunQueue } from './queue.ts';
import type { Demand, Quotas } from './quotas.ts';
import { ActiveRuns, demandOf } from './quotas.ts';

export interface DispatcherOptions {
  readonly store: Store;
  readonly lives: Lives;
  readonly batches: BatchSteps;
  quotas(): Quotas;
}

type Event = { readonly kind: 'run'; readonly id: string } | { readonly kind: 'batch'; readonly id: string };

/**
 * Decides when runs leave the queue, and brings batches forward. Nothing ticks: before a request is answered, what has
 * happened since the last one is gone through in the order in which it happened.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #agenda = agenda<Event>();
  readonly #queue = new RunQueue();
  readonly #active = new ActiveRuns();
  readonly #demands = new Map<string, Demand>();
  /** By cache and fingerprint. */
  readonly #entries = new Map<string, CacheEntry>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Takes up what a store holds in which everything has happened up to `until`. */
  async resume(until: number): Promise<void> {
    const { store, lives, batches } = this.#options;
    for (const batch of store.batches.all()) batches.resume(batch);
    for (const run of store.runs.all()) {
      batches.resumeRun(run, until);
      this.#keepEntries(run);
      const end = run.states.at(-1);
      if (run.deletedAt !== undefined || run.uncounted === true) continue;
      if (end !== undefined && isOver(end.status)) {
        if (end.at <= until) continue;
        if (run.cancelledAt === undefined) this.#active.add(run, demandOf((await lives.of(run)).tasks));
        this.#agenda.put(end.at, { kind: 'run', id: run.id });
      } else this.#queue.add(run);
    }
    for (const batch of store.batches.all()) {
      const planned = batches.planned(batch);
      if (planned !== undefined) this.planBatch(planned.id, planned.at);
    }
  }

  /** Goes through everything that happens up to `now`. */
  async catchUp(now: number): Promise<void> {
    for (let at = this.#agenda.next; at !== undefined && at <= now; at = this.#agenda.next) {
      const event = this.#agenda.take();
      if (event?.kind === 'run') this.#endRun(event.id, at);
      if (event?.kind === 'batch') await this.#advanceBatch(event.id, at);
      await this.#admit(at);
    }
  }

  /** A run was accepted: it starts when there is a place. */
  async enqueue(run: RunRecord): Promise<void> {
    this.#queue.add(run);
    await this.#admit(run.createdAt);
  }

  /** A batch was started or changed its way; it goes on then. */
  planBatch(id: string, at: number): void {
    this.#agenda.put(at, { kind: 'batch', id });
  }

  /** A run's record has another end: it was cancelled. */
  changed(run: RunRecord): void {
    const end = run.states.at(-1);
    if (end === undefined) return;
    this.#agenda.put(end.at, { kind: 'run', id: run.id });
  }

  /** What a cancelled run leaves in its cache instead of what it would have left. */
  forgetEntries(run: RunRecord): void {
    for (const { fingerprint, s3Uri } of run.cached?.entries ?? []) {
      const key = keyOf(run, fingerprint);
      if (this.#entries.get(key)?.s3Uri === s3Uri) this.#entries.delete(key);
    }
  }

  keepEntries(run: RunRecord): void {
    this.#keepEntries(run);
  }

  async #advanceBatch(id: string, at: number): Promise<void> {
    const { batches } = this.#options;
    const { started, next } = await batches.advance(id, at);
    if (started !== undefined) this.#queue.add(started);
    if (next !== undefined) this.planBatch(id, next);
  }

  #endRun(id: string, at: number): void {
    const run = this.#options.store.runs.get(id);
    // Another end was planned when the run was cancelled.
    if (run?.states.at(-1)?.at !== at) return;
    this.#active.remove(run);
    this.#options.batches.runEnded(run, at);
  }

  async #admit(at: number): Promise<void> {
    for (let admitted = true; admitted;) {
      admitted = false;
      for (const id of this.#queue.first()) {
        if (await this.#tryToAdmit(id, at)) admitted = true;
      }
    }
  }

  /** True when the run is not in the queue any more. */
  async #tryToAdmit(id: string, at: number): Promise<boolean> {
    const { store } = this.#options;
    const quotas = this.#options.quotas();
    const run = store.runs.get(id);
    if (run === undefined || run.deletedAt !== undefined || run.cancelledAt !== undefined) {
      this.#queue.remove(id);
      return true;
    }
    const group =
      run.settings.runGroupId === undefined ? undefined : store.groups.get(run.settings.runGroupId);
    const known = this.#demands.get(id);
    if (!this.#active.fits(run, known ?? { cpus: 0, gpus: 0 }, quotas, group)) return false;
    const { record, life } = await this.#admitted(run, at);
    const demand = demandOf(life.tasks);
    if (!this.#active.fits(run, demand, quotas, group)) {
      this.#demands.set(id, demand);
      return false;
    }
    this.#queue.remove(id);
    this.#demands.delete(id);
    store.runs.put(id, record);
    this.#active.add(record, demand);
    this.#keepEntries(record);
    const end = record.states.at(-1);
    if (end !== undefined) this.#agenda.put(end.at, { kind: 'run', id });
    return true;
  }

  async #admitted(
    run: RunRecord,
    at: number,
  ): Promise<{ readonly record: RunRecord; readonly life: RunTimeline }> {
    const hits: Record<string, string> = {};
    const waiting = { ...run, admittedAt: Math.max(at, run.createdAt) };
    const life = await this.#options.lives.from(waiting, (fingerprint) => {
      const entry = this.#entries.get(keyOf(run, fingerprint));
      // What another run saves until then can be used: this one looks when its tasks are about to start.
      if (entry === undefined || entry.at > waiting.admittedAt) return undefined;
      hits[fingerprint] = entry.s3Uri;
      return entry.s3Uri;
    });
    const cached = run.settings.cacheId === undefined ? undefined : { hits, entries: life.entries };
    return { life, record: { ...waiting, states: life.states, ...(cached !== undefined && { cached }) } };
  }

  #keepEntries(run: RunRecord): void {
    for (const entry of run.cached?.entries ?? []) this.#entries.set(keyOf(run, entry.fingerprint), entry);
  }
}

function keyOf(run: RunRecord, fingerprint: string): string {
  return `${run.settings.cacheId ?? ''} ${fingerprint}`;
}
