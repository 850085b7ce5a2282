import { count } from '../../infrastructure/readable.ts';
import { isAlive, type Run, type RunQuery } from '../../omics/omics-api.ts';
import { runLook } from '../../omics/status-look.ts';

/** Which runs the view shows: those that fit all that is given. */
export interface RunFilter {
  /** A state of runs, or all states of a kind. */
  readonly state?: string;
  /** A part of the name, in any case. */
  readonly name?: string;
  /** The id of a workflow, or a part of its name where the service says that. */
  readonly workflow?: string;
  /** Created within so many hours. */
  readonly hours?: number;
  readonly batchId?: string;
}

export const GROUPINGS = ['none', 'state', 'day', 'workflow', 'batch'] as const;
export type RunGrouping = (typeof GROUPINGS)[number];

export const EVERY_RUN: RunFilter = {};

export function isFiltered(filter: RunFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** `now`: milliseconds since 1970. */
export function fits(run: Run, filter: RunFilter, now: number): boolean {
  const { state, name, workflow, hours, batchId } = filter;
  return (
    (state === undefined || fitsState(run.status, state)) &&
    (name === undefined || includes(run.name, name)) &&
    (workflow === undefined || run.workflowId === workflow || includes(run.workflowName, workflow)) &&
    (hours === undefined || isYoung(run, hours, now)) &&
    (batchId === undefined || run.batchId === batchId)
  );
}

/** The part of the filter that the service applies itself. */
export function queryOf({ state, batchId }: RunFilter): RunQuery | undefined {
  const query = {
    ...(state === undefined || state === 'alive' || state === 'over' ? {} : { status: state }),
    ...(batchId === undefined ? {} : { batchId }),
  };
  return Object.keys(query).length > 0 ? query : undefined;
}

/** Whether pages of the service may hold runs that do not fit. */
export function isSifted({ state, name, workflow, hours }: RunFilter): boolean {
  return (
    name !== undefined ||
    workflow !== undefined ||
    hours !== undefined ||
    state === 'alive' ||
    state === 'over'
  );
}

/** A run older than this fits no more, nor do all after it; in milliseconds since 1970. */
export function oldestThatFits({ hours }: RunFilter, now: number): number {
  return hours === undefined ? -Infinity : now - hours * HOUR;
}

/** What stands beside the title of the view; empty when every run is shown. */
export function filterText({ state, name, workflow, hours, batchId }: RunFilter): string {
  return [
    state === undefined ? undefined : stateText(state),
    name === undefined ? undefined : `name '${name}'`,
    workflow === undefined ? undefined : `workflow '${workflow}'`,
    hours === undefined ? undefined : hoursText(hours),
    batchId === undefined ? undefined : `batch ${batchId}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

export function stateText(state: string): string {
  if (state === 'alive') return 'not over';
  return state === 'over' ? 'over' : runLook(state).word;
}

export function hoursText(hours: number): string {
  return hours % 24 === 0
    ? `last ${hours === 24 ? 'day' : `${count(hours / 24)} days`}`
    : `last ${hours} hours`;
}

/** The heading that a run stands under, and the order of headings. */
export function groupOf(
  run: Run,
  grouping: Exclude<RunGrouping, 'none'>,
): { readonly key: string; readonly label: string } {
  switch (grouping) {
    case 'state':
      return {
        key: `${STATE_ORDER.indexOf(run.status)} ${run.status}`,
        label: capitalised(runLook(run.status).word),
      };
    case 'day': {
      const day = new Date(run.creationTime ?? 0).toISOString().slice(0, 10);
      // Days count down: the newest stands first.
      return run.creationTime === undefined
        ? { key: '', label: 'Just started' }
        : { key: reversed(day), label: day };
    }
    case 'workflow':
      return {
        key: run.workflowName ?? run.workflowId ?? '',
        label:
          run.workflowName ??
          (run.workflowId === undefined ? 'Unknown workflow' : `Workflow ${run.workflowId}`),
      };
    case 'batch':
      return run.batchId === undefined
        ? { key: ' ', label: 'Single runs' }
        : { key: reversed(run.batchId.padStart(18, '0')), label: `Batch ${run.batchId}` };
  }
}

const STATE_ORDER = ['RUNNING', 'STOPPING', 'STARTING', 'PENDING', 'FAILED', 'CANCELLED', 'COMPLETED'];
const HOUR = 3_600_000;

function fitsState(status: string, state: string): boolean {
  if (state === 'alive') return isAlive(status);
  return state === 'over' ? !isAlive(status) : status === state;
}

function includes(text: string | undefined, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) === true;
}

/** A run that was just started has no time yet. */
function isYoung(run: Run, hours: number, now: number): boolean {
  return run.creationTime === undefined || run.creationTime >= now - hours * HOUR;
}

/** Digits turned round, so that what is larger comes first. */
function reversed(text: string): string {
  return text.replace(/\d/g, (digit) => String(9 - Number(digit)));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
