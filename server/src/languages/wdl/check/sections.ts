import type { StructNode, TaskNode, WdlNode, WorkflowNode } from '../ast.ts';
import { spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

/** Reports sections that a task, workflow or struct has already. */
export function checkSections(file: CheckedFile): void {
  for (const item of file.tree.root.items) {
    if (item.kind === 'task' || item.kind === 'workflow') check(file, item, item.body);
    else if (item.kind === 'struct') check(file, item, item.meta);
  }
}

function check(
  file: CheckedFile,
  owner: TaskNode | WorkflowNode | StructNode,
  parts: readonly WdlNode[],
): void {
  const seen = new Map<string, WdlNode>();
  for (const part of parts) {
    if (!('keyword' in part)) continue;
    const before = seen.get(part.kind);
    if (before === undefined) {
      seen.set(part.kind, part);
      continue;
    }
    const name = owner.name === undefined ? '' : ` '${textOf(file, owner.name)}'`;
    const what = owner.kind[0]?.toUpperCase() + owner.kind.slice(1);
    const section = part.kind === 'command' ? 'command' : `${part.kind} section`;
    file.problems.push({
      span: spanOf(part.keyword),
      severity: 'error',
      code: 'duplicate-section',
      message: `${what}${name} has ${/^[aeiou]/.test(section) ? 'an' : 'a'} ${section} already.`,
      note:
        part.kind === 'command'
          ? 'A task runs one command. Put both into one, or make two tasks.'
          : 'Put what stands in both into one section.',
      ...('keyword' in before
        ? {
            related: [
              {
                location: { uri: file.uri, span: spanOf(before.keyword) },
                message: 'The first one is here.',
              },
            ],
          }
        : {}),
    });
  }
}
