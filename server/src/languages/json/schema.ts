import { BATCH_DOCUMENT, BATCH_RUNS_DOCUMENT, RUN_DOCUMENT } from '../../documents/index.ts';
import type { StatingParts } from '../../documents/index.ts';
import { RUN_TASK_DOCUMENT } from '../../healthomics/ecs-fields.ts';
import type { RequestField } from '../../healthomics/field.ts';
import { NEXTFLOW_SCHEMA_DOCUMENT } from '../../healthomics/nextflow-schema-fields.ts';
import { REGISTRY_MAP_DOCUMENT } from '../../healthomics/registry-map-fields.ts';
import { TEMPLATE_DOCUMENT } from '../../healthomics/template-fields.ts';
import type { DataKind } from '../data-kind.ts';
import type { JsonNode, JsonTree } from './tree.ts';
import type { JsonPath } from './type-at.ts';

/** What a file of the kind holds; `undefined` for parameters, whose shape is the workflow's. */
export function schemaOf(kind: DataKind): RequestField | undefined {
  return SCHEMAS[kind];
}

const SCHEMAS: Readonly<Partial<Record<DataKind, RequestField>>> = {
  run: RUN_DOCUMENT,
  batch: BATCH_DOCUMENT,
  'batch-runs': BATCH_RUNS_DOCUMENT,
  template: TEMPLATE_DOCUMENT,
  'registry-map': REGISTRY_MAP_DOCUMENT,
  'ecs-task': RUN_TASK_DOCUMENT,
  'nextflow-schema': NEXTFLOW_SCHEMA_DOCUMENT,
};

/** What a path leads to: a field, or a place inside the parameters of a run, whose shape is the workflow's. */
export type Resolved =
  | { readonly kind: 'field'; readonly field: RequestField; readonly owner?: RequestField['type'] }
  | { readonly kind: 'parameters'; readonly path: JsonPath };

/** `undefined` for what the document does not know. */
export function resolvePath(root: RequestField, path: JsonPath): Resolved | undefined {
  let field: RequestField | undefined = root;
  let owner: RequestField['type'] | undefined;
  for (const [index, step] of path.entries()) {
    if (isParameters(field)) return { kind: 'parameters', path: path.slice(index) };
    owner = field.type;
    field = field.type === 'structure' ? field.members?.find(({ name }) => name === step) : field.element;
    if (field === undefined) return undefined;
  }
  // A key of the parameters is wanted at their own path; at the same path as a value they are a field.
  return { kind: 'field', field, ...(owner === undefined ? {} : { owner }) };
}

export function isParameters(field: RequestField): boolean {
  return field.name === 'parameters' && field.type === 'document';
}

/** The values in a file whose keys are inputs of the workflow. */
export function parametersIn(tree: JsonTree, kind: DataKind): readonly JsonNode[] {
  const root = tree.root.value;
  switch (kind) {
    case 'parameters':
      return root === undefined ? [] : [root];
    case 'run':
      return inside(root, 'parameters');
    case 'batch':
      return [
        ...inside(root, 'defaultRunSetting').flatMap((setting) => inside(setting, 'parameters')),
        ...inside(root, 'batchRunSettings')
          .flatMap((settings) => inside(settings, 'inlineSettings'))
          .flatMap(eachRun),
      ];
    case 'batch-runs':
      return eachRun(root);
    case 'template':
    case 'registry-map':
    case 'ecs-task':
    case 'nextflow-schema':
    case 'project-config':
      return [];
  }
}

/** The parts of a file that state what an account can judge. */
export function statingParts(tree: JsonTree, kind: DataKind): StatingParts {
  return { requests: requestsIn(tree.root.value, kind), parameters: parametersIn(tree, kind) };
}

function requestsIn(root: JsonNode | undefined, kind: DataKind): readonly JsonNode[] {
  if (kind === 'run') return root === undefined ? [] : [root];
  if (kind !== 'batch') return [];
  const runs = inside(root, 'batchRunSettings').flatMap((settings) => inside(settings, 'inlineSettings'));
  return [
    ...inside(root, 'defaultRunSetting'),
    ...runs.flatMap((list) => (list.kind === 'array' ? list.elements : [])),
  ];
}

function eachRun(runs: JsonNode | undefined): readonly JsonNode[] {
  return runs?.kind === 'array' ? runs.elements.flatMap((run) => inside(run, 'parameters')) : [];
}

function inside(node: JsonNode | undefined, key: string): readonly JsonNode[] {
  if (node?.kind !== 'object') return [];
  return node.members.flatMap((member) => (member.key.value === key ? (member.value ?? []) : []));
}
