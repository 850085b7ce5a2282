import type {
  AcceptShareRequest,
  AcceptShareResponse,
  CreateShareRequest,
  CreateShareResponse,
  DeleteShareRequest,
  DeleteShareResponse,
  GetShareRequest,
  GetShareResponse,
  ListSharesRequest,
  ListSharesResponse,
  ShareDetails,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import { uuidOf } from '../identity.ts';
import { pageOf } from '../pages.ts';
import type { ShareRecord } from '../store/records.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { checkedPage } from './lists.ts';
import { RESOURCE_LIMITS } from './resource-limits.ts';
import { answerShare, offeredName, sharedWithUs } from './shared-workflows.ts';
import { findWorkflow } from './workflows.ts';

const MOST_RESULTS = 100;

/** Nobody accepts what this account shares: it stays PENDING. What others share, a scenario says. */
export function createShare(request: CreateShareRequest, context: OmicsContext): CreateShareResponse {
  const { store, names, now } = context;
  const { resourceArn = '', principalSubscriber = '' } = request;
  const workflowId = /:workflow\/(\d+)$/.exec(resourceArn)?.[1];
  const workflow = findWorkflow(workflowId, context);
  if (!/^\d{12}$/.test(principalSubscriber) || principalSubscriber === names.accountId) {
    throw new ServiceError(
      'ValidationException',
      `'${principalSubscriber}' is not the number of another account.`,
    );
  }
  const own = living(context).filter((share) => share.resourceArn === resourceArn);
  if (own.some((share) => share.principalSubscriber === principalSubscriber)) {
    throw new ServiceError(
      'ConflictException',
      `Workflow ${workflow.id} is shared with ${principalSubscriber} already.`,
    );
  }
  if (own.length >= RESOURCE_LIMITS.sharesPerWorkflow) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `Workflow ${workflow.id} has ${own.length} shares, and no more are allowed.`,
    );
  }
  const id = nextId(store.shares, 1);
  const share: ShareRecord = {
    id,
    shareId: uuidOf('share', id, now),
    name: request.shareName,
    resourceArn,
    principalSubscriber,
    ownerId: names.accountId,
    createdAt: now,
  };
  store.shares.put(id, share);
  return { shareId: share.shareId, status: 'PENDING', shareName: share.name };
}

export function acceptShare(request: AcceptShareRequest, context: OmicsContext): AcceptShareResponse {
  const share = findShare(request.shareId, context);
  if (share.ownerId === context.names.accountId) {
    throw new ServiceError(
      'ConflictException',
      `The share ${share.shareId} is for another account to accept.`,
    );
  }
  if (share.accepted !== undefined) {
    throw new ServiceError('ConflictException', `The share ${share.shareId} is accepted already.`);
  }
  answerShare(share, { accepted: { workflowName: offeredName(share, context) } }, context);
  return { status: 'ACTIVATING' };
}

export function getShare(request: GetShareRequest, context: OmicsContext): GetShareResponse {
  return { share: shareView(findShare(request.shareId, context)) };
}

export function listShares(request: ListSharesRequest, context: OmicsContext): ListSharesResponse {
  const { resourceArns, status, type } = request.filter ?? {};
  const shares = (
    request.resourceOwner === 'SELF' ? living(context).reverse() : sharedWithUs(context)
  ).filter(
    (share) =>
      (resourceArns?.includes(share.resourceArn) ?? true) &&
      (status?.includes(statusOf(share)) ?? true) &&
      (type?.includes('WORKFLOW') ?? true),
  );
  const page = checkedPage(
    pageOf(shares, {
      list: `ListShares ${request.resourceOwner ?? ''}`,
      limit: Math.min(request.maxResults ?? MOST_RESULTS, MOST_RESULTS),
      token: request.nextToken,
      keyOf: ({ shareId }) => shareId,
      comesAfter: ({ shareId }, key) => placeOf(shareId, shares) > placeOf(key, shares),
    }),
  );
  return { shares: page.items.map(shareView), nextToken: page.nextToken };
}

export function deleteShare(request: DeleteShareRequest, context: OmicsContext): DeleteShareResponse {
  const share = findShare(request.shareId, context);
  answerShare(share, { deletedAt: context.now }, context);
  return { status: 'DELETING' };
}

function findShare(shareId: string | undefined, context: OmicsContext): ShareRecord {
  const share = [...living(context), ...sharedWithUs(context)].find((other) => other.shareId === shareId);
  if (share === undefined) {
    throw new ServiceError('ResourceNotFoundException', `There is no share ${shareId ?? ''}.`);
  }
  return share;
}

function living(context: OmicsContext): ShareRecord[] {
  return [...context.store.shares.all()].filter(
    ({ deletedAt, ownerId }) => deletedAt === undefined && ownerId === context.names.accountId,
  );
}

function placeOf(shareId: string, shares: readonly ShareRecord[]): number {
  return shares.findIndex((share) => share.shareId === shareId);
}

function statusOf({ accepted }: ShareRecord): 'PENDING' | 'ACTIVE' {
  return accepted === undefined ? 'PENDING' : 'ACTIVE';
}

function shareView(share: ShareRecord): ShareDetails {
  return {
    shareId: share.shareId,
    resourceArn: share.resourceArn,
    resourceId: share.resourceArn.slice(share.resourceArn.lastIndexOf('/') + 1),
    principalSubscriber: share.principalSubscriber,
    ownerId: share.ownerId,
    status: statusOf(share),
    shareName: share.name,
    creationTime: new Date(share.createdAt),
    updateTime: new Date(share.createdAt),
  };
}
