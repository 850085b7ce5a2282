import type { RuleInfo } from '../../text/index.ts';
import type { Analysis, AnalyzeContext, Language, Parsed } from '../language.ts';
import { PARAMETER_RULES, checkParameters } from '../../model/index.ts';
import { completionsAt } from './completions.ts';
import { describeAt } from './describe.ts';
import { duplicateKeys } from './duplicates.ts';
import { occurrencesOf } from './occurrences.ts';
import { outlineOf } from './outline.ts';
import { parseJson } from './parse.ts';
import type { JsonTree } from './tree.ts';
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

/** Run-parameter files. The workspace decides which JSON files these are, and to which workflow they belong. */
export const json: Language<JsonTree, undefined> = {
  id: 'json',
  accepts: (uri) => /\.json$/i.test(uri),
  parse: parseJson,
  imports: () => [],
  analyze,
  folds: new Set(['object', 'array']),
  rules: [...JSON_RULES, ...Object.values(PARAMETER_RULES)],
};

function analyze(parsed: Parsed<JsonTree>, context: AnalyzeContext<undefined>): Analysis<undefined> {
  const { tree } = parsed;
  const { uri, workflow, settings } = context;
  const declarations = workflow === undefined ? undefined : new Declarations(workflow);
  const document = { text: tree.text, root: tree.root.value };
  return {
    problems: [
      ...checkParameters(workflow, document, { uri, target: settings.target, region: settings.region }),
      ...duplicateKeys(tree, uri),
    ],
    symbols: new Map(),
    occurrences: declarations === undefined ? [] : occurrencesOf(tree, declarations),
    outline: outlineOf(tree, declarations),
    links: [],
    callables: [],
    exports: undefined,
    // Nothing imports a parameter file.
    fingerprint: '',
    completions: (offset) => completionsAt(tree, declarations, settings.region, offset),
    describe: (offset) => describeAt(tree, declarations, offset),
  };
}
