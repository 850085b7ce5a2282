import type { DeclNode, ExprNode } from '../ast.ts';
import { spanOf, textOf } from '../check/file.ts';
import type { Lint, LintContext } from './lint.ts';
import { callableAt } from './lint.ts';
import { plainText } from './types.ts';

export const redundantNone: Lint = {
  code: 'redundant-none',
  severity: 'hint',
  summary: "An optional declaration is given 'None', which it has anyway.",
  why: 'An optional input without a value is `None`. Leaving it out says the same, also in version 1.0, which has no `None`.',
  bad: 'String? prefix = None',
  good: 'String? prefix',
  visits: {
    decl(node, context) {
      const { name, value } = node;
      if (value?.kind !== 'none' || name === undefined || node.type.optional === undefined) return undefined;
      // Outside of the inputs a declaration without a value is an oddity of its own.
      if (!isInput(context, node)) return undefined;
      return {
        span: { start: name.end, end: value.end },
        message: `'${textOf(context.file, name)}' is 'None' without saying so.`,
        tags: ['unnecessary'],
        fixes: [
          {
            title: "Remove '= None'",
            edits: [{ span: { start: name.end, end: value.end }, newText: '' }],
            preferred: true,
          },
        ],
      };
    },
  },
};

export const unneededOptional: Lint = {
  code: 'unneeded-optional',
  severity: 'hint',
  summary: 'A declaration is optional although it always has a value.',
  why: 'Whatever uses it must then deal with a value that could be missing and never is: `select_first`, warnings about `?`. An input with a default may be left out of the parameters without the `?`.',
  bad: 'Int? threads = 4',
  good: 'Int threads = 4',
  visits: {
    decl(node, context) {
      const { name, value } = node;
      const { optional } = node.type;
      if (optional === undefined || name === undefined || value === undefined) return undefined;
      // An optional output of a task is a file that may be missing.
      if (!ALWAYS_THERE.has(value.kind) || isOutput(context, node)) return undefined;
      const isPrivate = !isInput(context, node);
      return {
        span: spanOf(optional),
        message: `'${textOf(context.file, name)}' always has a value, so its type needs no '?'.`,
        note: isPrivate
          ? "Take the '?' away."
          : "An input with a default may be left out of the parameters anyway. Only 'null' can no longer be given for it.",
        fixes: [
          {
            title: "Remove the '?'",
            edits: [{ span: spanOf(optional), newText: '' }],
            ...(isPrivate ? { preferred: true as const } : {}),
          },
        ],
      };
    },
  },
};

/** Expressions that are never missing. */
const ALWAYS_THERE: ReadonlySet<string> = new Set([
  ...[
    'int',
    'float',
    'boolean',
    'string',
    'array',
    'map',
    'object',
    'structLiteral',
    'pair',
    'binary',
    'unary',
  ],
]);

export const hostPathDefault: Lint = {
  code: 'host-path-default',
  severity: 'warning',
  summary: 'A file input has a path of some machine as its default.',
  why: 'The path exists where the author worked, and not where the task runs. On AWS HealthOmics a file comes from an `s3://` or `omics://` URI; for something that lies inside the container image, declare a `String`.',
  bad: 'File reference = "/home/me/hg38.fa"',
  good: 'File reference',
  visits: {
    decl(node, context) {
      const { file } = context;
      if (node.value?.kind !== 'string' && node.value?.kind !== 'array') return undefined;
      if (!PATH_TYPE.test(textOf(file, node.type))) return undefined;
      if (isOutput(context, node)) return undefined;
      const values = node.value.kind === 'array' ? node.value.elements : [node.value];
      const path = values
        .map((value) => plainText(context, value))
        .find((text) => text?.startsWith('/') === true);
      if (path === undefined) return undefined;
      return {
        span: spanOf(node.value),
        message: `The path '${path}' belongs to one machine.`,
        note:
          file.target === 'healthomics'
            ? "AWS HealthOmics takes files from 's3://' and 'omics://' URIs. For a path inside the container image, declare a 'String'."
            : "For a path inside the container image, declare a 'String'.",
      };
    },
  },
};

const PATH_TYPE = /^(Array\s*\[\s*)?(File|Directory)\b/;

export const foreignUriDefault: Lint = {
  code: 'foreign-uri-default',
  severity: 'warning',
  target: 'healthomics',
  summary: 'A file input has a default that AWS HealthOmics cannot read.',
  why: 'Files come from `s3://` and `omics://` URIs, in the Region of the run. What lies in Google Cloud Storage or on a web server has to be copied to S3 first.',
  bad: 'File reference = "gs://bucket/hg38.fa"',
  good: 'File reference = "s3://bucket/hg38.fa"',
  visits: {
    decl(node, context) {
      const { file } = context;
      if (node.value?.kind !== 'string' && node.value?.kind !== 'array') return undefined;
      if (!PATH_TYPE.test(textOf(file, node.type)) || isOutput(context, node)) return undefined;
      const values = node.value.kind === 'array' ? node.value.elements : [node.value];
      const scheme = values.map((value) => schemeOf(value, context)).find((one) => one !== undefined);
      if (scheme === undefined || scheme === 's3' || scheme === 'omics') return undefined;
      return {
        span: spanOf(node.value),
        message: `AWS HealthOmics does not read files from '${scheme}://'.`,
        note: "Copy the file to S3, and give its 's3://' URI.",
      };
    },
  },
};

/** Also of a string with placeholders further behind. */
function schemeOf(value: ExprNode, { file }: LintContext): string | undefined {
  const [first] = value.kind === 'string' ? value.parts : [];
  if (first === undefined || 'children' in first) return undefined;
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(textOf(file, first))?.[1]?.toLowerCase();
}

export const declarationAfterCommand: Lint = {
  code: 'declaration-after-command',
  severity: 'hint',
  summary: 'A declaration that reads files stands behind the command of its task.',
  why: 'It looks as if it were computed after the command, from what the command wrote. It is computed before.',
  bad: 'command <<< … >>>\nInt size = ceil(size(bam, "GiB"))',
  good: 'Int size = ceil(size(bam, "GiB"))\ncommand <<< … >>>',
  callable({ node }, { file }) {
    if (node.kind !== 'task') return undefined;
    const command = node.body.find((item) => item.kind === 'command');
    if (command === undefined) return undefined;
    return node.body.flatMap((item) => {
      if (item.kind !== 'decl' || item.name === undefined || item.start < command.end) return [];
      // What is computed from values alone comes out the same wherever it stands.
      if (!/\b(read_\w+|size|glob)\s*\(/.test(item.value === undefined ? '' : textOf(file, item.value)))
        return [];
      return [
        {
          span: spanOf(item.name),
          message: `'${textOf(file, item.name)}' is computed before the command runs, not after it.`,
          note: 'Move the declaration in front of the command.',
        },
      ];
    });
  },
};

export const forwardReference: Lint = {
  code: 'forward-reference',
  severity: 'hint',
  default: 'off',
  summary: 'A name is used above its declaration.',
  why: 'WDL allows it, since nothing runs in the order of the text. Readers go from top to bottom all the same.',
  bad: 'Int b = a + 1\nInt a = 1',
  good: 'Int a = 1\nInt b = a + 1',
  document(context) {
    const { file } = context;
    return file.occurrences.flatMap(({ span, symbol, role }) => {
      if (role !== 'reference') return [];
      const info = file.symbols.get(symbol);
      if (info === undefined || !LOCAL.has(info.kind) || info.span.start <= span.start) return [];
      const callable = callableAt(context, span.start);
      // Keys of a call are inputs of what is called, and descriptions stand where they like.
      if (callable === undefined || callable !== callableAt(context, info.span.start)) return [];
      if (callable.meta.some(({ start, end }) => start <= span.start && span.start < end)) return [];
      return [
        {
          span,
          message: `'${info.name}' is declared further down.`,
          related: [
            { location: { uri: file.uri, span: info.span }, message: `'${info.name}' is declared here.` },
          ],
        },
      ];
    });
  },
};

const LOCAL: ReadonlySet<string> = new Set(['variable', 'call', 'input']);

export const nameCollision: Lint = {
  code: 'name-collision',
  severity: 'hint',
  default: 'off',
  summary: 'A declaration or call has the name of a task, workflow, struct or import.',
  why: 'WDL keeps them apart, and readers do not: `align.bam` may then be an output of a call or something of an import.',
  bad: 'import "align.wdl" as align\nworkflow w { call align.align }',
  good: 'import "align.wdl" as tools\nworkflow w { call tools.align }',
  document(context) {
    const { file, document } = context;
    const others = new Map<string, string>([
      ...[...file.namespaces.keys()].map((name) => [name, 'an import'] as const),
      ...[...file.types.keys()].map((name) => [name, 'a type'] as const),
    ]);
    const entries = document.callables.flatMap((callable) => [
      ...callable.inputs,
      ...callable.declarations,
      ...(document.bodies.get(callable)?.all ?? []),
      ...callable.outputs,
    ]);
    return entries.flatMap((entry) => {
      // A call is named by what it calls where it has no name of its own.
      const callable = entry.kind === 'call' ? undefined : file.callables.get(entry.name);
      const other = others.get(entry.name) ?? (callable === undefined ? undefined : `a ${callable.kind}`);
      if (other === undefined) return [];
      return [{ span: entry.nameSpan, message: `'${entry.name}' is also the name of ${other}.` }];
    });
  },
};

function isInput(context: LintContext, node: DeclNode): boolean {
  const callable = callableAt(context, node.start);
  return callable?.inputs.some((input) => input.node === node) === true;
}

function isOutput(context: LintContext, node: DeclNode): boolean {
  const callable = callableAt(context, node.start);
  return callable?.outputs.some((output) => output.node === node) === true;
}
