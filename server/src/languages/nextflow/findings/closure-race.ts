import { isNode } from '../../../syntax/tree.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Fix, Span } from '../../../text/index.ts';
import type { AssignNode, ClosureNode, ExprNode, NextflowNode } from '../syntax/ast.ts';
import { spanOf } from '../words.ts';
import { namesGiven } from '../scope/locals.ts';
import { operatorCalls } from './channel-calls.ts';
import type { ScriptContext } from './context.ts';
import { wordsAt } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';

export const closureRace: NextflowFinding = {
  code: 'closure-race',
  severity: 'warning',
  summary: 'A closure of an operator changes a variable that others see.',
  why: 'Operators run at the same time. A variable that is not declared inside of the closure with `def` is one for all of them, so that a sample can get the value of another; and a map that was received is held by other channels as well.',
  bad: 'reads.map { meta, file ->\n  name = file.baseName\n  [meta, name]\n}',
  good: 'reads.map { meta, file ->\n  def name = file.baseName\n  [meta, name]\n}',
  script(context) {
    const found: Finding[] = [];
    for (const { name, closures, node } of operatorCalls(context)) {
      // What these take is a list of names, and what they do is done one by one.
      if (namesGiven(context.text, node).length > 0 || SEQUENTIAL.has(name)) continue;
      for (const closure of closures) look(context, closure, [], [closure], found);
    }
    return found;
  },
};

const SEQUENTIAL: ReadonlySet<string> = new Set(['subscribe', 'view', 'set']);

/** `own`: the names that the closures around declare; `params`: the parameters of the outermost closure. */
function look(
  context: ScriptContext,
  closure: ClosureNode,
  outer: readonly string[],
  around: readonly [ClosureNode, ...ClosureNode[]],
  found: Finding[],
): void {
  const own = new Set(outer);
  for (const { name } of closure.params) if (name !== undefined) own.add(wordsAt(context, name));
  const received = receivedBy(context, around[0]);
  const said = new Set<string>();
  const visit = (node: NextflowNode, names: Set<string>): void => {
    switch (node.kind) {
      case 'closure':
        look(context, node, [...names], [...around, node], found);
        return;
      case 'declarator':
        names.add(wordsAt(context, node.name));
        break;
      case 'parameter':
        if (node.name !== undefined) names.add(wordsAt(context, node.name));
        break;
      case 'catch':
        if (node.name !== undefined) names.add(wordsAt(context, node.name));
        break;
      case 'assign':
        for (const token of targetsOf(node.target)) {
          const name = wordsAt(context, token);
          if (names.has(name) || said.has(name)) continue;
          said.add(name);
          found.push(shared(context, node, token, name));
        }
        changed(context, node, names, received, outer, found);
        break;
      case 'postfix':
      case 'unary': {
        const operator = wordsAt(context, node.operator);
        const { operand } = node;
        if ((operator !== '++' && operator !== '--') || operand.kind !== 'name') break;
        const name = wordsAt(context, operand);
        if (names.has(name) || said.has(name)) break;
        said.add(name);
        found.push(counted(operand, name));
        break;
      }
      default:
    }
    const inner = node.kind === 'block' || node.kind === 'for' ? new Set(names) : names;
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode, inner);
  };
  for (const item of closure.items) visit(item, own);
}

function targetsOf(target: ExprNode): readonly SyntaxToken[] {
  if (target.kind === 'name') return [target.token];
  if (target.kind !== 'tuple' && target.kind !== 'list') return [];
  return target.elements.flatMap((one) => (one.kind === 'name' ? [one.token] : []));
}

function receivedBy(context: ScriptContext, { params, arrow }: ClosureNode): ReadonlySet<string> {
  const names = params.flatMap(({ name }) => (name === undefined ? [] : [wordsAt(context, name)]));
  return new Set(arrow === undefined ? ['it'] : names);
}

/** `meta.id = …` where `meta` came in and was not made anew. */
function changed(
  context: ScriptContext,
  { target }: AssignNode,
  names: ReadonlySet<string>,
  received: ReadonlySet<string>,
  outer: readonly string[],
  found: Finding[],
): void {
  if (target.kind !== 'member' || target.target.kind !== 'name' || outer.length > 0) return;
  const name = wordsAt(context, target.target);
  if (!received.has(name) || (name === 'it' && names.has('it'))) return;
  const key = target.name === undefined ? '' : wordsAt(context, target.name);
  found.push({
    span: spanOf(target),
    message: `This changes '${name}', which other channels may hold as well.`,
    note: `Make a new map: '${name} + [${key === '' ? 'key' : key}: …]'.`,
  });
}

function shared(context: ScriptContext, node: AssignNode, token: SyntaxToken, name: string): Finding {
  const isPlain = wordsAt(context, node.operator) === '=' && node.target.kind === 'name';
  return {
    span: spanOf(token),
    message: `'${name}' is shared by everything that runs at the same time, and this closure changes it.`,
    note: "Declare it with 'def' inside of the closure.",
    fixes: isPlain && !isReadElsewhere(context, node, name) ? [declared(node)] : [],
  };
}

function counted(operand: Span, name: string): Finding {
  return {
    span: spanOf(operand),
    message: `'${name}' is shared by everything that runs at the same time, and this closure changes it.`,
    note: 'In which order elements come is not known. Let an operator count: `count`, `sum`, `reduce`.',
  };
}

function declared(node: AssignNode): Fix {
  const at = { start: node.start, end: node.start };
  return { title: "Declare it with 'def'", edits: [{ span: at, newText: 'def ' }], preferred: true };
}

/** Somebody may rely on the value outside of the closure. */
function isReadElsewhere({ script, text }: ScriptContext, node: AssignNode, name: string): boolean {
  const [closure] = closuresAround(script.tree.root, node);
  if (closure === undefined) return true;
  const outside = text.slice(0, closure.start) + text.slice(closure.end);
  return new RegExp(`\\b${name}\\b`).test(outside);
}

/** The innermost first. */
function closuresAround(root: NextflowNode, { start, end }: Span): readonly ClosureNode[] {
  const found: ClosureNode[] = [];
  const visit = (node: NextflowNode): void => {
    for (const child of node.children) {
      if (!isNode(child) || child.start > start || child.end < end) continue;
      if (child.kind === 'closure') found.unshift(child as ClosureNode);
      visit(child as NextflowNode);
      return;
    }
  };
  visit(root);
  return found;
}
