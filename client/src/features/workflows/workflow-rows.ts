import { ready2runByName } from '@omics-lens/server/healthomics/ready2run.ts';
import { duration, moment } from '../../infrastructure/readable.ts';
import { joined, rowDetails, type TreeRow } from '../../infrastructure/tree-row.ts';
import type { Named, SharedWorkflow, WorkflowRef } from '../../omics/workflows-api.ts';

/** What commands of a row are given. */
export type WorkflowTarget = WorkflowRef & {
  readonly name: string | undefined;
  readonly arn: string | undefined;
  readonly status: string | undefined;
};

export function ownRow(workflow: Named): TreeRow {
  return statusRow(workflow, {
    kind: 'Workflow',
    label: workflow.name ?? workflow.id,
    context: 'workflow.private',
    id: workflow.id,
  });
}

export function versionRow(version: Named, context: 'version.private' | 'version.shared'): TreeRow {
  return statusRow(version, { kind: 'Version', label: version.id, context, id: undefined });
}

export function sharedRow(share: SharedWorkflow): TreeRow {
  const { workflowId, shareName, ownerId, status, creationTime } = share;
  const pending = status === 'PENDING';
  const word = pending
    ? 'waits for you to accept it'
    : status === 'ACTIVE'
      ? undefined
      : status.toLowerCase();
  const label = shareName ?? `Workflow ${workflowId}`;
  const description = joined([word, workflowId, `from ${ownerId}`]);
  return {
    label,
    description,
    icon: pending ? 'mail' : status === 'ACTIVE' ? 'pass' : 'loading~spin',
    accessibleLabel: `Shared workflow ${label}, ${description}`,
    details: rowDetails([
      ['Share', shareName],
      ['Workflow', workflowId],
      ['Owner', ownerId],
      ['Status', status],
      ['Since', moment(creationTime)],
    ]),
    context: pending ? 'share.pending' : status === 'ACTIVE' ? 'workflow.shared' : 'share.passing',
  };
}

/** With what the guide promises of it. */
export function ready2runRow({ id, name, status }: Named): TreeRow {
  const label = name ?? id;
  const published = name === undefined ? undefined : ready2runByName(name);
  const limits = published && [
    `${published.mostInputGiB} GiB`,
    `about ${duration(published.minutes * 60_000)}`,
    ...(published.subscription ? ['subscription'] : []),
  ];
  const description = joined(limits ?? [id]);
  return {
    label,
    description,
    icon: 'package',
    accessibleLabel: `Ready2Run workflow ${label}, ${joined([...(limits ?? []), published && `by ${published.publisher}`])}`,
    details: rowDetails([
      ['Name', name],
      ['Workflow', id],
      ['Status', status],
      ['Publisher', published?.publisher],
      ['Inputs up to', published && `${published.mostInputGiB} GiB`],
      ['Estimated duration', published && duration(published.minutes * 60_000)],
      [
        'Licence',
        published?.subscription &&
          'A subscription of the publisher; the first run begins two weeks of trial.',
      ],
    ]),
    context: 'workflow.ready2run',
  };
}

interface Identity {
  readonly kind: string;
  readonly label: string;
  readonly context: string;
  /** Stands in the row where names may be equal. */
  readonly id: string | undefined;
}

function statusRow(item: Named, { kind, label, context, id }: Identity): TreeRow {
  const look = lookOf(item.status);
  const description = joined([look.word, id]);
  return {
    label,
    description,
    icon: look.icon,
    color: look.color,
    accessibleLabel: `${kind} ${label}, ${joined([look.word ?? 'active', id])}`,
    details: rowDetails([
      ['Name', item.name],
      [kind, item.id],
      ['Status', item.status],
      ['Created', moment(item.creationTime)],
      ['ARN', item.arn],
    ]),
    context: `${context}.${item.status === 'CREATING' ? 'creating' : 'settled'}`,
  };
}

interface Look {
  /** Nothing for what is as it should be. */
  readonly word: string | undefined;
  readonly icon: string;
  readonly color?: string;
}

const LOOKS: Readonly<Record<string, Look>> = {
  ACTIVE: { word: undefined, icon: 'pass', color: 'testing.iconPassed' },
  CREATING: { word: 'being created', icon: 'loading~spin' },
  UPDATING: { word: 'being changed', icon: 'loading~spin' },
  FAILED: { word: 'failed', icon: 'error', color: 'testing.iconFailed' },
  INACTIVE: { word: 'inactive', icon: 'circle-slash', color: 'disabledForeground' },
  DELETED: { word: 'deleted', icon: 'trash', color: 'disabledForeground' },
};

/** Also of a state that is newer than this list. */
function lookOf(status: string | undefined): Look {
  if (status === undefined) return { word: undefined, icon: 'symbol-misc' };
  return LOOKS[status] ?? { word: status.toLowerCase(), icon: 'question' };
}
