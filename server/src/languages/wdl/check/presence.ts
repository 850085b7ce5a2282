import { withOptional } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { ExprNode } from '../ast.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { textOf } from './file.ts';
import type { CheckedFile } from './file.ts';
import type { Block } from './scope.ts';

/** The source texts of what is certainly there when the condition holds: `defined(x)`, also behind `&&`. */
export function definedBy(file: CheckedFile, condition: ExprNode | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  collect(file, condition, found);
  return found;
}

/** The same for when the condition does not hold: `!defined(x)`. */
export function definedByFailing(file: CheckedFile, condition: ExprNode): ReadonlySet<string> {
  if (condition.kind === 'group') return definedByFailing(file, condition.expr);
  if (condition.kind !== 'unary' || textOf(file, condition.operator) !== '!') return new Set();
  return definedBy(file, condition.operand);
}

/**
 * The type without its `?` where the expression was asked for with `defined` around. The specification keeps the `?`
 * there; engines look at the value, so this is for targets that are engines.
 */
export function presentType(scope: ExpressionScope, expr: ExprNode, type: ValueType): ValueType {
  if (!type.optional || type.kind === 'any' || scope.file.target === 'spec') return type;
  const text = textOf(scope.file, expr);
  if (scope.present?.has(text) === true) return withOptional(type, false);
  for (let at: Block | undefined = scope.block; at !== undefined; at = at.parent) {
    if (at.present?.has(text) === true) return withOptional(type, false);
  }
  return type;
}

/** The scope of an expression that is only looked at when the names are there. */
export function withPresent(scope: ExpressionScope, names: ReadonlySet<string>): ExpressionScope {
  if (names.size === 0) return scope;
  return { ...scope, present: new Set([...(scope.present ?? []), ...names]) };
}

function collect(file: CheckedFile, condition: ExprNode | undefined, found: Set<string>): void {
  switch (condition?.kind) {
    case 'group':
      collect(file, condition.expr, found);
      return;
    case 'binary':
      if (textOf(file, condition.operator) !== '&&') return;
      collect(file, condition.left, found);
      collect(file, condition.right, found);
      return;
    case 'apply': {
      const [argument] = condition.args;
      if (argument !== undefined && textOf(file, condition.name) === 'defined')
        found.add(textOf(file, argument));
      return;
    }
    default:
  }
}
