import { typeLabel } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { Fix, TextEdit } from '../../../text/index.ts';
import type { DeclNode, ObjectNode } from '../ast.ts';
import { atLeast } from '../versions.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

/** Where an `Object` gets a literal, offers to declare a struct with the members of the literal. */
export function offerStruct(scope: ExpressionScope, node: DeclNode): void {
  const { file } = scope;
  const { type, name, value } = node;
  if (type.name === undefined || name === undefined || value?.kind !== 'object') return;
  const { start } = type.name;
  const index = file.problems.findLastIndex(
    ({ span, code }) => code === 'deprecated-object' && span.start === start,
  );
  const problem = file.problems[index];
  const fix = problem === undefined ? undefined : structFix(quiet(scope), type.name, name, value);
  if (problem !== undefined && fix !== undefined) file.problems[index] = { ...problem, fixes: [fix] };
}

function structFix(
  scope: ExpressionScope,
  type: { readonly start: number; readonly end: number },
  name: NonNullable<DeclNode['name']>,
  value: ObjectNode,
): Fix | undefined {
  const { file } = scope;
  const owner = file.tree.root.items.find((item) => item.start <= type.start && type.end <= item.end);
  if (owner === undefined) return undefined;
  const made: Made = {
    texts: [],
    edits: [],
    taken: new Set([...file.types.keys(), ...file.callables.keys()]),
  };
  const struct = structOf(scope, pascalCase(textOf(file, name)), value, made);
  if (struct === undefined) return undefined;
  const at = aboveComments(file, owner.start);
  return {
    title: `Declare the struct '${struct}'`,
    edits: [
      { span: { start: at, end: at }, newText: made.texts.map((text) => `${text}\n\n`).join('') },
      { span: spanOf(type), newText: struct },
      ...made.edits,
    ],
    together: true,
  };
}

interface Made {
  /** Declarations, the innermost first. */
  readonly texts: string[];
  readonly edits: TextEdit[];
  readonly taken: Set<string>;
}

/** The name of the struct; undefined where the type of a member is not known. */
function structOf(scope: ExpressionScope, wanted: string, value: ObjectNode, made: Made): string | undefined {
  const { file } = scope;
  const name = freeName(wanted, made.taken);
  made.taken.add(name);
  const members: string[] = [];
  for (const entry of value.entries) {
    const key = textOf(file, entry.key);
    if (entry.value === undefined || !/^[A-Za-z]\w*$/.test(key)) return undefined;
    const type =
      entry.value.kind === 'object'
        ? structOf(scope, name + pascalCase(key), entry.value, made)
        : labelOf(scope.infer(scope, entry.value));
    if (type === undefined) return undefined;
    members.push(`    ${type} ${key}\n`);
  }
  if (members.length === 0) return undefined;
  made.texts.push(`struct ${name} {\n${members.join('')}}`);
  // 1.0 has no literals of structs, and takes an object where a struct is wanted.
  if (atLeast(file.version, '1.1')) {
    made.edits.push({ span: { start: value.start, end: value.start + 'object'.length }, newText: name });
  }
  return name;
}

function labelOf(type: ValueType): string | undefined {
  const isWritten = (one: ValueType): boolean => {
    switch (one.kind) {
      case 'primitive':
      case 'struct':
      case 'enum':
        return true;
      case 'array':
        return isWritten(one.element);
      case 'map':
        return isWritten(one.key) && isWritten(one.value);
      case 'pair':
        return isWritten(one.left) && isWritten(one.right);
      case 'object':
      case 'union':
      case 'any':
        return false;
    }
  };
  // That a literal has elements says nothing about others in its place.
  const plain = type.kind === 'array' ? { ...type, nonEmpty: false } : type;
  return isWritten(plain) ? typeLabel(plain) : undefined;
}

/** The same scope, in which nothing that is found is written down. */
function quiet(scope: ExpressionScope): ExpressionScope {
  const noted = { applies: new Set(), objects: new Set(), numbers: new Set(), escapes: new Set() } as const;
  const file = { ...scope.file, problems: [], conversions: [], occurrences: [], noted } as CheckedFile;
  return { ...scope, file, needs: new Set() };
}

/** In front of the comments that stand directly above an item. */
function aboveComments({ text }: CheckedFile, start: number): number {
  let at = text.lastIndexOf('\n', start - 1) + 1;
  for (;;) {
    const before = text.lastIndexOf('\n', at - 2) + 1;
    if (at === 0 || !/^[ \t]*#/.test(text.slice(before, at))) return at;
    at = before;
  }
}

function pascalCase(name: string): string {
  const words = name.split('_').filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted === '' || BUILT_IN.has(wanted) ? `${wanted}Struct` : wanted;
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}${i}`;
    if (!taken.has(name)) return name;
  }
}

const BUILT_IN: ReadonlySet<string> = new Set([
  ...['Array', 'Boolean', 'Directory', 'File', 'Float', 'Int', 'Map', 'None', 'Object', 'Pair', 'String'],
]);
