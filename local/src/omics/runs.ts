import type {
  CancelRunRequest,
  DeleteRunRequest,
  GetRunRequest,
  GetRunResponse,
  ListRunsRequest,
  ListRunsResponse,
  StartRunRequest,
  StartRunResponse,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import { uuidOf } from '../identity.ts';
import { cancelTimeline } from '../simulation/cancel.ts';
import type { AcceptedRun } from '../simulation/run-facts.ts';
import { engineStreamName, runStreamName } from '../simulation/run-facts.ts';
import { simulateRun } from '../simulation/simulate.ts';
import type { RunState } from '../simulation/timeline.ts';
import { isOver, reachedAt, stateAt } from '../simulation/timeline.ts';
import type { RunRecord, WorkflowRecord } from '../store/records.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { statusOf } from './definition-view.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestFirst } from './lists.ts';
import { checkedParameters } from './run-parameters.ts';
import { runSettings } from './run-settings.ts';
import { findVersion } from './versions.ts';
import { findWorkflow } from './workflows.ts';

const FIRST_RUN_ID = 2_000_001;

export async function startRun(request: StartRunRequest, context: OmicsContext): Promise<StartRunResponse> {
  const { store, now, names } = context;
  const record = requestRecord(request);
  const before = madeBefore(store.runs.all(), record);
  if (before !== undefined) return started(before, context);

  const source = request.runId === undefined ? undefined : findRun(request.runId, context);
  const workflow = workflowOf(request, source, context);
  const { definition } = workflow;
  const status = statusOf(definition, now);
  if (status !== 'ACTIVE') {
    throw new ServiceError('ConflictException', `Workflow ${workflow.id} is ${status} and cannot be run.`);
  }
  const settings = runSettings(request, source, definition);
  const reading = await context.definitions.read(definition);
  if (reading?.kind !== 'read') {
    throw new ServiceError('InternalServerException', `The definition of workflow ${workflow.id} is gone.`);
  }
  const { model } = reading;
  const parameters = checkedParameters(
    definition.parameterTemplate ?? {},
    settings.parameters,
    model.entry.name,
  );
  const id = nextId(store.runs, FIRST_RUN_ID);
  const run: AcceptedRun = {
    id,
    uuid: uuidOf('run', id, now),
    settings,
    workflow,
    startedBy: context.caller,
    createdAt: now,
    request: record,
  };
  const timeline = simulateRun({
    run,
    names,
    model,
    pathOf: (uri) => reading.pathOf(uri),
    textOf: (path) => reading.textOf(path),
    parameters,
    refusals: reading.check(settings.parameters),
    timing: context.timing,
    scenario: context.scenario,
  });
  const accepted: RunRecord = { ...run, timeline };
  store.runs.put(id, accepted);
  return started(accepted, context);
}

export function getRun(request: GetRunRequest, context: OmicsContext): GetRunResponse {
  const run = findRun(request.id, context);
  const { names, now } = context;
  const { settings, workflow } = run;
  const state = currentState(run, now);
  return {
    arn: names.run(run.id),
    id: run.id,
    uuid: run.uuid,
    status: state.status,
    statusMessage: state.statusMessage,
    failureReason: state.failureReason,
    workflowId: workflow.id,
    workflowUuid: workflow.uuid,
    workflowType: 'PRIVATE',
    workflowVersionName: workflow.versionName,
    runId: settings.sourceRunId,
    roleArn: settings.roleArn,
    name: settings.name,
    priority: settings.priority,
    digest: workflow.definition.digest,
    parameters: settings.parameters as GetRunResponse['parameters'],
    storageType: settings.storageType,
    storageCapacity: settings.storageCapacity,
    outputUri: settings.outputUri,
    runOutputUri: outputUriOf(run),
    logLevel: settings.logLevel,
    ...(settings.logLevel !== 'OFF' && {
      logLocation: {
        runLogStream: names.logStream(runStreamName(run.id)),
        engineLogStream: names.logStream(engineStreamName(run.id)),
      },
    }),
    resourceDigests: {},
    startedBy: run.startedBy,
    ...times(run, now),
    tags: settings.tags,
    accelerators: workflow.definition.accelerators,
    retentionMode: settings.retentionMode,
    networkingMode: settings.networkingMode,
    ...(request.export?.includes('DEFINITION') === true && {
      definition: context.addressOf(workflow.definition.digest),
    }),
  };
}

export function listRuns(request: ListRunsRequest, context: OmicsContext): ListRunsResponse {
  const { listTime } = context;
  const noGroups = request.runGroupId !== undefined || request.batchId !== undefined;
  const runs = context.store.runs
    .all()
    .filter(
      (run) =>
        !noGroups &&
        isListed(run.createdAt, run.deletedAt, listTime) &&
        (request.name === undefined || run.settings.name === request.name) &&
        (request.status === undefined || currentState(run, listTime).status === request.status),
    );
  const page = newestFirst('ListRuns', runs, request);
  return {
    items: page.items.map((run) => ({
      arn: context.names.run(run.id),
      id: run.id,
      status: currentState(run, listTime).status,
      workflowId: run.workflow.id,
      name: run.settings.name,
      priority: run.settings.priority,
      storageCapacity: run.settings.storageCapacity,
      storageType: run.settings.storageType,
      workflowVersionName: run.workflow.versionName,
      ...times(run, listTime),
    })),
    nextToken: page.nextToken,
  };
}

export function cancelRun(request: CancelRunRequest, context: OmicsContext): void {
  const run = findRun(request.id, context);
  const { status } = currentState(run, context.now);
  if (isOver(status)) {
    throw new ServiceError('ConflictException', `Run ${run.id} is ${status} and cannot be cancelled.`);
  }
  const facts = { run, names: context.names, timing: context.timing };
  context.store.runs.put(run.id, { ...run, timeline: cancelTimeline(facts, run.timeline, context.now) });
}

export function deleteRun(request: DeleteRunRequest, context: OmicsContext): void {
  const run = findRun(request.id, context);
  const { status } = currentState(run, context.now);
  if (!isOver(status)) {
    throw new ServiceError(
      'ConflictException',
      `Run ${run.id} is ${status}: only a run that is over can be deleted.`,
    );
  }
  context.store.runs.put(run.id, { ...run, deletedAt: context.now });
}

/** The run, unless it was deleted. */
export function findRun(id: string | undefined, context: OmicsContext): RunRecord {
  const run = context.store.runs.get(id ?? '');
  if (run === undefined || run.deletedAt !== undefined) {
    throw new ServiceError('ResourceNotFoundException', `There is no run ${id ?? ''}.`);
  }
  return run;
}

function started(run: RunRecord, context: OmicsContext): StartRunResponse {
  return {
    arn: context.names.run(run.id),
    id: run.id,
    status: 'PENDING',
    tags: run.settings.tags,
    uuid: run.uuid,
    runOutputUri: outputUriOf(run),
    networkingMode: run.settings.networkingMode,
  };
}

/** The workflow, or the version of it, that the request names; else that of the run that it duplicates. */
function workflowOf(
  request: StartRunRequest,
  source: RunRecord | undefined,
  context: OmicsContext,
): RunRecord['workflow'] {
  if (request.workflowId === undefined && source !== undefined) {
    const workflow = findWorkflow(source.workflow.id, context);
    return withVersion(workflow, request.workflowVersionName ?? source.workflow.versionName);
  }
  if (request.workflowId === undefined) {
    throw new ServiceError(
      'ValidationException',
      "Give a 'workflowId', or the 'runId' of a run to duplicate.",
    );
  }
  const workflow = findWorkflow(request.workflowId, context, {
    type: request.workflowType,
    workflowOwnerId: request.workflowOwnerId,
  });
  return withVersion(workflow, request.workflowVersionName);
}

function withVersion(workflow: WorkflowRecord, name: string | undefined): RunRecord['workflow'] {
  const { id, uuid } = workflow;
  if (name === undefined) return { id, uuid, name: workflow.name, definition: workflow.definition };
  const version = findVersion(workflow, name);
  return {
    id,
    uuid: version.uuid,
    name: workflow.name,
    versionName: version.name,
    definition: version.definition,
  };
}

function currentState(run: RunRecord, time: number): RunState {
  return stateAt(run.timeline.states, time) ?? { at: run.createdAt, status: 'PENDING' };
}

function times(
  run: RunRecord,
  time: number,
): Pick<GetRunResponse, 'creationTime' | 'startTime' | 'stopTime'> {
  const { states } = run.timeline;
  return {
    creationTime: new Date(run.createdAt),
    startTime: dateOf(reachedAt(states, (status) => status === 'RUNNING', time)),
    stopTime: dateOf(reachedAt(states, isOver, time)),
  };
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}

/** Outputs go into a folder of the run, named by its id and UUID. Source: user guide, run outputs. */
function outputUriOf(run: RunRecord): string {
  return `${run.settings.outputUri.replace(/\/+$/, '')}/${run.id}/${run.uuid}`;
}
