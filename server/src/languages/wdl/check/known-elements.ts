import { foldConstant } from '../lower/fold.ts';
import type { ApplyNode, ArrayNode, ExprNode, IndexNode, MapNode } from '../ast.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';
import { lookup } from './scope.ts';
import type { Block } from './scope.ts';

/** Reports an index or key that an array or map which is written out in the document certainly lacks. */
export function checkElement(scope: ExpressionScope, expr: IndexNode): void {
  const { file, block } = scope;
  const literal = literalBehind(file, block, expr.target);
  if (literal === undefined) return;
  const wanted = foldConstant(file, block, expr.index);
  if (wanted === undefined) return;
  if (literal.kind === 'array') {
    const count = literal.elements.length;
    if (typeof wanted !== 'number' || (wanted >= 0 && wanted < count)) return;
    file.problems.push({
      ...missing(file, expr.index),
      message: `There is no element ${wanted}: the array has ${elements(count)}.`,
      note: 'Elements are counted from 0. The run fails when this is computed.',
    });
    return;
  }
  const keys = literal.entries.map((entry) => foldConstant(file, block, entry.key));
  if (keys.some((key) => key === undefined || typeof key !== typeof wanted) || keys.includes(wanted)) return;
  file.problems.push({
    ...missing(file, expr.index),
    message: `The map has no key '${String(wanted)}'.`,
    note: `It has: ${keys.slice(0, 20).join(', ')}. The run fails when this is computed.`,
  });
}

/** Reports `zip` of two arrays that are written out and have different lengths. */
export function checkZip(scope: ExpressionScope, expr: ApplyNode): void {
  const { file, block } = scope;
  const [left, right] = expr.args.map((arg) => literalBehind(file, block, arg));
  if (left?.kind !== 'array' || right?.kind !== 'array') return;
  const counts = [left.elements.length, right.elements.length] as const;
  if (counts[0] === counts[1]) return;
  file.problems.push({
    ...missing(file, expr),
    message: `'zip' needs arrays of one length, and these have ${elements(counts[0])} and ${elements(counts[1])}.`,
    note: "The run fails when this is computed. To pair each element with each other one, write 'cross'.",
  });
}

/** The literal itself, or the one that a private declaration gives its value. */
function literalBehind(file: CheckedFile, block: Block, expr: ExprNode): ArrayNode | MapNode | undefined {
  switch (expr.kind) {
    case 'array':
    case 'map':
      return expr;
    case 'group':
      return literalBehind(file, block, expr.expr);
    case 'name': {
      const visible = lookup(block, textOf(file, expr.token));
      if (visible?.entry.kind !== 'declaration' || visible.lifts.length > 0) return undefined;
      const { node } = visible.entry;
      const value = node.kind === 'decl' ? node.value : undefined;
      return value?.kind === 'array' || value?.kind === 'map' ? value : undefined;
    }
    default:
      return undefined;
  }
}

function missing(file: CheckedFile, at: ExprNode) {
  return { span: spanOf(at), severity: tolerated(file), code: 'missing-element' } as const;
}

function elements(count: number): string {
  return count === 0 ? 'none' : count === 1 ? '1 element' : `${count} elements`;
}
