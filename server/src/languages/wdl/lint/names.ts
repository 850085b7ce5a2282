import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Entry } from '../check/scope.ts';
import { spanOf, textOf } from '../check/file.ts';
import { RESERVED_WORDS } from '../reserved.ts';
import type { Finding, Lint, LintContext } from './lint.ts';

export const nameCase: Lint = {
  code: 'name-case',
  severity: 'hint',
  default: 'off',
  summary: 'A name is not in lower case with underscores.',
  why: 'Names of tasks, workflows and what they declare are easier to remember when they all look alike. Renaming changes every place that uses the name: the editor does it.',
  bad: 'task AlignReads { … }',
  good: 'task align_reads { … }',
  document(context) {
    const { document } = context;
    const callables = document.callables.flatMap(({ node: { name } }) =>
      name === undefined || isSnakeCase(textOf(context.file, name))
        ? []
        : [wrongCase(spanOf(name), textOf(context.file, name), snakeCase(textOf(context.file, name)))],
    );
    const entries = ownEntries(context);
    const wrong = entries.filter(({ name }) => !isSnakeCase(name));
    if (wrong.length === 0) return callables;
    const taken = takenNames(context, entries);
    return [
      ...callables,
      ...wrong.map((entry) => ({
        ...wrongCase(entry.nameSpan, entry.name, snakeCase(entry.name)),
        ...renaming(context, entry, snakeCase(entry.name), taken),
      })),
    ];
  },
};

function isSnakeCase(name: string): boolean {
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name);
}

/** Every name that something in the document has, or would get. */
function takenNames({ file, document }: LintContext, entries: readonly Entry[]): ReadonlyMap<string, number> {
  const names = [
    ...file.namespaces.keys(),
    ...file.callables.keys(),
    ...file.types.keys(),
    ...RESERVED_WORDS,
    ...entries.flatMap(({ name }) => (isSnakeCase(name) ? [name] : [name, snakeCase(name)])),
    ...[...document.bodies.values()].flatMap(({ all }) => all.map(({ name }) => name)),
  ];
  const taken = new Map<string, number>();
  for (const name of names) taken.set(name, (taken.get(name) ?? 0) + 1);
  return taken;
}

/** Everywhere in the document, for what nobody outside of it can name. */
function renaming(
  { file }: LintContext,
  { kind, node, symbol, name }: Entry,
  better: string,
  taken: ReadonlyMap<string, number>,
): Pick<Finding, 'fixes'> {
  const isPrivate = kind === 'scatter' || (kind === 'declaration' && node.kind === 'decl' && !node.env);
  if (!isPrivate || taken.get(better) !== 1) return {};
  const edits = file.occurrences
    .filter((occurrence) => occurrence.symbol === symbol)
    .map(({ span, form }) => ({
      span: spanOf(span),
      newText: form === 'shorthand' ? `${name} = ${better}` : better,
    }));
  return { fixes: [{ title: `Rename to '${better}'`, edits, together: true }] };
}

export const typeNameCase: Lint = {
  code: 'type-name-case',
  severity: 'hint',
  default: 'off',
  summary: 'The name of a struct or enum does not begin with a capital letter, or has underscores.',
  why: 'The types of the language are written so: `File`, `Array`. A type that looks like one is seen at once.',
  bad: 'struct sample_info { String id }',
  good: 'struct SampleInfo { String id }',
  visits: {
    struct: (node, context) => typeName(node.name, context),
    enum: (node, context) => typeName(node.name, context),
  },
};

function typeName(token: SyntaxToken | undefined, { file }: LintContext): Finding | undefined {
  if (token === undefined) return undefined;
  const name = textOf(file, token);
  if (/^[A-Z][A-Za-z0-9]*$/.test(name)) return undefined;
  const pascal = name.replace(/(^|_)([a-zA-Z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
  return wrongCase(spanOf(token), name, pascal);
}

function wrongCase(span: Finding['span'], name: string, better: string): Finding {
  return {
    span,
    message: `'${name}' would be '${better}' in the usual spelling.`,
    note: 'Rename it in the editor (F2), so that all places follow.',
  };
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/_{2,}/g, '_')
    .toLowerCase();
}

export const nameRepeatsType: Lint = {
  code: 'name-repeats-type',
  severity: 'hint',
  default: 'off',
  summary: 'The name of a declaration repeats its type.',
  why: 'The type stands in front of it.',
  bad: 'File bam_file',
  good: 'File bam',
  document(context) {
    return ownEntries(context).flatMap(({ node, name, nameSpan }) => {
      if (node.kind !== 'decl' || node.type.name === undefined) return [];
      const type = textOf(context.file, node.type.name);
      const words = name.split(/_|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
      if (words.length < 2 || !words.includes(type.toLowerCase())) return [];
      return [{ span: nameSpan, message: `'${name}' repeats its type '${type}'.` }];
    });
  },
};

export const vagueName: Lint = {
  code: 'vague-name',
  severity: 'hint',
  default: 'off',
  summary: 'An input or output has a name that says nothing.',
  why: 'Names of inputs are what others write into parameter files, and names of outputs what they find after a run.',
  bad: 'input { File input1 }',
  good: 'input { File reads }',
  document({ file, document }) {
    return document.callables.flatMap(({ inputs, outputs }) =>
      [...inputs, ...outputs].flatMap(({ name, nameSpan, kind }) => {
        if (name.length >= 3 && !VAGUE.test(name)) return [];
        return [
          { span: nameSpan, message: `'${textOf(file, nameSpan)}' does not say what this ${kind} is.` },
        ];
      }),
    );
  },
};

const VAGUE =
  /^(in|input|inputs|out|output|outputs|file|files|data|result|results|res|value|values|tmp|temp|foo|bar)_?\d*$/i;

function ownEntries({ document }: LintContext): readonly Entry[] {
  return document.callables.flatMap((callable) => [
    ...callable.inputs,
    ...callable.declarations,
    ...(document.bodies.get(callable)?.all ?? []).filter(
      ({ kind, node }) => kind !== 'call' || (node.kind === 'call' && node.alias !== undefined),
    ),
    ...callable.outputs,
  ]);
}
