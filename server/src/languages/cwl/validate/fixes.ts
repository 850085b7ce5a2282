import type { Fix, Span, TextEdit } from '../../../text/index.ts';
import { span } from '../../../text/index.ts';
import type { CwlEntry, CwlMapping, CwlScalar } from '../document/index.ts';
import { lettersOf } from '../document/index.ts';

/** Replaces the text of a scalar, its quotes kept. */
export function replaceText(node: CwlScalar, newText: string, title: string): Fix {
  return { title, edits: [{ span: lettersOf(node, 0, node.text.length), newText }], preferred: true };
}

export function renameTo(node: CwlScalar, name: string): Fix {
  return replaceText(node, name, `Change to '${name}'`);
}

/** Replaces all of a scalar. */
export function replaceNode(node: Span, newText: string, title: string): Fix {
  return { title, edits: [{ span: span(node.start, node.end), newText }], preferred: true };
}

/** Adds a field behind the last one of a mapping. */
export function addField(text: string, mapping: CwlMapping, name: string, value: string): Fix {
  return { title: `Add '${name}'`, edits: [fieldEdit(text, mapping, name, value)] };
}

function fieldEdit(text: string, mapping: CwlMapping, name: string, value: string): TextEdit {
  const json = isJson(text);
  const field = json ? `"${name}": ${value}` : `${name}: ${value}`;
  const last = mapping.entries.at(-1);
  if (mapping.flow) {
    const at = last?.end ?? mapping.start + 1;
    const first = mapping.entries[0];
    if (first === undefined || last === undefined) return { span: span(at, at), newText: field };
    const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
    const ownLine = text.slice(lineStart, last.start).trim() === '' && lineStart > 0;
    const glue = ownLine ? `,\n${text.slice(lineStart, last.start)}` : ', ';
    return { span: span(at, at), newText: glue + field };
  }
  const at = lineEnd(text, mapping.end);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: span(at, at), newText: `${newline}${indentOf(text, mapping)}${field}` };
}

/** Adds a field before the first one of a mapping. */
export function prependField(text: string, mapping: CwlMapping, name: string, value: string): Fix {
  const first = mapping.entries[0];
  const title = `Add '${name}'`;
  if (mapping.flow || first === undefined) {
    const json = isJson(text);
    const at = mapping.start + 1;
    const glue = first === undefined ? '' : /^\s*/.exec(text.slice(at, first.start))?.[0].replace(/^$/, ' ');
    const field = json ? `"${name}": "${value}"` : `${name}: ${value}`;
    const comma = first === undefined ? '' : ',';
    return { title, edits: [{ span: span(at, at), newText: `${glue ?? ''}${field}${comma}` }] };
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${name}: ${value}${newline}${indentOf(text, mapping)}`;
  return { title, edits: [{ span: span(first.start, first.start), newText }] };
}

/** Removes an entry with the line or the comma that belongs to it. */
export function removeEntry(text: string, mapping: CwlMapping, entry: CwlEntry): Fix {
  const title = `Remove this '${entry.key.text}'`;
  return { title, edits: [{ span: entrySpan(text, mapping, entry), newText: '' }] };
}

function entrySpan(text: string, mapping: CwlMapping, entry: CwlEntry): Span {
  if (mapping.flow) {
    const before = /,\s*$/.exec(text.slice(mapping.start, entry.start))?.[0].length ?? 0;
    const after = before > 0 ? 0 : (/^\s*,\s*/.exec(text.slice(entry.end, mapping.end))?.[0].length ?? 0);
    return span(entry.start - before, entry.end + after);
  }
  const next = mapping.entries[mapping.entries.indexOf(entry) + 1];
  if (next !== undefined) return span(entry.start, next.start);
  const start = text.slice(0, entry.start).trimEnd().length;
  return span(start, lineEnd(text, entry.end));
}

/** The blanks that keys of a block mapping stand behind. */
export function indentOf(text: string, mapping: CwlMapping): string {
  const first = mapping.entries[0]?.start ?? mapping.start;
  const lineStart = text.lastIndexOf('\n', first - 1) + 1;
  return text.slice(lineStart, first).replace(/[^\s]/g, ' ');
}

export function isJson(text: string): boolean {
  return /^\s*\{\s*(?:"|$|\})/.test(text.slice(0, 200));
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/\r?\n/);
  return end < 0 ? text.length : from + end;
}
