import type { Fix, Problem, Span } from '../text/index.ts';
import type { SyntaxElement, SyntaxNode, SyntaxToken } from './tree.ts';

export interface ReportOptions {
  readonly note?: string;
  readonly fix?: Fix;
}

/** The kind of lexeme behind the last character of every text. */
export const EOF: number = 0;

/**
 * What all parser functions of a language share beside its lexer: the problems, and a stack of the elements read so far. A
 * function remembers `mark()`, reads, and gathers what was added since with `close(mark)` as its node's children, so that
 * no token can be left out of the tree. A lexer extends it and keeps the lexeme at hand in the fields.
 */
export abstract class TreeBuilder<Code extends string> {
  readonly text: string;
  readonly length: number;
  readonly problems: Problem[] = [];

  /** Of the lexeme at hand. */
  kind = EOF;
  start = 0;
  end = 0;
  /** Where the lexeme before this one ended. */
  prevEnd = 0;

  /** Span of the elements that the last `close` gathered. */
  from = 0;
  to = 0;

  readonly #stack: SyntaxElement[] = [];
  #top = 0;
  #reportedAt = -1;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  /** Goes to the next lexeme. */
  abstract next(): void;

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

  /** The elements added since the mark; they stay on the stack. */
  since(mark: number): readonly SyntaxElement[] {
    return this.#stack.slice(mark, this.#top);
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
  missing(): SyntaxNode & { readonly kind: 'missing' } {
    return this.add({ kind: 'missing', start: this.prevEnd, end: this.prevEnd, children: [] });
  }

  error(mark: number): SyntaxNode & { readonly kind: 'error' } {
    const children = this.close(mark);
    return this.add({ kind: 'error', start: this.from, end: this.to, children });
  }

  /** A span directly behind what was read: where something was forgotten. */
  here(): Span {
    return { start: this.prevEnd, end: this.prevEnd };
  }

  /** The span of the lexeme at hand. */
  there(): Span {
    return { start: this.start, end: this.end };
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
  report(code: Code, span: Span, message: string, options: ReportOptions = {}): void {
    if (this.#reportedAt === this.start) return;
    this.#reportedAt = this.start;
    this.reportAt(code, span, message, options);
  }

  /** Reports in any case: for places inside of a text, where no lexeme is at hand. */
  reportAt(code: Code, span: Span, message: string, options: ReportOptions = {}): void {
    this.problems.push({
      span,
      severity: 'error',
      code,
      message,
      ...(options.note === undefined ? {} : { note: options.note }),
      ...(options.fix === undefined ? {} : { fixes: [options.fix] }),
    });
  }

  /** Of the problems after the first `count`, only the first stays: the others follow from it. It gets the note. */
  keepFirstProblem(count: number, note?: string): void {
    const first = this.problems[count];
    if (first === undefined) return;
    this.problems.length = count + 1;
    if (note !== undefined) this.problems[count] = { ...first, note };
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
