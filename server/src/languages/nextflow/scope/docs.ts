import type { Span } from '../../../text/index.ts';
import type { NextflowTree } from '../syntax/ast.ts';

/** The comment that ends on the line before the declaration; Groovydoc and lines of `//`. Markdown. */
export function docAbove({ text, comments }: NextflowTree, node: Span): string | undefined {
  let end = node.start;
  const lines: string[] = [];
  for (let i = lastBefore(comments, end); i >= 0; i--) {
    const comment = comments[i];
    if (comment?.kind !== 'comment') break;
    const between = text.slice(comment.end, end);
    if (!/^[ \t]*\r?\n[ \t]*$/.test(between) && !(comment.end === end && lines.length === 0)) break;
    const written = text.slice(comment.start, comment.end);
    if (written.startsWith('/*')) {
      if (lines.length === 0) return clean(written);
      break;
    }
    lines.unshift(written.replace(/^\/\/+\s?/, ''));
    end = comment.start;
  }
  const words = lines.join('\n').trim();
  return words === '' || /^[-=~*#\s]+$/.test(words) ? undefined : words;
}

function lastBefore(comments: readonly Span[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function clean(comment: string): string | undefined {
  const words = comment
    .replace(/^\/\*+|\*+\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .filter((line) => !/^[~=\-*#]{3,}$/.test(line.trim()))
    .join('\n')
    .trim();
  return words === '' ? undefined : words;
}
