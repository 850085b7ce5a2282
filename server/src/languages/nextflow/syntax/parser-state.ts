import type { Span } from '../../../text/index.ts';
import type { ExprNode, ItemNode } from './ast.ts';
import { Lexer } from './lexer.ts';

export { insertion, replacement } from '../../../syntax/tree-builder.ts';
export type { ReportOptions } from '../../../syntax/tree-builder.ts';

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

/** The lexer, and what the parser functions share beside the tree. */
export class Parser extends Lexer {
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

  constructor(text: string, mode: BlockMode, grammar: Grammar) {
    super(text);
    this.mode = mode;
    this.grammar = grammar;
  }

  /** True where a line break before the lexeme ends a statement. */
  get ended(): boolean {
    return this.newline && this.expected.length === 0;
  }

  /** True where blanks stand before the lexeme. */
  get spaced(): boolean {
    return this.start > this.prevEnd;
  }

  textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}
