import type { Fix, Span, TextEdit } from '../../../text/index.ts';
import type { CallInputNode, CallNode } from '../ast.ts';
import type { CheckedCallable } from './callables.ts';
import { textOf } from './file.ts';
import type { CheckedFile } from './file.ts';
import type { Entry } from './scope.ts';
import type { WorkflowBody } from './workflow-blocks.ts';

/** Deletes the node, and its line when nothing else stands on it. */
export function removal(file: CheckedFile, node: Span, title: string): Fix {
  return { title, edits: [deletion(file.text, node)], preferred: true };
}

/**
 * Deletes an input with what is said about it, and what calls in the same document give it. Who calls from another
 * document, or gives it a value in a parameter file, is not known here: nobody does this without being asked.
 */
export function inputRemoval(
  file: CheckedFile,
  callable: CheckedCallable,
  { name, node }: Entry,
  bodies: readonly WorkflowBody[],
): Fix {
  const given = bodies.flatMap(({ all }) =>
    all.flatMap((entry) =>
      entry.node.kind === 'call' && entry.callee === callable.signature
        ? argumentRemoval(file, entry.node, name)
        : [],
    ),
  );
  const described = callable.meta.flatMap((section) =>
    section.kind === 'parameter_meta' ? section.entries.filter(({ key }) => textOf(file, key) === name) : [],
  );
  const where =
    given.length === 0 ? '' : given.length === 1 ? ' and its value in the call' : ' and its values in calls';
  return {
    title: `Remove the input${where}`,
    edits: [
      deletion(file.text, node),
      ...described.map((entry) => deletion(file.text, withComma(file.text, entry))),
      ...given,
    ],
    together: true,
  };
}

/** Deletes a call, and one of two blank lines that would meet. */
export function callRemoval(file: CheckedFile, { node }: Entry): Fix {
  return { title: 'Remove the call', edits: [deletion(file.text, node)], together: true };
}

function argumentRemoval(file: CheckedFile, call: CallNode, name: string): TextEdit[] {
  const { text } = file;
  const index = call.inputs.findIndex((input) => textOf(file, input.name) === name);
  const input = call.inputs[index];
  if (input === undefined || call.open === undefined || call.close === undefined) return [];
  if (call.inputs.length === 1 && !text.slice(call.open.end, call.close.start).includes('#')) {
    return [{ span: { start: trimmedBack(text, call.open.start), end: call.close.end }, newText: '' }];
  }
  return [deletion(text, withNeighbour(text, input, call.inputs[index - 1], call.inputs[index + 1]))];
}

/** The input with one comma: that behind it, or for the last of a line the one in front of it. */
function withNeighbour(
  text: string,
  input: CallInputNode,
  before: CallInputNode | undefined,
  after: CallInputNode | undefined,
): Span {
  const whole = withComma(text, input);
  if (isAlone(text, whole)) return whole;
  if (after !== undefined && /^\s*$/.test(text.slice(whole.end, after.start))) {
    return { start: input.start, end: after.start };
  }
  if (before !== undefined && /^\s*,\s*$/.test(text.slice(before.end, input.start))) {
    return { start: before.end, end: whole.end };
  }
  return whole;
}

function withComma(text: string, { start, end }: Span): Span {
  const comma = /^\s*,/.exec(text.slice(end, end + 200));
  return { start, end: end + (comma?.[0].length ?? 0) };
}

function deletion(text: string, node: Span): TextEdit {
  if (!isAlone(text, node)) return { span: { start: node.start, end: node.end }, newText: '' };
  let start = lineStart(text, node.start);
  const end = text.indexOf('\n', node.end) + 1 || text.length;
  const next = text.slice(end, text.indexOf('\n', end) + 1 || text.length);
  const previous = start === 0 ? 0 : lineStart(text, start - 1);
  const isBlankBefore = start > 0 && text.slice(previous, start).trim() === '';
  if (isBlankBefore && /^\s*(?:\}.*)?\s*$/.test(next)) start = previous;
  return { span: { start, end }, newText: '' };
}

/** Whether nothing else stands on its lines. */
function isAlone(text: string, { start, end }: Span): boolean {
  const lineEnd = text.indexOf('\n', end);
  const rest = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  return text.slice(lineStart(text, start), start).trim() === '' && rest.trim() === '';
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function trimmedBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}
