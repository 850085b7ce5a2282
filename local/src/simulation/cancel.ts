import { cacheTraces } from './call-cache.ts';
import type { ManifestFacts } from './manifest.ts';
import { manifest } from './manifest.ts';
import type { RunFacts } from './run-facts.ts';
import { manifestStreamName, milliseconds, runStreamName } from './run-facts.ts';
import type { RunLogCode } from './run-log.ts';
import { inOrder, runLogEvent, taskEvents, wantedStreams } from './run-log.ts';
import type { LogEvent, RunState, RunTimeline } from './timeline.ts';
import { cutStreams, cutTasks, stateAt, withLazyStreams } from './timeline.ts';
import type { Timing } from './timing.ts';

type CutFacts = ManifestFacts & Pick<RunFacts, 'cache' | 'timing'>;

/** The life of a run that somebody cancels at `at`: what lay before it stays, and nothing of what lay ahead happens. */
export function cancelTimeline(facts: CutFacts, timeline: RunTimeline, at: number): RunTimeline {
  return cut(facts, timeline, at, {
    states: cancelledStates(timeline.states, at, facts.timing),
    why: 'it was cancelled',
    code: 'RUN_CANCELLED',
    last: 'Run cancelled',
  });
}

export function cancelledStates(
  states: readonly RunState[],
  at: number,
  timing: Timing,
): readonly RunState[] {
  return cutStates(states, at, { at: endOf(at, timing), status: 'CANCELLED' });
}

/** The life of a run that is stopped at `at` because it took longer than it may. */
export function timeOutTimeline(facts: CutFacts, timeline: RunTimeline, at: number): RunTimeline {
  const statusMessage = `The run took longer than the ${facts.run.longest} seconds that it may run`;
  return cut(facts, timeline, at, {
    states: cutStates(timeline.states, at, {
      at: endOf(at, facts.timing),
      status: 'FAILED',
      failureReason: 'RUN_TIMED_OUT',
      statusMessage,
    }),
    why: 'it takes too long',
    code: 'RUN_FAILED',
    last: `RUN_TIMED_OUT: ${statusMessage}`,
  });
}

function cutStates(states: readonly RunState[], at: number, end: RunState): readonly RunState[] {
  const stopping: readonly RunState[] =
    stateAt(states, at)?.status === 'STOPPING' ? [] : [{ at, status: 'STOPPING' }];
  return [...states.filter((state) => state.at <= at), ...stopping, end];
}

function endOf(at: number, timing: Timing): number {
  return at + milliseconds(Math.max(timing.runStopping, timing.taskStopping));
}

interface Ending {
  readonly states: readonly RunState[];
  readonly why: string;
  readonly code: RunLogCode;
  readonly last: string;
}

function cut(facts: CutFacts, timeline: RunTimeline, at: number, ending: Ending): RunTimeline {
  const { run } = facts;
  const { states } = ending;
  const end = states.at(-1);
  const tasks = cutTasks(timeline.tasks, at, milliseconds(facts.timing.taskStopping));
  const life = { states, tasks };
  const stopped = states.findLast((state) => state.status === 'STOPPING');
  return withLazyStreams({ ...life, ...cacheTraces(facts, life) }, () => {
    const log: readonly LogEvent[] = [
      ...(stopped?.at === at
        ? [runLogEvent(at, 'STOPPING', 'STOPPING_RUN', `Stopping run: ${ending.why}`)]
        : []),
      ...taskEvents(tasks).filter((event) => event.at > at),
      ...(end === undefined ? [] : [runLogEvent(end.at, end.status, ending.code, ending.last)]),
    ];
    const name = runStreamName(run.id);
    const streams = cutStreams(timeline.streams, at);
    const runLog = streams.find((stream) => stream.name === name)?.events ?? [];
    return wantedStreams(run.settings.logLevel, [
      { name, events: [...runLog, ...inOrder(log)] },
      ...streams.filter((stream) => stream.name !== name),
      { name: manifestStreamName(run.id, run.uuid), events: manifest(facts, life) },
    ]);
  });
}
