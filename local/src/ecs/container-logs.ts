import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { LogReader, VisibleStream } from '../logs/streams.ts';
import type { LogEvent } from '../simulation/timeline.ts';
import type { Store } from '../store/store.ts';
import { containersOf } from './describe-task.ts';
import type { TaskRecord } from './records.ts';
import { stateOf } from './task-life.ts';

/** The log group that a container writes to, where its driver is `awslogs`. */
function logGroupOf(container: ContainerDefinition): string | undefined {
  const { logDriver, options } = container.logConfiguration ?? {};
  return logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
}

/** The groups that containers of tasks have written to. */
export function containerLogGroups(store: Store): ReadonlySet<string> {
  const groups = new Set<string>();
  for (const task of store.ecsTasks.all()) {
    for (const container of containersOf(store.ecsDefinitions.get(task.definition))) {
      const group = logGroupOf(container);
      if (group !== undefined) groups.add(group);
    }
  }
  return groups;
}

/** What can be read now of a group that containers write to: streams are called `prefix/container/task`. */
export function containerLogReader(store: Store, group: string, now: number, lag: number): LogReader {
  const all = (): readonly VisibleStream[] =>
    [...store.ecsTasks.all()]
      .flatMap((task) => streamsOf(task, store, group, now - lag))
      .filter(({ events }) => events.length > 0)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    exists: () => Promise.resolve(containerLogGroups(store).has(group)),
    begins: [...store.ecsTasks.all()][0]?.createdAt,
    stream: (name) => Promise.resolve(all().find((stream) => stream.name === name)),
    streams: ({ names, prefixes }) =>
      Promise.resolve(
        all().filter(
          ({ name }) => names?.includes(name) ?? prefixes?.some((prefix) => name.startsWith(prefix)) ?? true,
        ),
      ),
  };
}

function streamsOf(task: TaskRecord, store: Store, group: string, until: number): readonly VisibleStream[] {
  return containersOf(store.ecsDefinitions.get(task.definition)).flatMap((container) => {
    if (logGroupOf(container) !== group) return [];
    const prefix = container.logConfiguration?.options?.['awslogs-stream-prefix'] ?? 'ecs';
    return [{ name: `${prefix}/${container.name ?? ''}/${task.id}`, events: eventsOf(task, until) }];
  });
}

/** What the scenario lets the container write while it runs; nothing is run, and the log says so. */
function eventsOf(task: TaskRecord, until: number): readonly LogEvent[] {
  const { startedAt, executionStoppedAt } = stateOf(task, until);
  if (startedAt === undefined) return [];
  const lines = task.rule?.log ?? [
    { after: 0, line: 'The local HealthOmics is a simulation: nothing is run.' },
  ];
  const end = Math.min(until, executionStoppedAt ?? Infinity);
  return lines
    .map(({ after, line }): LogEvent => ({ at: startedAt + after * 1000, message: line }))
    .filter(({ at }) => at <= end);
}
