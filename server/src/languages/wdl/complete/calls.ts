import type { CompletionCandidate } from '../../language.ts';
import { typeLabel } from '../../../model/index.ts';
import type { CallNode } from '../ast.ts';
import { textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import { namesIn } from '../check/scope.ts';
import type { Block, Entry } from '../check/scope.ts';
import type { CallableSignature } from '../exports.ts';
import { atLeast } from '../versions.ts';
import { keyword } from './keywords.ts';

/** What a call can name: tasks and workflows of the document, and those of its imports behind their namespace. */
export function targetCandidates(file: CheckedFile, workflow: string): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  for (const callee of file.callables.values()) {
    if (callee.name !== workflow) candidates.push(...calleeCandidates(file, callee, callee.name, 1));
  }
  for (const namespace of file.namespaces.values()) {
    candidates.push({
      label: namespace.name,
      kind: 'namespace',
      detail: namespace.target,
      insert: `${namespace.name}.`,
      rank: 3,
    });
    for (const callee of namespace.callables?.values() ?? []) {
      candidates.push(...calleeCandidates(file, callee, `${namespace.name}.${callee.name}`, 2));
    }
  }
  return candidates;
}

export function namespaceCandidates(file: CheckedFile, name: string): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  for (const callee of file.namespaces.get(name)?.callables?.values() ?? []) {
    candidates.push(...calleeCandidates(file, callee, callee.name, 1));
  }
  return candidates;
}

/** The inputs that the call does not give yet, the ones it must give first. */
export function inputCandidates(
  file: CheckedFile,
  node: CallNode,
  entry: Entry | undefined,
): CompletionCandidate[] {
  const callee = entry?.callee;
  if (callee === undefined) return [];
  const given = new Set(node.inputs.map((input) => textOf(file, input.name)));
  const candidates: CompletionCandidate[] = [];
  for (const port of callee.inputs.values()) {
    if (given.has(port.name)) continue;
    const fallback = port.default === undefined ? '' : ` = ${port.default.text}`;
    candidates.push({
      label: port.name,
      kind: 'member',
      detail: typeLabel(port.type) + fallback,
      ...(port.description === undefined ? {} : { documentation: port.description }),
      insert: `${port.name} = `,
      rank: port.required ? 1 : 3,
    });
  }
  return candidates;
}

/** The names of the calls that another call can wait for. */
export function waitCandidates(block: Block, self: Entry | undefined): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  for (const [name, { entry }] of namesIn(block)) {
    if (entry.kind === 'call' && entry !== self)
      candidates.push({ label: name, kind: 'task', detail: 'call', rank: 1 });
  }
  return candidates;
}

/** What may follow the target of a call. */
export function callTailCandidates(file: CheckedFile, node: CallNode): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  if (node.alias === undefined) candidates.push({ ...keyword('as'), rank: 1 });
  if (atLeast(file.version, '1.1')) candidates.push({ ...keyword('after'), rank: 2 });
  return candidates;
}

function calleeCandidates(
  file: CheckedFile,
  callee: CallableSignature,
  label: string,
  rank: number,
): CompletionCandidate[] {
  const shared = {
    kind: callee.kind,
    ...(callee.description === undefined ? {} : { documentation: callee.description }),
  } as const;
  const required = [...callee.inputs.values()].filter((port) => port.required);
  const detail =
    required.length === 0 ? callee.kind : `needs ${required.map((port) => port.name).join(', ')}`;
  const plain: CompletionCandidate = { ...shared, label, detail: callee.kind, rank: rank + 1 };
  if (required.length === 0) return [{ ...plain, rank }];
  const lines = required.map((port, i) => `${port.name} = \${${i + 1}:${port.name}}`);
  const insert = atLeast(file.version, '1.2')
    ? `${label} {\n  ${lines.join(',\n  ')}\n}`
    : `${label} {\n  input:\n    ${lines.join(',\n    ')}\n}`;
  return [{ ...shared, label: `${label} { … }`, detail, filter: label, insert, snippet: true, rank }, plain];
}
