/**
 * What the operations on shares take and give, by the service's own names.
 * Source: the public service model of AWS HealthOmics, API 2022-11-28, as of November 2026.
 */
import { choice, path, query } from './shape.ts';
import type { Shapes } from './shape.ts';

export const SHARE_SHAPES: Shapes = {
  CreateShareRequest: {
    type: 'structure',
    required: ['resourceArn', 'principalSubscriber'],
    members: { resourceArn: 'String', principalSubscriber: 'String', shareName: 'ShareName' },
  },
  CreateShareResponse: {
    type: 'structure',
    members: { shareId: 'String', status: 'ShareStatus', shareName: 'ShareName' },
  },
  AcceptShareRequest: { type: 'structure', required: ['shareId'], members: { shareId: path('String') } },
  AcceptShareResponse: { type: 'structure', members: { status: 'ShareStatus' } },
  GetShareRequest: { type: 'structure', required: ['shareId'], members: { shareId: path('String') } },
  GetShareResponse: { type: 'structure', members: { share: 'ShareDetails' } },
  ShareDetails: {
    type: 'structure',
    members: {
      shareId: 'String',
      resourceArn: 'String',
      resourceId: 'String',
      principalSubscriber: 'String',
      ownerId: 'String',
      status: 'ShareStatus',
      statusMessage: 'StatusMessage',
      shareName: 'ShareName',
      creationTime: 'CreationTime',
      updateTime: 'UpdateTime',
    },
  },
  ListSharesRequest: {
    type: 'structure',
    required: ['resourceOwner'],
    members: {
      resourceOwner: 'ResourceOwner',
      filter: 'Filter',
      nextToken: query('String'),
      maxResults: query('Integer'),
    },
  },
  Filter: { type: 'structure', members: { resourceArns: 'ArnList', status: 'StatusList', type: 'TypeList' } },
  ArnList: { type: 'list', member: 'String', min: 1, max: 10 },
  StatusList: { type: 'list', member: 'ShareStatus', min: 1, max: 10 },
  TypeList: { type: 'list', member: 'ShareResourceType', min: 1, max: 10 },
  ListSharesResponse: {
    type: 'structure',
    required: ['shares'],
    members: { shares: 'ShareDetailsList', nextToken: 'String' },
  },
  ShareDetailsList: { type: 'list', member: 'ShareDetails' },
  DeleteShareRequest: { type: 'structure', required: ['shareId'], members: { shareId: path('String') } },
  DeleteShareResponse: { type: 'structure', members: { status: 'ShareStatus' } },
  CreationTime: { type: 'timestamp' },
  ResourceOwner: choice('SELF', 'OTHER'),
  ShareName: { type: 'string', min: 1, max: 256, pattern: '[a-zA-Z0-9_-]+' },
  ShareResourceType: choice('VARIANT_STORE', 'ANNOTATION_STORE', 'WORKFLOW'),
  ShareStatus: choice('PENDING', 'ACTIVATING', 'ACTIVE', 'DELETING', 'DELETED', 'FAILED'),
  StatusMessage: { type: 'string', min: 0, max: 1000 },
  UpdateTime: { type: 'timestamp' },
};
