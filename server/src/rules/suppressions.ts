import type { SyntaxNode, SyntaxToken, SyntaxTree } from '../syntax/tree.ts';
import { isNode } from '../syntax/tree.ts';
import type { LineIndex, Problem, Span } from '../text/index.ts';
import { contains, span } from '../text/index.ts';

/** A stretch of the file in which some codes are silent. */
interface Suppression {
  readonly range: Span;
  /** Absent: all codes. */
  readonly codes?: ReadonlySet<string>;
}

/**
 * What comments switch off: `omics-lens: ignore code, code` for its own line, or for the next line of code where it
 * stands alone; `omics-lens: ignore-file code` for the file; and `#@ except: Rule, Rule`, as Sprocket reads it, for the
 * element that follows, or for the file where it stands above everything. Without codes, all are meant.
 */
export class Suppressions {
  readonly #list: readonly Suppression[];

  constructor(tree: SyntaxTree, lines: () => LineIndex) {
    this.#list = tree.comments.flatMap((comment) => readComment(comment, tree, lines) ?? []);
  }

  isSuppressed(problem: Problem): boolean {
    return this.#list.some(
      ({ range, codes }) =>
        (contains(range, problem.span) || startsIn(range, problem.span)) &&
        (codes === undefined || codes.has(plain(problem.code))),
    );
  }

  get isEmpty(): boolean {
    return this.#list.length === 0;
  }
}

/** What other tools call rules, where their name is not ours in other letters. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  containeruri: ['container-missing', 'container-malformed', 'container-not-ecr', 'container-region'],
  runtimesection: ['container-missing', 'resources-default'],
  requirementssection: ['container-missing', 'resources-default'],
};

function readComment(
  comment: SyntaxToken,
  tree: SyntaxTree,
  lines: () => LineIndex,
): Suppression | undefined {
  const text = tree.text.slice(comment.start, comment.end);
  const own = /omics-lens:\s*(ignore-file|ignore)\b(?:[ \t]+([\w-]+(?:\s*,\s*[\w-]+)*))?/.exec(text);
  if (own !== null) {
    const range = own[1] === 'ignore-file' ? wholeFile(tree) : linesOf(comment, tree, lines());
    return withCodes(range, own[2]);
  }
  const except = /^#@\s*except:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text);
  return except === null ? undefined : withCodes(elementBehind(comment, tree, lines), except[1]);
}

function withCodes(range: Span, list: string | undefined): Suppression {
  if (list === undefined) return { range };
  const names = list.split(',').map(plain);
  return { range, codes: new Set(names.flatMap((name) => [name, ...(OTHER_NAMES[name] ?? []).map(plain)])) };
}

/** `UnusedInput`, `unused_input` and `unused-input` are one name. */
function plain(code: string): string {
  return code.toLowerCase().replace(/[-_\s]/g, '');
}

function startsIn(range: Span, place: Span): boolean {
  return range.start <= place.start && place.start < range.end;
}

function wholeFile(tree: SyntaxTree): Span {
  return span(0, tree.text.length + 1);
}

/** The comment's line; where it stands alone, everything to the end of the next line that holds code. */
function linesOf(comment: SyntaxToken, tree: SyntaxTree, lines: LineIndex): Span {
  const { line } = lines.positionAt(comment.start);
  const start = lines.lineStart(line);
  const isAlone = tree.text.slice(start, comment.start).trim() === '';
  const next = isAlone ? tokenBehind(tree.root, comment.end) : undefined;
  const last = next === undefined ? line : lines.positionAt(next.start).line;
  return span(start, lines.lineEnd(last) + 1);
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
