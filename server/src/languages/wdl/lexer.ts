import { EOF, TreeBuilder } from '../../syntax/tree-builder.ts';
import type { SyntaxToken } from '../../syntax/tree.ts';
import { W_NONE, wordAt } from './lexer-words.ts';
import type { SyntaxRuleCode } from './syntax-rules.ts';

export { EOF };

/**
 * Kinds of lexemes in code; `number`, so that a comparison does not narrow the lexer's field past the next call.
 * Quotes and `<<<` only open a text; the parser reads on in the mode that they start.
 */
export const WORD: number = 1;
export const INT: number = 2;
export const FLOAT: number = 3;
export const DOUBLE_QUOTE: number = 4;
export const SINGLE_QUOTE: number = 5;
export const HEREDOC_OPEN: number = 6;
export const HEREDOC_CLOSE: number = 7;
export const LPAREN: number = 8;
export const RPAREN: number = 9;
export const LBRACKET: number = 10;
export const RBRACKET: number = 11;
export const LBRACE: number = 12;
export const RBRACE: number = 13;
export const COMMA: number = 14;
export const COLON: number = 15;
export const DOT: number = 16;
export const ASSIGN: number = 17;
export const QUESTION: number = 18;
export const NOT: number = 19;
export const OR: number = 20;
export const AND: number = 21;
export const EQUAL: number = 22;
export const NOT_EQUAL: number = 23;
export const LESS: number = 24;
export const LESS_EQUAL: number = 25;
export const GREATER: number = 26;
export const GREATER_EQUAL: number = 27;
export const PLUS: number = 28;
export const MINUS: number = 29;
export const STAR: number = 30;
export const SLASH: number = 31;
export const PERCENT: number = 32;
export const POWER: number = 33;
/** Characters that no WDL code has, one run of them. */
export const UNKNOWN: number = 34;

const LETTER = 1;
const DIGIT = 2;
const charClass = classes();

/**
 * Reads code one lexeme at a time; the lexeme at hand stands in the fields. Nothing is sliced out of the text. The
 * parser moves the lexer with `jump` when a string, a command or a placeholder ends, which is how the modes nest to
 * any depth without a stack of their own.
 */
export class Lexer extends TreeBuilder<SyntaxRuleCode> {
  readonly comments: SyntaxToken[] = [];
  /** Offsets of blanks that no engine takes for one, such as the non-breaking space. */
  readonly oddBlanks: number[] = [];

  word = W_NONE;
  /** True when the lexeme is the first on its line. */
  newline = true;
  /** How many characters stand before the first lexeme of the line. */
  indent = 0;

  #lineStart = 0;
  #triviaEnd = 0;

  /** Goes to the next lexeme. */
  next(): void {
    this.prevEnd = this.end;
    this.#skipTrivia(this.end);
    this.#scan();
  }

  /**
   * Goes on in code at `offset`, where text that began at or after `from` has ended. What lies behind `offset` may
   * have been read as code before.
   */
  jump(offset: number, from: number): void {
    this.rewind(offset);
    for (let i = offset - 1; i >= from; i--) {
      const char = this.text.charCodeAt(i);
      if (char !== 10 && char !== 13) continue;
      this.#lineStart = i + 1;
      this.indent = blanksAt(this.text, i + 1, offset);
      break;
    }
    this.end = offset;
    this.next();
  }

  /** Reads `.5` as one number where the parser expects a value. */
  rescanFloat(): void {
    this.end = this.#numberEnd(this.start);
    this.kind = FLOAT;
  }

  /** Where the first character stands that is neither blank nor comment; the text's length when there is none. */
  after(offset: number): number {
    const { text, length } = this;
    let i = offset;
    while (i < length) {
      const char = text.charCodeAt(i);
      if (char === 35) i = lineEnd(text, i);
      else if (char === 32 || (char <= 13 && char >= 9)) i++;
      else break;
    }
    return i;
  }

  /** The code of the first character after the lexeme that is neither blank nor comment; 0 at the end. */
  charAfter(): number {
    const at = this.after(this.end);
    return at < this.length ? this.text.charCodeAt(at) : 0;
  }

  /** Forgets the comments behind the offset: that text is read again in another mode. */
  rewind(offset: number): void {
    while ((this.comments.at(-1)?.end ?? 0) > offset) this.comments.pop();
    while ((this.oddBlanks.at(-1) ?? -1) >= offset) this.oddBlanks.pop();
    if (this.#triviaEnd > offset) this.#triviaEnd = offset;
  }

  #skipTrivia(from: number): void {
    const { text, length } = this;
    let i = from;
    let newline = from === 0;
    while (i < length) {
      const char = text.charCodeAt(i);
      if (char === 32 || char === 9) {
        i++;
      } else if (char === 10 || char === 13) {
        i++;
        newline = true;
        this.#lineStart = i;
      } else if (char === 35) {
        const end = lineEnd(text, i);
        if (i >= this.#triviaEnd) this.comments.push({ kind: 'comment', start: i, end });
        i = end;
      } else if (char === 11 || char === 12 || (char >= 160 && isOddBlank(char))) {
        if (char >= 160 && i >= this.#triviaEnd && i > 0) this.oddBlanks.push(i);
        i++;
      } else {
        break;
      }
    }
    if (i > this.#triviaEnd) this.#triviaEnd = i;
    this.start = i;
    this.newline = newline;
    if (newline) this.indent = i - this.#lineStart;
  }

  #scan(): void {
    const { text, length, start } = this;
    this.word = W_NONE;
    if (start >= length) {
      this.kind = EOF;
      this.end = start;
      return;
    }
    const char = text.charCodeAt(start);
    const type = char < 128 ? charClass[char] : 0;
    if (type === LETTER) {
      let i = start + 1;
      while (i < length) {
        const c = text.charCodeAt(i);
        if (c >= 128 || charClass[c] === 0) break;
        i++;
      }
      this.kind = WORD;
      this.end = i;
      this.word = wordAt(text, start, i);
    } else if (type === DIGIT) {
      this.kind = INT;
      this.end = this.#numberEnd(start);
    } else {
      this.#scanSign(char);
    }
  }

  /** Sets `kind` to `FLOAT` when it is one. */
  #numberEnd(start: number): number {
    const { text } = this;
    if (text.charCodeAt(start) === 48 && (text.charCodeAt(start + 1) | 32) === 120) {
      let i = start + 2;
      while (isHexDigit(text.charCodeAt(i))) i++;
      return i;
    }
    let i = digitsEnd(text, start);
    if (text.charCodeAt(i) === 46) {
      this.kind = FLOAT;
      i = digitsEnd(text, i + 1);
    }
    if ((text.charCodeAt(i) | 32) === 101) {
      const sign = text.charCodeAt(i + 1);
      const first = sign === 43 || sign === 45 ? i + 2 : i + 1;
      const end = digitsEnd(text, first);
      if (end > first) {
        this.kind = FLOAT;
        i = end;
      }
    }
    return i;
  }

  #scanSign(char: number): void {
    const { text, start } = this;
    const second = text.charCodeAt(start + 1);
    switch (char) {
      case 33:
        return second === 61 ? this.#set(NOT_EQUAL, 2) : this.#set(NOT, 1);
      case 34:
        return this.#set(DOUBLE_QUOTE, 1);
      case 37:
        return this.#set(PERCENT, 1);
      case 38:
        return second === 38 ? this.#set(AND, 2) : this.#set(UNKNOWN, 1);
      case 39:
        return this.#set(SINGLE_QUOTE, 1);
      case 40:
        return this.#set(LPAREN, 1);
      case 41:
        return this.#set(RPAREN, 1);
      case 42:
        return second === 42 ? this.#set(POWER, 2) : this.#set(STAR, 1);
      case 43:
        return this.#set(PLUS, 1);
      case 44:
        return this.#set(COMMA, 1);
      case 45:
        return this.#set(MINUS, 1);
      case 46:
        return this.#set(DOT, 1);
      case 47:
        return this.#set(SLASH, 1);
      case 58:
        return this.#set(COLON, 1);
      case 60:
        if (second === 60 && text.charCodeAt(start + 2) === 60) return this.#set(HEREDOC_OPEN, 3);
        return second === 61 ? this.#set(LESS_EQUAL, 2) : this.#set(LESS, 1);
      case 61:
        return second === 61 ? this.#set(EQUAL, 2) : this.#set(ASSIGN, 1);
      case 62:
        if (second === 62 && text.charCodeAt(start + 2) === 62) return this.#set(HEREDOC_CLOSE, 3);
        return second === 61 ? this.#set(GREATER_EQUAL, 2) : this.#set(GREATER, 1);
      case 63:
        return this.#set(QUESTION, 1);
      case 91:
        return this.#set(LBRACKET, 1);
      case 93:
        return this.#set(RBRACKET, 1);
      case 123:
        return this.#set(LBRACE, 1);
      case 124:
        return second === 124 ? this.#set(OR, 2) : this.#set(UNKNOWN, 1);
      case 125:
        return this.#set(RBRACE, 1);
      default:
        return this.#set(UNKNOWN, this.#unknownLength());
    }
  }

  #set(kind: number, length: number): void {
    this.kind = kind;
    this.end = this.start + length;
  }

  /** A curly quote stands alone, so that the parser can find its partner; other foreign characters make one run. */
  #unknownLength(): number {
    const { text, start, length } = this;
    if (isCurlyQuote(text.charCodeAt(start))) return 1;
    let i = start + 1;
    while (i < length) {
      const char = text.charCodeAt(i);
      if (char > 32 && char < 127) break;
      if (char <= 32 ? char >= 9 && (char <= 13 || char === 32) : isOddBlank(char) || isCurlyQuote(char))
        break;
      i++;
    }
    return i - start;
  }
}

/** The end of the line that `from` lies in, before its line break. */
export function lineEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const char = text.charCodeAt(i);
    if (char === 10 || char === 13) break;
    i++;
  }
  return i;
}

/** The end of the line, or a point on it that is far enough for a guess: looking further would cost too much. */
export function nearLineEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + 2000);
  let i = from;
  while (i < limit && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  return i;
}

export function isLetter(char: number): boolean {
  return char < 128 && charClass[char] === LETTER;
}

/** The end of the letters, digits and underscores at `from`. */
export function wordEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const char = text.charCodeAt(i);
    if (char >= 128 || charClass[char] === 0) break;
    i++;
  }
  return i;
}

/** The end of what is neither blank nor comment. */
export function blackEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) > 32 && text.charCodeAt(i) !== 35) i++;
  return Math.max(i, from + 1);
}

export function isHexDigit(char: number): boolean {
  return (char >= 48 && char <= 57) || ((char | 32) >= 97 && (char | 32) <= 102);
}

/** Quotation marks that word processors write in place of `"` and `'`. */
export function isCurlyQuote(char: number): boolean {
  return char === 0x201c || char === 0x201d || char === 0x2018 || char === 0x2019;
}

function isOddBlank(char: number): boolean {
  return (
    char === 0xa0 ||
    char === 0x1680 ||
    (char >= 0x2000 && char <= 0x200a) ||
    char === 0x2028 ||
    char === 0x2029 ||
    char === 0x202f ||
    char === 0x205f ||
    char === 0x3000 ||
    char === 0xfeff
  );
}

function blanksAt(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  return i - from;
}

function digitsEnd(text: string, from: number): number {
  let i = from;
  while (text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++;
  return i;
}

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  for (let char = 48; char <= 57; char++) table[char] = DIGIT;
  for (let char = 65; char <= 90; char++) table[char] = table[char + 32] = LETTER;
  table[95] = LETTER;
  return table;
}
