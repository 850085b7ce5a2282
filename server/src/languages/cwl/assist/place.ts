import type { CheckedDocument } from '../analyze.ts';
import type { CheckedPort, CheckedProcess } from '../check/processes.ts';
import type { CheckedStep } from '../check/steps.ts';
import type { CwlNode } from '../document/index.ts';
import { pathTo } from '../../../syntax/walk.ts';
import type { SyntaxElement } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';

/** Where in the structure of a document somebody writes. */
export interface Place {
  /** Keys of the mappings around, outermost first. */
  readonly keys: readonly KeyPlace[];
  /** `key`: a new field; `value`: what stands behind the last key, or an item of the list there. */
  readonly slot: 'key' | 'value';
  /** What is replaced: the word that is typed, with letters that names in CWL may have. */
  readonly word: Span;
  /** The scalar that the cursor is in. */
  readonly scalar: (CwlNode & { readonly kind: 'scalar' }) | undefined;
}

export interface KeyPlace {
  readonly text: string;
  readonly start: number;
}

/** Half-typed lines have no node for what is missing, so lines and their indentation count beside the tree. */
export function placeAt(document: CheckedDocument, offset: number): Place {
  const { text, tree } = document.file;
  const word = wordAround(text, offset);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const path = pathTo(tree.root, offset);
  const scalar = path.findLast(isScalar);
  const typed = /^(\s*(?:-\s+)*)([\w.$#:-]+|"[^"]*"|'[^']*')\s*:\s+[^{}[\],]*$/.exec(before);
  if (typed !== null && !isInFlow(path)) {
    const keyAt = lineStart + (typed[1]?.length ?? 0);
    return { keys: keysOf(pathTo(tree.root, keyAt)), slot: 'value', word, scalar };
  }
  const inline = /(?:^|[{,])\s*([\w.$#-]+|"[^"]*"|'[^']*')\s*:\s*["']?[\w./#-]*$/.exec(before);
  if (inline !== null && isInFlow(path)) {
    const keyAt = lineStart + inline.index + inline[0].indexOf(inline[1] ?? '');
    return { keys: keysOf(pathTo(tree.root, keyAt)), slot: 'value', word, scalar };
  }
  const keys = keysOf(path);
  const entry = path.findLast(({ kind }) => kind === 'entry');
  const isEmptyLine = /^\s*(?:-\s*)?[\w.$#-]*$/.test(before);
  if (isEmptyLine && !isInFlow(path)) {
    const indent = /^\s*(?:-\s*)*/.exec(before)?.[0].length ?? 0;
    const dash = before.trimStart().startsWith('-');
    const own = keysAbove(text, lineStart, dash ? before.indexOf('-') + 1 : indent);
    return { keys: own, slot: dash ? 'value' : 'key', word, scalar };
  }
  const colon = entry === undefined ? -1 : text.slice(entry.start, offset).search(/:(?:\s|$)/);
  const list = path.findLast(({ kind }) => kind === 'sequence' || kind === 'mapping' || kind === 'entry');
  if (list?.kind === 'mapping') return { keys, slot: 'key', word, scalar };
  const isKey = entry !== undefined && colon < 0 && list?.kind !== 'sequence';
  return { keys: isKey ? keys.slice(0, -1) : keys, slot: isKey ? 'key' : 'value', word, scalar };
}

function isScalar(element: SyntaxElement): element is CwlNode & { readonly kind: 'scalar' } {
  return element.kind === 'scalar';
}

function isInFlow(path: readonly SyntaxElement[]): boolean {
  return path.some((element) => 'flow' in element && element.flow === true);
}

function keysOf(path: readonly SyntaxElement[]): readonly KeyPlace[] {
  return path.flatMap((element) => {
    if (element.kind !== 'entry' || !('key' in element)) return [];
    const key = element.key as CwlNode & { readonly kind: 'scalar' };
    return [{ text: key.text, start: key.start }];
  });
}

/** The keys that a line of this indentation stands under. */
function keysAbove(text: string, lineStart: number, indent: number): readonly KeyPlace[] {
  const keys: KeyPlace[] = [];
  let limit = indent;
  let end = lineStart - 1;
  while (end > 0 && limit > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    end = start - 1;
    const match = /^(\s*(?:-\s+)*)("[^"]*"|'[^']*'|[^\s#:][^:]*?)\s*:(?:\s|$)/.exec(line);
    const dash = /^(\s*)-\s/.exec(line)?.[1]?.length;
    const at = match?.[1]?.length ?? 0;
    const word = match?.[2];
    if (word !== undefined && at < limit) {
      keys.unshift({ text: word.replace(/^["']|["']$/g, ''), start: start + at });
      limit = dash ?? at;
    } else if (dash !== undefined && dash < limit) limit = dash + 1;
  }
  return keys;
}

/** Names of files, sources and fragments have more letters than names of variables. */
function wordAround(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && /[\w./#-]/.test(text[start - 1] ?? '')) start--;
  while (end < text.length && /[\w./#-]/.test(text[end] ?? '')) end++;
  return { start, end };
}

/** The step that the offset lies in, the innermost. */
export function stepAt(document: CheckedDocument, offset: number) {
  let best:
    { readonly step: CheckedStep; readonly process: CheckedProcess; readonly size: number } | undefined;
  for (const [process, { around }] of document.workflows) {
    for (const step of around.steps) {
      const start = Math.min(step.step.name.node.start, step.step.node?.start ?? Infinity);
      const end = Math.max(step.step.name.node.end, step.step.node?.end ?? 0);
      const size = end - start;
      if (start <= offset && offset <= end && (best === undefined || size < best.size))
        best = { step, process, size };
    }
  }
  return best;
}

/** The step whose name stands there. */
export function stepNamedAt(document: CheckedDocument, start: number) {
  for (const [process, { around }] of document.workflows) {
    const step = around.steps.find((one) => one.step.name.node.start === start);
    if (step !== undefined) return { step, process };
  }
  return undefined;
}

/** The output of a workflow whose name stands there, or whose text the offset lies in. */
export function outputAt(
  document: CheckedDocument,
  offset: number,
): { readonly port: CheckedPort; readonly process: CheckedProcess } | undefined {
  for (const process of document.workflows.keys()) {
    const port = process.outputs.find(({ port: { name, node } }) => {
      const start = Math.min(name.node.start, node?.start ?? Infinity);
      return start <= offset && offset <= Math.max(name.node.end, node?.end ?? 0);
    });
    if (port !== undefined) return { port, process };
  }
  return undefined;
}
