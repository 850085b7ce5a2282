import type { SymbolId, SymbolInfo } from '../../../model/index.ts';
import { isNode } from '../../../syntax/tree.ts';
import { isNamed, oneLine, spanOf } from '../words.ts';
import type {
  ExprNode,
  ItemNode,
  NextflowNode,
  ProcessNode,
  SectionNode,
  WorkflowNode,
} from '../syntax/ast.ts';
import { declareLocal, declareVariables, entryToken, hoist, openScope, visible } from './locals.ts';
import type { Names, Scope, Walk } from './names.ts';
import type { ReadProcess } from './process.ts';
import { emitId } from './process.ts';
import { use } from './refer.ts';
import type { DeclaredWorkflow, Script } from './script.ts';
import { declare, textOf } from './script.ts';
import { walkBody, walkFunction, walkItem, walkNode } from './statements.ts';

/** Resolves every name of the script; symbols and occurrences are gathered in it. */
export function resolveNames(script: Script): Names {
  const walk: Walk = {
    script,
    text: script.text,
    scopes: [],
    unknown: [],
    unknownOutputs: [],
    duplicates: [],
  };
  const { root } = script.tree;
  const top = openScope(walk, 'script', undefined, [], root);
  const ownItems = root.items.filter((item) => !isContainer(item));
  hoist(walk, top, ownItems);
  // What the script declares is known in processes and workflows that stand above it.
  for (const item of ownItems) if (item.kind === 'variables') declareVariables(walk, top, item);
  const processes = new Map(script.processes.map((process) => [process.node, process]));
  const workflows = new Map(script.workflows.map((workflow) => [workflow.node, workflow]));
  const visit = (items: readonly ItemNode[]) => {
    for (const item of items) {
      switch (item.kind) {
        case 'process':
          walkProcess(walk, top, processes.get(item), item);
          break;
        case 'workflow':
          walkWorkflow(walk, top, workflows.get(item), item);
          break;
        case 'function':
          walkFunction(walk, top, item);
          break;
        case 'include':
          for (const { args } of item.links) for (const arg of args) walkNode(walk, top, arg);
          break;
        case 'import':
        case 'package':
        case 'class':
        case 'enum':
        case 'record':
          break;
        case 'params':
          for (const entry of item.entries) walkNode(walk, top, valueIn(entry));
          break;
        case 'output':
          for (const target of item.items) {
            if (target.kind === 'outputTarget')
              walkBody(walk, openScope(walk, 'process', top, ['output'], target), target.body);
            else walkItem(walk, top, target);
          }
          break;
        default:
          walkItem(walk, top, item, 'declared');
      }
    }
  };
  visit(root.items);
  return walk;
}

function isContainer(item: ItemNode): boolean {
  return [
    'process',
    'workflow',
    'function',
    'class',
    'enum',
    'record',
    'output',
    'params',
    'include',
  ].includes(item.kind);
}

function valueIn(item: ItemNode): ExprNode | undefined {
  if (item.kind === 'entry') return item.value;
  if (item.kind === 'expression') return item.expr.kind === 'assign' ? item.expr.value : item.expr;
  return item.kind === 'configAssignment' ? item.value : undefined;
}

function walkProcess(walk: Walk, top: Scope, process: ReadProcess | undefined, node: ProcessNode): void {
  if (process === undefined) return;
  const { script } = walk;
  const scope = openScope(walk, 'process', top, [process.name], node);
  for (const { variables } of process.inputs) {
    for (const { name, span, qualifier } of variables) {
      if (scope.names.has(name)) {
        walk.duplicates.push({ name, span, first: scope.names.get(name)?.span ?? span, what: 'input' });
        continue;
      }
      declareLocal(walk, scope, span, 'input', `${qualifier} ${name}`, 'input');
    }
  }
  const sections = node.sections.filter(({ label }) => !['input', 'output'].includes(textOf(script, label)));
  hoist(walk, scope, [...node.body, ...sections.flatMap(({ items }) => items)]);
  for (const item of node.body) walkItem(walk, scope, item);
  for (const section of sections) {
    // The stub has variables of its own; those of the script are what outputs see.
    const isStub = textOf(script, section.label) === 'stub';
    walkBody(
      walk,
      isStub ? openScope(walk, 'process', scope, scope.container, section) : scope,
      section.items,
    );
  }
  for (const section of node.sections) {
    const label = textOf(script, section.label);
    if (label === 'output') walkOutputs(walk, scope, process, section);
    if (label === 'input') for (const item of section.items) walkInput(walk, scope, item);
  }
}

/** Inputs declare what they name; in strings and options of theirs other names stand. */
function walkInput(walk: Walk, scope: Scope, item: ItemNode): void {
  if (item.kind !== 'expression') return;
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'interpolation' || isNamed(node as ExprNode)) {
      walkNode(walk, scope, node);
      return;
    }
    if (node.kind === 'commandLink') {
      for (const arg of node.args) walkNode(walk, scope, arg);
      return;
    }
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  visit(item);
}

function walkOutputs(walk: Walk, scope: Scope, process: ReadProcess, section: SectionNode): void {
  const { script } = walk;
  for (const { emit, text } of process.outputs) {
    if (emit === undefined) continue;
    const id = emitId(process, emit.name);
    if (script.symbols.has(id)) {
      const first = script.symbols.get(id)?.span ?? emit.span;
      walk.duplicates.push({ name: emit.name, span: emit.span, first });
      continue;
    }
    declare(script, { id, kind: 'output', name: emit.name, span: emit.span, signature: text });
  }
  for (const item of section.items) {
    if (item.kind === 'entry') {
      walkNode(walk, scope, item.value);
      continue;
    }
    if (item.kind !== 'expression') continue;
    walkOutputArguments(walk, scope, item.expr);
  }
}

function walkOutputArguments(walk: Walk, scope: Scope, expr: ExprNode): void {
  const args = expr.kind === 'call' || expr.kind === 'command' ? expr.args : [];
  const qualifier =
    (expr.kind === 'call' || expr.kind === 'command') && expr.callee.kind === 'name'
      ? textOf(walk.script, expr.callee)
      : '';
  for (const arg of args) {
    if (isNamed(arg)) {
      // `emit: bam` is a name of its own, also behind an option that is misspelt.
      if (arg.value?.kind !== 'name') walkNode(walk, scope, arg.value);
      continue;
    }
    if (arg.kind === 'call' && (qualifier === 'tuple' || qualifier === 'set'))
      walkOutputArguments(walk, scope, arg);
    // The name of an environment variable, and bare names, which may be set in the script.
    else if (arg.kind === 'name' || (arg.kind === 'group' && arg.expr.kind === 'name')) {
      const name = arg.kind === 'group' ? arg.expr : arg;
      const local = visible(scope, textOf(walk.script, name));
      if (local !== undefined) use(walk, local, name);
    } else walkNode(walk, scope, arg);
  }
  if (expr.kind === 'command') {
    for (const { name, args: linked } of expr.links) {
      if (textOf(walk.script, name) !== 'into') for (const arg of linked) walkNode(walk, scope, arg);
    }
  }
}

function walkWorkflow(
  walk: Walk,
  top: Scope,
  workflow: DeclaredWorkflow | undefined,
  node: WorkflowNode,
): void {
  const { script } = walk;
  const container = [workflow?.name ?? '(entry)'];
  const scope = openScope(walk, 'workflow', top, container, node);
  const sections = new Map(node.sections.map((section) => [textOf(script, section.label), section]));
  for (const item of sections.get('take')?.items ?? []) {
    const token = entryToken(item);
    if (token !== undefined)
      declareLocal(walk, scope, token, 'take', `take ${textOf(script, token)}`, 'input');
  }
  hoist(walk, scope, [...node.body, ...node.sections.flatMap(({ items }) => items)]);
  walkBody(walk, scope, node.body);
  for (const section of node.sections) {
    switch (textOf(script, section.label)) {
      case 'take':
        break;
      // What it declares is known in the sections behind it.
      case 'main':
        walkBody(walk, scope, section.items);
        break;
      case 'emit':
      case 'publish':
        for (const item of section.items) walkEntry(walk, scope, item, workflow);
        break;
      default:
        walkBody(walk, openScope(walk, 'block', scope, container, section), section.items);
    }
  }
}

function walkEntry(walk: Walk, scope: Scope, item: ItemNode, workflow: DeclaredWorkflow | undefined): void {
  const { script } = walk;
  const value =
    item.kind === 'entry'
      ? item.value
      : item.kind === 'expression'
        ? item.expr.kind === 'assign'
          ? item.expr.value
          : item.expr
        : undefined;
  const token = entryToken(item);
  if (token !== undefined && workflow?.name !== undefined) {
    const name = textOf(script, token);
    const id = `${workflow.id}.out.${name}` as SymbolId;
    const info: SymbolInfo = {
      id,
      kind: 'output',
      name,
      span: spanOf(token),
      signature: `emit ${oneLine(textOf(script, item))}`,
    };
    // A bare name is a variable first, and the name of the output by that.
    if (value?.start === token.start) script.symbols.set(id, info);
    else declare(script, info);
  }
  if (item.kind === 'expression' && item.expr.kind !== 'assign') walkItem(walk, scope, item);
  else walkNode(walk, scope, value);
}
