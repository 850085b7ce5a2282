import type { Around, CompletionCandidate } from '../../language.ts';
import type { Span } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import type { AttributeNode, ImportNode, StringNode } from '../ast.ts';
import { textOf } from '../check/file.ts';
import { attributeFact } from '../facts/attributes.ts';
import type { Place } from './place.ts';

/** What a text between quotes can be: the path of a document, a container image, a value that an attribute knows. */
export function stringCandidates(
  document: CheckedDocument,
  place: Place,
  node: StringNode,
  around: Around | undefined,
): readonly CompletionCandidate[] {
  if (node.parts.some((part) => 'children' in part)) return [];
  const owner = place.path[place.path.indexOf(node) - 1];
  const replace = contentOf(document.file.text, node);
  switch (owner?.kind) {
    case 'import':
      return importPaths(document, owner, replace, around);
    case 'attribute':
      return attributeTexts(document, place, owner, replace, around);
    case 'array': {
      const attribute = place.path[place.path.indexOf(owner) - 1];
      return attribute?.kind === 'attribute'
        ? attributeTexts(document, place, attribute, replace, around)
        : [];
    }
    default:
      return [];
  }
}

/** Images that the workspace uses, as values in quotes. */
export function containerCandidates(key: string, around: Around | undefined): CompletionCandidate[] {
  if (!CONTAINER_KEYS.has(key)) return [];
  return (around?.containers() ?? []).map((image, i) => ({
    label: `"${image}"`,
    kind: 'value',
    detail: 'used in this workspace',
    rank: 1 + i / 1000,
  }));
}

const CONTAINER_KEYS: ReadonlySet<string> = new Set(['container', 'docker']);

function attributeTexts(
  document: CheckedDocument,
  place: Place,
  attribute: AttributeNode,
  replace: Span,
  around: Around | undefined,
): CompletionCandidate[] {
  const key = textOf(document.file, attribute.key);
  const section = place.path.findLast(
    (one) => one.kind === 'runtime' || one.kind === 'requirements' || one.kind === 'hints',
  );
  const values = attributeFact(key, section?.kind === 'hints' ? 'hints' : 'runtime')?.values ?? [];
  const texts = values.filter((value) => value.startsWith('"')).map((value) => value.slice(1, -1));
  const known = texts.map((label, i) => ({ label, kind: 'value' as const, replace, rank: 1 + i / 100 }));
  const used = containerCandidates(key, around).map(({ label, ...rest }) => ({
    ...rest,
    label: label.slice(1, -1),
    replace,
  }));
  return [...known, ...used];
}

/** Documents of the workspace that the file does not import yet, the nearest first. */
function importPaths(
  { file }: CheckedDocument,
  node: ImportNode,
  replace: Span,
  around: Around | undefined,
): CompletionCandidate[] {
  const taken = new Set(
    file.tree.root.items.flatMap((item) => {
      if (item.kind !== 'import' || item === node || item.uri === undefined) return [];
      return [file.text.slice(item.uri.start + 1, item.uri.end - 1).replace(/^\.\//, '')];
    }),
  );
  const candidates: CompletionCandidate[] = [];
  for (const uri of around?.files() ?? []) {
    const path = uri === file.uri ? undefined : relativePath(file.uri, uri);
    if (path === undefined || taken.has(path)) continue;
    candidates.push({ label: path, kind: 'file', replace, rank: 1 + path.split('/').length / 10 });
  }
  return candidates;
}

/** How `from` writes the path of `to`; undefined where there is no way from the one to the other. */
export function relativePath(from: string, to: string): string | undefined {
  const [fromParts, toParts] = [from.split('/'), to.split('/')];
  // The scheme and the authority are the first three parts.
  if (fromParts.slice(0, 3).join('/') !== toParts.slice(0, 3).join('/')) return undefined;
  let shared = 3;
  while (
    shared < fromParts.length - 1 &&
    shared < toParts.length - 1 &&
    fromParts[shared] === toParts[shared]
  ) {
    shared++;
  }
  const up = fromParts.slice(shared, -1).map(() => '..');
  try {
    return [...up, ...toParts.slice(shared).map(decodeURIComponent)].join('/');
  } catch {
    return undefined;
  }
}

/** What stands between the quotes; of a string that is not closed, up to the end of its line. */
function contentOf(text: string, node: StringNode): Span {
  const start = node.start + 1;
  if (node.closed) return { start, end: node.end - 1 };
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  return { start, end: Math.max(start, Math.min(end, node.end)) };
}
