import type { ApplyNode, ExprNode } from '../ast.ts';
import { spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

/** Functions whose second argument is a regular expression. */
const PATTERN_FUNCTIONS: ReadonlySet<string> = new Set(['sub', 'find', 'matches', 'split']);

/** Reports a regular expression that no engine can read, such as a shell pattern. */
export function checkPattern(file: CheckedFile, expr: ApplyNode, name: string): void {
  if (!PATTERN_FUNCTIONS.has(name)) return;
  const pattern = plainPattern(file, expr.args[1]);
  // Engines know groups with a question mark that this check does not.
  if (pattern === undefined || pattern.includes('(?')) return;
  const mistake = mistakeIn(pattern);
  const argument = expr.args[1];
  if (mistake === undefined || argument === undefined) return;
  file.problems.push({
    span: spanOf(argument),
    severity: 'warning',
    code: 'invalid-pattern',
    message: `'${pattern}' is no regular expression: ${mistake}.`,
    note: "This is a regular expression, not a shell pattern: '.*' stands for any text, and '\\\\.' for a dot.",
  });
}

function mistakeIn(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
    return undefined;
  } catch (error) {
    return MISTAKES.find(([sign]) => error instanceof Error && error.message.includes(sign))?.[1];
  }
}

/** What the engine at hand says, and what it means; anything else may be fine in the engine that runs the workflow. */
const MISTAKES: readonly (readonly [string, string])[] = [
  ['Nothing to repeat', 'nothing stands in front of what repeats it'],
  ['Unterminated character class', 'a bracket is not closed'],
  ['Unterminated group', 'a parenthesis is not closed'],
  ['Unmatched', 'a parenthesis is closed that was not opened'],
];

/** The text of a literal; an escape that WDL does not know belongs to the regular expression. */
function plainPattern(file: CheckedFile, expr: ExprNode | undefined): string | undefined {
  if (expr?.kind !== 'string') return undefined;
  let text = '';
  for (const part of expr.parts) {
    if ('children' in part) return undefined;
    const raw = textOf(file, part);
    text +=
      part.kind !== 'escape' ? raw : raw === '\\\\' ? '\\' : /^\\["'nt~$]$/.test(raw) ? raw.slice(1) : raw;
  }
  return text;
}
