import type { Occurrence, SymbolId } from '../../model/index.ts';
import { span } from '../../text/index.ts';
import type { JsonNode, JsonTree, PropertyNode } from './tree.ts';
import type { Declarations, JsonPath } from './type-at.ts';
import { symbolOf } from './type-at.ts';
import { eachProperty } from './walk.ts';

/** Keys as references to the inputs and struct members that they name; `roots` are the parameters in the file. */
export function occurrencesOf(roots: readonly JsonNode[], declarations: Declarations): Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const root of roots) {
    eachProperty(root, (property, path) => occurrences.push(...occurrencesAt(property, path, declarations)));
  }
  return occurrences;
}

/** The keys of a template: each names an input. */
export function templateOccurrences(tree: JsonTree, declarations: Declarations): Occurrence[] {
  const root = tree.root.value;
  if (root?.kind !== 'object') return [];
  return root.members.flatMap((member) => occurrencesAt(member, [member.key.value], declarations));
}

function occurrencesAt(property: PropertyNode, path: JsonPath, declarations: Declarations): Occurrence[] {
  const declared = declarations.at(path);
  const symbol = declared === undefined ? undefined : symbolOf(declared);
  if (symbol === undefined) return [];
  const { prefix } = declarations.keys;
  const isQualified = path.length === 1 && prefix !== '' && property.key.value.startsWith(prefix);
  if (isQualified && isPlain(property)) {
    return qualified(property, prefix, declarations.model.entry.id, symbol);
  }
  const place = span(property.key.start, property.key.end);
  return [{ span: place, symbol, role: 'reference', form: 'quoted' }];
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
