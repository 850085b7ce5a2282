import { assignable, typeLabel, withOptional } from '../../../model/index.ts';
import type { Mismatch, ValueType } from '../../../model/index.ts';
import type { Fix, Problem } from '../../../text/index.ts';
import type { ExprNode } from '../ast.ts';
import { ENGINE_COERCIONS } from '../coercions.ts';
import { inconvertible } from './constants.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';

/** Infers the expression and reports it when its value cannot stand where `expected` is wanted. */
export function expectType(scope: ExpressionScope, expr: ExprNode, expected: ValueType): ValueType {
  const actual = scope.infer(scope, expr, expected);
  checkFits(scope, expr, actual, expected, 'type-mismatch');
  return actual;
}

export function checkFits(
  scope: Pick<ExpressionScope, 'file' | 'block'>,
  expr: ExprNode,
  actual: ValueType,
  expected: ValueType,
  code: 'type-mismatch' | 'call-input-type' | 'argument-type',
  /** What a fix must write in front of the expression. */
  lead = '',
): void {
  const { file } = scope;
  const constant = inconvertible(scope, expr, actual, expected, code);
  if (constant !== undefined) {
    file.problems.push(constant);
    return;
  }
  const result = assignable(actual, expected, file.spec);
  if (result === true) {
    if (actual.kind !== expected.kind || (actual.kind === 'primitive' && !hasName(expected, actual.name))) {
      file.conversions.push({ expr, from: actual, to: expected });
    }
    return;
  }
  file.problems.push(mismatchProblem(file, expr, actual, expected, result, code, lead));
}

function hasName(type: ValueType, name: string): boolean {
  return type.kind === 'primitive' && type.name === name;
}

export function mismatchProblem(
  file: CheckedFile,
  expr: ExprNode,
  actual: ValueType,
  expected: ValueType,
  mismatch: Mismatch,
  code: string,
  lead = '',
): Problem {
  if (mismatch.kind === 'empty' && !isEmptyLiteral(expr, mismatch))
    return possiblyEmpty(expr, actual, expected);
  if (mismatch.kind === 'optional' && actual.optional && actual.kind !== 'union') {
    // What cannot be converted when it is there is not mended by a value that is there.
    const present = withOptional(actual, false);
    const deeper = assignable(present, expected, file.spec);
    if (deeper !== true && deeper.kind !== 'optional') {
      return mismatchProblem(file, expr, present, expected, deeper, code, lead);
    }
  }
  const runs = assignable(actual, expected, ENGINE_COERCIONS) === true;
  const fixes = mismatchFixes(file, expr, actual, expected, mismatch, lead);
  return {
    span: spanOf(expr),
    severity: runs ? tolerated(file) : 'error',
    code,
    message: isEmptyLiteral(expr, mismatch)
      ? `Expected '${typeLabel(expected)}', but this array is empty.`
      : message(actual, expected, mismatch),
    note: note(actual, expected, mismatch, runs),
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}

/** Everybody does so, and most arrays are not empty: worth a hint and no more. */
function possiblyEmpty(expr: ExprNode, actual: ValueType, expected: ValueType): Problem {
  return {
    span: spanOf(expr),
    severity: 'hint',
    code: 'possibly-empty',
    message: `Expected '${typeLabel(expected)}', but this '${typeLabel(actual)}' may be empty.`,
    note: "The run fails when the array is empty. Declare the source with '+', or take the '+' away here.",
  };
}

function isEmptyLiteral(expr: ExprNode, mismatch: Mismatch): boolean {
  return mismatch.kind === 'empty' && expr.kind === 'array' && expr.elements.length === 0;
}

function message(actual: ValueType, expected: ValueType, mismatch: Mismatch): string {
  const [from, to] = [typeLabel(actual), typeLabel(expected)];
  switch (mismatch.kind) {
    case 'optional':
      return actual.optional
        ? `Expected '${to}', but this '${from}' may be missing.`
        : `Expected '${to}', but this is '${from}', in which a value may be missing.`;
    default:
      return `Expected '${to}', but this is '${from}'.`;
  }
}

function note(actual: ValueType, expected: ValueType, mismatch: Mismatch, runs: boolean): string {
  switch (mismatch.kind) {
    case 'optional':
      return (
        'The run fails when the value is missing. ' +
        "Give a default with 'select_first([…, default])', or use it inside 'if (defined(…))' only."
      );
    case 'empty':
      return "The run fails when the array is empty. Declare the source with '+', or take the '+' away here.";
    case 'member':
      return mismatch.why;
    case 'type':
      return runs
        ? `The specification has no conversion from '${typeLabel(actual)}' to '${typeLabel(expected)}'. ` +
            'Lenient engines convert the value where nothing is lost (HealthOmics: engine WDL_LENIENT); others fail the run.'
        : mismatch.why;
  }
}

function mismatchFixes(
  file: CheckedFile,
  expr: ExprNode,
  actual: ValueType,
  expected: ValueType,
  mismatch: Mismatch,
  lead: string,
): Fix[] {
  if (mismatch.kind === 'optional' && actual.optional && actual.kind !== 'union') {
    return [
      {
        title: "Take the value with 'select_first'",
        edits: [
          { span: { start: expr.start, end: expr.start }, newText: `${lead}select_first([` },
          { span: { start: expr.end, end: expr.end }, newText: '])' },
        ],
      },
    ];
  }
  if (expr.kind === 'string' && expected.kind === 'primitive' && expr.quote !== 'multiline' && expr.closed) {
    const bare = file.text.slice(expr.start + 1, expr.end - 1);
    const fits =
      (expected.name === 'Int' && /^\d+$/.test(bare)) ||
      (expected.name === 'Float' && /^\d+(\.\d+)?$/.test(bare)) ||
      (expected.name === 'Boolean' && (bare === 'true' || bare === 'false'));
    if (fits) {
      return [
        { title: 'Remove the quotes', edits: [{ span: spanOf(expr), newText: bare }], preferred: true },
      ];
    }
  }
  if (expected.kind === 'array' && assignable(actual, expected.element, file.spec) === true) {
    return [
      {
        title: 'Make it an array of one element',
        edits: [
          { span: { start: expr.start, end: expr.start }, newText: `${lead}[` },
          { span: { start: expr.end, end: expr.end }, newText: ']' },
        ],
      },
    ];
  }
  return [];
}
