import type { Description } from '../language.ts';
import { span, touches } from '../../text/index.ts';
import type { JsonNode, JsonTree } from './tree.ts';
import type { Declarations, JsonPath } from './type-at.ts';
import { describeDeclared, describeOmicsUri } from './words.ts';

/** Words about the key or the value at the offset. */
export function describeAt(
  tree: JsonTree,
  declarations: Declarations | undefined,
  offset: number,
): Description | undefined {
  return describeIn(tree.root.value, [], declarations, offset);
}

function describeIn(
  node: JsonNode | undefined,
  path: JsonPath,
  declarations: Declarations | undefined,
  offset: number,
): Description | undefined {
  if (node === undefined || !touches(node, offset)) return undefined;
  if (node.kind === 'array') {
    const index = node.elements.findIndex((element) => touches(element, offset));
    return index < 0 ? undefined : describeIn(node.elements[index], [...path, index], declarations, offset);
  }
  if (node.kind === 'object') {
    const member = node.members.find((candidate) => touches(candidate, offset));
    if (member === undefined) return undefined;
    const inner = [...path, member.key.value];
    if (!touches(member.key, offset)) return describeIn(member.value, inner, declarations, offset);
    const declared = declarations?.at(inner);
    const name = declared?.port?.name ?? member.key.value;
    return declared === undefined
      ? undefined
      : { span: span(member.key.start, member.key.end), markdown: describeDeclared(name, declared) };
  }
  const words = node.kind === 'string' ? describeOmicsUri(node.value) : undefined;
  return words === undefined ? undefined : { span: span(node.start, node.end), markdown: words };
}
