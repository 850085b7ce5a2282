import type { Problem } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import { removeMember } from '../../model/index.ts';
import type { JsonNode, JsonTree, ObjectNode, PropertyNode } from './tree.ts';

/** Keys that stand twice in one object, at any depth. */
export function duplicateKeys(tree: JsonTree, uri: string): Problem[] {
  const problems: Problem[] = [];
  const check = (node: JsonNode | undefined): void => {
    if (node?.kind === 'array') node.elements.forEach(check);
    if (node?.kind !== 'object') return;
    const first = new Map<string, PropertyNode>();
    for (const member of node.members) {
      const earlier = first.get(member.key.value);
      if (earlier === undefined) first.set(member.key.value, member);
      else problems.push(problemFor(member, earlier, node, tree, uri));
      check(member.value);
    }
  };
  check(tree.root.value);
  return problems;
}

function problemFor(
  member: PropertyNode,
  earlier: PropertyNode,
  object: ObjectNode,
  tree: JsonTree,
  uri: string,
): Problem {
  const document = { text: tree.text, root: tree.root.value };
  return {
    span: span(member.key.start, member.key.end),
    severity: 'warning',
    code: 'json-duplicate-key',
    message: `The key '${member.key.value}' stands here twice.`,
    note: 'Only the last value counts; the one before it is lost without a word.',
    related: [
      {
        location: { uri, span: span(earlier.key.start, earlier.key.end) },
        message: 'The value that is lost',
      },
    ],
    fixes: [
      { title: 'Remove the value that is lost', edits: [removeMember(document, object, earlier)] },
      { title: 'Remove this one', edits: [removeMember(document, object, member)] },
    ],
  };
}
