import type { Problem, Span } from '../../../text/index.ts';
import type { CheckedCallable } from './callables.ts';
import { textOf } from './file.ts';
import type { CheckedFile, Namespace } from './file.ts';
import { callRemoval, inputRemoval, removal } from './removals.ts';
import type { Entry } from './scope.ts';
import type { WorkflowBody } from './workflow-blocks.ts';

/** Ends of the names of index files, which only need to lie beside the file that they belong to. */
const INDEX_ENDINGS = [
  'index',
  'indexes',
  'indices',
  'idx',
  'tbi',
  'bai',
  'crai',
  'csi',
  'fai',
  'gzi',
  'dict',
  'sa',
  'amb',
  'ann',
  'bwt',
  'pac',
  'alt',
];

/** Hints at what is declared and never used; to be called when everything has been checked. */
export function reportUnused(
  file: CheckedFile,
  callables: readonly CheckedCallable[],
  bodies: readonly WorkflowBody[],
): void {
  for (const namespace of file.namespaces.values()) reportNamespace(file, namespace);
  for (const callable of callables) {
    if (isStub(file, callable)) continue;
    for (const input of callable.inputs) reportInput(file, callable, input, bodies);
    for (const declaration of callable.declarations) reportDeclaration(file, declaration);
  }
  for (const body of bodies) {
    for (const entry of body.all) {
      if (entry.kind === 'call') reportCall(file, body.callable, entry);
      else if (entry.kind === 'declaration' && body.callable.hasOutputSection) reportDeclaration(file, entry);
    }
  }
}

function reportNamespace(file: CheckedFile, namespace: Namespace): void {
  if (namespace.used || namespace.callables === undefined) return;
  for (const name of namespace.types) if (file.usedTypes.has(name)) return;
  file.problems.push({
    ...unnecessary(namespace.span, 'unused-import', 'warning'),
    message: `Nothing of '${namespace.target}' is used.`,
    note: 'The import only makes the package larger and the check longer.',
    fixes: [removal(file, namespace.node, 'Remove the import')],
  });
}

function reportInput(
  file: CheckedFile,
  callable: CheckedCallable,
  entry: Entry,
  bodies: readonly WorkflowBody[],
): void {
  if (entry.used || isIndexLike(entry) || isEnvironment(file, callable, entry)) return;
  file.problems.push({
    ...unnecessary(entry.nameSpan, 'unused-input', 'hint'),
    message: `The input '${entry.name}' is never used.`,
    note: 'Its value has no effect. Index files that only need to be present are not reported when their names say so.',
    fixes: [inputRemoval(file, callable, entry, bodies)],
  });
}

function reportDeclaration(file: CheckedFile, entry: Entry): void {
  if (entry.used || isIndexLike(entry)) return;
  if (entry.node.kind === 'decl' && entry.node.env !== undefined) return;
  file.problems.push({
    ...unnecessary(entry.nameSpan, 'unused-declaration', 'warning'),
    message: `'${entry.name}' is never used.`,
    note: 'Remove it, or use it.',
    fixes: [removal(file, entry.node, 'Remove the declaration')],
  });
}

function reportCall(file: CheckedFile, callable: CheckedCallable, entry: Entry): void {
  if (entry.used || entry.callee === undefined || entry.callee.outputs.size === 0) return;
  if (!callable.hasOutputSection) return;
  file.problems.push({
    ...unnecessary(entry.nameSpan, 'unused-call', 'hint'),
    message: `No output of the call '${entry.name}' is used.`,
    note: 'The task runs and is paid for, and nothing of it reaches the outputs of the workflow.',
    fixes: [callRemoval(file, entry)],
  });
}

function unnecessary(
  span: Span,
  code: string,
  severity: 'hint' | 'warning',
): Pick<Problem, 'span' | 'code' | 'severity' | 'tags'> {
  return { span, code, severity, tags: ['unnecessary'] };
}

function isIndexLike(entry: Entry): boolean {
  const type = entry.type.kind === 'array' ? entry.type.element : entry.type;
  if (type.kind !== 'primitive' || type.name !== 'File') return false;
  const name = entry.name.toLowerCase();
  return INDEX_ENDINGS.some((ending) => name.endsWith(ending));
}

/** `env String x` is read by the command as a variable of the shell. */
function isEnvironment(file: CheckedFile, callable: CheckedCallable, entry: Entry): boolean {
  if (entry.node.kind !== 'decl' || entry.node.env === undefined) return false;
  return callable.commands.some((command) => textOf(file, command).includes(entry.name));
}

/** A task whose command says nothing only declares what something else runs. */
function isStub(file: CheckedFile, callable: CheckedCallable): boolean {
  if (callable.node.kind !== 'task') return false;
  return callable.commands.every((command) =>
    command.parts.every((part) => !('children' in part) && textOf(file, part).trim() === ''),
  );
}
