import { ANY, NONE, typeLabel } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { ExprNode, IndexNode, LiteralNode, TernaryNode } from '../ast.ts';
import { ENGINE_COERCIONS } from '../coercions.ts';
import { commonType } from '../common-type.ts';
import { inferApply } from './apply.ts';
import { checkEscape } from './escapes.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, tolerated } from './file.ts';
import { checkElement } from './known-elements.ts';
import { inferArray, inferMap, inferObject, inferPair, inferStructLiteral } from './literals.ts';
import { checkFits, expectType } from './mismatch.ts';
import { inferMember, inferName } from './names.ts';
import { inferBinary, inferUnary } from './operators.ts';
import { checkPlaceholder } from './placeholders.ts';
import { definedBy, definedByFailing, withPresent } from './presence.ts';
import { BOOLEAN, FLOAT, INT, STRING } from './types.ts';

/** The type of an expression; every problem inside it has been reported, and what is unknown is `Any`. */
export function inferExpression(scope: ExpressionScope, expr: ExprNode, expected?: ValueType): ValueType {
  switch (expr.kind) {
    case 'int':
      noteNumber(scope, expr);
      return INT;
    case 'float':
      noteNumber(scope, expr);
      return FLOAT;
    case 'boolean':
      return BOOLEAN;
    case 'none':
    case 'null':
      return NONE;
    case 'string':
      for (const part of expr.parts) {
        if ('children' in part) checkPlaceholder(scope, part);
        else if (part.kind === 'escape') checkEscape(scope.file, part);
      }
      return STRING;
    case 'name':
      return inferName(scope, expr);
    case 'member':
      return inferMember(scope, expr);
    case 'group':
      return inferExpression(scope, expr.expr, expected);
    case 'unary':
      return inferUnary(scope, expr);
    case 'binary':
      return inferBinary(scope, expr);
    case 'ternary':
      return inferTernary(scope, expr, expected);
    case 'apply':
      scope.file.noted.applies.add(expr);
      return inferApply(scope, expr, expected);
    case 'index':
      return inferIndex(scope, expr);
    case 'array':
      return inferArray(scope, expr, expected);
    case 'map':
      return inferMap(scope, expr, expected);
    case 'object':
      scope.file.noted.objects.add(expr);
      return inferObject(scope, expr, expected);
    case 'structLiteral':
      return inferStructLiteral(scope, expr);
    case 'pair':
      return inferPair(scope, expr, expected);
    case 'missing':
      return ANY;
  }
}

/** Shorter ones fit into every type. */
function noteNumber(scope: ExpressionScope, expr: LiteralNode): void {
  if (expr.end - expr.start >= 5) scope.file.noted.numbers.add(expr);
}

function inferTernary(scope: ExpressionScope, expr: TernaryNode, expected?: ValueType): ValueType {
  expectType(scope, expr.condition, BOOLEAN);
  const inTrue = withPresent(scope, definedBy(scope.file, expr.condition));
  const inFalse = withPresent(scope, definedByFailing(scope.file, expr.condition));
  const whenTrue = inferExpression(inTrue, expr.whenTrue, expected);
  const whenFalse = inferExpression(inFalse, expr.whenFalse, expected);
  const common = commonType(whenTrue, whenFalse, scope.file.spec);
  if (common !== undefined) return common;
  if (expected !== undefined && expected.kind !== 'any') {
    // Branches that both become what is wanted may differ.
    checkFits(scope, expr.whenTrue, whenTrue, expected, 'type-mismatch');
    checkFits(scope, expr.whenFalse, whenFalse, expected, 'type-mismatch');
    return ANY;
  }
  const lenient = commonType(whenTrue, whenFalse, ENGINE_COERCIONS);
  scope.file.problems.push({
    span: spanOf(expr),
    severity: lenient === undefined ? 'error' : tolerated(scope.file),
    code: 'no-common-type',
    message: `The branches have different types: '${typeLabel(whenTrue)}' and '${typeLabel(whenFalse)}'.`,
    note: 'Both branches of an if-then-else must give values of one type.',
  });
  return lenient ?? ANY;
}

function inferIndex(scope: ExpressionScope, expr: IndexNode): ValueType {
  const target = inferExpression(scope, expr.target);
  switch (target.kind) {
    case 'array':
      expectType(scope, expr.index, INT);
      break;
    case 'map':
      expectType(scope, expr.index, target.key);
      break;
    case 'any':
    case 'object':
    case 'struct':
      inferExpression(scope, expr.index);
      if (target.kind !== 'struct') return ANY;
      break;
    default:
      inferExpression(scope, expr.index);
  }
  if (target.kind !== 'array' && target.kind !== 'map') {
    scope.file.problems.push({
      span: spanOf(expr.target),
      severity: 'error',
      code: 'not-indexable',
      message: `A value of type '${typeLabel(target)}' has no elements to take by '[…]'.`,
      note:
        target.kind === 'struct' ? "Take a member of a struct with '.name'." : 'Only arrays and maps have.',
    });
    return ANY;
  }
  if (target.optional) {
    scope.file.problems.push({
      span: spanOf(expr.target),
      severity: tolerated(scope.file),
      code: 'optional-operand',
      message: `This '${typeLabel(target)}' may be missing, and then it has no elements.`,
      note: "Test it with 'defined(…)' first, or give a default with 'select_first([…, default])'.",
    });
  }
  checkElement(scope, expr);
  return target.kind === 'array' ? target.element : target.value;
}
