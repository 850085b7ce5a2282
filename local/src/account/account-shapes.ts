import type { Shapes } from '../shapes/shape.ts';
import { digits, integer, text } from '../shapes/shape.ts';

/** What the `account` of a scenario may hold. */
export const ACCOUNT_SHAPES: Shapes = {
  AccountText: text(1, 1024),
  AccountId: digits(1, 36),
  AccountNumber: digits(12, 12),
  AccountSize: integer(0),
  AccountFlag: { type: 'boolean' },
  AccountTexts: { type: 'list', member: 'AccountText' },
  PolicyDocument: { type: 'document' },
  PolicyDocuments: { type: 'map', key: 'AccountText', value: 'PolicyDocument' },
  Role: {
    type: 'structure',
    required: ['name', 'trust'],
    members: {
      name: 'AccountText',
      trust: 'PolicyDocument',
      policies: 'PolicyDocuments',
      attached: 'PolicyDocuments',
    },
  },
  Roles: { type: 'list', member: 'Role' },
  SeededObject: {
    type: 'structure',
    required: ['key'],
    members: {
      key: 'AccountText',
      size: 'AccountSize',
      storageClass: 'AccountText',
      archiveStatus: 'AccountText',
      restored: 'AccountFlag',
    },
  },
  SeededObjects: { type: 'list', member: 'SeededObject' },
  Bucket: {
    type: 'structure',
    required: ['name'],
    members: {
      name: 'AccountText',
      region: 'AccountText',
      objects: 'SeededObjects',
      policy: 'PolicyDocument',
    },
  },
  Buckets: { type: 'list', member: 'Bucket' },
  Image: {
    type: 'structure',
    required: ['tags'],
    members: { tags: 'AccountTexts', sizeBytes: 'AccountSize', architectures: 'AccountTexts' },
  },
  Images: { type: 'list', member: 'Image' },
  Repository: {
    type: 'structure',
    required: ['name', 'images'],
    members: { name: 'AccountText', registryId: 'AccountNumber', policy: 'PolicyDocument', images: 'Images' },
  },
  Repositories: { type: 'list', member: 'Repository' },
  PullThroughRule: {
    type: 'structure',
    required: ['prefix', 'upstream'],
    members: { prefix: 'AccountText', upstream: 'AccountText' },
  },
  PullThroughRules: { type: 'list', member: 'PullThroughRule' },
  ReadSet: {
    type: 'structure',
    required: ['id', 'name'],
    members: {
      id: 'AccountId',
      name: 'AccountText',
      status: 'AccountText',
      fileType: 'AccountText',
      sampleId: 'AccountText',
      subjectId: 'AccountText',
    },
  },
  ReadSets: { type: 'list', member: 'ReadSet' },
  SequenceStore: {
    type: 'structure',
    required: ['id', 'name', 'readSets'],
    members: { id: 'AccountId', name: 'AccountText', readSets: 'ReadSets' },
  },
  SequenceStores: { type: 'list', member: 'SequenceStore' },
  Reference: {
    type: 'structure',
    required: ['id', 'name'],
    members: { id: 'AccountId', name: 'AccountText', status: 'AccountText' },
  },
  References: { type: 'list', member: 'Reference' },
  ReferenceStore: {
    type: 'structure',
    required: ['id', 'name', 'references'],
    members: { id: 'AccountId', name: 'AccountText', references: 'References' },
  },
  ReferenceStores: { type: 'list', member: 'ReferenceStore' },
  SharedWorkflow: {
    type: 'structure',
    required: ['id', 'name', 'ownerId'],
    members: { id: 'AccountId', name: 'AccountText', ownerId: 'AccountNumber' },
  },
  SharedWorkflows: { type: 'list', member: 'SharedWorkflow' },
  Account: {
    type: 'structure',
    members: {
      sharedWorkflows: 'SharedWorkflows',
      roles: 'Roles',
      buckets: 'Buckets',
      repositories: 'Repositories',
      pullThroughRules: 'PullThroughRules',
      sequenceStores: 'SequenceStores',
      referenceStores: 'ReferenceStores',
      denied: 'AccountTexts',
    },
  },
};
