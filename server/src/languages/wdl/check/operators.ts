import { assignable, typeLabel, withOptional } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { BinaryNode, UnaryNode } from '../ast.ts';
import { ENGINE_COERCIONS } from '../coercions.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf, tolerated } from './file.ts';
import { definedBy, definedByFailing, withPresent } from './presence.ts';
import { BOOLEAN, FLOAT, INT, STRING } from './types.ts';

export function inferUnary(scope: ExpressionScope, expr: UnaryNode): ValueType {
  const operand = scope.infer(scope, expr.operand);
  const operator = textOf(scope.file, expr.operator);
  if (operator === '!') {
    checkOperand(scope, expr, operator, operand, isBoolean);
    return BOOLEAN;
  }
  checkOperand(scope, expr, operator, operand, isNumber);
  checkDoubled(scope, expr);
  return isNumber(operand) ? withOptional(operand, false) : INT;
}

/** `--x`, which most often is the option of a command that slipped into a placeholder. */
function checkDoubled({ file }: ExpressionScope, expr: UnaryNode): void {
  const { operand, operator } = expr;
  if (operand.kind !== 'unary' || operand.operator.start !== operator.end) return;
  if (textOf(file, operand.operator) !== '-') return;
  const span = { start: operator.start, end: operand.operator.end };
  file.problems.push({
    span,
    severity: 'warning',
    code: 'doubled-sign',
    message: "'--' changes the sign twice, which is the number itself.",
    note: 'Some engines cannot read it. An option of a command stands in front of the placeholder.',
    fixes: [{ title: "Remove '--'", edits: [{ span, newText: '' }], preferred: true }],
  });
}

export function inferBinary(scope: ExpressionScope, expr: BinaryNode): ValueType {
  const left = scope.infer(scope, expr.left);
  const operator = textOf(scope.file, expr.operator);
  const right = scope.infer(rightScope(scope, expr, operator), expr.right);
  switch (operator) {
    case '&&':
    case '||':
      return logical(scope, expr, operator, left, right);
    case '==':
    case '!=':
      return equality(scope, expr, left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(scope, expr, operator, left, right);
    case '+':
      return sum(scope, expr, left, right);
    default:
      return arithmetic(scope, expr, operator, left, right);
  }
}

/** The right side of `&&` and `||` is only looked at when the left side does not decide. */
function rightScope(scope: ExpressionScope, expr: BinaryNode, operator: string): ExpressionScope {
  if (operator === '&&') return withPresent(scope, definedBy(scope.file, expr.left));
  return operator === '||' ? withPresent(scope, definedByFailing(scope.file, expr.left)) : scope;
}

function logical(
  scope: ExpressionScope,
  expr: BinaryNode,
  operator: string,
  left: ValueType,
  right: ValueType,
): ValueType {
  if (isBoolean(left) && isBoolean(right)) checkBothPresent(scope, expr, operator, left, right);
  else reportOperands(scope, expr, operator, left, right, `'${operator}' joins two Boolean values.`);
  return BOOLEAN;
}

function equality(scope: ExpressionScope, expr: BinaryNode, left: ValueType, right: ValueType): ValueType {
  if (equatable(left, right)) return BOOLEAN;
  reportOperands(
    scope,
    expr,
    textOf(scope.file, expr.operator),
    left,
    right,
    'Values of such different types are never equal.',
  );
  return BOOLEAN;
}

function comparison(
  scope: ExpressionScope,
  expr: BinaryNode,
  operator: string,
  left: ValueType,
  right: ValueType,
): ValueType {
  const fits =
    isUnknown(left) ||
    isUnknown(right) ||
    (isNumber(left) && isNumber(right)) ||
    (left.kind === 'primitive' && right.kind === 'primitive' && comparable(left.name, right.name));
  if (!fits) {
    const runs = isText(left) && isText(right);
    const note = 'Two numbers or two strings can be compared.';
    reportOperands(scope, expr, operator, left, right, note, runs ? 'tolerated' : 'fails');
  } else checkBothPresent(scope, expr, operator, left, right);
  return BOOLEAN;
}

function sum(scope: ExpressionScope, expr: BinaryNode, left: ValueType, right: ValueType): ValueType {
  if (!isText(left) && !isText(right)) return arithmetic(scope, expr, '+', left, right);
  const other = isText(left) ? right : left;
  if (other.kind !== 'primitive' && !isUnknown(other)) {
    const runs = assignable(withOptional(other, false), STRING, ENGINE_COERCIONS) === true;
    reportOperands(
      scope,
      expr,
      '+',
      left,
      right,
      "Only single values can be added to a string. Write the string with a placeholder, '~{…}', or join an array with 'sep'.",
      runs ? 'tolerated' : 'fails',
    );
    return STRING;
  }
  if (isPath(left) && isPath(right)) {
    const note = "Two paths make none. Write 'join_paths(…)', or a string with placeholders.";
    reportOperands(scope, expr, '+', left, right, note, 'tolerated');
    return STRING;
  }
  const optional = left.optional || right.optional;
  if (optional && scope.interpolated !== true) checkBothPresent(scope, expr, '+', left, right);
  return scope.interpolated === true && optional ? withOptional(STRING, true) : STRING;
}

function arithmetic(
  scope: ExpressionScope,
  expr: BinaryNode,
  operator: string,
  left: ValueType,
  right: ValueType,
): ValueType {
  if (isNumber(left) && isNumber(right)) checkBothPresent(scope, expr, operator, left, right);
  else {
    const runs =
      assignable(withOptional(left, false), FLOAT, ENGINE_COERCIONS) === true &&
      assignable(withOptional(right, false), FLOAT, ENGINE_COERCIONS) === true;
    reportOperands(
      scope,
      expr,
      operator,
      left,
      right,
      operator === '+' ? 'It adds numbers, and joins strings.' : `'${operator}' computes with numbers.`,
      runs ? 'tolerated' : 'fails',
    );
  }
  if (isFloat(left) || isFloat(right)) return FLOAT;
  if (isUnknown(left)) return isUnknown(right) ? left : withOptional(right, false);
  return isUnknown(right) && !isFloat(left) ? right : INT;
}

function checkOperand(
  scope: ExpressionScope,
  expr: UnaryNode,
  operator: string,
  operand: ValueType,
  fits: (type: ValueType) => boolean,
): void {
  if (fits(operand)) return;
  scope.file.problems.push({
    span: spanOf(expr.operand),
    severity: 'error',
    code: 'operand-type',
    message: `'${operator}' does not go with a value of type '${typeLabel(operand)}'.`,
    note: operator === '!' ? 'It turns a Boolean round.' : 'It changes the sign of a number.',
  });
}

function reportOperands(
  scope: ExpressionScope,
  expr: BinaryNode,
  operator: string,
  left: ValueType,
  right: ValueType,
  note: string,
  outcome: 'tolerated' | 'fails' = 'fails',
): void {
  scope.file.problems.push({
    span: spanOf(expr),
    severity: outcome === 'tolerated' ? tolerated(scope.file) : 'error',
    code: 'operand-type',
    message: `'${operator}' does not go with '${typeLabel(left)}' and '${typeLabel(right)}'.`,
    note,
  });
}

function checkBothPresent(
  scope: ExpressionScope,
  expr: BinaryNode,
  operator: string,
  left: ValueType,
  right: ValueType,
): void {
  for (const [operand, type] of [
    [expr.left, left],
    [expr.right, right],
  ] as const) {
    if (!type.optional || type.kind === 'any') continue;
    scope.file.problems.push({
      span: spanOf(operand),
      severity: tolerated(scope.file),
      code: 'optional-operand',
      message: `This '${typeLabel(type)}' may be missing, and '${operator}' needs a value.`,
      note: "Give a default with 'select_first([…, default])', or use it inside 'if (defined(…))' only.",
      fixes: [
        {
          title: "Take the value with 'select_first'",
          edits: [
            { span: { start: operand.start, end: operand.start }, newText: 'select_first([' },
            { span: { start: operand.end, end: operand.end }, newText: '])' },
          ],
        },
      ],
    });
    return;
  }
}

function comparable(a: string, b: string): boolean {
  return a === b && a !== 'Directory' && a !== 'File';
}

/** Numbers with numbers, paths with text, and collections of the same kind whatever is in them. */
function equatable(a: ValueType, b: ValueType): boolean {
  if (isUnknown(a) || isUnknown(b)) return true;
  if (a.kind === 'primitive' && b.kind === 'primitive') {
    return a.name === b.name || (isNumber(a) && isNumber(b)) || (isText(a) && isText(b));
  }
  if (a.kind === 'array' && b.kind === 'array') return equatable(a.element, b.element);
  if (a.kind === 'enum' || b.kind === 'enum') return a.kind === b.kind || isText(a) || isText(b);
  const named = (type: ValueType) => type.kind === 'struct' || type.kind === 'object' || type.kind === 'map';
  return a.kind === b.kind || (named(a) && named(b));
}

function isUnknown(type: ValueType): boolean {
  return type.kind === 'any' || (type.kind === 'union' && type.members.length === 0);
}

function isBoolean(type: ValueType): boolean {
  return isUnknown(type) || (type.kind === 'primitive' && type.name === 'Boolean');
}

function isNumber(type: ValueType): boolean {
  return isUnknown(type) || (type.kind === 'primitive' && (type.name === 'Int' || type.name === 'Float'));
}

function isFloat(type: ValueType): boolean {
  return type.kind === 'primitive' && type.name === 'Float';
}

function isText(type: ValueType): boolean {
  return isPath(type) || (type.kind === 'primitive' && type.name === 'String');
}

function isPath(type: ValueType): boolean {
  return type.kind === 'primitive' && (type.name === 'File' || type.name === 'Directory');
}
