import type { ApplyNode } from '../ast.ts';
import { foldConstant } from '../lower/fold.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf } from './file.ts';

/** Functions whose second argument is a regular expression. */
const PATTERN_FUNCTIONS: ReadonlySet<string> = new Set(['sub', 'find', 'matches', 'split']);

/** Reports a regular expression that no engine can read, such as a shell pattern. */
export function checkPattern({ file, block }: ExpressionScope, expr: ApplyNode, name: string): void {
  if (!PATTERN_FUNCTIONS.has(name)) return;
  const [, argument] = expr.args;
  const pattern = argument === undefined ? undefined : foldConstant(file, block, argument);
  // Engines know groups with a question mark that this check does not.
  if (argument === undefined || typeof pattern !== 'string' || pattern.includes('(?')) return;
  const mistake = mistakeIn(pattern);
  if (mistake === undefined) return;
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
