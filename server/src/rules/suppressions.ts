import type { SyntaxNode, SyntaxToken, SyntaxTree } from '../syntax/tree.ts';
import { isNode } from '../syntax/tree.ts';
import type { LineIndex, Problem, Span } from '../text/index.ts';
import { contains, span } from '../text/index.ts';
import { codesOfPeer } from './peer-rules.ts';

/** A stretch of the file in which some codes are silent. */
interface Suppression {
  readonly ranges: readonly Span[];
  /** Absent: all codes. */
  readonly codes?: ReadonlySet<string>;
  /** The words of a comment of our own style that name codes. */
  readonly words: readonly SuppressedWord[];
}

/** A code that a comment of our own style names. */
export interface SuppressedWord {
  readonly span: Span;
  readonly code: string;
}

/**
 * What comments switch off.
 *
 * `omics-lens: ignore code, code` speaks for its own line, or for the next line of code where it stands alone, with
 * all of a command that begins there; `omics-lens: ignore-file code` for the file. Without codes, all are meant.
 *
 * `noqa` and `noqa: code, code` speak for the line that they end.
 *
 * `#@ except: Rule, Rule` is Sprocket's: for the element that follows, or for the file where it stands above everything.
 *
 * `# !Rule` is miniwdl's: for what begins or ends on its line, or on the line above where it stands alone; people also
 * write it above, so that the line below counts as well.
 */
export class Suppressions {
  readonly #list: readonly Suppression[];
  readonly #used = new Set<SuppressedWord>();

  constructor(tree: SyntaxTree, lines: () => LineIndex) {
    this.#list = tree.comments.flatMap((comment) => readComment(comment, tree, lines) ?? []);
  }

  isSuppressed(problem: Problem): boolean {
    let found = false;
    for (const { ranges, codes, words } of this.#list) {
      const isHere = ranges.some((range) => contains(range, problem.span) || startsIn(range, problem.span));
      if (!isHere || (codes !== undefined && !codes.has(plain(problem.code)))) continue;
      found = true;
      for (const word of words) if (codesOf(word.code).has(plain(problem.code))) this.#used.add(word);
    }
    return found;
  }

  /** The codes that comments of our own style name, and whether any problem was silenced by them so far. */
  words(): readonly { readonly word: SuppressedWord; readonly use: 'used' | 'unused' }[] {
    return this.#list.flatMap(({ words }) =>
      words.map((word) => ({ word, use: this.#used.has(word) ? ('used' as const) : ('unused' as const) })),
    );
  }
}

function readComment(
  comment: SyntaxToken,
  tree: SyntaxTree,
  lines: () => LineIndex,
): Suppression | undefined {
  const text = tree.text.slice(comment.start, comment.end);
  const own = /omics-lens:\s*(ignore-file|ignore)\b(?:[ \t]+([\w-]+(?:\s*,\s*[\w-]+)*))?/d.exec(text);
  if (own !== null) {
    const range = own[1] === 'ignore-file' ? wholeFile(tree) : linesOf(comment, tree, lines());
    const at = comment.start + (own.indices?.[2]?.[0] ?? 0);
    const words = [...(own[2] ?? '').matchAll(/[\w-]+/g)].map((match) => ({
      span: span(at + match.index, at + match.index + match[0].length),
      code: match[0],
    }));
    return withCodes([range], own[2]?.split(','), words);
  }
  const unasked = /^(?:\/\/|#)\s*noqa\b(?:\s*:\s*([\w-]+(?:\s*,\s*[\w-]+)*))?/i.exec(text);
  if (unasked !== null) return withCodes([lineOf(comment, lines())], unasked[1]?.split(','));
  const except = /^#@\s*except:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text)?.[1];
  if (except !== undefined) return withCodes([elementBehind(comment, tree, lines)], except.split(','));
  const marked = [...text.matchAll(/!([A-Z]\w+)/g)].flatMap(([, name = '']) =>
    codesOfPeer(name) === undefined ? [] : [name],
  );
  return marked.length === 0 ? undefined : withCodes(around(comment, tree, lines()), marked);
}

function withCodes(
  ranges: readonly Span[],
  names: readonly string[] | undefined,
  words: readonly SuppressedWord[] = [],
): Suppression {
  if (names === undefined) return { ranges, words };
  return { ranges, codes: new Set(names.flatMap((name) => [...codesOf(name)])), words };
}

/** A code, or the name that another tool has for it, in the letters that codes are compared in. */
function codesOf(name: string): ReadonlySet<string> {
  return new Set([name, ...(codesOfPeer(name.trim()) ?? [])].map(plain));
}

/** `UnusedInput`, `unused_input` and `unused-input` are one name. */
export function plain(code: string): string {
  return code.toLowerCase().replace(/[-_\s]/g, '');
}

function startsIn(range: Span, place: Span): boolean {
  return range.start <= place.start && place.start < range.end;
}

function wholeFile(tree: SyntaxTree): Span {
  return span(0, tree.text.length + 1);
}

function lineOf(comment: SyntaxToken, lines: LineIndex): Span {
  const { line } = lines.positionAt(comment.start);
  return span(lines.lineStart(line), lines.lineEnd(line) + 1);
}

/** The comment's line; where it stands alone, everything to the end of the next line that holds code. */
function linesOf(comment: SyntaxToken, tree: SyntaxTree, lines: LineIndex): Span {
  const { line } = lines.positionAt(comment.start);
  const start = lines.lineStart(line);
  const next = isAlone(comment, tree, start) ? tokenBehind(tree.root, comment.end) : undefined;
  if (next === undefined) return span(start, lines.lineEnd(line) + 1);
  const end = lines.lineEnd(lines.positionAt(next.start).line) + 1;
  return span(start, Math.max(end, textBlockEnd(tree.root, next.start, end)));
}

/** The comment's line; where it stands alone, from the line above to the next line of code; and what ends there. */
function around(comment: SyntaxToken, tree: SyntaxTree, lines: LineIndex): readonly Span[] {
  const { line } = lines.positionAt(comment.start);
  const here = linesOf(comment, tree, lines);
  const last = lastTokenBefore(tree.root, comment.start);
  const ending = last === undefined ? undefined : outermostEndingAt(tree.root, last.end);
  if (!isAlone(comment, tree, lines.lineStart(line))) return ending === undefined ? [here] : [here, ending];
  const above = span(lines.lineStart(Math.max(0, line - 1)), here.start);
  const endsAbove = last !== undefined && lines.positionAt(last.start).line === line - 1;
  return [here, above, ...(endsAbove && ending !== undefined ? [ending] : [])];
}

function isAlone(comment: SyntaxToken, tree: SyntaxTree, lineStart: number): boolean {
  return tree.text.slice(lineStart, comment.start).trim() === '';
}

/** The end of what holds text of several lines and begins on the line: no comment can stand inside of that. */
function textBlockEnd(node: SyntaxNode, from: number, to: number): number {
  let end = to;
  for (const child of node.children) {
    if (child.start >= to) break;
    if (!isNode(child) || child.end <= from) continue;
    const begins = child.start >= from && child.start < to;
    const holdsText = begins && child.children.some(({ kind }) => kind === 'text');
    end = Math.max(end, holdsText ? child.end : textBlockEnd(child, from, to));
  }
  return end;
}

/** The outermost node that begins with the next token; the file for a comment above its first token. */
function elementBehind(comment: SyntaxToken, tree: SyntaxTree, lines: () => LineIndex): Span {
  const first = tokenBehind(tree.root, 0);
  if (first === undefined || comment.start < first.start) return wholeFile(tree);
  const next = tokenBehind(tree.root, comment.end);
  if (next === undefined) return span(comment.start, comment.end);
  return outermostAt(tree.root, next.start) ?? linesOf(comment, tree, lines());
}

function outermostAt(node: SyntaxNode, start: number): Span | undefined {
  for (const child of node.children) {
    if (!isNode(child) || child.end <= start) continue;
    if (child.start > start) return undefined;
    return child.start === start ? child : outermostAt(child, start);
  }
  return undefined;
}

function outermostEndingAt(node: SyntaxNode, end: number): Span | undefined {
  for (const child of node.children) {
    if (!isNode(child) || child.end < end) continue;
    if (child.start >= end) return undefined;
    return child.end === end ? child : outermostEndingAt(child, end);
  }
  return undefined;
}

/** The first token that begins at the offset or behind it. */
function tokenBehind(node: SyntaxNode, offset: number): SyntaxToken | undefined {
  for (const child of node.children) {
    if (child.end <= offset) continue;
    if (!isNode(child)) {
      if (child.start >= offset) return child;
      continue;
    }
    const found = tokenBehind(child, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The last token that ends at the offset or in front of it. */
function lastTokenBefore(node: SyntaxNode, offset: number): SyntaxToken | undefined {
  for (const child of [...node.children].reverse()) {
    if (child.start >= offset) continue;
    if (!isNode(child)) {
      if (child.end <= offset) return child;
      continue;
    }
    const found = lastTokenBefore(child, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}
