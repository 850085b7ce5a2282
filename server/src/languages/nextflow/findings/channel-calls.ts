import { isNode } from '../../../syntax/tree.ts';
import { OPERATORS } from '../data/index.ts';
import type { CallNode, ClosureNode, NextflowNode } from '../syntax/ast.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import { positional } from '../words.ts';
import type { ScriptContext } from './context.ts';

/** A call of an operator of channels, behind a point or a pipe. */
export interface OperatorCall {
  readonly name: string;
  readonly token: SyntaxToken;
  readonly node: CallNode;
  readonly closures: readonly ClosureNode[];
}

/** The calls of operators where workflows are put together: not inside of closures, processes and functions. */
export function operatorCalls({ script }: ScriptContext): readonly OperatorCall[] {
  const found: OperatorCall[] = [];
  const visit = (node: NextflowNode): void => {
    if (OPAQUE.has(node.kind)) return;
    if (node.kind === 'call') {
      const { callee } = node;
      const token =
        callee.kind === 'member' ? callee.name : callee.kind === 'name' ? callee.token : undefined;
      const name = token === undefined ? '' : script.text.slice(token.start, token.end);
      if (token !== undefined && OPERATORS.has(name) && !script.components.has(name)) {
        const closures = positional(node.args).filter((arg) => arg.kind === 'closure');
        found.push({ name, token, node, closures });
      }
    }
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  for (const item of script.tree.root.items) visit(item);
  return found;
}

const OPAQUE: ReadonlySet<string> = new Set(['process', 'function', 'class', 'enum', 'record', 'closure']);
