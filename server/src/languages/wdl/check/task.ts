import { checkAttributes } from './attributes.ts';
import { offerStruct } from './object-struct.ts';
import { checkBound } from './bound.ts';
import type { CheckedCallable } from './callables.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { inferExpression } from './expressions.ts';
import type { CheckedFile } from './file.ts';
import { expectType } from './mismatch.ts';
import { checkParameterMeta } from './parameter-meta.ts';
import { checkPlaceholder } from './placeholders.ts';
import type { Block, Entry } from './scope.ts';

/** Checks every expression of a task. */
export function checkTask(file: CheckedFile, task: CheckedCallable): void {
  const { root } = task;
  checkParameterMeta(file, task);
  for (const entry of [...task.inputs, ...task.declarations]) checkValue(file, entry, root, 'task');
  const inCommand = { ...taskScope(file, root, 'command', new Set()), interpolated: true } as const;
  for (const command of task.commands) {
    for (const part of command.parts) {
      if ('children' in part) checkPlaceholder(inCommand, part);
    }
  }
  for (const section of task.attributes) {
    checkAttributes(file, section, taskScope(file, root, 'attributes', new Set()), task);
  }
  for (const output of task.outputs) checkValue(file, output, task.outputBlock, 'output');
  checkCommand(file, task);
}

export function taskScope(
  file: CheckedFile,
  block: Block,
  place: ExpressionScope['place'],
  needs: Set<Entry>,
): ExpressionScope {
  return { file, block, place, needs, infer: inferExpression };
}

function checkValue(file: CheckedFile, entry: Entry, block: Block, place: 'task' | 'output'): void {
  if (entry.node.kind !== 'decl') return;
  checkBound(file, entry);
  if (entry.node.value === undefined) return;
  const scope = taskScope(file, block, place, entry.needs);
  expectType(scope, entry.node.value, entry.type);
  if (entry.type.kind === 'object') offerStruct(scope, entry.node);
}

function checkCommand(file: CheckedFile, task: CheckedCallable): void {
  if (task.commands.length > 0) return;
  file.problems.push({
    span: task.nameSpan,
    severity: 'error',
    code: 'missing-command',
    message: `Task '${task.signature.name}' has no command.`,
    note: "Write 'command <<< … >>>' with what the task shall run.",
  });
}
