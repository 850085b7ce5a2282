import type { LogEvent, LogStream, RunStatus, TaskTimeline } from './timeline.ts';

/**
 * Codes of run log events. Those for the end of tasks, for the export and for good ends are named after the pattern of
 * the others: the service's own are not documented.
 */
export type RunLogCode =
  | 'CREATING_RUN'
  | 'STARTING_RUN'
  | 'RUNNING_WORKFLOW'
  | 'IMPORTING_FILES'
  | 'IMPORT_COMPLETED'
  | 'STARTING_TASK'
  | 'RUNNING_TASK'
  | 'TASK_COMPLETED'
  | 'TASK_FAILED'
  | 'TASK_CANCELLED'
  | 'EXPORTING_FILES'
  | 'EXPORT_COMPLETED'
  | 'STOPPING_RUN'
  | 'ENGINE_LOG_GENERATED'
  | 'RUN_COMPLETED'
  | 'RUN_FAILED'
  | 'RUN_CANCELLED';

export function runLogEvent(
  at: number,
  runStatus: RunStatus,
  logMessage: RunLogCode,
  message: string,
): LogEvent {
  return { at, message: JSON.stringify({ runStatus, logMessage, message }) };
}

/** What the run log says about tasks, in no order. */
export function taskEvents(tasks: readonly TaskTimeline[]): readonly LogEvent[] {
  return tasks.flatMap((task) => {
    const who = `name: ${task.name} and taskId: ${task.id}`;
    return task.states.flatMap((state): LogEvent[] => {
      switch (state.status) {
        case 'STARTING':
          return [
            runLogEvent(state.at, 'RUNNING', 'STARTING_TASK', `Starting workflow run task with ${who}`),
          ];
        case 'RUNNING':
          return [
            runLogEvent(
              state.at,
              'RUNNING',
              'RUNNING_TASK',
              `Running workflow run task with ${who} on ${task.instanceType}`,
            ),
          ];
        case 'COMPLETED':
          return [
            runLogEvent(state.at, 'RUNNING', 'TASK_COMPLETED', `Completed workflow run task with ${who}`),
          ];
        case 'FAILED':
          return [
            runLogEvent(
              state.at,
              'RUNNING',
              'TASK_FAILED',
              `Workflow run task failed with ${who}: ${state.failureReason ?? 'RUN_TASK_FAILED'}, ${state.statusMessage ?? 'no message'}`,
            ),
          ];
        case 'CANCELLED':
          return [
            runLogEvent(state.at, 'STOPPING', 'TASK_CANCELLED', `Cancelled workflow run task with ${who}`),
          ];
        case 'PENDING':
        case 'STOPPING':
          return [];
      }
    });
  });
}

/** Sorted by time; of the same moment, as they were given. */
export function inOrder(events: readonly LogEvent[]): readonly LogEvent[] {
  return [...events].sort((a, b) => a.at - b.at);
}

/**
 * What is kept of a run's logs: nothing with `OFF`, and only what tells of failures in the run log with `ERROR` and
 * `FATAL`. The service does not say which lines belong to which level.
 */
export function wantedStreams(
  level: 'OFF' | 'FATAL' | 'ERROR' | 'ALL',
  streams: readonly LogStream[],
): readonly LogStream[] {
  if (level === 'OFF') return [];
  const written = level === 'ALL' ? streams : streams.map(onlyFailures);
  return written.filter((stream) => stream.events.length > 0);
}

const FAILURES: readonly RunLogCode[] = ['TASK_FAILED', 'ENGINE_LOG_GENERATED', 'RUN_FAILED'];

function onlyFailures(stream: LogStream): LogStream {
  if (!/^run\/\d+$/.test(stream.name)) return stream;
  return {
    ...stream,
    events: stream.events.filter((event) =>
      FAILURES.some((code) => event.message.includes(`"logMessage":"${code}"`)),
    ),
  };
}
