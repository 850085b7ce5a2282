import { assignable, typeLabel } from '../../../model/index.ts';
import type { Port } from '../../../model/index.ts';
import type { Fix, TextEdit } from '../../../text/index.ts';
import type { CallNode, WorkflowNode } from '../ast.ts';
import { atLeast } from '../versions.ts';
import type { ExpressionScope } from './expression-scope.ts';
import type { CheckedFile } from './file.ts';
import { entryType, lift, lookup } from './scope.ts';
import type { Block, Entry } from './scope.ts';

/**
 * Gives every missing input: by a value of its name where there is one that fits, otherwise by a new input of the
 * workflow, so that what comes out has no mistake left.
 */
export function addInputs(
  scope: ExpressionScope,
  workflow: { readonly node: WorkflowNode },
  node: CallNode,
  entry: Entry,
  missing: readonly Port[],
): Fix | undefined {
  const { file } = scope;
  const assignments: string[] = [];
  const declarations: string[] = [];
  for (const port of missing) {
    const source = sourceOf(scope, entry, port);
    assignments.push(`${port.name} = ${source.name}`);
    if (source.declaration !== undefined) declarations.push(source.declaration);
  }
  const edits = callEdits(file, node, assignments);
  if (edits === undefined) return undefined;
  const what = missing.length === 1 ? `input '${missing[0]?.name ?? ''}'` : 'the missing inputs';
  if (declarations.length === 0) return { title: `Add ${what}`, edits, preferred: true };
  const added = workflowInputEdits(file, workflow.node, declarations);
  return added === undefined
    ? undefined
    : { title: `Add ${what}, as inputs of the workflow`, edits: [...added, ...edits] };
}

/** The value that the input gets, and the declaration that it needs where there is none yet. */
function sourceOf(scope: ExpressionScope, entry: Entry, port: Port): { name: string; declaration?: string } {
  const visible = lookup(scope.block, port.name);
  if (visible !== undefined && visible.entry.kind !== 'call') {
    const type = lift(entryType(visible.entry), visible.lifts);
    if (assignable(type, port.type, scope.file.spec) === true) return { name: port.name };
  }
  const name = isFree(scope.block, port.name) ? port.name : `${entry.name}_${port.name}`;
  return { name, declaration: `${typeLabel(port.type)} ${name}` };
}

/** Whether the whole workflow can take the name. */
function isFree(block: Block, name: string): boolean {
  return lookup(block, name) === undefined;
}

function workflowInputEdits(
  file: CheckedFile,
  workflow: WorkflowNode,
  declarations: readonly string[],
): TextEdit[] | undefined {
  const indent = indentOf(file.text, workflow.start);
  const step = stepOf(file.text, workflow);
  const section = workflow.body.find((item) => item.kind === 'input');
  if (section?.kind === 'input') {
    const close = section.children.at(-1);
    if (close === undefined || file.text[close.start] !== '}') return undefined;
    const last = section.decls.at(-1);
    const inner = last === undefined ? indent + step + step : indentOf(file.text, last.start);
    const isOneLine = !file.text.slice(section.start, close.end).includes('\n');
    if (isOneLine) {
      const newText = declarations.map((one) => `${inner}${one}\n`).join('');
      const start = trimBack(file.text, close.start);
      return [
        { span: { start, end: close.start }, newText: `\n${newText}${indentOf(file.text, section.start)}` },
      ];
    }
    const start = trimBack(file.text, close.start);
    return [{ span: { start, end: start }, newText: declarations.map((one) => `\n${inner}${one}`).join('') }];
  }
  const open = workflow.children.find((child) => child.kind === 'punctuation');
  if (open === undefined || file.text[open.start] !== '{') return undefined;
  const inner = indent + step;
  const lines = declarations.map((one) => `${inner}${step}${one}\n`).join('');
  return [{ span: { start: open.end, end: open.end }, newText: `\n${inner}input {\n${lines}${inner}}\n` }];
}

function callEdits(
  file: CheckedFile,
  node: CallNode,
  assignments: readonly string[],
): TextEdit[] | undefined {
  const { text } = file;
  const indent = indentOf(text, node.start);
  const step = indent.includes('\t') ? '\t' : indent.length > 0 && indent.length % 4 === 0 ? '    ' : '  ';
  const inner = indent + step;
  const needsKeyword = !atLeast(file.version, '1.2');
  const deep = needsKeyword ? inner + step : inner;
  const lines = assignments.join(`,\n${deep}`);
  const head = needsKeyword ? `\n${inner}input:` : '';
  if (node.open === undefined) {
    const newText = ` {${head}\n${deep}${lines}\n${indent}}`;
    return [{ span: { start: node.end, end: node.end }, newText }];
  }
  const last = node.inputs.at(-1);
  if (last !== undefined) return [afterInput(file, node, last.start, last.end, assignments)];
  if (node.close === undefined) return undefined;
  const start = node.inputKeyword === undefined ? node.open.end : trimBack(text, node.close.start);
  const keyword = node.inputKeyword === undefined ? head : '';
  return [{ span: { start, end: node.close.start }, newText: `${keyword}\n${deep}${lines}\n${indent}` }];
}

/** Behind the last input, on lines of their own where that one has its own. */
function afterInput(
  file: CheckedFile,
  node: CallNode,
  start: number,
  end: number,
  assignments: readonly string[],
): TextEdit {
  const line = file.text.lastIndexOf('\n', start - 1) + 1;
  const before = file.text.slice(line, start);
  const separator = /^[ \t]*$/.test(before) ? `,\n${before}` : ', ';
  const comma = followingComma(file.text, end, node.end);
  const at = comma ?? end;
  const joined = assignments.join(separator);
  return {
    span: { start: at, end: at },
    newText: comma === undefined ? separator + joined : separator.slice(1) + joined,
  };
}

/** The end of the comma that follows, where one does. */
function followingComma(text: string, from: number, end: number): number | undefined {
  for (let i = from; i < end; i++) {
    const char = text[i];
    if (char === ',') return i + 1;
    if (char !== ' ' && char !== '\t' && char !== '\n' && char !== '\r') return undefined;
  }
  return undefined;
}

function indentOf(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}

/** How far the items of the workflow are indented. */
function stepOf(text: string, workflow: WorkflowNode): string {
  const [first] = workflow.body;
  const indent = first === undefined ? '' : indentOf(text, first.start);
  return indent === '' ? '  ' : indent;
}

function trimBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}
