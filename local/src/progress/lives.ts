import type { Names } from '../identity.ts';
import { checkedParameters } from '../omics/run-parameters.ts';
import type { Definitions } from '../omics/context.ts';
import { cancelTimeline, timeOutTimeline } from '../simulation/cancel.ts';
import type { AcceptedRun, RunCacheFacts } from '../simulation/run-facts.ts';
import { milliseconds, runStreamName } from '../simulation/run-facts.ts';
import { runLogEvent, wantedStreams } from '../simulation/run-log.ts';
import { simulateRun } from '../simulation/simulate.ts';
import type { RunTimeline } from '../simulation/timeline.ts';
import { reachedAt } from '../simulation/timeline.ts';
import type { RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Worlds } from './worlds.ts';

export interface Lives {
  /** The life of a run as its record has it. */
  of(run: RunRecord): Promise<RunTimeline>;
  /** The life that a run will have which leaves the queue as its record says. */
  from(run: AcceptedRun, lookup: RunCacheFacts['lookup']): Promise<RunTimeline>;
}

export interface LivesOptions {
  readonly store: Store;
  readonly names: Names;
  readonly definitions: Definitions;
  readonly worlds: Worlds;
}

/** Somebody who looks at a run looks at it again; more than these are worked out anew. */
const MOST_KEPT = 128;

export function livesOf(options: LivesOptions): Lives {
  const kept = new Map<string, Promise<RunTimeline>>();
  return {
    of(run) {
      const key = `${run.id} ${run.uuid} ${run.admittedAt ?? '-'} ${run.cancelledAt ?? '-'}`;
      const life = kept.get(key) ?? lifeOf(options, run);
      kept.delete(key);
      kept.set(key, life);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return life;
    },
    from: (run, lookup) => simulated(options, run, lookup),
  };
}

async function lifeOf(options: LivesOptions, run: RunRecord): Promise<RunTimeline> {
  if (run.admittedAt === undefined) return queuedLife(run);
  const hits = run.cached?.hits ?? {};
  return simulated(options, run, (fingerprint) =>
    Object.hasOwn(hits, fingerprint) ? hits[fingerprint] : undefined,
  );
}

async function simulated(
  options: LivesOptions,
  run: AcceptedRun,
  lookup: RunCacheFacts['lookup'],
): Promise<RunTimeline> {
  const { store, names, definitions, worlds } = options;
  const reading = await definitions.read(run.workflow.definition);
  if (reading?.kind !== 'read') return lostLife(run);
  const { scenario, timing } = worlds.read(run.world);
  const { model } = reading;
  const { parameters } = run.settings;
  const record = run.settings.cacheId === undefined ? undefined : store.caches.get(run.settings.cacheId);
  const cache = record && { id: record.id, uuid: record.uuid, s3Uri: record.s3Uri, lookup };
  const facts = {
    run,
    names,
    model,
    pathOf: (uri: string) => reading.pathOf(uri),
    textOf: (path: string) => reading.textOf(path),
    parameters: checkedParameters(
      run.workflow.definition.parameterTemplate ?? {},
      parameters,
      model.entry.name,
    ),
    refusals: reading.check(parameters),
    cache,
    timing,
    scenario,
  };
  const whole = simulateRun(facts);
  const running = reachedAt(whole.states, (status) => status === 'RUNNING', Infinity);
  const stopping = reachedAt(whole.states, (status) => status === 'STOPPING', Infinity);
  const limit = running === undefined ? Infinity : running + milliseconds(run.longest);
  const limited = (stopping ?? 0) > limit ? timeOutTimeline(facts, whole, limit) : whole;
  return run.cancelledAt === undefined ? limited : cancelTimeline(facts, limited, run.cancelledAt);
}

/** A run that waits, or that was cancelled while it waited. */
function queuedLife(run: RunRecord): RunTimeline {
  const { id, states, settings } = run;
  const message = `Creating run ${id}, which is a simulation`;
  const events = [runLogEvent(run.createdAt, 'PENDING', 'CREATING_RUN', message)];
  const end = states.at(-1);
  if (end?.status === 'CANCELLED') {
    events.push(runLogEvent(end.at, 'CANCELLED', 'RUN_CANCELLED', 'Run cancelled'));
  }
  const streams = wantedStreams(settings.logLevel, [{ name: runStreamName(id), events }]);
  return { states, tasks: [], streams, cacheLog: [], entries: [] };
}

/** The definition's zip was deleted from the data folder. */
function lostLife(run: AcceptedRun): RunTimeline {
  const at = run.admittedAt ?? run.createdAt;
  const statusMessage = 'The definition of the workflow is gone';
  return {
    states: [
      { at: run.createdAt, status: 'PENDING' },
      { at, status: 'FAILED', failureReason: 'SERVICE_ERROR', statusMessage },
    ],
    tasks: [],
    streams: [],
    cacheLog: [],
    entries: [],
  };
}
