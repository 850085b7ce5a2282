import type { YAMLError } from 'yaml';
import type { Problem, RuleInfo, Span } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import type { Reading } from './read.ts';
import type { Slip } from './repair.ts';

export const YAML_RULES: readonly RuleInfo[] = [
  {
    code: 'yaml-syntax',
    severity: 'error',
    summary: 'The file is not valid YAML.',
    why: 'YAML is read by its indentation: keys of one mapping start in the same column, `key: value` has a space behind the colon, and text that holds `: ` or ` #` or begins with one of `[]{}&*!|>%@` needs quotes.',
    bad: 'label: STAR: align reads',
    good: 'label: "STAR: align reads"',
  },
];

/** Errors of the library that the parsers of the field read over. */
const READ_OVER = /^(?:TAG_RESOLVE_FAILED|NON_STRING_KEY|KEY_OVER_1024_CHARS|BAD_DIRECTIVE|DUPLICATE_KEY)$/;

/** Errors behind which the library no longer knows where it is, and those that follow from that. */
export const LOSES = /^(?:UNEXPECTED_TOKEN|BLOCK_IN_FLOW)$/;
const FOLLOWS =
  /^(?:UNEXPECTED_TOKEN|BLOCK_IN_FLOW|BAD_INDENT|MISSING_CHAR|MULTILINE_IMPLICIT_KEY|BLOCK_AS_IMPLICIT_KEY)$/;

export function repairProblem({ span, message, note }: Slip): Problem {
  return { span, severity: 'error', code: 'yaml-syntax', message, note };
}

/** The errors that are left, one a line. */
export function syntaxProblems(text: string, { errors, further }: Reading): readonly Problem[] {
  const lines = new Set<number>();
  const problems: Problem[] = [];
  let isLost = false;
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    if (READ_OVER.test(error.code) || isClosingBracket(error, text)) continue;
    if (isLost && FOLLOWS.test(error.code)) continue;
    isLost ||= LOSES.test(error.code);
    const line = text.lastIndexOf('\n', error.pos[0] - 1);
    if (lines.has(line)) continue;
    lines.add(line);
    problems.push({
      span: placeOf(error, text),
      severity: 'error',
      code: 'yaml-syntax',
      ...wordsOf(error, text),
    });
  }
  const second = further[0];
  if (second !== undefined) {
    problems.push({
      span: span(second, Math.max(second, text.length)),
      severity: 'warning',
      code: 'yaml-syntax',
      message: 'A second document begins here.',
      note: 'Only the first document of a file is read: what stands behind a line of three dashes belongs into a file of its own.',
    });
  }
  return problems;
}

/** A bracket that closes in the column of its key is read everywhere. */
function isClosingBracket({ code, pos }: YAMLError, text: string): boolean {
  return code === 'BAD_INDENT' && /[\]}]/.test(text[pos[0]] ?? '');
}

function placeOf({ pos: [start, end], message }: YAMLError, text: string): Span {
  const quote = /closing (["'])/.exec(message)?.[1];
  const opening = quote === undefined ? -1 : text.lastIndexOf(quote, start - 1);
  if (opening >= 0)
    return span(opening, opening + (/^[^\r\n]*/.exec(text.slice(opening))?.[0].trimEnd().length ?? 1));
  if (start < text.length) {
    const line = text.slice(start, Math.max(end, start + 1)).split(/[\r\n]/)[0] ?? '';
    return span(start, start + Math.max(line.length, 1));
  }
  const last = text.trimEnd().length;
  return span(Math.max(0, last - 1), last);
}

export interface Words {
  readonly message: string;
  readonly note?: string;
}

export function wordsOf(error: YAMLError, text: string): Words {
  const [start, end] = error.pos;
  const here = (/^[^\s,:[\]{}]*/.exec(text.slice(start, Math.max(end, start + 40)))?.[0] ?? '').slice(0, 40);
  switch (error.code) {
    case 'BAD_ALIAS':
      return {
        message: `No anchor '${here.replace(/^\*/, '')}' stands above.`,
        note: 'A text that begins with * needs quotes.',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: `'${text.slice(start, end)}' is no escape of YAML.`,
        note: 'In double quotes a backslash is written twice; in single quotes it stands for itself.',
      };
    case 'BAD_INDENT':
      return error.message.startsWith('Flow')
        ? unclosed(error.message)
        : {
            message: 'This line is not indented like its neighbours.',
            note: 'Keys of one mapping start in the same column.',
          };
    case 'MULTILINE_IMPLICIT_KEY':
      return missingColon(here);
    case 'MISSING_CHAR':
      return missingCharacter(error, here);
    case 'TAB_AS_INDENT':
      return {
        message: 'Lines are indented with a tab, which YAML does not allow.',
        note: 'Indent with spaces.',
      };
    case 'BAD_SCALAR_START':
      return { message: `A text that begins with '${text[start] ?? ''}' needs quotes.` };
    case 'BLOCK_IN_FLOW':
      return {
        message: 'Keys on lines of their own cannot stand in brackets.',
        note: 'The bracket before is not closed, or needs quotes.',
      };
    case 'UNEXPECTED_TOKEN':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return unexpected(here, text[start] ?? '');
    default:
      return unexpected(here, text[start] ?? '');
  }
}

function missingColon(word: string): Words {
  return { message: `The key '${word}' has no colon.`, note: 'A key is followed by a colon and a space.' };
}

function unclosed(message: string): Words {
  const bracket = /]$|end with a ]/.test(message) ? ']' : '}';
  return { message: `A bracket is not closed: '${bracket}' is missing.` };
}

function missingCharacter({ message }: YAMLError, here: string): Words {
  if (message.includes('quote')) return { message: 'This text has no closing quote.' };
  if (message.startsWith('Missing , ')) return { message: 'A comma is missing before this.' };
  if (message.startsWith('Flow')) return unclosed(message);
  if (/start with|Missing :|map values/.test(message)) return missingColon(here);
  return unexpected(here, '');
}

function unexpected(here: string, char: string): Words {
  const what = here === '' ? char : here;
  return {
    message: what.trim() === '' ? 'This cannot stand here.' : `'${what}' cannot stand here.`,
    note: 'Look at the indentation of this line and the line above, and at quotes and brackets that are not closed.',
  };
}
