import { EOF, TreeBuilder } from '../../../syntax/tree-builder.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import { W_NONE, wordAt } from './lexer-words.ts';
import type { SyntaxRuleCode } from './syntax-rules.ts';

export { EOF };

/**
 * Kinds of lexemes in code; `number`, so that a comparison does not narrow the lexer's field past the next call.
 * Quotes only open a text, and a slash may: the parser knows by position which it is and reads on in that mode.
 */
export const WORD: number = 1;
export const INT: number = 2;
export const FLOAT: number = 3;
export const DOUBLE_QUOTE: number = 4;
export const SINGLE_QUOTE: number = 5;
export const DOLLAR_SLASH: number = 6;
export const LPAREN: number = 8;
export const RPAREN: number = 9;
export const LBRACKET: number = 10;
export const RBRACKET: number = 11;
export const LBRACE: number = 12;
export const RBRACE: number = 13;
export const COMMA: number = 14;
export const COLON: number = 15;
export const SEMICOLON: number = 16;
/** `.`, and every other sign before the name of a member: `?.`, `*.`, `.&`, `.@`, `::`, `??.`. */
export const DOT: number = 17;
export const MEMBER: number = 18;
export const ASSIGN: number = 19;
/** `+=` and the like. */
export const COMPOUND: number = 20;
export const QUESTION: number = 21;
export const ELVIS: number = 22;
export const ARROW: number = 23;
export const NOT: number = 24;
export const TILDE: number = 25;
/** `++` and `--`. */
export const STEP: number = 26;
export const OR: number = 27;
export const AND: number = 28;
export const BIT_OR: number = 29;
export const BIT_XOR: number = 30;
export const BIT_AND: number = 31;
/** `=~` and `==~`. */
export const MATCH: number = 32;
/** `==`, `!=`, `===`, `!==` and `<=>`. */
export const EQUALITY: number = 33;
export const LESS: number = 34;
export const GREATER: number = 35;
/** `<=` and `>=`. */
export const RELATION: number = 36;
/** `<<`, `>>` and `>>>`. */
export const SHIFT: number = 37;
/** `..`, `..<`, `<..` and `<..<`. */
export const RANGE: number = 38;
export const PLUS: number = 39;
export const MINUS: number = 40;
export const STAR: number = 41;
export const SLASH: number = 42;
export const PERCENT: number = 43;
export const POWER: number = 44;
export const AT: number = 45;
export const ELLIPSIS: number = 46;
/** Characters that no code has, one run of them. */
export const UNKNOWN: number = 47;

const LETTER = 1;
const DIGIT = 2;
const charClass = classes();

/**
 * Reads code one lexeme at a time; the lexeme at hand stands in the fields. The parser moves the lexer with `jump` when
 * a string or an interpolation ends, which is how the modes nest to any depth without a stack of their own.
 */
export class Lexer extends TreeBuilder<SyntaxRuleCode> {
  /** Comments, the shebang, and backslashes that join two lines. */
  readonly comments: SyntaxToken[] = [];

  word = W_NONE;
  /** True when the lexeme is the first on its line; a line that a backslash joins to the one before has none. */
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
      if (!isLineBreak(this.text.charCodeAt(i))) continue;
      this.#lineStart = i + 1;
      this.indent = blanksEnd(this.text, i + 1) - i - 1;
      break;
    }
    this.end = offset;
    this.next();
  }

  /** Reads `>>` as `>` where it closes the arguments of a type. */
  splitGreater(): void {
    this.end = this.start + 1;
    this.kind = GREATER;
  }

  /** Reads `.5` as one number where the parser expects a value. */
  rescanFloat(): void {
    this.kind = FLOAT;
    this.end = this.#numberEnd(this.start);
    this.kind = FLOAT;
  }

  /** Where the first character stands that is neither blank nor comment nor line break. */
  after(offset: number): number {
    return this.#blackAt(offset, 'any-line');
  }

  /** The same on the line of the offset; where nothing follows on it, its end. */
  afterOnLine(offset: number): number {
    return this.#blackAt(offset, 'same-line');
  }

  /** The code of the first character after the lexeme that is neither blank nor comment; 0 at the end. */
  charAfter(): number {
    const at = this.after(this.end);
    return at < this.length ? this.text.charCodeAt(at) : 0;
  }

  /** True when the lexeme is the word. */
  is(word: number): boolean {
    return this.kind === WORD && this.word === word;
  }

  /** Forgets the comments behind the offset: that text is read again in another mode. */
  rewind(offset: number): void {
    while ((this.comments.at(-1)?.end ?? 0) > offset) this.comments.pop();
    if (this.#triviaEnd > offset) this.#triviaEnd = offset;
  }

  #blackAt(offset: number, lines: 'any-line' | 'same-line'): number {
    const { text, length } = this;
    let i = offset;
    while (i < length) {
      const char = text.charCodeAt(i);
      if (isLineBreak(char)) {
        if (lines === 'same-line') return i;
        i++;
      } else if (isBlank(char)) i++;
      else if (char === 47 && text.charCodeAt(i + 1) === 47) i = lineEnd(text, i);
      else if (char === 47 && text.charCodeAt(i + 1) === 42) i = blockCommentEnd(text, i);
      else if (char === 92 && isLineBreak(text.charCodeAt(i + 1))) i = lineBreakEnd(text, i + 1);
      else break;
    }
    return i;
  }

  #skipTrivia(from: number): void {
    const { text, length } = this;
    let i = from;
    let newline = from === 0;
    while (i < length) {
      const char = text.charCodeAt(i);
      if (isLineBreak(char)) {
        i++;
        newline = true;
        this.#lineStart = i;
      } else if (isBlank(char)) {
        i++;
      } else if (char === 47 && text.charCodeAt(i + 1) === 47) {
        i = this.#comment('comment', i, lineEnd(text, i));
      } else if (char === 47 && text.charCodeAt(i + 1) === 42) {
        const end = blockCommentEnd(text, i);
        for (let at = end - 1; at > i; at--) {
          if (!isLineBreak(text.charCodeAt(at))) continue;
          newline = true;
          this.#lineStart = at + 1;
          break;
        }
        i = this.#comment('comment', i, end);
      } else if (char === 92 && isLineBreak(text.charCodeAt(i + 1))) {
        this.#comment('continuation', i, i + 1);
        i = lineBreakEnd(text, i + 1);
      } else if (char === 35 && i === 0 && text.charCodeAt(1) === 33) {
        i = this.#comment('shebang', 0, lineEnd(text, 0));
      } else {
        break;
      }
    }
    if (i > this.#triviaEnd) this.#triviaEnd = i;
    this.start = i;
    this.newline = newline;
    if (newline) this.indent = i - this.#lineStart;
  }

  #comment(kind: string, start: number, end: number): number {
    if (start >= this.#triviaEnd) this.comments.push({ kind, start, end });
    return end;
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
    const type = char < 128 ? (charClass[char] ?? 0) : isForeignLetter(text, start) ? LETTER : 0;
    if (type === LETTER) {
      if (char === 36 && text.charCodeAt(start + 1) === 47) return this.#set(DOLLAR_SLASH, 2);
      this.kind = WORD;
      this.end = wordEnd(text, start);
      this.word = wordAt(text, start, this.end);
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
    const second = text.charCodeAt(start + 1) | 32;
    if (text.charCodeAt(start) === 48 && (second === 120 || second === 98)) {
      let i = start + 2;
      while (isHexDigit(text.charCodeAt(i)) || text.charCodeAt(i) === 95) i++;
      return suffixEnd(text, i, 'lig');
    }
    let i = digitsEnd(text, start);
    if (text.charCodeAt(i) === 46 && isDigit(text.charCodeAt(i + 1))) {
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
    const end = suffixEnd(text, i, this.kind === FLOAT ? 'fdg' : 'lgifd');
    const suffix = end > i ? text.charCodeAt(i) | 32 : 0;
    if (suffix === 102 || suffix === 100) this.kind = FLOAT;
    return end;
  }

  #scanSign(char: number): void {
    const { text, start } = this;
    const second = text.charCodeAt(start + 1);
    const third = text.charCodeAt(start + 2);
    switch (char) {
      case 33: // !
        if (second === 61) return third === 61 ? this.#set(EQUALITY, 3) : this.#set(EQUALITY, 2);
        return this.#set(NOT, 1);
      case 34: // "
        return this.#set(DOUBLE_QUOTE, second === 34 && third === 34 ? 3 : 1);
      case 37: // %
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(PERCENT, 1);
      case 38: // &
        if (second === 38) return this.#set(AND, 2);
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(BIT_AND, 1);
      case 39: // '
        return this.#set(SINGLE_QUOTE, second === 39 && third === 39 ? 3 : 1);
      case 40:
        return this.#set(LPAREN, 1);
      case 41:
        return this.#set(RPAREN, 1);
      case 42: // *
        if (second === 42) return third === 61 ? this.#set(COMPOUND, 3) : this.#set(POWER, 2);
        if (second === 46 && third !== 46) return this.#set(MEMBER, 2);
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(STAR, 1);
      case 43: // +
        if (second === 43) return this.#set(STEP, 2);
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(PLUS, 1);
      case 44:
        return this.#set(COMMA, 1);
      case 45: // -
        if (second === 45) return this.#set(STEP, 2);
        if (second === 62) return this.#set(ARROW, 2);
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(MINUS, 1);
      case 46:
        return this.#scanDots(second, third);
      case 47: // /
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(SLASH, 1);
      case 58: // :
        return second === 58 ? this.#set(MEMBER, 2) : this.#set(COLON, 1);
      case 59:
        return this.#set(SEMICOLON, 1);
      case 60:
        return this.#scanLess(second, third);
      case 61: // =
        if (second === 126) return this.#set(MATCH, 2);
        if (second === 61) {
          if (third === 126) return this.#set(MATCH, 3);
          return this.#set(EQUALITY, third === 61 ? 3 : 2);
        }
        return this.#set(ASSIGN, 1);
      case 62:
        return this.#scanGreater(second, third);
      case 63: // ?
        if (second === 46) return this.#set(MEMBER, 2);
        if (second === 58) return this.#set(ELVIS, 2);
        if (second === 61 && third !== 61 && third !== 126) return this.#set(COMPOUND, 2);
        if (second === 63 && third === 46) return this.#set(MEMBER, 3);
        return this.#set(QUESTION, 1);
      case 64:
        return this.#set(AT, 1);
      case 91:
        return this.#set(LBRACKET, 1);
      case 93:
        return this.#set(RBRACKET, 1);
      case 94: // ^
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(BIT_XOR, 1);
      case 123:
        return this.#set(LBRACE, 1);
      case 124: // |
        if (second === 124) return this.#set(OR, 2);
        return second === 61 ? this.#set(COMPOUND, 2) : this.#set(BIT_OR, 1);
      case 125:
        return this.#set(RBRACE, 1);
      case 126:
        return this.#set(TILDE, 1);
      default:
        return this.#set(UNKNOWN, this.#unknownLength());
    }
  }

  #scanDots(second: number, third: number): void {
    if (second === 46) {
      if (third === 46) return this.#set(ELLIPSIS, 3);
      return this.#set(RANGE, third === 60 ? 3 : 2);
    }
    if (second === 38 || second === 64) return this.#set(MEMBER, 2);
    return this.#set(DOT, 1);
  }

  #scanLess(second: number, third: number): void {
    if (second === 61) return third === 62 ? this.#set(EQUALITY, 3) : this.#set(RELATION, 2);
    if (second === 60) return third === 61 ? this.#set(COMPOUND, 3) : this.#set(SHIFT, 2);
    if (second === 46 && third === 46) {
      return this.#set(RANGE, this.text.charCodeAt(this.start + 3) === 60 ? 4 : 3);
    }
    return this.#set(LESS, 1);
  }

  #scanGreater(second: number, third: number): void {
    if (second === 61) return this.#set(RELATION, 2);
    if (second !== 62) return this.#set(GREATER, 1);
    if (third === 61) return this.#set(COMPOUND, 3);
    if (third !== 62) return this.#set(SHIFT, 2);
    return this.text.charCodeAt(this.start + 3) === 61 ? this.#set(COMPOUND, 4) : this.#set(SHIFT, 3);
  }

  #set(kind: number, length: number): void {
    this.kind = kind;
    this.end = this.start + length;
  }

  #unknownLength(): number {
    const { text, start, length } = this;
    let i = start + 1;
    while (i < length) {
      const char = text.charCodeAt(i);
      if ((char > 32 && char < 127) || isBlank(char) || isLineBreak(char) || isForeignLetter(text, i)) break;
      i++;
    }
    return i - start;
  }
}

/** The end of the line that `from` lies in, before its line break. */
export function lineEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && !isLineBreak(text.charCodeAt(i))) i++;
  return i;
}

/** Where the next line begins. */
export function lineBreakEnd(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

/** The first offset from `from` on that holds no space or tab. */
export function blanksEnd(text: string, from: number): number {
  let i = from;
  while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++;
  return i;
}

/** How many characters stand on its line before the offset. */
export function indentAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return offset - start;
}

/** The end of the name at `from`. */
export function wordEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const char = text.charCodeAt(i);
    if (char < 128 ? charClass[char] === 0 : !isForeignLetter(text, i)) break;
    i++;
  }
  return i;
}

/** True at what a name can begin with. */
export function isNameStart(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return char < 128 ? charClass[char] === LETTER : isForeignLetter(text, at);
}

export function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

export function isHexDigit(char: number): boolean {
  return isDigit(char) || ((char | 32) >= 97 && (char | 32) <= 102);
}

export function isLineBreak(char: number): boolean {
  return char === 10 || char === 13;
}

export function isBlank(char: number): boolean {
  return char === 32 || char === 9 || char === 12 || char === 11 || (char >= 160 && isOddBlank(char));
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

/** Letters outside of ASCII; halves of surrogate pairs count, so that no pair is cut. */
function isForeignLetter(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  if (char < 128 || Number.isNaN(char)) return false;
  if (char >= 0xd800 && char <= 0xdfff)
    return LETTERS.test(String.fromCodePoint(text.codePointAt(at - Number(char >= 0xdc00)) ?? 0));
  return LETTERS.test(text.charAt(at));
}

const LETTERS = /^[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Mn}\p{Nd}]/u;

/** A comment that is not closed takes its line and no more. */
function blockCommentEnd(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? lineEnd(text, start) : end + 2;
}

/** Digits, and underscores between them. */
function digitsEnd(text: string, from: number): number {
  let i = from;
  for (;;) {
    const char = text.charCodeAt(i);
    if (!isDigit(char) && !(char === 95 && i > from)) return i;
    i++;
  }
}

function suffixEnd(text: string, at: number, letters: string): number {
  return at < text.length && letters.includes(text.charAt(at).toLowerCase()) && !isWordPart(text, at + 1)
    ? at + 1
    : at;
}

function isWordPart(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return char < 128 && charClass[char] !== 0;
}

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  for (let char = 48; char <= 57; char++) table[char] = DIGIT;
  for (let char = 65; char <= 90; char++) table[char] = table[char + 32] = LETTER;
  table[95] = table[36] = LETTER;
  return table;
}
