import type { SyntaxToken } from '../../../syntax/tree.ts';
import { spanOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';

/** Characters that may stand behind a backslash. Source: WDL specification, strings. */
const KNOWN: ReadonlySet<string> = new Set([
  '\\',
  'n',
  't',
  "'",
  '"',
  '~',
  '$',
  'x',
  'u',
  'U',
  '\n',
  '\r',
  '>',
]);

/** Reports an escape that WDL does not have, such as the ones of regular expressions. */
export function checkEscape(file: CheckedFile, token: SyntaxToken): void {
  const next = file.text[token.start + 1] ?? '\\';
  if (next === 'x' || next === 'u' || next === 'U') file.noted.escapes.add(token);
  if (KNOWN.has(next) || (next >= '0' && next <= '7')) return;
  file.problems.push({
    span: spanOf(token),
    severity: tolerated(file),
    code: 'unknown-escape',
    message: `'\\${next}' is no escape that a WDL string has.`,
    note: `Most engines keep the backslash and some reject the document. '\\\\${next}' means the same everywhere.`,
    fixes: [
      {
        title: 'Double the backslash',
        edits: [{ span: { start: token.start, end: token.start }, newText: '\\' }],
        preferred: true,
      },
    ],
  });
}
