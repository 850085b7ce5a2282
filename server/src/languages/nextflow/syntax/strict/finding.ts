import type { Problem, Span } from '../../../../text/index.ts';
import type { NextflowNode } from '../ast.ts';
import type { StrictRuleCode } from './rules.ts';

/** What the strict pass looks at, and where it puts what it finds. */
export interface Strict {
  readonly text: string;
  readonly problems: Problem[];
}

/** The node around another, and the one around that, up to the document. */
export interface Ancestors {
  readonly node: NextflowNode;
  readonly above: Ancestors | undefined;
}

/** The strict parser stops here: nothing else of the file is read. */
export function refuse(strict: Strict, span: Span, message: string, note?: string): void {
  add(strict, 'strict-syntax', span, message, note);
}

/** The strict parser reads it and then refuses it. */
export function forbid(strict: Strict, span: Span, message: string, note?: string): void {
  add(strict, 'strict-rule', span, message, note);
}

function add(
  { problems }: Strict,
  code: StrictRuleCode,
  { start, end }: Span,
  message: string,
  note?: string,
): void {
  problems.push({
    span: { start, end },
    severity: 'warning',
    code,
    message,
    ...(note === undefined ? {} : { note }),
  });
}

export function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const char = text.charCodeAt(i);
    if (char === 10 || char === 13) return true;
  }
  return false;
}
