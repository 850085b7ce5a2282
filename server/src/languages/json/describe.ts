import type { RequestField } from '../../healthomics/field.ts';
import { formatNumber, LIMITS } from '../../healthomics/limits.ts';
import { compactBytes } from '../../model/index.ts';
import type { Description } from '../language.ts';
import { span, touches } from '../../text/index.ts';
import { describeField } from './field-words.ts';
import { resolvePath } from './schema.ts';
import type { JsonNode, JsonTree } from './tree.ts';
import type { Declarations, JsonPath } from './type-at.ts';
import { describeDeclared, describeOmicsUri } from './words.ts';

/** What words are made from. */
export interface DescribeSources {
  readonly tree: JsonTree;
  readonly declarations: Declarations | undefined;
  /** Of a file that is no parameter file: what it holds. */
  readonly schema?: RequestField;
}

/** Words about the key or the value at the offset. */
export function describeAt(sources: DescribeSources, offset: number): Description | undefined {
  const root = sources.tree.root.value;
  return describeSize(sources, offset) ?? describeIn(root, [], sources, offset);
}

/** At the brace that opens parameters: how much of the limit they take. */
function describeSize({ tree, schema }: DescribeSources, offset: number): Description | undefined {
  const root = tree.root.value;
  if (schema !== undefined || root?.kind !== 'object') return undefined;
  if (offset < root.start || offset > root.start + 1 || root.members[0]?.start === offset) return undefined;
  const bytes = formatNumber(compactBytes(tree.text.slice(root.start, root.end)));
  const limit = formatNumber(LIMITS.parameterBytes.value);
  return {
    span: span(root.start, root.start + 1),
    markdown: `These parameters take **${bytes}** of ${limit} bytes; white space is not counted.`,
  };
}

function describeIn(
  node: JsonNode | undefined,
  path: JsonPath,
  sources: DescribeSources,
  offset: number,
): Description | undefined {
  if (node === undefined || !touches(node, offset)) return undefined;
  if (node.kind === 'array') {
    const index = node.elements.findIndex((element) => touches(element, offset));
    return index < 0 ? undefined : describeIn(node.elements[index], [...path, index], sources, offset);
  }
  if (node.kind === 'object') {
    const member = node.members.find((candidate) => touches(candidate, offset));
    if (member === undefined) return undefined;
    const inner = [...path, member.key.value];
    if (!touches(member.key, offset)) return describeIn(member.value, inner, sources, offset);
    const markdown = wordsAt(inner, member.key.value, sources);
    return markdown === undefined ? undefined : { span: span(member.key.start, member.key.end), markdown };
  }
  const words = node.kind === 'string' ? describeOmicsUri(node.value) : undefined;
  return words === undefined ? undefined : { span: span(node.start, node.end), markdown: words };
}

function wordsAt(path: JsonPath, key: string, { schema, declarations }: DescribeSources): string | undefined {
  const found = schema === undefined ? { kind: 'parameters' as const, path } : resolvePath(schema, path);
  if (found?.kind === 'field') {
    // In a template the key of an entry is an input's name.
    const declared = found.owner === 'map' ? declarations?.at([key]) : undefined;
    return declared === undefined ? describeField(key, found.field) : describeDeclared(key, declared);
  }
  const declared = found === undefined ? undefined : declarations?.at(found.path);
  return declared === undefined ? undefined : describeDeclared(declared.port?.name ?? key, declared);
}
