import type { ParamSetting } from '../config/exports.ts';
import type { SchemaFacts } from '../../../model/index.ts';
import { contentSpan, spanOf } from '../words.ts';
import { schemaOf } from '../scope/declare.ts';
import type { ScriptContext } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';

const SHOWN = 6;

export const paramUnseen: NextflowFinding = {
  code: 'param-unseen',
  severity: 'information',
  target: 'healthomics',
  summary: 'A parameter is read that no list of parameters shows.',
  why: 'AWS HealthOmics takes the parameters of a run from `nextflow_schema.json`; where there is none, from the main script and `nextflow.config`. What only a module reads is not in the template, nobody is asked for it, and without a value it is `null`.',
  bad: '// modules/align.nf reads params.seed_length, and nobody else names it',
  good: '// nextflow.config\nparams.seed_length = 19',
  script(context) {
    const { script } = context;
    if (!isMain(context) || !(script.config?.whole ?? true)) return [];
    const known = new Set([
      ...script.params.keys(),
      ...(script.config?.params.keys() ?? []),
      ...(script.schema?.params.map(({ name }) => name) ?? []),
      ...ENGINES_OWN,
    ]);
    const own =
      script.schema === undefined ? [] : [...script.paramReads].filter(([name]) => !known.has(name));
    const inMain = own.map(([name, span]): Finding => ({
      span,
      message: `'params.${name}' is not in nextflow_schema.json, and has no default.`,
      note: 'AWS HealthOmics takes the parameters of a run from the schema. Without a value this is null.',
    }));
    for (const name of script.paramReads.keys()) known.add(name);
    const said = new Set<string>();
    const inModules = script.includes.flatMap(({ node, uri, target }): readonly Finding[] => {
      const exports = uri === undefined ? undefined : script.loaded.get(uri)?.exports;
      if (exports?.language !== 'nextflow' || node.source === undefined) return [];
      const unseen = [...exports.paramReads].filter(([name]) => !known.has(name) && !said.has(name));
      if (unseen.length === 0) return [];
      for (const [name] of unseen) said.add(name);
      return [
        {
          span: node.source.kind === 'string' ? contentSpan(node.source) : spanOf(node.source),
          message: `What is included from '${target ?? ''}' reads ${listed(unseen.map(([name]) => `params.${name}`))}, which is declared nowhere.`,
          note: 'AWS HealthOmics does not see it, and without a value it is null. Give it a default in the configuration, or list it in the schema.',
          related: unseen
            .slice(0, SHOWN)
            .map(([name, location]) => ({ location, message: `'params.${name}' is read here.` })),
        },
      ];
    });
    return [...inMain, ...inModules];
  },
};

/** Read by Nextflow and plugins without anybody declaring them. */
const ENGINES_OWN: readonly string[] = [
  ...['help', 'helpFull', 'showHidden', 'version'],
  // Methods of the map that all parameters together are.
  ...['containsKey', 'get', 'each', 'find', 'findAll', 'collect', 'subMap', 'keySet', 'values', 'entrySet'],
  ...[
    'put',
    'putAll',
    'remove',
    'size',
    'any',
    'every',
    'clone',
    'toString',
    'getOrDefault',
    'asType',
    'with',
  ],
];

export const paramNotInSchema: NextflowFinding = {
  code: 'param-not-in-schema',
  severity: 'information',
  summary: 'A parameter has a default and is not in nextflow_schema.json.',
  why: 'Where there is a schema, AWS HealthOmics takes the parameters from it alone, so that the template lacks this one; and checks against the schema call a value for it unexpected.',
  script: ({ script, uri }) => unlisted(script.schema, [...script.params.values()], uri),
  config: ({ read, uri, analyze, isMain }) =>
    isMain ? unlisted(schemaOf(analyze), [...read.exports.params.values()], uri) : [],
};

/** What tells the check against the schema how to check. */
const OF_VALIDATION = /^(?:schema_ignore_params|validation[A-Z]\w*|validate_params)$/;

function unlisted(
  schema: SchemaFacts | undefined,
  params: readonly ParamSetting[],
  uri: string,
): readonly Finding[] {
  if (schema === undefined || schema.params.length === 0) return [];
  const known = new Set(schema.params.map(({ name }) => name));
  return params
    .filter(
      ({ name, nested, nameAt }) =>
        !nested && nameAt.uri === uri && !known.has(name) && !OF_VALIDATION.test(name),
    )
    .map(({ name, nameAt }) => ({
      span: nameAt.span,
      message: `Parameter '${name}' is not in nextflow_schema.json.`,
      note: 'The template that AWS HealthOmics makes of the schema lacks it. Describe it there.',
    }));
}

export const paramNested: NextflowFinding = {
  code: 'param-nested',
  severity: 'hint',
  target: 'healthomics',
  summary: 'A parameter holds further parameters, and no schema describes it.',
  why: 'When AWS HealthOmics works out the template of a workflow without `nextflow_schema.json`, it leaves nested parameters out. A run can still give one, as an object, and nobody is asked for it.',
  bad: 'params.sort.memory = 4',
  good: 'params.sort_memory = 4',
  script: ({ script, uri }) => nested(script.schema, [...script.params.values()], uri),
  config: ({ read, uri, analyze, isMain }) =>
    isMain ? nested(schemaOf(analyze), [...read.exports.params.values()], uri) : [],
};

function nested(
  schema: SchemaFacts | undefined,
  params: readonly ParamSetting[],
  uri: string,
): readonly Finding[] {
  if (schema !== undefined) return [];
  return params
    .filter((one) => one.nested && one.nameAt.uri === uri)
    .map(({ name, nameAt }) => ({
      span: nameAt.span,
      message: `The template that AWS HealthOmics works out leaves '${name}' out.`,
      note: 'It takes parameters of the first level only. Give it one name, or describe it in nextflow_schema.json.',
    }));
}

export const schemaParamUnused: NextflowFinding = {
  code: 'schema-param-unused',
  severity: 'hint',
  needs: 'whole document',
  summary: 'nextflow_schema.json describes a parameter that nothing reads.',
  why: 'A run may give it a value, and nothing comes of it. Often it is a slip in the name on one side.',
  script(context) {
    const { script, text } = context;
    const { schema } = script;
    if (schema === undefined || !isMain(context)) return [];
    // Somebody goes through all parameters.
    if (/\bparams\s*(?:\[|\.\s*["'$]|\.\s*(?:each|find|collect|get|subMap|findAll|containsKey)\b)/.test(text))
      return [];
    if (
      script.includes.some(({ state, target }) => state !== 'loaded' && !(target ?? '').startsWith('plugin/'))
    )
      return [];
    const read = new Set([
      ...script.paramReads.keys(),
      ...script.params.keys(),
      ...(script.config?.params.keys() ?? []),
      ...[...script.loaded.values()].flatMap(({ exports }) =>
        exports.language === 'nextflow' ? [...exports.paramReads.keys()] : [],
      ),
      ...ENGINES_OWN,
    ]);
    const unused = schema.params.filter(({ name }) => !read.has(name));
    const entry = script.workflows.find(({ name }) => name === undefined);
    if (unused.length === 0 || entry === undefined) return [];
    return [
      {
        span: spanOf(entry.node.keyword),
        message: `nextflow_schema.json describes ${listed(unused.map(({ name }) => name))}, which nothing reads.`,
        note: 'A value for it changes nothing. Look for a slip in the name.',
        related: unused.slice(0, SHOWN).map(({ name, span }) => ({
          location: { uri: schema.uri, span },
          message: `'${name}' is described here.`,
        })),
      },
    ];
  },
};

function isMain({ script }: ScriptContext): boolean {
  return !script.isPart && script.workflows.some(({ name }) => name === undefined);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `'${name}'`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
