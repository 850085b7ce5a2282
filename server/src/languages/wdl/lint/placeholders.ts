import { textOf } from '../check/file.ts';
import { atLeast } from '../versions.ts';
import type { ExprNode, PlaceholderNode } from '../ast.ts';
import type { Fix } from '../../../text/index.ts';
import type { Lint, LintContext } from './lint.ts';
import { typeAtSight } from './types.ts';

export const dollarPlaceholder: Lint = {
  code: 'dollar-placeholder',
  severity: 'hint',
  default: 'off',
  summary: 'A placeholder is written with a dollar sign.',
  why: 'From version 1.0 on `~{…}` is a placeholder everywhere, and `${…}` only outside of `<<< … >>>`, where it belongs to the shell. With one spelling nobody has to remember which is which when text moves from a string into a command.',
  bad: 'String out = "${sample}.bam"',
  good: 'String out = "~{sample}.bam"',
  relevant: ({ file }) => atLeast(file.version, '1.0') && file.text.includes('${'),
  visits: {
    placeholder(node) {
      if (node.sigil !== '$') return undefined;
      const sigil = { start: node.start, end: node.start + 1 };
      return {
        span: { start: node.start, end: node.start + 2 },
        message: "'${…}' is the older spelling of '~{…}'.",
        note: "In '<<< … >>>' it would belong to the shell.",
        fixes: [{ title: "Write '~{…}'", edits: [{ span: sigil, newText: '~' }], preferred: true }],
      };
    },
  },
};

export const deprecatedPlaceholderOption: Lint = {
  code: 'deprecated-placeholder-option',
  severity: 'hint',
  summary: 'A placeholder option for which there is a function.',
  why: 'Version 1.1 brought functions that do what `sep=`, `default=`, `true=` and `false=` did, also outside of placeholders. The options are deprecated since then.',
  bad: 'command <<< cat ~{sep=" " files} >>>',
  good: 'command <<< cat ~{sep(" ", files)} >>>',
  relevant: ({ file }) => atLeast(file.version, '1.1') && /\b(?:sep|default|true|false)\s*=/.test(file.text),
  visits: {
    placeholder(node, context) {
      const [first] = node.options;
      const last = node.options.at(-1);
      if (first === undefined || last === undefined) return undefined;
      const names = node.options.map(({ name }) => textOf(context.file, name));
      const instead = new Set(names.map((name) => INSTEAD[name] ?? name));
      const fix = asFunction(node, context);
      return {
        span: { start: first.start, end: last.end },
        message: `${names.map((name) => `'${name}='`).join(' and ')} ${names.length === 1 ? 'is' : 'are'} deprecated since WDL 1.1.`,
        note: `Write ${[...instead].join(' and ')}.`,
        tags: ['deprecated'],
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    },
  },
};

const INSTEAD: Readonly<Record<string, string>> = {
  sep: '\'sep(", ", values)\'',
  default: "'select_first([value, default])'",
  true: "'if condition then … else …'",
  false: "'if condition then … else …'",
};

function asFunction(node: PlaceholderNode, context: LintContext): Fix | undefined {
  const { expr, options } = node;
  const [first] = options;
  if (expr === undefined || first === undefined || expr.kind === 'missing') return undefined;
  const values = new Map(options.map(({ name, value }) => [textOf(context.file, name), value]));
  const newText = rewritten(values, expr, context);
  if (newText === undefined) return undefined;
  return {
    title: 'Write it as an expression',
    edits: [{ span: { start: first.start, end: expr.end }, newText }],
    preferred: true,
  };
}

/** `undefined` where the expression would mean something else. */
function rewritten(
  values: ReadonlyMap<string, ExprNode | undefined>,
  expr: ExprNode,
  context: LintContext,
): string | undefined {
  const text = textOf(context.file, expr);
  const written = (name: string) => {
    const value = values.get(name);
    return value === undefined ? undefined : textOf(context.file, value);
  };
  const [sep, fallback, whenTrue, whenFalse] = ['sep', 'default', 'true', 'false'].map(written);
  if (values.size === 1 && sep !== undefined) return `sep(${sep}, ${text})`;
  const type = typeAtSight(context, expr);
  if (values.size === 1 && fallback !== undefined) {
    const value = values.get('default');
    const other = value === undefined ? undefined : typeAtSight(context, value);
    const agree = type?.kind === 'primitive' && other?.kind === 'primitive' && type.name === other.name;
    return agree && type.optional ? `select_first([${text}, ${fallback}])` : undefined;
  }
  if (values.size === 2 && whenTrue !== undefined && whenFalse !== undefined) {
    return type === undefined || type.optional ? undefined : `if ${text} then ${whenTrue} else ${whenFalse}`;
  }
  return undefined;
}
