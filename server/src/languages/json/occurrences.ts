import type { Occurrence, SymbolId } from '../../model/index.ts';
import { span } from '../../text/index.ts';
import type { JsonTree, PropertyNode } from './tree.ts';
import type { Declarations } from './type-at.ts';
import { symbolOf } from './type-at.ts';
import { eachProperty } from './walk.ts';

/** Keys as references to the inputs and struct members that they name. */
export function occurrencesOf(tree: JsonTree, declarations: Declarations): Occurrence[] {
  const occurrences: Occurrence[] = [];
  if (tree.root.value === undefined) return occurrences;
  eachProperty(tree.root.value, (property, path) => {
    const declared = declarations.at(path);
    const symbol = declared === undefined ? undefined : symbolOf(declared);
    if (symbol === undefined) return;
    const { prefix } = declarations.keys;
    const isQualified = path.length === 1 && prefix !== '' && property.key.value.startsWith(prefix);
    if (isQualified && isPlain(property)) {
      occurrences.push(...qualified(property, prefix, declarations.model.entry.id, symbol));
    } else
      occurrences.push({
        span: span(property.key.start, property.key.end),
        symbol,
        role: 'reference',
        form: 'quoted',
      });
  });
  return occurrences;
}

/** `"Workflow.input"` holds two names. */
function qualified(
  property: PropertyNode,
  prefix: string,
  workflow: SymbolId,
  input: SymbolId,
): Occurrence[] {
  const start = property.key.start + 1;
  const dot = start + prefix.length - 1;
  return [
    { span: span(start, dot), symbol: workflow, role: 'reference' },
    { span: span(dot + 1, property.key.end - 1), symbol: input, role: 'reference' },
  ];
}

/** True without escapes, so that offsets in the value are offsets in the text. */
function isPlain(property: PropertyNode): boolean {
  return property.key.end - property.key.start === property.key.value.length + 2;
}
