import assert from 'node:assert/strict';
import * as logsClient from '@aws-sdk/client-cloudwatch-logs';
import * as ecsClient from '@aws-sdk/client-ecs';
import * as omicsClient from '@aws-sdk/client-omics';
import { NormalizedSchema } from '@smithy/core/schema';
import { ECS_SHAPES } from '@omics-lens/local/ecs/shapes.ts';
import { OPERATIONS } from '@omics-lens/local/omics/service.ts';
import { LOGS_SHAPES } from '@omics-lens/local/shapes/logs-shapes.ts';
import { OMICS_SHAPES } from '@omics-lens/local/shapes/omics-shapes.ts';
import type { Shapes } from '@omics-lens/local/shapes/shape.ts';
import { memberShapeName, shapeOf } from '@omics-lens/local/shapes/shape.ts';

/** Members that the service has and the installed client does not know yet. */
const NEWER: ReadonlySet<string> = new Set([
  'StartRunRequest.scratchStorageMode',
  'StartRunRequest.engineSettings',
  'GetRunResponse.scratchStorageMode',
  'GetRunResponse.engineSettings',
  'RunListItem.workflowName',
  'TaskListItem.uuid',
  'GetRunTaskResponse.uuid',
  'StartRunRequest.sessionPolicy',
  'GetRunResponse.sessionPolicy',
  'DefaultRunSetting.sessionPolicy',
  'DefaultRunSetting.engineSettings',
  'DefaultRunSetting.scratchStorageMode',
  'InlineSetting.engineSettings',
]);
const LOGS_OPERATIONS = [
  'GetLogEvents',
  'FilterLogEvents',
  'DescribeLogStreams',
  'DescribeLogGroups',
  'StartLiveTail',
];
const ECS_OPERATIONS = [
  'RunTask',
  'DescribeTasks',
  'StopTask',
  'ListTasks',
  'ListClusters',
  'DescribeClusters',
  'ListTaskDefinitions',
  'DescribeTaskDefinition',
  'RegisterTaskDefinition',
];

describe('our shapes and the schemas of the installed clients', () => {
  for (const name of Object.keys(OPERATIONS)) {
    it(`agree on ${name}`, () => {
      agree(OMICS_SHAPES, omicsClient, name);
    });
  }
  for (const name of LOGS_OPERATIONS) {
    it(`agree on ${name}`, () => {
      agree(LOGS_SHAPES, logsClient, name);
    });
  }
  for (const name of ECS_OPERATIONS) {
    it(`agree on ${name}`, () => {
      agree(ECS_SHAPES, ecsClient, name);
    });
  }
});

function agree(shapes: Shapes, client: object, operation: string): void {
  const exported = (client as Readonly<Record<string, unknown>>)[`${operation}$`];
  const [, , , , input, output] = exported as readonly unknown[] as readonly (() => never)[];
  assert.ok(input !== undefined && output !== undefined, `${operation} has a schema`);
  const differences: string[] = [];
  compare(shapes, `${operation}Request`, NormalizedSchema.of(input()), differences, new Set());
  const given = NormalizedSchema.of(output());
  if (!given.isUnitSchema()) compare(shapes, `${operation}Response`, given, differences, new Set());
  else assert.equal(shapes[`${operation}Response`], undefined, `${operation} gives nothing`);
  assert.deepEqual(differences, []);
}

function compare(
  shapes: Shapes,
  name: string,
  schema: NormalizedSchema,
  differences: string[],
  seen: Set<string>,
): void {
  if (seen.has(name)) return;
  seen.add(name);
  const shape = shapeOf(shapes, name);
  const kind = kindOf(schema);
  if (kind !== shape.type) differences.push(`${name} is ${shape.type} here and ${kind} in the client`);
  if (shape.type === 'list') compare(shapes, shape.member, schema.getValueSchema(), differences, seen);
  if (shape.type === 'map') compare(shapes, shape.value, schema.getValueSchema(), differences, seen);
  if (shape.type !== 'structure') return;
  const theirs = new Map(schema.structIterator());
  for (const [member, own] of Object.entries(shape.members)) {
    const other = theirs.get(member);
    const isNewer = NEWER.has(`${name}.${member}`);
    if (other === undefined && !isNewer) differences.push(`the client does not know ${name}.${member}`);
    if (other !== undefined && isNewer) differences.push(`${name}.${member} is not newer any more`);
    if (other === undefined) continue;
    const traits = other.getMergedTraits();
    const place = traits.httpQuery !== undefined ? 'query' : traits.httpLabel ? 'path' : 'body';
    const ownPlace = typeof own === 'string' ? 'body' : own.in;
    if (place !== ownPlace)
      differences.push(`${name}.${member} is in the ${ownPlace} here and in the ${place} there`);
    compare(shapes, memberShapeName(own), other, differences, seen);
  }
  for (const member of theirs.keys()) {
    if (shape.members[member] === undefined) differences.push(`${name}.${member} is missing here`);
  }
}

function kindOf(schema: NormalizedSchema): string {
  if (schema.isDocumentSchema()) return 'document';
  if (schema.isStructSchema()) return 'structure';
  if (schema.isListSchema()) return 'list';
  if (schema.isMapSchema()) return 'map';
  if (schema.isBlobSchema()) return 'blob';
  if (schema.isTimestampSchema()) return 'timestamp';
  if (schema.isBooleanSchema()) return 'boolean';
  return schema.isNumericSchema() ? 'integer' : 'string';
}
