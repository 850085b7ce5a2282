import type { Clock } from '../clock.ts';
import { callerArn } from '../http/credentials.ts';
import type { Names } from '../identity.ts';
import type { Protocol, RequestFacts } from '../protocols/protocol.ts';
import type { Operation } from '../protocols/rest-json.ts';
import { restJson } from '../protocols/rest-json.ts';
import { omicsRoutes } from '../protocols/routes.ts';
import type { Director } from '../scenario/director.ts';
import { OMICS_ANSWERS } from '../shapes/omics-answers.ts';
import { OMICS_PARTS } from '../shapes/omics-parts.ts';
import { OMICS_REQUESTS } from '../shapes/omics-requests.ts';
import { OMICS_VALUES } from '../shapes/omics-values.ts';
import type { Shapes } from '../shapes/shape.ts';
import { milliseconds } from '../simulation/run-facts.ts';
import type { Store } from '../store/store.ts';
import type { Definitions, OmicsContext } from './context.ts';
import { cancelRun, deleteRun, getRun, listRuns, startRun } from './runs.ts';
import { getRunTask, listRunTasks } from './tasks.ts';
import {
  createWorkflowVersion,
  deleteWorkflowVersion,
  getWorkflowVersion,
  listWorkflowVersions,
} from './versions.ts';
import { createWorkflow, deleteWorkflow, getWorkflow, listWorkflows, updateWorkflow } from './workflows.ts';

export const OMICS_SHAPES: Shapes = { ...OMICS_VALUES, ...OMICS_PARTS, ...OMICS_REQUESTS, ...OMICS_ANSWERS };

export interface OmicsServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly names: Names;
  readonly director: Director;
  readonly definitions: Definitions;
  addressOf(digest: string): string;
}

/** HealthOmics itself. One operation after the other, so that none sees half of what another does. */
export function omicsService(options: OmicsServiceOptions): Protocol {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(operation: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(operation);
    turn = result.catch(() => undefined);
    return result;
  };
  const operations = Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, operation]): [string, Operation] => [
      name,
      (request, facts) => inTurn(async () => (operation as AnyOperation)(request, contextOf(options, facts))),
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
  DeleteWorkflowVersion: deleteWorkflowVersion,
  StartRun: startRun,
  GetRun: getRun,
  ListRuns: listRuns,
  CancelRun: cancelRun,
  DeleteRun: deleteRun,
  ListRunTasks: listRunTasks,
  GetRunTask: getRunTask,
} as const;

/** Requests are checked against the shape of the operation's name before they come here. */
type AnyOperation = (request: object, context: OmicsContext) => Promise<object | void> | object | void;

function contextOf(options: OmicsServiceOptions, { caller }: RequestFacts): OmicsContext {
  const { store, clock, names, director, definitions } = options;
  const now = clock.now();
  return {
    store,
    names,
    now,
    listTime: now - milliseconds(director.scenario.listLag ?? 0),
    scenario: director.scenario,
    timing: director.timing,
    caller: callerArn(names.accountId, caller),
    definitions,
    addressOf: (digest) => options.addressOf(digest),
  };
}
