import { typeLabel } from '../../../model/index.ts';
import type { PrimitiveName, ValueType } from '../../../model/index.ts';
import type { Problem } from '../../../text/index.ts';
import type { ExprNode } from '../ast.ts';
import { foldConstant } from '../lower/fold.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf } from './file.ts';

/**
 * The problem of a value that is the same in every run and is no number of the wanted type, whatever the engine converts:
 * a text that holds no number, or a number with a fraction where a whole one is wanted.
 */
export function inconvertible(
  { file, block }: Pick<ExpressionScope, 'file' | 'block'>,
  expr: ExprNode,
  from: ValueType,
  to: ValueType,
  code: string,
): Problem | undefined {
  if (from.kind !== 'primitive' || to.kind !== 'primitive') return undefined;
  const isRead = from.name === 'String' && (to.name === 'Int' || to.name === 'Float');
  const isCut = from.name === 'Float' && to.name === 'Int';
  if (!isRead && !isCut) return undefined;
  const value = foldConstant(file, block, expr);
  if (isCut && typeof value === 'number' && !Number.isInteger(value)) {
    return {
      ...fails(expr, code),
      message: `Expected 'Int', but this is ${value}, which is no whole number.`,
      note: "No engine drops the fraction by itself. Say how it is to be rounded: 'round', 'floor' or 'ceil'.",
    };
  }
  if (!isRead || typeof value !== 'string' || isNumber(value, to.name)) return undefined;
  return {
    ...fails(expr, code),
    message: `Expected '${typeLabel(to)}', but this text is no number: "${shortened(value)}".`,
    note: 'Engines that convert texts convert those that hold a number. The run fails here.',
  };
}

function fails(expr: ExprNode, code: string) {
  return { span: spanOf(expr), severity: 'error', code } as const;
}

/** As generously as any engine reads a text: what has a value that fits is a number. */
function isNumber(text: string, wanted: PrimitiveName): boolean {
  const trimmed = text.trim();
  if (wanted === 'Float' && /^[-+]?(?:inf(?:inity)?|nan)$/i.test(trimmed)) return true;
  const value = Number(trimmed.replaceAll('_', ''));
  if (trimmed === '' || Number.isNaN(value)) return false;
  return wanted === 'Float' || Number.isInteger(value);
}

const LONGEST = 30;

function shortened(text: string): string {
  const line = text.replaceAll('\n', '\\n');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
