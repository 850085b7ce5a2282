import type { SyntaxNode } from '../syntax/tree.ts';
import { isNode } from '../syntax/tree.ts';
import type { Problem, Span, TextEdit } from '../text/index.ts';
import { overlaps, touches } from '../text/index.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

/** A comment that silences a problem. */
export interface SuppressAction {
  readonly title: string;
  readonly kind: 'quickfix';
  readonly edits: readonly TextEdit[];
  readonly problems: readonly Problem[];
}

/** For each kind of problem in the range a comment that silences it; none in languages without such comments. */
export function suppressActions(file: FileSnapshot, range: Span): readonly SuppressAction[] {
  const { lineComment } = file.language;
  if (lineComment === undefined) return [];
  const seen = new Set<string>();
  return file.problems.flatMap((problem): SuppressAction[] => {
    const { span, code } = problem;
    const isHere = overlaps(span, range) || touches(span, range.start) || touches(range, span.start);
    if (!isHere || seen.has(code) || code.startsWith('suppression-')) return [];
    seen.add(code);
    return [
      {
        title: `Ignore '${code}' here`,
        kind: 'quickfix',
        edits: [commentAbove(file, span.start, code, lineComment)],
        problems: [problem],
      },
    ];
  });
}

/** A line of its own above the problem, or one more code in the comment that stands there. */
function commentAbove(
  { text, lines, tree }: FileSnapshot,
  offset: number,
  code: string,
  lineComment: string,
): TextEdit {
  const { line } = lines.positionAt(textBlockStart(tree.root, offset) ?? offset);
  const start = lines.lineStart(line);
  const above = line === 0 ? '' : text.slice(lines.lineStart(line - 1), lines.lineEnd(line - 1));
  const before = /^\s*\S+\s*omics-lens: ignore [\w-]+(?:, [\w-]+)*(?=\s*$)/.exec(above)?.[0];
  if (before !== undefined) {
    const end = lines.lineStart(line - 1) + before.length;
    return { span: { start: end, end }, newText: `, ${code}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(start, lines.lineEnd(line)))?.[0] ?? '';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    span: { start, end: start },
    newText: `${indent}${lineComment} omics-lens: ignore ${code}${newline}`,
  };
}

/** Where the outermost text around the offset begins: inside of it a comment would be part of the text. */
function textBlockStart(node: SyntaxNode, offset: number): number | undefined {
  for (const child of node.children) {
    if (!isNode(child) || offset < child.start || child.end < offset) continue;
    if (child.children.some(({ kind }) => kind === 'text')) return child.start;
    const inside = textBlockStart(child, offset);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
