import type { Description, SignatureCandidate } from '../language.ts';
import { typeLabel } from '../../model/index.ts';
import type { CheckedDocument } from './analyze.ts';
import type { ApplyNode, CallNode, WdlNode } from './ast.ts';
import { textOf } from './check/file.ts';
import { callableOf } from './complete/context.ts';
import { pathAt, placeAt } from './complete/place.ts';
import { ATTRIBUTES } from './facts/attributes.ts';
import { KEYWORD_DOCS, META_DOCS, OPTION_DOCS, TYPE_DOCS } from './facts/words.ts';
import { STANDARD_FUNCTIONS } from './stdlib/index.ts';
import { TASK_MEMBERS } from './check/task-variable.ts';

/** Words about what stands at the offset and is no name of the workspace. */
export function describeAt(document: CheckedDocument, offset: number): Description | undefined {
  const { nodes, token } = pathAt(document.file.tree, offset);
  const node = nodes.at(-1);
  if (token === undefined || node === undefined) return undefined;
  const markdown = words(node, textOf(document.file, token), token.kind, document, nodes);
  return markdown === undefined ? undefined : { span: { start: token.start, end: token.end }, markdown };
}

function words(
  node: WdlNode,
  text: string,
  tokenKind: string,
  document: CheckedDocument,
  path: readonly WdlNode[],
): string | undefined {
  switch (node.kind) {
    case 'apply':
      return functionDoc(text);
    case 'type':
      return titled(text, TYPE_DOCS.get(text));
    case 'attribute':
      return attributeDoc(text);
    case 'placeholderOption':
      return titled(text, OPTION_DOCS.get(text));
    case 'member':
      return taskMemberDoc(node, text, document);
    case 'boolean':
    case 'none':
      return titled(text, KEYWORD_DOCS.get(text));
    case 'version':
      return titled('version', KEYWORD_DOCS.get('version'));
    case 'string':
      return importDoc(path, document);
    case 'objectEntry':
      return path.at(-2)?.kind === 'meta' ? titled(text, META_DOCS.get(text)) : undefined;
    default:
      return tokenKind === 'keyword' ? titled(text, KEYWORD_DOCS.get(text)) : undefined;
  }
}

function functionDoc(name: string): string | undefined {
  const found = STANDARD_FUNCTIONS.get(name);
  if (found === undefined) return undefined;
  const signatures = found.signatures.map((one) => one.label).join('\n');
  const since = found.since === 'draft-2' ? '' : `\n\nSince WDL ${found.since}.`;
  return `\`\`\`wdl\n${signatures}\n\`\`\`\n\n${found.doc}${since}`;
}

function attributeDoc(name: string): string | undefined {
  const fact = ATTRIBUTES.find((one) => one.name === name);
  return fact === undefined ? undefined : `**${fact.name}**: \`${fact.type}\`\n\n${fact.doc}`;
}

function taskMemberDoc(node: WdlNode, name: string, document: CheckedDocument): string | undefined {
  if (node.kind !== 'member' || node.target.kind !== 'name') return undefined;
  if (textOf(document.file, node.target) !== 'task') return undefined;
  const member = TASK_MEMBERS.get(name);
  return member === undefined ? undefined : `\`${typeLabel(member.type)} task.${name}\`\n\n${member.doc}`;
}

function importDoc(path: readonly WdlNode[], document: CheckedDocument): string | undefined {
  const parent = path.at(-2);
  if (parent?.kind !== 'import') return undefined;
  const namespace = [...document.file.namespaces.values()].find((one) => one.node === parent);
  if (namespace === undefined) return undefined;
  if (namespace.callables === undefined) return `**${namespace.name}**: not loaded.`;
  const lines = [...namespace.callables.values()].map(
    (one) => `- ${one.kind} \`${namespace.name}.${one.name}\``,
  );
  const types = [...namespace.types].map((name) => `- struct \`${name}\``);
  return [`**${namespace.name}**`, '', ...lines, ...types].join('\n');
}

function titled(word: string, doc: string | undefined): string | undefined {
  return doc === undefined ? undefined : `**${word}**: ${doc}`;
}

/** The function or call whose arguments the offset stands in. */
export function signatureAt(document: CheckedDocument, offset: number): SignatureCandidate | undefined {
  const place = placeAt(document.file.tree, offset);
  if (place === undefined) return undefined;
  for (const node of [...place.open].reverse()) {
    if (node.kind === 'apply') return applySignature(document, node, offset);
    if (node.kind === 'call') {
      const inBody = node.open !== undefined && node.open.end <= offset;
      return inBody ? callSignature(document, place.path, node, offset) : undefined;
    }
  }
  return undefined;
}

function applySignature(
  document: CheckedDocument,
  node: ApplyNode,
  offset: number,
): SignatureCandidate | undefined {
  const found = STANDARD_FUNCTIONS.get(textOf(document.file, node.name));
  if (found === undefined || offset < node.name.end) return undefined;
  const active = commasBefore(document, node, offset);
  const signature = found.signatures.find((one) => one.parameters.length > active) ?? found.signatures[0];
  if (signature === undefined) return undefined;
  return {
    label: signature.label,
    documentation: found.doc,
    parameters: signature.parameters.map((one) => ({ label: one.label })),
    active,
  };
}

function callSignature(
  document: CheckedDocument,
  path: readonly WdlNode[],
  node: CallNode,
  offset: number,
): SignatureCandidate | undefined {
  const callable = callableOf(document, path);
  const entry = callable === undefined ? undefined : document.bodies.get(callable)?.entries.get(node);
  const callee = entry?.callee;
  if (callee === undefined) return undefined;
  const ports = [...callee.inputs.values()].sort((a, b) => Number(b.required) - Number(a.required));
  const labels = ports.map((port) => `${typeLabel(port.type)} ${port.name}`);
  const current = node.inputs.findLast((input) => input.start <= offset);
  const isPast = current !== undefined && document.file.text.slice(current.end, offset).includes(',');
  const name = current === undefined || isPast ? undefined : textOf(document.file, current.name);
  return {
    label: `${callee.name}(${labels.join(', ')})`,
    ...(callee.description === undefined ? {} : { documentation: callee.description }),
    parameters: ports.map((port, i) => ({
      label: labels[i] ?? port.name,
      ...(port.description === undefined ? {} : { documentation: port.description }),
    })),
    active: ports.findIndex((port) => port.name === name),
  };
}

function commasBefore(document: CheckedDocument, node: ApplyNode, offset: number): number {
  let count = 0;
  for (const child of node.children) {
    if (child.end > offset) break;
    if (child.kind === 'punctuation' && textOf(document.file, child) === ',') count++;
  }
  return count;
}
