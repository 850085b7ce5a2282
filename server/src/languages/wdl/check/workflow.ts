import { typeLabel } from '../../../model/index.ts';
import type { ExprNode, WorkflowItem } from '../ast.ts';
import { atLeast } from '../versions.ts';
import type { CallingWorkflow } from './calls.ts';
import { checkCall } from './calls.ts';
import { offerStruct } from './object-struct.ts';
import { checkBound } from './bound.ts';
import { checkAttributes } from './attributes.ts';
import { reportTakenOutputs } from './callables.ts';
import type { CheckedCallable } from './callables.ts';
import { inferExpression } from './expressions.ts';
import { define, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';
import { expectType } from './mismatch.ts';
import { checkParameterMeta } from './parameter-meta.ts';
import { entryType } from './scope.ts';
import type { Block, Entry } from './scope.ts';
import { BOOLEAN, symbolOfType } from './types.ts';
import { workflowScope } from './workflow-blocks.ts';
import type { WorkflowBody } from './workflow-blocks.ts';

/** Checks every expression of a workflow whose names are declared. */
export function checkWorkflow(file: CheckedFile, body: WorkflowBody): void {
  const { callable } = body;
  if (callable.node.kind !== 'workflow') return;
  checkParameterMeta(file, callable);
  for (const input of callable.inputs) checkValue(file, input, callable.root);
  checkItems(file, body, callable.node.body, callable.root, {
    node: callable.node,
    nestedInputs: nestedInputs(file, callable),
  });
  reportTakenOutputs(file, 'workflow', callable.root, callable.outputs);
  for (const output of callable.outputs) checkValue(file, output, callable.outputBlock);
  checkOutputReferences(file, callable);
  for (const section of callable.attributes) {
    const scope = { ...workflowScope(file, callable.root, new Set()), place: 'attributes' } as const;
    checkAttributes(file, section, scope, callable);
  }
}

function checkItems(
  file: CheckedFile,
  body: WorkflowBody,
  items: readonly WorkflowItem[],
  at: Block,
  workflow: CallingWorkflow,
): void {
  for (const item of items) {
    switch (item.kind) {
      case 'decl': {
        const entry = body.entries.get(item);
        if (entry === undefined) {
          if (item.value !== undefined && atLeast(file.version, '1.0')) {
            inferExpression(workflowScope(file, at, new Set()), item.value);
          }
        } else if (entry.kind !== 'input') checkValue(file, entry, at);
        break;
      }
      case 'call': {
        const entry = body.entries.get(item);
        if (entry !== undefined) checkCall(workflowScope(file, at, entry.needs), item, entry, workflow);
        break;
      }
      case 'scatter': {
        const entry = body.entries.get(item);
        if (entry !== undefined) defineVariable(file, entry);
        else if (item.collection !== undefined) {
          inferExpression(workflowScope(file, at, new Set()), item.collection);
        }
        checkItems(file, body, item.body, body.blocks.get(item) ?? at, workflow);
        break;
      }
      case 'conditional':
        for (const clause of item.clauses) {
          const inner = body.blocks.get(clause) ?? at;
          if (clause.condition !== undefined) checkCondition(file, clause.condition, at, inner);
          checkItems(file, body, clause.body, inner, workflow);
        }
        break;
      default:
    }
  }
}

/** The type of a scatter variable is known when its collection has been checked. */
function defineVariable(file: CheckedFile, entry: Entry): void {
  const type = entryType(entry);
  const { name, symbol: id, nameSpan: span } = entry;
  const target = symbolOfType(file, type);
  define(file, {
    id,
    kind: 'variable',
    name,
    span,
    signature: `${typeLabel(type)} ${name}`,
    ...(target === undefined ? {} : { type: target }),
  });
}

function checkCondition(file: CheckedFile, condition: ExprNode, at: Block, inner: Block): void {
  expectType(workflowScope(file, at, inner.guard), condition, BOOLEAN);
}

function checkValue(file: CheckedFile, entry: Entry, at: Block): void {
  if (entry.node.kind !== 'decl') return;
  checkBound(file, entry);
  if (entry.node.value === undefined) return;
  const scope = workflowScope(file, at, entry.needs);
  expectType(scope, entry.node.value, entry.type);
  if (entry.type.kind === 'object') offerStruct(scope, entry.node);
}

/** draft-2 names outputs of calls in the output section without declaring them. */
function checkOutputReferences(file: CheckedFile, callable: CheckedCallable): void {
  for (const reference of callable.references) {
    const head = reference.kind === 'member' ? reference.target : reference;
    if (head.kind !== 'name') continue;
    const visible = callable.root.names.get(textOf(file, head.token));
    if (visible === undefined) continue;
    visible.entry.used = true;
    if (reference.kind === 'name' || (reference.name !== undefined && textOf(file, reference.name) !== '*')) {
      inferExpression(workflowScope(file, callable.root, new Set()), reference);
    }
  }
}

/** draft-2 and 1.0 always take values for inputs of calls from outside; later versions only where it is said. */
function nestedInputs(file: CheckedFile, callable: CheckedCallable): CallingWorkflow['nestedInputs'] {
  if (!atLeast(file.version, '1.1')) return 'allowed';
  for (const section of callable.meta) {
    for (const entry of section.entries) {
      if (isTrue(file, entry.value) && isNestedKey(textOf(file, entry.key))) return 'allowed';
    }
  }
  for (const section of callable.attributes) {
    for (const attribute of section.attributes) {
      if (isTrue(file, attribute.value) && isNestedKey(textOf(file, attribute.key))) return 'allowed';
    }
  }
  return 'forbidden';
}

function isNestedKey(key: string): boolean {
  return key === 'allowNestedInputs' || key === 'allow_nested_inputs';
}

function isTrue(file: CheckedFile, value: ExprNode | undefined): boolean {
  return value?.kind === 'boolean' && textOf(file, value) === 'true';
}
