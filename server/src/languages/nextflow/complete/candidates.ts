import type { CompletionCandidate } from '../../language.ts';
import type { Span } from '../../../text/index.ts';
import type { Directive, NextflowLine, Operator, OptionEntry, Qualifier } from '../data/index.ts';
import {
  CONSTANTS,
  DIRECTIVES,
  FUNCTIONS,
  NAMESPACES,
  OPERATORS,
  availabilityWords,
  isIn,
  operatorLabel,
} from '../data/index.ts';
import type { Component } from '../exports.ts';
import { signatureLabel } from '../exports.ts';
import type { ParamSetting } from '../config/exports.ts';

/** Directives that the version has; `assigned` for configuration. */
export function directiveCandidates(
  line: NextflowLine,
  style: 'called' | 'assigned',
): readonly CompletionCandidate[] {
  return [...DIRECTIVES.values()]
    .filter((directive) => isIn(line, directive))
    .map((directive) => {
      const { name, snippet, deprecated } = directive;
      const tail = style === 'called' ? (snippet ?? ' $1') : ` = ${assignedValue(directive)}`;
      return {
        label: name,
        kind: 'key' as const,
        documentation: directiveDoc(directive),
        insert: `${name}${tail}`,
        snippet: true as const,
        rank: directive.onHealthOmics === undefined || COMMON.has(name) ? 3 : 6,
        ...(deprecated === true ? { deprecated } : {}),
      };
    });
}

const COMMON: ReadonlySet<string> = new Set([
  'container',
  'cpus',
  'memory',
  'time',
  'errorStrategy',
  'publishDir',
  'accelerator',
  'cache',
]);

function assignedValue({ values, kind }: Directive): string {
  if (values !== undefined && kind === 'string') return `'\${1|${values.join(',')}|}'`;
  if (kind === 'integer') return '${1:2}';
  if (kind === 'memory') return '${1:8.GB}';
  if (kind === 'duration') return '${1:4.h}';
  if (kind === 'boolean') return '${1|true,false|}';
  return kind === 'string' || kind === 'path' ? "'$1'" : '$1';
}

/** What a directive is, also for hover. */
export function directiveDoc(directive: Directive): string {
  const parts = [directive.doc];
  if (directive.values !== undefined && directive.kind !== 'boolean')
    parts.push(`Values: ${directive.values.map((one) => `\`${one}\``).join(', ')}.`);
  if (directive.options !== undefined)
    parts.push(directive.options.map(({ name, doc }) => `- \`${name}\`: ${doc}`).join('\n'));
  if (directive.onHealthOmics !== undefined) parts.push(`**AWS HealthOmics**: ${directive.onHealthOmics}`);
  const since = availabilityWords(directive);
  if (since !== '') parts.push(since);
  return parts.join('\n\n');
}

export function qualifierCandidates(
  line: NextflowLine,
  known: ReadonlyMap<string, Qualifier>,
): readonly CompletionCandidate[] {
  return [...known.values()]
    .filter((one) => isIn(line, one))
    .map(({ name, doc, snippet, deprecated }) => ({
      label: name,
      kind: 'keyword' as const,
      documentation: doc,
      insert: snippet,
      snippet: true as const,
      rank: deprecated === true ? 7 : 3,
      ...(deprecated === true ? { deprecated } : {}),
    }));
}

/** Named arguments that are not there yet. */
export function optionCandidates(
  line: NextflowLine,
  options: readonly OptionEntry[] | undefined,
  given: ReadonlySet<string>,
): readonly CompletionCandidate[] {
  return (options ?? [])
    .filter((one) => isIn(line, one) && !given.has(one.name))
    .map(({ name, doc, kind, values }) => ({
      label: name,
      kind: 'key' as const,
      detail: values === undefined ? kind : values.join(' | '),
      documentation: doc,
      insert: `${name}: `,
      rank: 2,
    }));
}

export function valueCandidates(
  values: readonly string[],
  style: 'quoted' | 'bare',
  replace?: Span,
): readonly CompletionCandidate[] {
  return values.map((value) => ({
    label: value,
    kind: 'value' as const,
    insert: style === 'quoted' && !/^(?:true|false)$/.test(value) ? `'${value}'` : value,
    rank: 1,
    ...(replace === undefined ? {} : { replace }),
  }));
}

export function operatorCandidates(
  line: NextflowLine,
  known: ReadonlyMap<string, Operator> = OPERATORS,
): readonly CompletionCandidate[] {
  return [...known.values()]
    .filter((one) => isIn(line, one))
    .map((one) => {
      const { name, arity, parameters, deprecated } = one;
      const takesClosure = parameters.some((parameter) => CLOSURES.has(parameter)) && arity[0] <= 1;
      const insert =
        one.names === true || takesClosure
          ? `${name} { \${1:it} }`
          : arity[1] === 0
            ? `${name}()`
            : `${name}($1)`;
      return {
        label: name,
        kind: 'function' as const,
        detail: operatorLabel(one),
        documentation: operatorDoc(one),
        insert,
        snippet: true as const,
        rank: 4,
        ...(deprecated === true ? { deprecated } : {}),
      };
    });
}

const CLOSURES: ReadonlySet<string> = new Set(['mapper', 'criteria', 'condition', 'onNext', 'holder']);

const RESULTS: Readonly<Record<Operator['result'], string>> = {
  queue: 'Gives a channel.',
  value: 'Gives a channel of one value, which can be read as often as is needed.',
  several: 'Gives several channels, by name.',
  nothing: '',
  same: 'Gives a channel, of one value where this has one.',
};

export function operatorDoc(operator: Operator): string {
  const parts = [operator.doc, RESULTS[operator.result]].filter((one) => one !== '');
  if (operator.options !== undefined)
    parts.push(operator.options.map(({ name, doc }) => `- \`${name}\`: ${doc}`).join('\n'));
  const since = availabilityWords(operator);
  if (since !== '') parts.push(since);
  return parts.join('\n\n');
}

export function namespaceCandidates(name: string): readonly CompletionCandidate[] {
  return [...(NAMESPACES.get(name)?.values() ?? [])].map((member) => ({
    label: member.name,
    kind: 'member' as const,
    documentation: member.doc,
    rank: 3,
  }));
}

export function globalCandidates(line: NextflowLine): readonly CompletionCandidate[] {
  return [
    ...[...FUNCTIONS.values()]
      .filter((one) => isIn(line, one))
      .map(({ name, parameters, doc, deprecated }) => ({
        label: name,
        kind: 'function' as const,
        detail: `${name}(${parameters.join(', ')})`,
        documentation: doc,
        insert: `${name}($1)`,
        snippet: true as const,
        rank: 6,
        ...(deprecated === true ? { deprecated } : {}),
      })),
    ...[...CONSTANTS.values()]
      .filter((one) => isIn(line, one))
      .map(({ name, doc, deprecated }) => ({
        label: name,
        kind: 'variable' as const,
        documentation: doc,
        rank: 6,
        ...(deprecated === true ? { deprecated } : {}),
      })),
    ...[...NAMESPACES.keys(), 'channel'].map((name) => ({
      label: name,
      kind: 'namespace' as const,
      rank: 6,
    })),
  ];
}

export function componentCandidate(
  name: string,
  component: Component,
  style: 'called' | 'named',
): CompletionCandidate {
  const documentation = component.documentation;
  const inputs =
    component.kind === 'process'
      ? component.inputs.map(({ names, text }) => names.at(-1) ?? text)
      : component.kind === 'workflow'
        ? component.takes
        : [];
  const args = inputs.map((input, i) => `\${${i + 1}:${input}}`).join(', ');
  return {
    label: name,
    kind: component.kind === 'process' ? 'task' : component.kind === 'workflow' ? 'workflow' : 'function',
    detail: signatureLabel(component),
    ...(documentation === undefined ? {} : { documentation }),
    ...(style === 'called'
      ? { insert: `${name}(${args === '' ? '$1' : args})`, snippet: true as const }
      : {}),
    rank: 2,
  };
}

export function paramCandidates(
  params: ReadonlyMap<string, Pick<ParamSetting, 'text' | 'documentation'>>,
): readonly CompletionCandidate[] {
  return [...params].map(([name, { text, documentation }]) => ({
    label: name,
    kind: 'variable' as const,
    ...(text === '' ? {} : { detail: text.length > 60 ? `${text.slice(0, 59)}…` : text }),
    ...(documentation === undefined ? {} : { documentation }),
    rank: 2,
  }));
}
