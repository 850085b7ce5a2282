import { DEFAULT_ACCOUNT } from '../account/default-account.ts';
import { withAccount } from '../account/account.ts';
import type { Clock } from '../clock.ts';
import { callerArn } from '../http/credentials.ts';
import type { Names } from '../identity.ts';
import type { BatchSteps } from '../progress/batch-steps.ts';
import type { Dispatcher } from '../progress/dispatcher.ts';
import type { Lives } from '../progress/lives.ts';
import { quotasOf } from '../progress/quotas.ts';
import type { Worlds } from '../progress/worlds.ts';
import type { Protocol, RequestFacts } from '../protocols/protocol.ts';
import type { Operation } from '../protocols/rest-json.ts';
import { restJson } from '../protocols/rest-json.ts';
import { omicsRoutes } from '../protocols/routes.ts';
import type { ObjectView } from '../s3/object-view.ts';
import type { Director } from '../scenario/director.ts';
import { OMICS_SHAPES } from '../shapes/omics-shapes.ts';
import { milliseconds } from '../simulation/run-facts.ts';
import type { Store } from '../store/store.ts';
import type { Turns } from '../turns.ts';
import {
  cancelRunBatch,
  deleteBatch,
  deleteRunBatch,
  getBatch,
  listBatch,
  startRunBatch,
} from './batches.ts';
import { listRunsInBatch } from './batch-runs.ts';
import {
  createConfiguration,
  deleteConfiguration,
  getConfiguration,
  listConfigurations,
} from './configurations.ts';
import type { Definitions, OmicsContext } from './context.ts';
import { createRunCache, deleteRunCache, getRunCache, listRunCaches, updateRunCache } from './run-caches.ts';
import { createRunGroup, deleteRunGroup, getRunGroup, listRunGroups, updateRunGroup } from './run-groups.ts';
import { cancelRun, deleteRun, getRun, listRuns, startRun } from './runs.ts';
import { acceptShare, createShare, deleteShare, getShare, listShares } from './shares.ts';
import {
  getReadSetMetadata,
  getReferenceMetadata,
  listReadSets,
  listReferenceStores,
  listReferences,
  listSequenceStores,
} from './stores.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { getRunTask, listRunTasks } from './tasks.ts';
import {
  createWorkflowVersion,
  deleteWorkflowVersion,
  getWorkflowVersion,
  listWorkflowVersions,
  updateWorkflowVersion,
} from './versions.ts';
import { createWorkflow, deleteWorkflow, getWorkflow, listWorkflows, updateWorkflow } from './workflows.ts';

export interface OmicsServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly names: Names;
  readonly director: Director;
  readonly definitions: Definitions;
  readonly lives: Lives;
  readonly worlds: Worlds;
  readonly batches: BatchSteps;
  readonly dispatcher: Dispatcher;
  readonly objects: ObjectView;
  readonly turns: Turns;
  addressOf(digest: string): string;
}

/** HealthOmics itself. */
export function omicsService(options: OmicsServiceOptions): Protocol {
  const operations = Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, operation]): [string, Operation] => [
      name,
      (request, facts) =>
        options.turns.take(async () => (operation as AnyOperation)(request, contextOf(options, facts))),
    ]),
  );
  return restJson({ routes: omicsRoutes(), shapes: OMICS_SHAPES, operations });
}

/** The operations that are part of the simulation, by their names in the service model. */
export const OPERATIONS = {
  CreateWorkflow: createWorkflow,
  GetWorkflow: getWorkflow,
  ListWorkflows: listWorkflows,
  UpdateWorkflow: updateWorkflow,
  DeleteWorkflow: deleteWorkflow,
  CreateWorkflowVersion: createWorkflowVersion,
  GetWorkflowVersion: getWorkflowVersion,
  ListWorkflowVersions: listWorkflowVersions,
  UpdateWorkflowVersion: updateWorkflowVersion,
  DeleteWorkflowVersion: deleteWorkflowVersion,
  StartRun: startRun,
  GetRun: getRun,
  ListRuns: listRuns,
  CancelRun: cancelRun,
  DeleteRun: deleteRun,
  ListRunTasks: listRunTasks,
  GetRunTask: getRunTask,
  StartRunBatch: startRunBatch,
  GetBatch: getBatch,
  ListBatch: listBatch,
  ListRunsInBatch: listRunsInBatch,
  CancelRunBatch: cancelRunBatch,
  DeleteRunBatch: deleteRunBatch,
  DeleteBatch: deleteBatch,
  CreateRunGroup: createRunGroup,
  GetRunGroup: getRunGroup,
  ListRunGroups: listRunGroups,
  UpdateRunGroup: updateRunGroup,
  DeleteRunGroup: deleteRunGroup,
  CreateRunCache: createRunCache,
  GetRunCache: getRunCache,
  ListRunCaches: listRunCaches,
  UpdateRunCache: updateRunCache,
  DeleteRunCache: deleteRunCache,
  CreateConfiguration: createConfiguration,
  GetConfiguration: getConfiguration,
  ListConfigurations: listConfigurations,
  DeleteConfiguration: deleteConfiguration,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
  CreateShare: createShare,
  AcceptShare: acceptShare,
  GetShare: getShare,
  ListShares: listShares,
  DeleteShare: deleteShare,
  ListSequenceStores: listSequenceStores,
  ListReadSets: listReadSets,
  GetReadSetMetadata: getReadSetMetadata,
  ListReferenceStores: listReferenceStores,
  ListReferences: listReferences,
  GetReferenceMetadata: getReferenceMetadata,
} as const;

/** Requests are checked against the shape of the operation's name before they come here. */
type AnyOperation = (request: object, context: OmicsContext) => Promise<object | void> | object | void;

function contextOf(options: OmicsServiceOptions, { caller }: RequestFacts): OmicsContext {
  const { clock, names, director } = options;
  const now = clock.now();
  const { scenario } = director;
  return {
    store: options.store,
    names,
    now,
    listTime: now - milliseconds(scenario.listLag ?? 0),
    scenario,
    timing: director.timing,
    caller: callerArn(names.accountId, caller),
    definitions: options.definitions,
    lives: options.lives,
    worlds: options.worlds,
    batches: options.batches,
    dispatcher: options.dispatcher,
    quotas: quotasOf(scenario),
    objects: options.objects,
    account: withAccount(DEFAULT_ACCOUNT, scenario.account),
    addressOf: (digest) => options.addressOf(digest),
  };
}
