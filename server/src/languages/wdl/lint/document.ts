import type { SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { ObjectEntryNode } from '../ast.ts';
import { spanOf, textOf } from '../check/file.ts';
import { lookup } from '../check/scope.ts';
import { atLeast } from '../versions.ts';
import type { Finding, Lint, LintContext } from './lint.ts';
import { callableAt } from './lint.ts';

export const emptyDocument: Lint = {
  code: 'empty-document',
  severity: 'information',
  needs: 'whole document',
  summary: 'A document declares nothing.',
  why: 'Without a task, workflow, struct or enum there is nothing to run and nothing to import. Some engines reject the file.',
  bad: 'version 1.1',
  document({ file }) {
    const { items, version } = file.tree.root;
    if (version === undefined || items.some(({ kind }) => kind !== 'import')) return undefined;
    return { span: spanOf(version), message: 'This document declares no task, workflow, struct or enum.' };
  },
};

export const emptyType: Lint = {
  code: 'empty-type',
  severity: 'warning',
  needs: 'whole document',
  summary: 'A struct has no members.',
  why: 'No value can be told from another, and some engines reject it.',
  bad: 'struct Sample { }',
  good: 'struct Sample { String id }',
  visits: {
    struct(node, { file }) {
      if (node.members.length > 0 || node.name === undefined) return undefined;
      return { span: spanOf(node.name), message: `The struct '${textOf(file, node.name)}' has no members.` };
    },
  },
};

export const numberRange: Lint = {
  code: 'number-range',
  severity: 'error',
  summary: 'A number is too large for its type.',
  why: 'An `Int` has 64 bits: from -9223372036854775808 to 9223372036854775807. A `Float` reaches about 1.8e308.',
  bad: 'Int reads = 10000000000000000000',
  good: 'Float reads = 1e19',
  document({ file }) {
    return [...file.noted.numbers].flatMap((node): Finding[] => {
      const text = textOf(file, node);
      const isNegative = /-\s*$/.test(file.text.slice(Math.max(0, node.start - 4), node.start));
      const fits = node.kind === 'int' ? fitsInt(text, isNegative) : Number.isFinite(Number(text));
      if (fits) return [];
      return [
        {
          span: spanOf(node),
          message: `${text} is too large for ${node.kind === 'int' ? "an 'Int'" : "a 'Float'"}.`,
        },
      ];
    });
  },
};

function fitsInt(text: string, negative: boolean): boolean {
  if (text.length < 16) return true;
  try {
    const isOctal = /^0[0-7]+$/.test(text);
    const value = BigInt(isOctal ? `0o${text.slice(1)}` : text);
    return value <= 9223372036854775807n + (negative ? 1n : 0n);
  } catch {
    return true;
  }
}

export const incompleteEscape: Lint = {
  code: 'incomplete-escape',
  severity: 'warning',
  summary: 'An escape for a character lacks digits.',
  why: '`\\x` takes two hexadecimal digits, `\\u` four and `\\U` eight.',
  bad: 'String dash = "\\u201"',
  good: 'String dash = "\\u2013"',
  document({ file }) {
    return [...file.noted.escapes].flatMap((token): Finding[] => {
      const length = DIGITS[file.text[token.start + 1] ?? ''];
      const digits = /^[0-9a-fA-F]*/.exec(file.text.slice(token.start + 2, token.start + 10))?.[0] ?? '';
      if (length === undefined || digits.length >= length) return [];
      const end = token.start + 2 + digits.length;
      return [
        {
          span: { start: token.start, end },
          message: `'${file.text.slice(token.start, end)}' lacks digits: it takes ${length}.`,
        },
      ];
    });
  },
};

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

export const tabInString: Lint = {
  code: 'tab-in-string',
  severity: 'hint',
  summary: 'A string holds a tab that cannot be seen.',
  why: 'It looks like spaces, and some engines reject it. `\\t` is the same and can be seen.',
  bad: 'String header = "name	count"',
  good: 'String header = "name\\tcount"',
  relevant: ({ file }) => file.text.includes('\t'),
  visits: {
    string(node, { file }) {
      if (node.quote === 'multiline' || !node.closed) return undefined;
      return node.parts.flatMap((part): Finding[] => {
        if (part.kind !== 'text') return [];
        const at = textOf(file, part).indexOf('\t');
        if (at < 0) return [];
        const span = { start: part.start + at, end: part.start + at + 1 };
        return [
          {
            span,
            message: 'This is a tab.',
            fixes: [{ title: "Write '\\t'", edits: [{ span, newText: '\\t' }], preferred: true }],
          },
        ];
      });
    },
  },
};

export const duplicateKey: Lint = {
  code: 'duplicate-key',
  severity: 'warning',
  summary: 'A key is given twice.',
  why: 'Engines disagree about which of the two they take.',
  bad: 'meta {\n  author: "Ada"\n  author: "Grace"\n}',
  good: 'meta {\n  author: "Ada and Grace"\n}',
  document(context) {
    const { callables, file } = context.document;
    return [
      ...callables
        .flatMap(({ meta }) => meta)
        .flatMap(({ entries }) => [
          ...duplicates(entries, context),
          ...entries.flatMap(({ value }) => duplicatesBelow(value, context)),
        ]),
      ...[...file.noted.objects].flatMap(({ entries }) => duplicates(entries, context)),
    ];
  },
};

function duplicatesBelow(node: SyntaxNode | undefined, context: LintContext): readonly Finding[] {
  const found: Finding[] = [];
  const stack = node === undefined || node.kind === 'string' ? [] : [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at.kind === 'object') {
      const entries = at.children.filter((child): child is ObjectEntryNode => child.kind === 'objectEntry');
      found.push(...duplicates(entries, context));
    }
    for (const child of at.children) if (isNode(child)) stack.push(child);
  }
  return found;
}

function duplicates(entries: readonly ObjectEntryNode[], { file }: LintContext): readonly Finding[] {
  if (entries.length < 2) return [];
  const seen = new Map<string, ObjectEntryNode>();
  return entries.flatMap((entry): Finding[] => {
    const text = textOf(file, entry.key);
    const key = entry.key.kind === 'string' ? text.slice(1, -1) : text;
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, entry);
      return [];
    }
    return [
      {
        span: spanOf(entry.key),
        message: `'${key}' is given twice.`,
        related: [
          { location: { uri: file.uri, span: spanOf(before.key) }, message: 'It is given here first.' },
        ],
      },
    ];
  });
}

export const conflictingSections: Lint = {
  code: 'conflicting-sections',
  severity: 'warning',
  summary: "A task has 'runtime' beside 'requirements' or 'hints'.",
  why: 'Version 1.2 divides `runtime` into the two. A task has either the old section or the new ones; engines reject both together, or read one of them.',
  bad: 'runtime { cpu: 1 }\nrequirements { memory: "1 GiB" }',
  good: 'requirements {\n  cpu: 1\n  memory: "1 GiB"\n}',
  callable({ attributes }) {
    const runtime = attributes.find(({ kind }) => kind === 'runtime');
    const other = attributes.find(({ kind }) => kind !== 'runtime');
    if (runtime === undefined || other === undefined) return undefined;
    return {
      span: spanOf(runtime.keyword),
      message: `A task has 'runtime' or '${other.kind}', and not both.`,
      note: "Move what stands in 'runtime' into 'requirements' and 'hints'.",
    };
  },
};

export const environmentType: Lint = {
  code: 'environment-type',
  severity: 'warning',
  summary: "'env' in front of a value that is no single text or number.",
  why: 'A variable of the shell holds one text. Arrays, maps and structs have none.',
  bad: 'env Array[String] names',
  good: 'Array[String] names',
  relevant: ({ file }) => atLeast(file.version, '1.2'),
  visits: {
    decl(node, { file }) {
      if (node.env === undefined || node.type.name === undefined) return undefined;
      const name = textOf(file, node.type.name);
      const isOne =
        node.type.args.length === 0 && file.types.get(name)?.type.kind !== 'struct' && name !== 'Object';
      if (isOne) return undefined;
      return {
        span: spanOf(node.env),
        message: `A value of type '${textOf(file, node.type)}' cannot be a variable of the shell.`,
      };
    },
  },
};

export const taskVariablePlace: Lint = {
  code: 'task-variable-place',
  severity: 'warning',
  summary: "'task' is used where it is not known yet.",
  why: '`task` tells what the task got when it runs: in the command and the outputs, and from 1.3 on also in `requirements`, `hints` and `runtime`.',
  bad: 'input { String name = task.name }',
  good: 'command <<< echo ~{task.name} >>>',
  relevant: ({ file }) => atLeast(file.version, '1.2') && /\btask\s*\./.test(file.text),
  visits: {
    member(node, context) {
      const { file } = context;
      if (node.target.kind !== 'name' || textOf(file, node.target) !== 'task') return undefined;
      const callable = callableAt(context, node.start);
      if (callable?.node.kind !== 'task') return undefined;
      if (lookup(callable.root, 'task') !== undefined) return undefined;
      const section = callable.node.body.find((item) => item.start <= node.start && node.start < item.end);
      if (section === undefined || section.kind === 'command' || section.kind === 'output') return undefined;
      const isAttribute =
        section.kind === 'runtime' || section.kind === 'requirements' || section.kind === 'hints';
      if (isAttribute && atLeast(file.version, '1.3')) return undefined;
      return {
        span: spanOf(node),
        message: `'${textOf(file, node)}' is known in the command and the outputs only.`,
      };
    },
  },
};

export const shellVariablePlaceholder: Lint = {
  code: 'shell-variable-placeholder',
  severity: 'error',
  summary: 'A variable of the shell is written as a placeholder.',
  why: '`~{…}` is replaced before the shell sees the command, and only WDL values can stand in it. What the command itself sets is written `${…}`.',
  bad: 'command <<<\n  prefix=$(basename ~{bam})\n  echo ~{prefix}\n>>>',
  good: 'command <<<\n  prefix=$(basename ~{bam})\n  echo ${prefix}\n>>>',
  visits: {
    command(node, context) {
      const { file } = context;
      const callable = callableAt(context, node.start);
      if (callable === undefined || node.style !== 'heredoc') return undefined;
      return node.parts.flatMap((part): Finding[] => {
        if (!('children' in part) || part.expr === undefined) return [];
        const named = part.expr.kind === 'index' ? part.expr.target : part.expr;
        if (named.kind !== 'name') return [];
        const name = textOf(file, named);
        if (lookup(callable.root, name) !== undefined) return [];
        if (!/^~\{\s*\w+(\[[@*]\]|\s*)\}$/.test(textOf(file, part))) return [];
        const { text } = context.scripts.of(node);
        if (
          !new RegExp(
            String.raw`(^|[\s;&|(])(${name}\+?=|(for|read|export|local)\s+(-\w+\s+)*${name}\b)`,
          ).test(text)
        )
          return [];
        const sigil = { start: part.start, end: part.start + 1 };
        return [
          {
            span: spanOf(part),
            message: `'${name}' is a variable of the shell, which '~{…}' cannot see.`,
            note: `Write '\${${name}}'.`,
            fixes: [{ title: "Write '${…}'", edits: [{ span: sigil, newText: '$' }], preferred: true }],
          },
        ];
      });
    },
  },
};
