import { Lexer } from './lexer.ts';

export { insertion, replacement } from '../../syntax/tree-builder.ts';
export type { ReportOptions } from '../../syntax/tree-builder.ts';

/** Levels of nodes inside each other; far more than people write, far less than a call stack holds. */
export const MAX_DEPTH = 256;

/** How a block's end is found: by its brace alone, or also by the indentation of its lines. */
export type BlockMode = 'braces' | 'indentation';

/** The lexer, and what the parser functions share beside the tree. */
export class Parser extends Lexer {
  readonly mode: BlockMode;
  /** Blocks whose closing brace is missing. */
  unclosedBlocks = 0;
  /** A file without `version` is draft-2, where placeholders are written otherwise. */
  dialect: 'draft-2' | '1.0' | 'later' = 'draft-2';
  /** True once a search for `>>>` met the end of the file: no later one can end. */
  noHeredocEnd = false;

  /** How many placeholders are open around the lexeme at hand. */
  placeholders = 0;
  /** Where the lexeme began before which a comma was missing last. */
  commaMissedAt = -1;
  /** True once a problem says that the limit of nesting was met. */
  saidTooDeep = false;
  depth = 0;
  /** The deepest level that the expression at hand reaches; chains of operators deepen their left operand. */
  reach = 0;

  constructor(text: string, mode: BlockMode) {
    super(text);
    this.mode = mode;
  }

  /** Forgets the problems that begin at or behind the offset: that text is read again in another way. */
  retractFrom(offset: number): void {
    let count = this.problems.length;
    while (count > 0 && (this.problems[count - 1]?.span.start ?? -1) >= offset) count--;
    this.retract(count);
  }
}
