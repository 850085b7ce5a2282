import { uuidOf } from '../identity.ts';
import type { ShareRecord, WorkflowRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { oneTask } from './ready2run.ts';

/** What other accounts share with this one: accepted, or waiting for that; newest first. */
export function sharedWithUs(context: OmicsContext): readonly ShareRecord[] {
  const { store, account, names, now } = context;
  const known = [...store.shares.all()].filter(({ ownerId }) => ownerId !== names.accountId);
  const offered = account.sharedWorkflows
    .map(({ id, name, ownerId }): ShareRecord => ({
      id: `offered ${id}`,
      shareId: shareIdOf(id, ownerId),
      name: name.replace(/[^A-Za-z0-9_-]+/g, '-'),
      resourceArn: names.workflow(id).replace(names.accountId, ownerId),
      principalSubscriber: names.accountId,
      ownerId,
      createdAt: now,
    }))
    .filter(({ shareId }) => !known.some((share) => share.shareId === shareId));
  return [...offered, ...known.filter(({ deletedAt }) => deletedAt === undefined).reverse()];
}

/** Keeps the answer to a share that was offered. */
export function answerShare(
  share: ShareRecord,
  answer: Pick<ShareRecord, 'accepted' | 'deletedAt'>,
  { store }: OmicsContext,
): void {
  const id = store.shares.get(share.id) === undefined ? nextId(store.shares, 1) : share.id;
  store.shares.put(id, { ...share, id, ...answer });
}

/** The name under which the scenario knows a workflow that is offered. */
export function offeredName(share: ShareRecord, { account }: OmicsContext): string {
  const found = account.sharedWorkflows.find(({ id, ownerId }) => shareIdOf(id, ownerId) === share.shareId);
  return found?.name ?? share.name ?? '';
}

/** A workflow of another account, once its share was accepted. What it does really is not known: it is one task. */
export function acceptedWorkflow(id: string, ownerId: string, store: Store): WorkflowRecord | undefined {
  for (const share of store.shares.all()) {
    const { resourceArn, accepted, deletedAt } = share;
    if (accepted === undefined || deletedAt !== undefined || share.ownerId !== ownerId) continue;
    if (!resourceArn.endsWith(`:workflow/${id}`)) continue;
    return {
      id,
      uuid: uuidOf('shared', ownerId, id),
      ownerId,
      name: accepted.workflowName,
      definition: oneTask(`Shared by ${ownerId}. Simulated as one task.`, store),
      versions: [],
      request: { requestId: `shared ${ownerId} ${id}`, digest: '' },
    };
  }
  return undefined;
}

function shareIdOf(workflowId: string, ownerId: string): string {
  return uuidOf('share', ownerId, workflowId);
}
