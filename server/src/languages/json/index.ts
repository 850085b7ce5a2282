import type { RuleInfo } from '../../text/index.ts';
import { BatchStream, DOCUMENT_RULES, statedValues } from '../../documents/index.ts';
import type { RequestField } from '../../healthomics/field.ts';
import type { Occurrence, SymbolId, SymbolInfo } from '../../model/index.ts';
import { PARAMETER_RULES, symbolId, typeLabel } from '../../model/index.ts';
import type { DataKind } from '../data-kind.ts';
import type { AccountQuery, Analysis, AnalyzeContext, DataFacts, Language, Parsed } from '../language.ts';
import { actionsAt } from './actions.ts';
import { checkDocument, contextOf, dataFactsOf } from './checks.ts';
import { completionsAt } from './completions.ts';
import { cursorAt } from './cursor.ts';
import { describeAt } from './describe.ts';
import { duplicateKeys } from './duplicates.ts';
import { occurrencesOf, templateOccurrences } from './occurrences.ts';
import { outlineOf } from './outline.ts';
import { MAX_LENGTH, parseJson } from './parse.ts';
import { parametersIn, resolvePath, schemaOf, statingParts } from './schema.ts';
import type { JsonNode, JsonTree } from './tree.ts';
import type { JsonPath } from './type-at.ts';
import { Declarations } from './type-at.ts';

export type { JsonTree } from './tree.ts';

const JSON_RULES: readonly RuleInfo[] = [
  {
    code: 'json-syntax',
    severity: 'error',
    summary: 'The file is not valid JSON.',
    why: 'HealthOmics and the AWS command line read strict JSON: double quotes, no comments, no comma behind the last element, and `true`, `false` and `null` in small letters.',
    bad: "{ 'threads': 4, }",
    good: '{ "threads": 4 }',
  },
  {
    code: 'json-duplicate-key',
    severity: 'warning',
    summary: 'A key stands twice in one object.',
    why: 'Only the last value counts, and nothing says so when the run starts. Remove one of the two.',
    bad: '{ "threads": 4, "threads": 8 }',
    good: '{ "threads": 8 }',
  },
];

/** Files of runs. The workspace decides which JSON files these are, and to which workflow they belong. */
export const json: Language<JsonTree, undefined> = {
  id: 'json',
  accepts: (uri) => /\.json$/i.test(uri),
  parse: parseJson,
  imports: () => [],
  analyze,
  streams: {
    from: MAX_LENGTH,
    open: (context) =>
      context.kind === 'batch-runs' && context.settings.target === 'healthomics'
        ? new BatchStream(contextOf(context), readElement)
        : undefined,
  },
  folds: new Set(['object', 'array']),
  rules: [...JSON_RULES, ...Object.values(PARAMETER_RULES), ...Object.values(DOCUMENT_RULES)],
};

function analyze(parsed: Parsed<JsonTree>, context: AnalyzeContext<undefined>): Analysis<undefined> {
  const { tree } = parsed;
  const { kind = 'parameters' } = context;
  return kind === 'other' ? notOurs(tree) : analyzeKind(tree, kind, context);
}

function analyzeKind(
  tree: JsonTree,
  kind: DataKind,
  context: AnalyzeContext<undefined>,
): Analysis<undefined> {
  const { uri, workflow, settings } = context;
  const declarations = workflow === undefined ? undefined : new Declarations(workflow);
  const schema = schemaOf(kind);
  const document = { text: tree.text, root: tree.root.value };
  const data = dataFactsOf(kind, tree, uri);
  const sources = { tree, declarations, ...(schema === undefined ? {} : { schema }) };
  return {
    ...notOurs(tree),
    problems: [...checkDocument(kind, document, context), ...duplicateKeys(tree, uri)],
    occurrences: declarations === undefined ? [] : occurrencesIn(tree, kind, declarations),
    outline: outlineOf(tree, kind === 'parameters' ? declarations : undefined),
    data,
    ...namesOf(data, uri),
    fingerprint: fingerprintOf(data),
    completions: (offset, account) => {
      const uriFolders = context.uriFolders?.() ?? [];
      return completionsAt({ ...sources, region: settings.region, uriFolders }, offset, account);
    },
    describe: (offset) => describeAt(sources, offset),
    actions: (range) => actionsAt(tree, kind, declarations, range),
    stated: () => statedValues(statingParts(tree, kind), workflow),
    accountQuery: (offset) => (schema === undefined ? undefined : accountQueryAt(tree, schema, offset)),
  };
}

function readElement(text: string) {
  const { tree, problems } = parseJson(text);
  return { root: tree.root.value, problems: [...problems, ...duplicateKeys(tree, '')] };
}

function notOurs(tree: JsonTree): Analysis<undefined> {
  return {
    problems: [],
    symbols: new Map(),
    occurrences: [],
    outline: outlineOf(tree, undefined),
    links: [],
    callables: [],
    exports: undefined,
    fingerprint: '',
    completions: () => [],
    describe: () => undefined,
  };
}

function occurrencesIn(tree: JsonTree, kind: DataKind, declarations: Declarations): readonly Occurrence[] {
  if (kind === 'template') return templateOccurrences(tree, declarations);
  return occurrencesOf(parametersIn(tree, kind), declarations);
}

function accountQueryAt(tree: JsonTree, schema: RequestField, offset: number): AccountQuery | undefined {
  const cursor = cursorAt(tree.text, offset);
  if (cursor.expects !== 'value') return undefined;
  const found = resolvePath(schema, cursor.path);
  const kind = found?.kind === 'field' ? found.field.account : undefined;
  if (kind !== 'workflowVersion') return kind === undefined ? undefined : { kind };
  const workflow = valueAt(tree.root.value, [...cursor.path.slice(0, -1), 'workflowId']);
  return workflow?.kind === 'string' && workflow.value !== ''
    ? { kind, workflowId: workflow.value }
    : undefined;
}

function valueAt(node: JsonNode | undefined, path: JsonPath): JsonNode | undefined {
  return path.reduce<JsonNode | undefined>((at, step) => {
    if (at?.kind === 'array') return typeof step === 'number' ? at.elements[step] : undefined;
    return at?.kind === 'object' ? at.members.find(({ key }) => key.value === step)?.value : undefined;
  }, node);
}

/**
 * The parameters of a schema are those of the workflow beside it: where script or configuration declares them too, their
 * names stand for those.
 */
function namesOf(
  { schema }: DataFacts,
  uri: string,
): Pick<Analysis, 'symbols' | 'names' | 'occurrences'> | undefined {
  if (schema === undefined) return undefined;
  const symbols = new Map<SymbolId, SymbolInfo>();
  for (const { name, span, type, description } of schema.params) {
    const id = symbolId(uri, 'params', name);
    symbols.set(id, {
      id,
      kind: 'input',
      name,
      span,
      signature: `params.${name}: ${typeLabel(type)}`,
      ...(description === undefined ? {} : { documentation: description }),
    });
  }
  const defined = [...symbols.values()];
  return {
    symbols,
    names: schema.params.map(({ name, span }) => ({ span, path: `params.${name}`, form: 'quoted' as const })),
    occurrences: defined.map(({ id, span }) => ({ span, symbol: id, role: 'definition', form: 'quoted' })),
  };
}

/** What the files beside this one can tell apart. Where a template's names stand does not count. */
function fingerprintOf({ registryMap, template, schema }: DataFacts): string {
  if (schema !== undefined) return JSON.stringify(schema.params.map(({ span: _, ...rest }) => rest));
  const names = [...(template?.entries ?? [])].map(([name, { optional }]) => [name, optional]);
  return registryMap === undefined && template === undefined ? '' : JSON.stringify([registryMap, names]);
}
