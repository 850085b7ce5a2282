import type { CwlMapping, CwlNode, Process, Requirement, Step } from '../document/index.ts';
import { expanded, itemsOf, parseCwl, resolved, stringOf, valueOf } from '../document/index.ts';
import { importedText } from '../types/library.ts';
import type { CheckedFile } from './file.ts';

/** What a process or step may rely on: its own requirements and hints, and those of what is around it. */
export interface Allowed {
  /** Classes as whole names. */
  readonly classes: ReadonlySet<string>;
  /** Some come from a file that could not be read. */
  readonly open: boolean;
}

/** Requirements are inherited by what stands inside. */
export function allowedIn(file: CheckedFile, part: Process | Step, around: Allowed | undefined): Allowed {
  const classes = new Set(around?.classes);
  let open = around?.open ?? false;
  for (const { name } of [...part.requirements, ...part.hints]) classes.add(name);
  for (const key of ['requirements', 'hints']) {
    const node = resolved(part.fields.get(key)?.value);
    for (const target of importsIn(node)) {
      const names = importedClasses(file, target);
      if (names === undefined) open = true;
      else for (const name of names) classes.add(name);
    }
  }
  return { classes, open };
}

export function allows({ classes, open }: Allowed, name: string): boolean {
  return open || classes.has(name);
}

/** `$import` in a list, as the list, or as an entry of it; `$mixin` likewise. */
export function importsIn(node: CwlNode | undefined): readonly string[] {
  if (node?.kind === 'sequence') return node.items.flatMap((item) => importsIn(resolved(item)));
  if (node?.kind !== 'mapping') return [];
  const found: string[] = [];
  for (const key of ['$import', '$mixin']) {
    const target = stringOf(valueOf(node, key));
    if (target !== undefined) found.push(target);
  }
  return found;
}

/** True where entries come from other files, or from a merge key. */
export function hasImports(node: CwlNode | undefined): boolean {
  const value = resolved(node);
  if (value?.kind === 'mapping' && value.entries.some(({ key }) => key.text === '<<')) return true;
  return importsIn(value).length > 0;
}

function importedClasses(file: CheckedFile, target: string): readonly string[] | undefined {
  const text = importedText(file, target);
  if (text === undefined) return undefined;
  const { value } = parseCwl(text).tree.root;
  if (value === undefined) return [];
  return itemsOf(value, 'class').flatMap(({ key, value: item }) => {
    const name = key?.text ?? stringOf(valueOf(item, 'class'));
    return name === undefined ? [] : [expanded(name, file.document.namespaces)];
  });
}

/** The requirement that counts: that of the part, then of what is around it; requirements before hints. */
export function requirementOf(
  chain: readonly Pick<Process, 'requirements' | 'hints'>[],
  name: string,
): Requirement | undefined {
  for (const list of ['requirements', 'hints'] as const) {
    for (const part of chain) {
      const found = part[list].find((one) => one.name === name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The mapping that holds the fields of the process or step. */
export function mappingOf(part: Process | Step): CwlMapping | undefined {
  return part.node?.kind === 'mapping' ? part.node : undefined;
}
