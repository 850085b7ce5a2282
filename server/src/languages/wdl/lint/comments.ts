import { spanOf, textOf } from '../check/file.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Fix } from '../../../text/index.ts';
import type { Lint, LintContext } from './lint.ts';

export const todoComment: Lint = {
  code: 'todo-comment',
  severity: 'hint',
  default: 'off',
  summary: 'A comment says that something is still to be done.',
  why: 'For whoever wants them in the list of problems.',
  document({ file }) {
    return file.tree.comments.flatMap((comment) => {
      const found = /\b(TODO|FIXME|XXX|HACK)\b/.exec(textOf(file, comment));
      if (found === null) return [];
      const start = comment.start + found.index;
      return [
        {
          span: { start, end: start + found[0].length },
          message: textOf(file, { start, end: comment.end }).trim(),
        },
      ];
    });
  },
};

export const emptyDocComment: Lint = {
  code: 'empty-doc-comment',
  severity: 'hint',
  default: 'off',
  summary: 'A documentation comment says nothing.',
  why: 'Comments that begin with `##` describe what follows; the editor shows them on hover.',
  document(context) {
    return runs(context).flatMap((run) => {
      const [first] = run;
      const last = run.at(-1);
      if (first === undefined || last === undefined) return [];
      if (run.some((comment) => textOf(context.file, comment).replace(/^#+/, '').trim() !== '')) return [];
      const fix: Fix = {
        title: 'Remove the comment',
        edits: [{ span: wholeLines(context.file.text, first.start, last.end), newText: '' }],
        preferred: true,
      };
      return [{ span: spanOf(first), message: 'This documentation comment is empty.', fixes: [fix] }];
    });
  },
};

export const strayDocComment: Lint = {
  code: 'stray-doc-comment',
  severity: 'hint',
  default: 'off',
  summary: 'A documentation comment describes nothing.',
  why: 'Comments that begin with `##` belong directly above a task, workflow, struct, enum or declaration. Elsewhere a single `#` is meant.',
  bad: '## The rest is written by a tool.\n\nimport "lib.wdl"',
  good: '# The rest is written by a tool.\n\nimport "lib.wdl"',
  document(context) {
    const { file } = context;
    const documentable = new Set<number>();
    for (const item of file.tree.root.items) {
      documentable.add(item.start);
      if (item.kind === 'struct') for (const member of item.members) documentable.add(member.start);
      if (item.kind === 'enum') for (const choice of item.choices) documentable.add(choice.start);
      if (item.kind === 'task' || item.kind === 'workflow') {
        for (const part of item.body) {
          documentable.add(part.start);
          if (part.kind === 'input' || part.kind === 'output') {
            for (const decl of part.decls) documentable.add(decl.start);
          }
        }
      }
      if (item.kind === 'import') documentable.delete(item.start);
    }
    // Above the version it describes the document.
    const version = file.tree.root.version?.start ?? 0;
    return runs(context).flatMap((run) => {
      const [first] = run;
      const last = run.at(-1);
      if (first === undefined || last === undefined || first.start < version) return [];
      const gap = /^\s*/.exec(file.text.slice(last.end))?.[0] ?? '';
      if (!/\n[ \t]*\r?\n/.test(gap) && documentable.has(last.end + gap.length)) return [];
      return [{ span: spanOf(first), message: 'This documentation comment describes nothing.' }];
    });
  },
};

/** Comments that begin with `##`, those of lines in a row together. A line of nothing but `#` is an ornament. */
function runs({ file }: LintContext): readonly (readonly SyntaxToken[])[] {
  const result: SyntaxToken[][] = [];
  for (const comment of file.tree.comments) {
    const text = textOf(file, comment);
    if (!text.startsWith('##') || /^#{3,}/.test(text)) continue;
    const before = result.at(-1)?.at(-1);
    const isNext =
      before !== undefined && /^[ \t]*\r?\n[ \t]*$/.test(file.text.slice(before.end, comment.start));
    if (isNext) result.at(-1)?.push(comment);
    else result.push([comment]);
  }
  return result;
}

function wholeLines(text: string, start: number, end: number) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  if (text.slice(lineStart, start).trim() !== '') return { start, end };
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}
