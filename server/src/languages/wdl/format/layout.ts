import type { Span } from '../../../text/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';

/** What stands between two pieces. `SOFT` and `LINE` become a line break where their group does not fit on a line. */
export const NOTHING = 0;
export const SPACE = 1;
export const SOFT = 2;
export const LINE = 3;
export const BREAK = 4;
/** Before a comment at the end of a line of code. */
export const TRAILING = 5;
/** Indentation only: the line break in front of it belongs to the piece before. */
export const MARGIN = 6;
/** As it was. */
export const VERBATIM = 7;

export type GapKind =
  | typeof NOTHING
  | typeof SPACE
  | typeof SOFT
  | typeof LINE
  | typeof BREAK
  | typeof TRAILING
  | typeof MARGIN
  | typeof VERBATIM;

/** Where blank lines may stand around a line break, when there are comments in it and when there are none. */
export type BlankLines =
  /** Nowhere. */
  | 'none'
  /** At the beginning of a block: only below comments. */
  | 'first'
  /** At the end of a block: only above comments. */
  | 'last'
  /** Where the author left some, one. */
  | 'kept'
  /** One, above the comments unless the author put it elsewhere. */
  | 'one'
  /** One, above the comments. */
  | 'above';

const NO_GROUP = -1;

/**
 * A document as pieces of its text, which stay as they are, with what is to stand between them. Comments are pieces
 * too; they are put in as soon as a piece behind them is added, so that whoever describes the code need not think of
 * them. Groups hold the gaps that break together. Arrays and no objects: a document has a hundred thousand pieces.
 */
export class Layout {
  readonly text: string;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Of the gap before each piece. */
  readonly gaps: GapKind[] = [];
  /** Levels of indentation, should the gap break. */
  readonly levels: number[] = [];
  /** Line breaks in the gap, should it break. */
  readonly breaks: (1 | 2)[] = [];
  /** The group that the gap breaks with. */
  readonly gapGroups: number[] = [];
  /** The group that puts a comma behind the piece when it breaks; -1 for none. */
  readonly commas: number[] = [];

  /** By group: its first and last piece, and the group around it. */
  readonly firsts: number[] = [];
  readonly lasts: number[] = [];
  readonly parents: number[] = [];
  readonly forced: boolean[] = [];
  /** Groups that stay on their line however long it gets. */
  readonly unwrapped: boolean[] = [];

  readonly #comments: readonly SyntaxToken[];
  #comment = 0;
  #end = 0;
  #group = NO_GROUP;
  #level = 0;
  #wraps: 'wraps' | 'never' = 'wraps';
  #afterVerbatim = false;

  #gap: GapKind = BREAK;
  #gapLevel = 0;
  #gapGroup = NO_GROUP;
  #blank: BlankLines = 'first';

  constructor(text: string, comments: readonly SyntaxToken[]) {
    this.text = text;
    this.#comments = comments;
  }

  get length(): number {
    return this.starts.length;
  }

  /** Nothing between the last piece and the next, which is also so when nothing is said. */
  join(): void {
    this.#setGap(NOTHING, this.#level + 1);
  }

  space(): void {
    this.#setGap(SPACE, this.#level + 1);
  }

  /** A space before something that does not belong deeper when comments push it to a line of its own: an opening brace. */
  spaceAtLevel(): void {
    this.#setGap(SPACE, this.#level);
  }

  soft(blank: BlankLines = 'none'): void {
    this.#setGap(SOFT, this.#level, blank);
  }

  line(blank: BlankLines = 'none'): void {
    this.#setGap(LINE, this.#level, blank);
  }

  lineBreak(blank: BlankLines): void {
    this.#setGap(BREAK, this.#level, blank);
  }

  indent(): void {
    this.#level++;
  }

  dedent(): void {
    this.#level--;
  }

  /** Begins a group that starts with the piece at `start`. */
  open(start: number): void {
    this.flushComments(start);
    this.firsts.push(this.length);
    this.lasts.push(this.length);
    this.parents.push(this.#group);
    this.forced.push(false);
    this.unwrapped.push(this.#wraps === 'never');
    this.#group = this.firsts.length - 1;
  }

  close(): void {
    const group = this.#group;
    const parent = this.parents[group] ?? NO_GROUP;
    this.lasts[group] = this.length - 1;
    if (this.forced[group] === true && parent !== NO_GROUP) this.forced[parent] = true;
    this.#group = parent;
  }

  /** The group that is open breaks, whether it fits on a line or not. */
  forceBreak(): void {
    if (this.#group !== NO_GROUP) this.forced[this.#group] = true;
  }

  /** What `write` adds is not wrapped. */
  withoutWrapping(write: () => void): void {
    const before = this.#wraps;
    this.#wraps = 'never';
    write();
    this.#wraps = before;
  }

  /** A piece that is written as it stands, comments and line breaks in it included. */
  piece({ start, end }: Span): void {
    this.flushComments(start);
    this.#add(start, end, this.#gap);
    this.#afterVerbatim = false;
    this.#moveOn(end);
  }

  /** A piece that cannot be trusted: the blanks around it stay as well. */
  verbatim({ start, end }: Span): void {
    this.flushComments(start);
    this.#add(start, end, VERBATIM);
    this.#afterVerbatim = true;
    this.#moveOn(end);
  }

  /** The rest of a piece that was cut behind a line break, indented as deep as the line that began it. */
  marginPiece({ start, end }: Span): void {
    this.#setGap(MARGIN, this.#level);
    this.piece({ start, end });
  }

  /**
   * A comma behind the last piece where the open group is broken, and none where it is not. A comma that stands there
   * already is no piece; no comment may stand before it.
   */
  commaWhenBroken(): void {
    this.commas[this.length - 1] = this.#group;
  }

  /** True when the last piece is one that cannot be trusted. */
  get endsVerbatim(): boolean {
    return this.#afterVerbatim;
  }

  hasCommentBefore(offset: number): boolean {
    return (this.#comments[this.#comment]?.start ?? Infinity) < offset;
  }

  /** The comment on the line where the code before it ends. */
  trailingComment(codeEnd: number): SyntaxToken | undefined {
    for (let i = this.#comment; i < this.#comments.length; i++) {
      const comment = this.#comments[i];
      if (comment === undefined || comment.start < codeEnd) continue;
      return lineBreaks(this.text, codeEnd, comment.start) === 0 ? comment : undefined;
    }
    return undefined;
  }

  /** Adds the comments before the offset where the gap at hand is, each on its own line or behind the code it follows. */
  flushComments(offset: number): void {
    let next = this.#comments[this.#comment];
    if (next === undefined || next.start >= offset) return;
    this.forceBreak();
    if (this.#blank === 'one' && this.#blankAhead(offset)) this.#blank = 'kept';
    while (next !== undefined && next.start < offset) {
      this.#addComment(next);
      next = this.#comments[++this.#comment];
    }
    if (this.#gap === NOTHING || this.#gap === SPACE) this.#gap = BREAK;
  }

  #addComment({ start, end }: SyntaxToken): void {
    const trails = this.#end > 0 && lineBreaks(this.text, this.#end, start) === 0;
    const blank = this.#blank;
    if (blank === 'last') this.#blank = 'kept';
    this.#add(start, end, this.#afterVerbatim ? VERBATIM : trails ? TRAILING : BREAK);
    this.#blank = trails || blank === 'last' || blank === 'none' ? blank : 'kept';
  }

  #setGap(gap: GapKind, level: number, blank: BlankLines = 'none'): void {
    this.#gap = gap;
    this.#gapLevel = level;
    this.#gapGroup = this.#group;
    this.#blank = blank;
  }

  #add(start: number, end: number, gap: GapKind): void {
    const stays = this.#afterVerbatim && lineBreaks(this.text, this.#end, start) === 0;
    this.starts.push(start);
    this.ends.push(end);
    this.gaps.push(stays ? VERBATIM : gap);
    this.levels.push(this.#gapLevel);
    this.gapGroups.push(this.#gapGroup);
    this.breaks.push(this.#hasBlankLine(start) ? 2 : 1);
    this.commas.push(NO_GROUP);
    this.#end = end;
  }

  #hasBlankLine(start: number): boolean {
    switch (this.#blank) {
      case 'none':
      case 'first':
      case 'last':
        return false;
      case 'kept':
        return lineBreaks(this.text, this.#end, start) > 1;
      case 'one':
      case 'above':
        return true;
    }
  }

  /** Whether a blank line stands anywhere between the last piece and the offset. */
  #blankAhead(offset: number): boolean {
    let from = this.#end;
    for (let i = this.#comment; ; i++) {
      const comment = this.#comments[i];
      const to = Math.min(comment?.start ?? offset, offset);
      if (lineBreaks(this.text, from, to) > 1) return true;
      if (comment === undefined || comment.start >= offset) return false;
      from = comment.end;
    }
  }

  /** Comments inside a piece are part of it. */
  #moveOn(offset: number): void {
    while (this.hasCommentBefore(offset)) this.#comment++;
    this.join();
  }
}

/** Line breaks in a part of the text, counted up to two. */
export function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to && count < 2; i++) {
    const char = text.charCodeAt(i);
    if (char === 10 || (char === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
}
