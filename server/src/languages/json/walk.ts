import type { JsonNode, PropertyNode } from './tree.ts';
import type { JsonPath } from './type-at.ts';

/** Calls back for every property of a value, outer before inner, with the path of its value. */
export function eachProperty(
  node: JsonNode,
  visit: (property: PropertyNode, path: JsonPath) => void,
  path: JsonPath = [],
): void {
  if (node.kind === 'array') {
    node.elements.forEach((element, index) => {
      eachProperty(element, visit, [...path, index]);
    });
  }
  if (node.kind !== 'object') return;
  for (const property of node.members) {
    const inner = [...path, property.key.value];
    visit(property, inner);
    if (property.value !== undefined) eachProperty(property.value, visit, inner);
  }
}
