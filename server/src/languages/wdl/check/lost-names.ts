import { isNode } from '../../../syntax/tree.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { CheckedFile } from './file.ts';

/**
 * Whether the name stands in text that could not be read. It may be declared there, so that not finding it is no
 * mistake of its own.
 */
export function isLost(file: CheckedFile, name: string): boolean {
  file.lostNames ??= collect(file);
  return file.lostNames.has(name);
}

function collect(file: CheckedFile): ReadonlySet<string> {
  const names = new Set<string>();
  const pending: SyntaxNode[] = [file.tree.root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'error') {
      for (const [word] of file.text.slice(node.start, node.end).matchAll(/[A-Za-z]\w*/g)) names.add(word);
      continue;
    }
    for (const child of node.children) if (isNode(child)) pending.push(child);
  }
  return names;
}
