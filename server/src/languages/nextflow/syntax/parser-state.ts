import type { SyntaxElement, SyntaxToken } from '../../../syntax/tree.ts';
import type { Fix, Problem, Span } from '../../../text/index.ts';
import type { ErrorNode, ExprNode, ItemNode, MissingNode } from './ast.ts';
import { EOF, Lexer } from './lexer.ts';
import type { SyntaxRuleCode } from './syntax-rules.ts';

/** Levels of nodes inside each other; far more than people write, far less than a call stack holds. */
export const MAX_DEPTH = 256;

/** How a block's end is found: by its brace alone, or also by the indentation of its lines. */
export type BlockMode = 'braces' | 'indentation';

/**
 * What may stand in a list of statements: declarations of a script, settings of a configuration, directives and what
 * else a process holds, members of a class, or plain Groovy.
 */
export type Place = 'script' | 'config' | 'process' | 'class' | 'groovy';

/** What strings, closures and blocks hold. Passed in, because each of them is held by what it holds. */
export interface Grammar {
  /** One expression; where none stands, a `missing` node and a problem. */
  readonly expr: (p: Parser) => ExprNode;
  /** The operand of a cast: what binds tighter than any operator between two values. */
  readonly operand: (p: Parser) => ExprNode;
  /** One statement or declaration, as the place allows it; `undefined` where only signs were skipped. */
  readonly item: (p: Parser) => ItemNode | undefined;
}

export interface ReportOptions {
  readonly note?: string;
  readonly fix?: Fix;
}

/**
 * What all parser functions share: the lexer, the problems, and a stack of the elements read so far. A function
 * remembers `mark()`, reads, and gathers what was added since with `close(mark)` as its node's children, so that no
 * token can be left out of the tree.
 */
export class Parser extends Lexer {
  readonly problems: Problem[] = [];
  readonly mode: BlockMode;
  readonly grammar: Grammar;
  /** Blocks whose closing brace is missing. */
  unclosedBlocks = 0;

  place: Place = 'groovy';
  /** The signs that close the parentheses and square brackets around the lexeme; braces begin anew. */
  expected: number[] = [];
  /** True where a brace begins a block and no closure: in a condition whose parentheses are missing. */
  noClosure = false;
  /** Where the brace of the block around the lexeme stands. */
  blockStart = 0;
  /** True in a `shell:` section, where strings in single quotes hold `!{…}`. */
  inShell = false;
  /** Where the lexeme began before which a comma was missing last. */
  commaMissedAt = -1;
  /** True once a problem says that the limit of nesting was met. */
  saidTooDeep = false;
  depth = 0;
  /** The deepest level that the expression at hand reaches; chains of operators deepen their left operand. */
  reach = 0;

  /** Span of the elements that the last `close` gathered. */
  from = 0;
  to = 0;

  readonly #stack: SyntaxElement[] = [];
  #top = 0;
  #reportedAt = -1;

  constructor(text: string, mode: BlockMode, grammar: Grammar) {
    super(text);
    this.mode = mode;
    this.grammar = grammar;
  }

  mark(): number {
    return this.#top;
  }

  /** The elements added since the mark, which are now taken off the stack. */
  close(mark: number): readonly SyntaxElement[] {
    const children = this.#stack.slice(mark, this.#top);
    this.#top = mark;
    const first = children[0];
    if (first === undefined) {
      this.from = this.to = this.prevEnd;
    } else {
      this.from = first.start;
      this.to = (children[children.length - 1] ?? first).end;
    }
    return children;
  }

  /** Drops what was added since the mark: it is read again in another way. */
  discard(mark: number): void {
    this.#top = mark;
  }

  /** The element added last. */
  last(): SyntaxElement | undefined {
    return this.#top === 0 ? undefined : this.#stack[this.#top - 1];
  }

  add<T extends SyntaxElement>(element: T): T {
    this.#stack[this.#top++] = element;
    return element;
  }

  addToken(kind: string, start: number, end: number): SyntaxToken {
    const token = { kind, start, end };
    this.#stack[this.#top++] = token;
    return token;
  }

  /** Makes a token of the lexeme at hand and goes to the next. */
  take(kind: string): SyntaxToken {
    const token = { kind, start: this.start, end: this.end };
    this.#stack[this.#top++] = token;
    this.next();
    return token;
  }

  takeIf(lexeme: number, kind: string): SyntaxToken | undefined {
    return this.kind === lexeme ? this.take(kind) : undefined;
  }

  /** An expression's place that nothing stands in; the caller reports it. */
  missing(): MissingNode {
    return this.add({ kind: 'missing', start: this.prevEnd, end: this.prevEnd, children: [] });
  }

  error(mark: number): ErrorNode {
    const children = this.close(mark);
    return this.add({ kind: 'error', start: this.from, end: this.to, children });
  }

  /** True where a line break before the lexeme ends a statement. */
  get ended(): boolean {
    return this.newline && this.expected.length === 0;
  }

  /** True where blanks stand before the lexeme. */
  get spaced(): boolean {
    return this.start > this.prevEnd;
  }

  /** A span directly behind what was read: where something was forgotten. */
  here(): Span {
    return { start: this.prevEnd, end: this.prevEnd };
  }

  /** The span of the lexeme at hand. */
  there(): Span {
    return { start: this.start, end: this.end };
  }

  textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** The lexeme at hand as a message names it. */
  shown(): string {
    if (this.kind === EOF) return 'the end of the file';
    const word = this.text.slice(this.start, Math.min(this.end, this.start + 40));
    return `'${word}'`;
  }

  /**
   * Reports unless something was reported at the lexeme at hand already: a second message about the same place is a
   * consequence of the first.
   */
  report(code: SyntaxRuleCode, span: Span, message: string, options: ReportOptions = {}): void {
    if (this.#reportedAt === this.start) return;
    this.#reportedAt = this.start;
    this.reportAt(code, span, message, options);
  }

  /** Reports in any case: for places inside of a text, where no lexeme is at hand. */
  reportAt(code: SyntaxRuleCode, span: Span, message: string, options: ReportOptions = {}): void {
    this.problems.push({
      span,
      severity: 'error',
      code,
      message,
      ...(options.note === undefined ? {} : { note: options.note }),
      ...(options.fix === undefined ? {} : { fixes: [options.fix] }),
    });
  }

  /** Of the problems after the first `count`, only the first stays: the others follow from it. */
  keepFirstProblem(count: number): void {
    if (this.problems.length > count + 1) this.problems.length = count + 1;
  }

  /** What follows directly is a consequence of what was reported last. */
  settle(): void {
    this.#reportedAt = this.start;
  }

  /** Forgets the problems after the first `count`: that text is read again in another way. */
  retract(count: number): void {
    this.problems.length = count;
    this.#reportedAt = -1;
  }
}

export function insertion(offset: number, newText: string, title: string): Fix {
  return { title, edits: [{ span: { start: offset, end: offset }, newText }], preferred: true };
}

export function replacement(span: Span, newText: string, title: string): Fix {
  return { title, edits: [{ span, newText }], preferred: true };
}
