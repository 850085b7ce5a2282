import { isNode } from '../../../syntax/tree.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { CheckedFile } from './file.ts';
import type { Block } from './scope.ts';

/** What one mistake hides, so that not finding it is no mistake of its own. */
export interface LostNames {
  /** Words of the text that could not be read; worked out when it is first asked for. */
  inText?: ReadonlySet<string>;
  /** Words that stand where they mean nothing, and may be what the declaration was to be called. */
  readonly misplaced: Set<string>;
  /** Tasks and workflows of which a declaration has lost its name, by their outermost block. */
  readonly blocks: Set<Block>;
  /** An import whose path could not be read may have had any namespace. */
  namespaces: 'known' | 'lost';
}

/**
 * Whether the name stands in text that could not be read, or where it means nothing. It may be declared there, so that
 * not finding it is no mistake of its own.
 */
export function isLost({ tree, text, lost }: CheckedFile, name: string): boolean {
  lost.inText ??= collect(tree.root, text);
  return lost.inText.has(name) || lost.misplaced.has(name);
}

/** Whether the task or workflow around the block has a declaration without a name, which any unknown name may be. */
export function hasLostNames({ lost }: CheckedFile, block: Block): boolean {
  return lost.blocks.size > 0 && lost.blocks.has(outermost(block));
}

/** A declaration in the block has no name. */
export function loseName({ lost }: CheckedFile, block: Block): void {
  lost.blocks.add(outermost(block));
}

function outermost(block: Block): Block {
  let at = block;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

function collect(root: SyntaxNode, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'error') {
      for (const [word] of text.slice(node.start, node.end).matchAll(/[A-Za-z]\w*/g)) names.add(word);
      continue;
    }
    for (const child of node.children) if (isNode(child)) pending.push(child);
  }
  return names;
}
