import type { OutlineItem } from '../../model/index.ts';
import { typeLabel } from '../../model/index.ts';
import { span } from '../../text/index.ts';
import type { JsonNode, JsonTree } from './tree.ts';
import type { Declarations, JsonPath } from './type-at.ts';

/** The keys of the file; elements of arrays show as far as they hold keys themselves. */
export function outlineOf(tree: JsonTree, declarations: Declarations | undefined): readonly OutlineItem[] {
  // Of a long list nobody reads the outline, and making it would cost more than everything else.
  return tree.text.length > MAX_LENGTH ? [] : itemsIn(tree.root.value, [], declarations);
}

const MAX_LENGTH = 1024 * 1024;

function itemsIn(
  node: JsonNode | undefined,
  path: JsonPath,
  declarations: Declarations | undefined,
): readonly OutlineItem[] {
  if (node?.kind === 'array') {
    return node.elements.flatMap((element, index) => {
      const children = itemsIn(element, [...path, index], declarations);
      if (children.length === 0) return [];
      const place = span(element.start, element.end);
      return [{ name: `[${index}]`, kind: 'section' as const, span: place, nameSpan: place, children }];
    });
  }
  if (node?.kind !== 'object') return [];
  return node.members.map((member) => {
    const inner = [...path, member.key.value];
    const declared = declarations?.at(inner);
    return {
      name: member.key.value === '' ? '""' : member.key.value,
      ...(declared === undefined ? {} : { detail: typeLabel(declared.type) }),
      kind: 'key' as const,
      span: span(member.start, member.end),
      nameSpan: span(member.key.start, member.key.end),
      children: itemsIn(member.value, inner, declarations),
    };
  });
}
