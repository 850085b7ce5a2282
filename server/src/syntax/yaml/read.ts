import type { Document, Node, ParsedNode, YAMLError } from 'yaml';
import { Composer, Lexer, Parser } from 'yaml';
import type { SyntaxToken } from '../tree.ts';

/** One reading of a text by the library: its documents, its errors, and every token. */
export interface Reading {
  readonly contents: Node | undefined;
  readonly errors: readonly YAMLError[];
  readonly tokens: readonly SyntaxToken[];
  readonly comments: readonly SyntaxToken[];
  /** Where brackets were given up that nothing closes. */
  readonly ended: readonly number[];
  /** Where further documents begin. */
  readonly further: readonly number[];
}

/** Throws a `RangeError` for what is nested too deep for the stack. */
export function readYaml(text: string): Reading {
  const parser = new Parser();
  const composer = new Composer<ParsedNode>({
    schema: 'failsafe',
    strict: false,
    stringKeys: false,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const documents: Document.Parsed[] = [];
  const recorder = new TokenRecorder(text);
  for (const lexeme of new Lexer().lex(text)) {
    recorder.add(lexeme);
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, text.length));
  const full = documents.filter(({ contents }) => contents !== null && !isEmpty(contents));
  const [first = documents[0], ...further] = full;
  return {
    contents: first?.contents ?? undefined,
    errors: documents.flatMap((document) => document.errors),
    tokens: recorder.tokens,
    comments: recorder.comments,
    ended: recorder.ended,
    further: further.map(({ contents }) => contents?.range[0] ?? text.length),
  };
}

function isEmpty(node: Node): boolean {
  return node.range?.[0] === node.range?.[1];
}

const PUNCTUATION = new Set(['-', '?', ':', '{', '}', '[', ']', ',']);

/** Makes tokens of lexemes, which follow each other without gaps but for a few control characters. */
class TokenRecorder {
  readonly tokens: SyntaxToken[] = [];
  readonly comments: SyntaxToken[] = [];
  readonly ended: number[] = [];
  readonly #text: string;
  #at = 0;
  /** The lexeme that follows is the text of a scalar. */
  #scalar = false;
  #block = false;

  constructor(text: string) {
    this.#text = text;
  }

  add(lexeme: string): void {
    if (lexeme === '\u0018') this.ended.push(this.#at);
    if (lexeme === '\u0002' || lexeme === '\u0018') return;
    if (lexeme === '\u001f' && !this.#scalar) {
      this.#scalar = true;
      return;
    }
    const start = this.#at;
    this.#at += lexeme.length;
    if (this.#scalar) {
      this.#scalar = false;
      if (this.#block) this.#blockText(start);
      else this.#plain(start);
      this.#block = false;
      return;
    }
    const source = lexeme.trim();
    if (source === '') return;
    const at = start + lexeme.indexOf(source);
    const token = { kind: kindOf(source.charAt(0), source), start: at, end: at + source.length };
    if (token.kind === 'block-header') this.#block = true;
    (token.kind === 'comment' ? this.comments : this.tokens).push(token);
  }

  /** One token a line. */
  #plain(start: number): void {
    const source = this.#text.slice(start, this.#at);
    if (!source.includes('\n') && !source.includes('\r')) {
      if (source !== '') this.tokens.push({ kind: 'plain', start, end: this.#at });
      return;
    }
    for (const { 0: line, index } of source.matchAll(/\S(?:[^\r\n]*\S)?/g)) {
      this.tokens.push({ kind: 'plain', start: start + index, end: start + index + line.length });
    }
  }

  #blockText(start: number): void {
    if (this.#text.slice(start, this.#at).trim() !== '') {
      this.tokens.push({ kind: 'block-text', start, end: this.#at });
    }
  }
}

function kindOf(first: string, lexeme: string): string {
  if (lexeme.length === 1 && PUNCTUATION.has(first)) return lexeme;
  switch (first) {
    case '#':
      return 'comment';
    case '"':
      return 'double';
    case "'":
      return 'single';
    case '|':
    case '>':
      return 'block-header';
    case '&':
      return 'anchor';
    case '*':
      return 'alias';
    case '!':
      return 'tag';
    case '%':
      return 'directive';
    default:
      return lexeme === '---' || lexeme === '...' ? 'document-marker' : 'error';
  }
}
