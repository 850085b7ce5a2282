import { symbolId, typeLabel } from '../../../model/index.ts';
import type { SymbolInfo, ValueType } from '../../../model/index.ts';
import type { Span } from '../../../text/index.ts';
import type { DeclNode } from '../ast.ts';
import { isReserved } from '../reserved.ts';
import type { DocTexts } from './docs.ts';
import { define, spanOf, textOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';
import { loseName } from './lost-names.ts';
import type { Block, Entry } from './scope.ts';
import { namesType, resolveType, typeSymbol } from './types.ts';

/** Declares the name of a declaration in the block; a declaration without a name declares nothing. */
export function declare(
  file: CheckedFile,
  block: Block,
  node: DeclNode,
  kind: 'input' | 'declaration' | 'output',
  owner: string,
  docs: DocTexts,
): Entry | undefined {
  if (node.name === undefined || namesOwnType(file, node)) loseName(file, block);
  // A lone word is no type yet, and that something is missing has been reported.
  if (node.name === undefined && !namesType(file, node.type)) return undefined;
  const type = resolveType(file, node.type);
  if (node.name === undefined) return undefined;
  const name = textOf(file, node.name);
  checkReserved(file, node.name, name);
  const symbol =
    kind === 'output' ? symbolId(file.uri, owner, 'output', name) : symbolId(file.uri, owner, name);
  const entry: Entry = {
    kind,
    name,
    nameSpan: spanOf(node.name),
    symbol,
    node,
    block,
    type,
    used: kind === 'output',
    needs: new Set(),
  };
  const documentation = docs.get(name);
  const target = typeSymbol(file, node.type);
  define(file, {
    id: symbol,
    kind: kind === 'declaration' ? 'variable' : kind,
    name,
    span: entry.nameSpan,
    signature: signature(file, node, name, type),
    ...(documentation === undefined ? {} : { documentation }),
    ...(target === undefined ? {} : { type: target }),
  } satisfies SymbolInfo);
  addToBlock(file, block, entry);
  return entry;
}

/** `RuntimeAttr = …`: what stands in the place of the name looks like a type. */
function namesOwnType(file: CheckedFile, { type, name }: DeclNode): boolean {
  return type.name === undefined && name !== undefined && /^[A-Z]/.test(textOf(file, name));
}

/** Reports a name that is a word of the language. */
export function checkReserved(file: CheckedFile, span: Span, name: string): void {
  if (!isReserved(name, file.version)) return;
  file.problems.push({
    span: spanOf(span),
    severity: tolerated(file),
    code: 'reserved-name',
    message: `'${name}' is a word of the language, and cannot be a name.`,
    note: 'Some engines read it all the same, and others reject the document. Choose another name.',
  });
}

/** Makes the entry visible in its block, or reports that the name is taken. */
export function addToBlock(file: CheckedFile, block: Block, entry: Entry): void {
  const before = block.names.get(entry.name)?.entry ?? variableAround(block, entry.name);
  if (before !== undefined) {
    reportDuplicate(file, entry.name, entry.nameSpan, before.nameSpan);
    return;
  }
  block.names.set(entry.name, { entry, lifts: [] });
}

/** The variable of a scatter around the block, which hides and lends its name to nothing inside. */
function variableAround(block: Block, name: string): Entry | undefined {
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) {
    if (at.variable?.name === name) return at.variable;
  }
  return undefined;
}

export function reportDuplicate(
  file: CheckedFile,
  name: string,
  second: Span,
  first: Span | undefined,
  note = 'Two things that can be seen from one place need different names.',
): void {
  file.problems.push({
    span: second,
    severity: 'error',
    code: 'duplicate-name',
    message: `The name '${name}' is already taken.`,
    note,
    ...(first === undefined
      ? {}
      : { related: [{ location: { uri: file.uri, span: first }, message: `'${name}' is declared here.` }] }),
  });
}

function signature(file: CheckedFile, node: DeclNode, name: string, type: ValueType): string {
  const label = type.kind === 'any' ? textOf(file, node.type) : typeLabel(type);
  const { value } = node;
  if (value === undefined || value.end - value.start > 60 || value.kind === 'missing')
    return `${label} ${name}`;
  const text = textOf(file, value);
  return text.includes('\n') ? `${label} ${name}` : `${label} ${name} = ${text}`;
}

/** Whether a value must be given from outside. */
export function isRequired(entry: Entry): boolean {
  return entry.node.kind === 'decl' && entry.node.value === undefined && !entry.type.optional;
}
