import type { OutlineItem } from '../../../model/index.ts';
import type { Span } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import type { CheckedPort, CheckedProcess } from '../check/processes.ts';
import type { CheckedStep } from '../check/steps.ts';
import type { CwlEntry, Name, Part } from '../document/index.ts';
import { typeText } from '../types/type.ts';

/** The outline of a document: its processes with their ports and steps, in the order of the text. */
export function outlineOf(document: CheckedDocument): readonly OutlineItem[] {
  return document.processes
    .filter(({ around }) => around === undefined)
    .map((checked) => processItem(document, checked));
}

function processItem(document: CheckedDocument, checked: CheckedProcess): OutlineItem {
  const { process, signature } = checked;
  const { node, fields } = process;
  const name = process.id?.span ?? process.classNode ?? { start: node.start, end: node.start };
  const steps = document.workflows.get(checked)?.around.steps ?? [];
  const sections = [
    section(
      fields.get('inputs'),
      checked.inputs.map((port) => portItem(port, 'input')),
    ),
    section(
      fields.get('outputs'),
      checked.outputs.map((port) => portItem(port, 'output')),
    ),
    section(
      fields.get('steps'),
      steps.map((step) => stepItem(document, step)),
    ),
    ...['requirements', 'hints', 'arguments'].map((key) => section(fields.get(key), [])),
  ].flatMap((item) => item ?? []);
  return {
    name: signature.name,
    ...(process.class === undefined ? {} : { detail: process.class }),
    kind: process.class === 'Workflow' ? 'workflow' : 'task',
    span: plain(node),
    nameSpan: plain(name),
    children: inside(node, sections),
  };
}

function section(entry: CwlEntry | undefined, children: readonly OutlineItem[]): OutlineItem | undefined {
  if (entry === undefined) return undefined;
  return {
    name: entry.key.text,
    kind: 'section',
    span: plain(entry),
    nameSpan: plain(entry.key),
    children: inside(entry, children),
  };
}

function portItem({ port, signature }: CheckedPort, kind: 'input' | 'output'): OutlineItem {
  return {
    name: signature.name,
    detail: typeText(signature.type),
    kind,
    span: around(port.name, port),
    nameSpan: plain(port.name.span),
    children: [],
  };
}

function stepItem(document: CheckedDocument, { step, callee }: CheckedStep): OutlineItem {
  const { run } = step;
  const inner =
    run?.kind === 'inline' ? document.processes.find(({ process }) => process === run.process) : undefined;
  const span = around(step.name, step);
  const detail = callee?.name ?? (run?.kind === 'reference' ? run.target : undefined);
  return {
    name: step.name.text,
    ...(detail === undefined ? {} : { detail }),
    kind: 'call',
    span,
    nameSpan: plain(step.name.span),
    children: inner === undefined ? [] : inside(span, [processItem(document, inner)]),
  };
}

/** From the name to the end of what it names, whichever comes first. */
function around(name: Name, { node }: Part): Span {
  const { start, end } = name.node;
  if (node === undefined) return { start, end };
  // An alias stands elsewhere in the text.
  if (node.end < start) return { start, end };
  return { start: Math.min(start, node.start), end: Math.max(end, node.end) };
}

/** In the order of the text, without what stands elsewhere: aliases. */
function inside(outer: Span, items: readonly OutlineItem[]): readonly OutlineItem[] {
  return items
    .filter(({ span }) => span.start >= outer.start && span.end <= outer.end)
    .sort((a, b) => a.span.start - b.span.start);
}

function plain({ start, end }: Span): Span {
  return { start, end };
}
