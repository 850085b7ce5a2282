import type { ExprNode } from '../ast.ts';
import { spanOf, textOf } from '../check/file.ts';
import type { Finding, Lint, LintContext } from './lint.ts';

export const sectionOrder: Lint = {
  code: 'section-order',
  severity: 'hint',
  default: 'off',
  summary: 'Sections of a task or workflow stand in an unusual order.',
  why: 'The usual order is that of the specification’s examples: meta, parameter_meta, input, declarations and calls, command, output, then runtime, requirements and hints.',
  callable({ node }, { file }) {
    let highest = 0;
    for (const item of node.body) {
      const rank = ORDER.indexOf(GROUP[item.kind] ?? 'body');
      if (item.kind === 'error') continue;
      if (rank >= highest) {
        highest = rank;
        continue;
      }
      const [first] = item.children;
      const span = spanOf(first ?? item);
      return { span, message: `'${textOf(file, span)}' usually stands further up.` };
    }
    return undefined;
  },
};

const ORDER: readonly string[] = [
  'meta',
  'parameter_meta',
  'input',
  'body',
  'command',
  'output',
  'attributes',
];

const GROUP: Readonly<Record<string, string>> = {
  meta: 'meta',
  parameter_meta: 'parameter_meta',
  input: 'input',
  command: 'command',
  output: 'output',
  runtime: 'attributes',
  requirements: 'attributes',
  hints: 'attributes',
};

export const importPlacement: Lint = {
  code: 'import-placement',
  severity: 'hint',
  default: 'off',
  summary: 'An import stands below a task, workflow or struct.',
  why: 'Imports at the top show at once what a document needs.',
  document({ file }) {
    const { items } = file.tree.root;
    const first = items.find(({ kind }) => kind !== 'import' && kind !== 'error');
    if (first === undefined) return undefined;
    return items.flatMap((item) =>
      item.kind === 'import' && item.start > first.start
        ? [
            {
              span: spanOf(item.children[0] ?? item),
              message: 'Imports usually stand above everything else.',
            },
          ]
        : [],
    );
  },
};

export const singleQuotes: Lint = {
  code: 'single-quotes',
  severity: 'hint',
  default: 'off',
  summary: 'A string stands in single quotes.',
  why: 'Both kinds mean the same in WDL. One kind throughout is easier to search for.',
  bad: "String name = 'NA12878'",
  good: 'String name = "NA12878"',
  visits: {
    string(node, { file }) {
      if (node.quote !== 'single' || !node.closed) return undefined;
      const inner = file.text.slice(node.start + 1, node.end - 1);
      const fixes = /["\\~$]/.test(inner)
        ? []
        : [
            {
              title: 'Use double quotes',
              edits: [{ span: spanOf(node), newText: `"${inner}"` }],
              preferred: true as const,
            },
          ];
      return { span: spanOf(node), message: 'This string stands in single quotes.', fixes };
    },
  },
};

export const concatenatedText: Lint = {
  code: 'concatenated-text',
  severity: 'hint',
  default: 'off',
  summary: 'A text is put together with plus signs.',
  why: 'A string with placeholders shows the result at a glance, and takes numbers as they are.',
  bad: 'String out = sample + ".n" + count + ".bam"',
  good: 'String out = "~{sample}.n~{count}.bam"',
  visits: {
    decl: (node, context) => concatenation(node.value, context),
    callInput: (node, context) => concatenation(node.value, context),
    attribute: (node, context) => concatenation(node.value, context),
  },
};

function concatenation(expr: ExprNode | undefined, context: LintContext): Finding | undefined {
  if (expr?.kind !== 'binary') return undefined;
  const operands = summands(expr, context);
  if (operands.length < 2 || !operands.some(({ kind }) => kind === 'string')) return undefined;
  const pieces = operands.map((operand) => piece(operand, context));
  const fixes = pieces.includes(undefined)
    ? []
    : [
        {
          title: 'Write one string with placeholders',
          edits: [{ span: spanOf(expr), newText: `"${pieces.join('')}"` }],
          preferred: true as const,
        },
      ];
  return { span: spanOf(expr), message: 'This text can be one string with placeholders.', fixes };
}

function summands(expr: ExprNode, context: LintContext): readonly ExprNode[] {
  if (expr.kind !== 'binary' || textOf(context.file, expr.operator) !== '+') return [expr];
  return [...summands(expr.left, context), expr.right];
}

/** `undefined` where quotes would clash. */
function piece(expr: ExprNode, { file }: LintContext): string | undefined {
  if (expr.kind === 'string') {
    return expr.quote === 'double' && expr.closed ? file.text.slice(expr.start + 1, expr.end - 1) : undefined;
  }
  return `~{${textOf(file, expr)}}`;
}
