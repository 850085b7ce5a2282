import type { ParseErrorCode } from 'jsonc-parser';
import { printParseErrorCode } from 'jsonc-parser';
import type { Fix, Problem, Span, TextEdit } from '../../text/index.ts';
import { span } from '../../text/index.ts';

const MAX_PROBLEMS = 100;

/** Collects what the JSON parser complains about, one problem for one slip. */
export class SyntaxProblems {
  readonly #text: string;
  readonly #list: Problem[] = [];
  #lastEnd = -1;

  constructor(text: string) {
    this.#text = text;
  }

  get list(): readonly Problem[] {
    return this.#list;
  }

  add(at: Span, message: string, more: Pick<Problem, 'note' | 'fixes'> = {}): void {
    if (this.#list.length >= MAX_PROBLEMS) return;
    this.#list.push({ span: at, severity: 'error', code: 'json-syntax', message, ...more });
  }

  comment(offset: number, length: number): void {
    this.add(span(offset, offset + length), 'JSON has no comments.', {
      note: 'HealthOmics and the AWS command line refuse a file with comments. Remove it.',
      fixes: [fix('Remove the comment', span(offset, offset + length), '')],
    });
  }

  /** The parser complains again at the same place when it goes on; only the first counts. */
  error(code: ParseErrorCode, offset: number, length: number): void {
    if (offset <= this.#lastEnd) return;
    this.#lastEnd = Math.max(offset, offset + length - 1);
    const at = span(offset, offset + length);
    const written = this.#text.slice(offset, offset + length);
    switch (printParseErrorCode(code)) {
      case 'InvalidSymbol':
        return this.#symbol(at, written);
      case 'InvalidNumberFormat':
      case 'UnexpectedEndOfNumber':
        return this.add(at, `'${written}' is no JSON number.`, { note: 'Write 7, -7, 0.7 or 7e-3.' });
      case 'PropertyNameExpected':
        return this.#expected(at, written, 'A key in double quotes is expected here.');
      case 'ValueExpected':
        if (this.#text.trim() === '')
          return this.add(at, 'The file is empty.', { note: 'Write an object: { }.' });
        return this.#expected(at, written, 'A value is missing here.');
      case 'ColonExpected':
        return this.add(at, "A ':' is missing between the key and its value.");
      case 'CommaExpected':
        return this.#missing(at, ',', "A ',' is missing here.");
      case 'CloseBraceExpected':
        return this.#missing(at, '}', "The object is not closed: a '}' is missing.");
      case 'CloseBracketExpected':
        return this.#missing(at, ']', "The array is not closed: a ']' is missing.");
      case 'EndOfFileExpected':
        return this.add(at, 'The file goes on behind its end.', { note: 'A JSON file holds one value.' });
      case 'UnexpectedEndOfComment':
        return this.add(at, 'The comment is not closed, and JSON has no comments.');
      case 'UnexpectedEndOfString':
        return this.add(at, "The string is not closed: a '\"' is missing.", {
          note: 'A string ends on the line on which it begins.',
        });
      case 'InvalidUnicode':
      case 'InvalidEscapeCharacter':
        return this.add(at, 'The string has an invalid escape.', {
          note: 'Write \\\\ for a backslash; also \\", \\/, \\b, \\f, \\n, \\r, \\t and \\u with four hexadecimal digits.',
        });
      case 'InvalidCharacter':
        return this.add(at, 'The string has a tab or another control character in it.', {
          note: 'Write \\t for a tab.',
        });
      default:
        return this.add(at, 'This is not valid JSON.');
    }
  }

  #symbol(at: Span, written: string): void {
    const behind = /^\s*/.exec(this.#text.slice(at.end))?.[0].length ?? 0;
    if (this.#text[at.end + behind] === ':' && /^[\w.-]+$/.test(written)) return this.#bareKey(at, written);
    // The parser then misses a value where the word has stood for one.
    this.#lastEnd = at.end + behind;
    const literal = LITERALS[written.toLowerCase()];
    if (literal !== undefined && literal !== written) {
      return this.add(at, `'${written}' is written '${literal}' in JSON.`, {
        fixes: [{ ...fix(`Write ${literal}`, at, literal), preferred: true }],
      });
    }
    this.add(at, `'${written}' is no JSON value.`, {
      note: 'Keys and text stand in double quotes, never in single ones; true, false and null without.',
    });
  }

  #bareKey(at: Span, written: string): void {
    // The parser goes on behind the member.
    const rest = this.#text.slice(at.end).search(/[,}\n]/);
    this.#lastEnd = rest < 0 ? this.#text.length : at.end + rest;
    this.add(at, `The key '${written}' must stand in double quotes.`, {
      fixes: [{ ...fix(`Write "${written}"`, at, `"${written}"`), preferred: true }],
    });
  }

  #expected(at: Span, written: string, message: string): void {
    const before = this.#text.slice(0, at.start).trimEnd();
    if (/^[}\]]$/.test(written) && before.endsWith(',')) {
      const comma = span(before.length - 1, before.length);
      return this.add(comma, 'A comma stands behind the last element.', {
        note: 'JSON has commas only between elements.',
        fixes: [{ ...fix('Remove the comma', comma, ''), preferred: true }],
      });
    }
    this.add(at, message);
  }

  /** Reported where the character belongs: behind what comes before. */
  #missing(at: Span, character: string, message: string): void {
    const end = this.#text.slice(0, at.start).trimEnd().length;
    const place = span(Math.max(0, end - 1), end);
    this.add(place, message, {
      fixes: [{ ...fix(`Add '${character}'`, span(end, end), character), preferred: true }],
    });
  }
}

const LITERALS: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  none: 'null',
};

function fix(title: string, at: Span, newText: string): Fix {
  const edit: TextEdit = { span: at, newText };
  return { title, edits: [edit] };
}
