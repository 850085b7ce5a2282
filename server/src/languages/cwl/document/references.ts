import type { Reference } from './model.ts';
import { lettersOf } from './names.ts';
import type { CwlNode, CwlScalar } from './node.ts';

const ROLES: ReadonlyMap<string, Reference['role']> = new Map([
  ['$import', 'import'],
  ['$include', 'include'],
  ['$mixin', 'mixin'],
  ['run', 'run'],
]);

/** Everything in a document that names a file or a process. */
export function referencesIn(root: CwlNode | undefined): readonly Reference[] {
  const found: Reference[] = [];
  const stack: CwlNode[] = root === undefined ? [] : [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'sequence') {
      for (let i = node.items.length - 1; i >= 0; i--) {
        const item = node.items[i];
        if (item !== undefined) stack.push(item);
      }
    } else if (node.kind === 'mapping') {
      for (let i = node.entries.length - 1; i >= 0; i--) {
        const value = node.entries[i]?.value;
        if (value !== undefined) stack.push(value);
      }
      // Most entries name nothing: no list is made for each of them.
      for (const { key, value } of node.entries) {
        if (node === root && key.text === '$schemas') addSchemas(found, value);
        const role = ROLES.get(key.text);
        if (role !== undefined && isText(value)) found.push(referenceOf(role, value));
      }
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function addSchemas(found: Reference[], value: CwlNode | undefined): void {
  const files = value?.kind === 'sequence' ? value.items : [value];
  for (const file of files) if (isText(file)) found.push(referenceOf('schema', file));
}

function isText(node: CwlNode | undefined): node is CwlScalar {
  return (
    node?.kind === 'scalar' && typeof node.value === 'string' && node.style !== 'alias' && node.value !== ''
  );
}

export function referenceOf(role: Reference['role'], node: CwlScalar): Reference {
  const target = node.text.trim();
  const hash = target.indexOf('#');
  const file = hash < 0 ? target : target.slice(0, hash);
  return {
    role,
    node,
    target,
    file: file === '' ? undefined : file,
    fragment: hash < 0 ? undefined : target.slice(hash + 1),
    span: lettersOf(node, 0, node.text.length),
  };
}
