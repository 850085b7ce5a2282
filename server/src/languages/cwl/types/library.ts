import { parseCwl, stringOf, valueOf } from '../document/index.ts';
import type { CwlMapping, CwlNode, CwlScalar } from '../document/index.ts';
import type { CheckedFile } from '../check/file.ts';
import { readType, shortName } from './read.ts';
import type { TypeSource } from './read.ts';
import type { CwlType } from './type.ts';
import { UNKNOWN } from './type.ts';

const DEPTH_LIMIT = 8;

/** Told of names that nothing has, and of those that the document declares. */
export type UnknownName = (name: string, node: CwlScalar, start: number, declared: readonly string[]) => void;

/** Declared types by their short names, read when somebody asks for one. */
type Declarations = ReadonlyMap<string, CwlMapping>;

/**
 * The types that the document declares anywhere, by their short names, and those of the files that it imports.
 * Engines want them under `SchemaDefRequirement`; where they stand is not looked at here.
 */
export function typeLibrary(file: CheckedFile, unknown?: UnknownName): TypeSource {
  const imports = file.document.references.filter(({ role }) => role === 'import');
  return sourceOf(
    file,
    file.document.root,
    imports.map(({ target }) => target),
    0,
    unknown,
  );
}

function sourceOf(
  file: CheckedFile,
  root: CwlNode | undefined,
  imports: readonly string[],
  depth: number,
  unknown?: UnknownName,
): TypeSource {
  let own: Declarations | undefined;
  const reading = new Set<CwlMapping>();
  const done = new Map<CwlMapping, CwlType>();
  let isOpen = false;
  const fromFile = (target: string): CwlType | undefined => {
    const source = depth < DEPTH_LIMIT ? importedSource(file, target.split('#')[0] ?? '', depth) : undefined;
    if (source === undefined) {
      isOpen = true;
      return undefined;
    }
    const fragment = target.split('#')[1];
    return fragment === undefined ? source.whole() : source.named(fragment);
  };
  const source: TypeSource = {
    named(name) {
      const short = shortName(name) ?? name;
      const path = name.includes('#') ? name.slice(0, name.indexOf('#')) : '';
      if (path !== '') return fromFile(`${path}#${short}`) ?? (isOpen ? UNKNOWN : undefined);
      const node = (own ??= declarationsIn(root)).get(short);
      if (node !== undefined) {
        const known = done.get(node);
        if (known !== undefined || reading.has(node)) return known ?? UNKNOWN;
        reading.add(node);
        const type = readType(node, source);
        reading.delete(node);
        done.set(node, type);
        return type;
      }
      for (const target of imports) {
        const found = fromFile(`${target.split('#')[0] ?? ''}#${short}`);
        if (found !== undefined) return found;
      }
      // A name that was computed, or that a file has which is not there.
      return isOpen || /[$:]/.test(name) ? UNKNOWN : undefined;
    },
    imported: (target) => fromFile(target) ?? UNKNOWN,
    ...(unknown === undefined
      ? {}
      : {
          unknown: (name: string, node: CwlScalar, start: number) => {
            unknown(name, node, start, [...(own ??= declarationsIn(root)).keys()]);
          },
        }),
  };
  return source;
}

interface ImportedTypes {
  named(name: string): CwlType | undefined;
  /** The file as a type of its own. */
  whole(): CwlType;
}

/** The types of another file; `undefined` where it could not be read, or is a process. */
function importedSource(file: CheckedFile, target: string, depth: number): ImportedTypes | undefined {
  const text = importedText(file, target);
  if (text === undefined) return undefined;
  const { value } = parseCwl(text).tree.root;
  const source = sourceOf(file, value, [], depth + 1);
  return { named: (name) => source.named(name), whole: () => readType(value, source) };
}

/** The text of an imported file that holds no process. */
export function importedText(file: CheckedFile, target: string): string | undefined {
  const imported = file.imported(target);
  if (imported.kind === 'loaded') return imported.exports.fragment;
  return imported.kind === 'missing' ? imported.text : undefined;
}

/** Every mapping of the document that declares a type with a name. */
function declarationsIn(root: CwlNode | undefined): Declarations {
  const found = new Map<string, CwlMapping>();
  const stack: CwlNode[] = root === undefined ? [] : [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'sequence') stack.push(...node.items);
    if (node.kind !== 'mapping') continue;
    const kind = stringOf(valueOf(node, 'type'));
    const name = shortName(stringOf(valueOf(node, 'name')));
    const declares = kind === 'record' || kind === 'enum' || kind === 'array';
    if (declares && name !== undefined && !found.has(name)) found.set(name, node);
    for (const { value } of node.entries) if (value !== undefined) stack.push(value);
  }
  return found;
}
