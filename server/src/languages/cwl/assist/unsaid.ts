import type { Unsaid } from '../../language.ts';
import type { Span } from '../../../text/index.ts';
import { overlaps } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import { typeText } from '../types/type.ts';
import { valueOfExpression } from './describe.ts';

const LONGEST = 60;

/** Types of links to outputs of steps, and values of expressions, in the order of the text. */
export function unsaidIn(document: CheckedDocument, range: Span): readonly Unsaid[] {
  const found: Unsaid[] = [];
  for (const { around } of document.workflows.values()) {
    for (const step of around.steps) {
      for (const { name, type } of step.outputs.values()) {
        if (!overlaps(name.span, range) || type.kind === 'unknown') continue;
        found.push({ kind: 'type', span: name.span, text: typeText(type) });
      }
    }
  }
  for (const expression of document.expressions) {
    const { span, script } = expression;
    if (!overlaps(span, range) || isMultiLine(document, span)) continue;
    // What is a constant already says its own value.
    if (script === undefined && expression.form !== 'reference') continue;
    const value = valueOfExpression(expression);
    if (value === undefined || value.text.length > LONGEST) continue;
    found.push({
      kind: 'value',
      span,
      text: value.text,
      ...(value.assumes === undefined ? {} : { assumes: value.assumes }),
    });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function isMultiLine({ file }: CheckedDocument, { start, end }: Span): boolean {
  return file.text.slice(start, end).includes('\n');
}
