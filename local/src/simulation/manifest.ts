import { digestOf, uuidOf } from '../identity.ts';
import type { AcceptedRun, RunFacts } from './run-facts.ts';
import type { LogEvent, RunTimeline, TaskTimeline } from './timeline.ts';
import { reachedAt } from './timeline.ts';

export type ManifestFacts = Pick<RunFacts, 'names'> & { readonly run: AcceptedRun };

/** The run manifest, written when the run is over: the run, then each task, one JSON object per event. */
export function manifest(
  facts: ManifestFacts,
  timeline: Pick<RunTimeline, 'states' | 'tasks'>,
): readonly LogEvent[] {
  const at = timeline.states.at(-1)?.at ?? facts.run.createdAt;
  return [
    { at, message: JSON.stringify(runEntry(facts, timeline.states, at)) },
    ...timeline.tasks.map((task) => ({ at, message: JSON.stringify(taskEntry(facts, task, at)) })),
  ];
}

function runEntry(facts: ManifestFacts, states: RunTimeline['states'], at: number): object {
  const { run, names } = facts;
  const last = states.at(-1);
  return {
    arn: names.run(run.id),
    creationTime: iso(run.createdAt),
    digest: `sha256:${run.workflow.definition.digest}`,
    engine: run.workflow.definition.engine,
    main: run.workflow.definition.main,
    name: run.settings.name,
    outputUri: run.settings.outputUri,
    parameters: run.settings.parameters,
    roleArn: run.settings.roleArn,
    startedBy: run.startedBy,
    startTime: iso(reachedAt(states, (status) => status === 'RUNNING', at)),
    status: last?.status,
    failureReason: last?.failureReason,
    stopTime: iso(at),
    storageCapacity: run.settings.storageCapacity,
    storageType: run.settings.storageType,
    uuid: run.uuid,
    workflow: names.workflow(run.workflow.id),
    workflowType: 'PRIVATE',
    simulation: true,
  };
}

function taskEntry(facts: ManifestFacts, task: TaskTimeline, at: number): object {
  const { states } = task;
  const last = states.at(-1);
  const started = reachedAt(states, (status) => status === 'RUNNING', at);
  const stopped = reachedAt(states, (status) => status === 'STOPPING', at) ?? last?.at;
  const seconds = started === undefined || stopped === undefined ? 0 : (stopped - started) / 1000;
  return {
    arn: facts.names.task(task.id),
    cpus: task.cpus,
    creationTime: iso(states[0]?.at),
    failureReason: last?.failureReason,
    gpus: task.gpus,
    image: task.image,
    imageDigest: task.image === undefined ? undefined : `sha256:${digestOf(task.image)}`,
    instanceType: task.instanceType,
    memory: task.memoryGiB,
    metrics: metrics(task, seconds),
    name: task.name,
    run: facts.names.run(facts.run.id),
    startTime: iso(started),
    // The manifest has a word of its own for tasks that went well.
    status: last?.status === 'COMPLETED' ? 'SUCCESS' : last?.status,
    stopTime: iso(last?.at),
    uuid: uuidOf('task', task.id),
  };
}

/** Use is made up: nothing was run. The shares are fixed, so that what reads them has something to show. */
function metrics(task: TaskTimeline, runningSeconds: number): object {
  return {
    cpusReserved: task.cpus,
    cpusMaximum: round(task.cpus * 0.8),
    cpusAverage: round(task.cpus * 0.5),
    gpusReserved: task.gpus,
    memoryReservedGiB: task.memoryGiB,
    memoryMaximumGiB: round(task.memoryGiB * 0.6),
    memoryAverageGiB: round(task.memoryGiB * 0.4),
    runningSeconds,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function iso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
