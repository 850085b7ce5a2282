import { primitive } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { ExprNode } from '../ast.ts';
import { textOf } from '../check/file.ts';
import { blockAt, entryType, lift, lookup } from '../check/scope.ts';
import type { Visible } from '../check/scope.ts';
import type { LintContext } from './lint.ts';
import { callableAt } from './lint.ts';

/** The type of an expression that shows it at once: a literal, a name, an output of a call. Reports nothing. */
export function typeAtSight(context: LintContext, expr: ExprNode): ValueType | undefined {
  switch (expr.kind) {
    case 'int':
      return primitive('Int');
    case 'float':
      return primitive('Float');
    case 'boolean':
      return primitive('Boolean');
    case 'string':
      return primitive('String');
    case 'group':
      return typeAtSight(context, expr.expr);
    case 'name': {
      const visible = visibleAt(context, expr);
      if (visible === undefined || visible.entry.kind === 'call') return undefined;
      return lift(entryType(visible.entry), visible.lifts);
    }
    case 'member': {
      if (expr.target.kind !== 'name' || expr.name === undefined) return undefined;
      const visible = visibleAt(context, expr.target);
      const port = visible?.entry.callee?.outputs.get(textOf(context.file, expr.name));
      return port === undefined || visible === undefined ? undefined : lift(port.type, visible.lifts);
    }
    default:
      return undefined;
  }
}

/** What the name stands for at its place. */
export function visibleAt(context: LintContext, name: ExprNode): Visible | undefined {
  const callable = callableAt(context, name.start);
  if (callable === undefined) return undefined;
  const text = textOf(context.file, name);
  return (
    lookup(blockAt(callable.root, name.start), text) ??
    (callable.outputs.some((output) => output.name === text)
      ? callable.outputBlock.names.get(text)
      : undefined)
  );
}

/** The string's text where it is written out, without placeholders and escapes. */
export function plainText(context: LintContext, expr: ExprNode | undefined): string | undefined {
  if (expr?.kind !== 'string') return undefined;
  let text = '';
  for (const part of expr.parts) {
    if ('children' in part || part.kind === 'escape') return undefined;
    text += textOf(context.file, part);
  }
  return text;
}

/** True for `File`, `Directory`, and arrays of them. */
export function isPath(type: ValueType | undefined): boolean {
  if (type?.kind === 'array') return isPath(type.element);
  return type?.kind === 'primitive' && (type.name === 'File' || type.name === 'Directory');
}

export function isPrimitive(type: ValueType | undefined, ...names: readonly string[]): boolean {
  return type?.kind === 'primitive' && names.includes(type.name);
}

/** True in the output section of a task. */
export function isInTaskOutput(context: LintContext, offset: number): boolean {
  const callable = callableAt(context, offset);
  if (callable?.node.kind !== 'task') return false;
  return callable.node.body.some(
    (item) => item.kind === 'output' && item.start <= offset && offset < item.end,
  );
}
