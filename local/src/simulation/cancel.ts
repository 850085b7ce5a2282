import type { ManifestFacts } from './manifest.ts';
import { manifest } from './manifest.ts';
import { manifestStreamName, milliseconds, runStreamName } from './run-facts.ts';
import { inOrder, runLogEvent, taskEvents, wantedStreams } from './run-log.ts';
import type { LogEvent, RunState, RunTimeline } from './timeline.ts';
import { cutStreams, cutTasks, stateAt } from './timeline.ts';
import type { Timing } from './timing.ts';

/** The life of a run that somebody cancels at `at`: what lay before it stays, and nothing of what lay ahead happens. */
export function cancelTimeline(
  facts: ManifestFacts & { readonly timing: Timing },
  timeline: RunTimeline,
  at: number,
): RunTimeline {
  const { run, timing } = facts;
  const end = at + milliseconds(Math.max(timing.runStopping, timing.taskStopping));
  const past = timeline.states.filter((state) => state.at <= at);
  const stopping: readonly RunState[] =
    stateAt(timeline.states, at)?.status === 'STOPPING' ? [] : [{ at, status: 'STOPPING' }];
  const states: readonly RunState[] = [...past, ...stopping, { at: end, status: 'CANCELLED' }];
  const tasks = cutTasks(timeline.tasks, at, milliseconds(timing.taskStopping));
  const log: readonly LogEvent[] = [
    ...stopping.map((state) =>
      runLogEvent(state.at, 'STOPPING', 'STOPPING_RUN', 'Stopping run: it was cancelled'),
    ),
    ...taskEvents(tasks).filter((event) => event.at > at),
    runLogEvent(end, 'CANCELLED', 'RUN_CANCELLED', 'Run cancelled'),
  ];
  const name = runStreamName(run.id);
  const streams = cutStreams(timeline.streams, at);
  const runLog = streams.find((stream) => stream.name === name)?.events ?? [];
  return {
    states,
    tasks,
    streams: wantedStreams(run.settings.logLevel, [
      { name, events: [...runLog, ...inOrder(log)] },
      ...streams.filter((stream) => stream.name !== name),
      { name: manifestStreamName(run.id, run.uuid), events: manifest(facts, { states, tasks }) },
    ]),
  };
}
