import type { CheckedDocument } from '../analyze.ts';
import type { ExprNode, WdlNode } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import type { ExpressionScope } from '../check/expression-scope.ts';
import { inferExpression } from '../check/expressions.ts';
import type { Block } from '../check/scope.ts';
import type { ValueType } from '../../../model/index.ts';
import { ANY } from '../../../model/index.ts';

/** The task or workflow that one of the nodes is. */
export function callableOf(document: CheckedDocument, path: readonly WdlNode[]): CheckedCallable | undefined {
  const node = path.find((one) => one.kind === 'task' || one.kind === 'workflow');
  return node === undefined ? undefined : document.callables.find((one) => one.node === node);
}

/** What expressions can name where the innermost of the nodes stands. */
export function scopeAt(document: CheckedDocument, path: readonly WdlNode[]): ExpressionScope | undefined {
  const callable = callableOf(document, path);
  if (callable === undefined) return undefined;
  return {
    // Nothing that is asked for while somebody types is reported.
    file: { ...document.file, problems: [], symbols: new Map(), occurrences: [], usedTypes: new Set() },
    block: blockOf(document, callable, path),
    place: expressionPlace(callable, path),
    needs: new Set(),
    infer: inferExpression,
  };
}

export function typeOf(scope: ExpressionScope | undefined, expr: ExprNode): ValueType {
  return scope === undefined ? ANY : scope.infer(scope, expr);
}

function blockOf(document: CheckedDocument, callable: CheckedCallable, path: readonly WdlNode[]): Block {
  const body = document.bodies.get(callable);
  for (let i = path.length - 1; i >= 0; i--) {
    const node = path[i];
    if (node === undefined) continue;
    if (node.kind === 'output') return callable.outputBlock;
    const next = path[i + 1];
    // The head of a scatter or conditional belongs to the block around it.
    if (next !== undefined && 'collection' in node && next === node.collection) continue;
    if (next !== undefined && node.kind === 'conditionalClause' && next === node.condition) continue;
    const block = body?.blocks.get(node);
    if (block !== undefined) return block;
  }
  return callable.root;
}

function expressionPlace(callable: CheckedCallable, path: readonly WdlNode[]): ExpressionScope['place'] {
  if (callable.node.kind === 'workflow') return 'workflow';
  for (const node of path) {
    if (node.kind === 'command') return 'command';
    if (node.kind === 'output') return 'output';
    if (node.kind === 'runtime' || node.kind === 'requirements' || node.kind === 'hints') return 'attributes';
  }
  return 'task';
}
