import type { TextEdit } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { JsonDocument, JsonMember, JsonObject } from './json-value.ts';
import type { SkeletonLayout } from './skeleton.ts';
import { skeleton } from './skeleton.ts';
import type { ValueType } from './value-type.ts';

/** A member to be written: its key without quotes, and the text of its value or the type of an empty one. */
export type NewMember =
  { readonly key: string; readonly type: ValueType } | { readonly key: string; readonly text: string };

/** Adds members behind the last one of an object, indented as the file is; one line stays one line. */
export function addMembers(
  document: JsonDocument,
  object: JsonObject,
  added: readonly NewMember[],
): TextEdit {
  const { text } = document;
  const last = object.members.at(-1);
  if (last === undefined) return fillObject(text, object, added);
  const ownLine = text.slice(object.start, last.start).includes('\n');
  const layout = ownLine ? layoutAt(text, last.start) : inline();
  const glue = ownLine ? layout.lineBreak + layout.indent : ' ';
  const written = added.map((member) => memberText(member, layout));
  const comma = offsetOfComma(text, last.end);
  if (comma !== undefined) {
    // A comma already waits for what comes next, so that the new last member goes without one.
    return { span: span(comma + 1, comma + 1), newText: written.map((line) => glue + line).join(',') };
  }
  return { span: span(last.end, last.end), newText: written.map((line) => `,${glue}${line}`).join('') };
}

/** A whole document for a file that has none. */
export function newDocument(text: string, added: readonly NewMember[]): TextEdit {
  const layout = { ...layoutAt(text, 0), indent: '' };
  return { span: span(0, text.length), newText: objectText(added, layout) + layout.lineBreak };
}

/** The text of an object that becomes the value of a new member of `object`, indented to stand there. */
export function skeletonObject(text: string, object: JsonObject, added: readonly NewMember[]): string {
  const last = object.members.at(-1);
  const outer = layoutAt(text, object.start);
  const layout =
    last !== undefined && text.slice(object.start, last.start).includes('\n')
      ? layoutAt(text, last.start)
      : { ...outer, indent: outer.indent + outer.unit };
  return objectText(added, layout);
}

/** Takes a member away, with the comma that joined it to its neighbours. */
export function removeMember(document: JsonDocument, object: JsonObject, member: JsonMember): TextEdit {
  const index = object.members.indexOf(member);
  const next = object.members[index + 1];
  if (next !== undefined) return { span: span(member.start, next.start), newText: '' };
  const previous = object.members[index - 1];
  if (previous !== undefined) return { span: span(previous.end, member.end), newText: '' };
  const comma = offsetOfComma(document.text, member.end);
  return { span: span(member.start, comma === undefined ? member.end : comma + 1), newText: '' };
}

/** The layout of a value that begins on the line of `offset`. */
export function layoutAt(text: string, offset: number): SkeletonLayout {
  return {
    indent: indentOfLine(text, offset),
    unit: indentUnit(text),
    lineBreak: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function inline(): SkeletonLayout {
  return { indent: '', unit: '', lineBreak: '' };
}

function fillObject(text: string, object: JsonObject, added: readonly NewMember[]): TextEdit {
  const closed = text[object.end - 1] === '}' && object.end - 1 > object.start;
  return {
    span: span(object.start, closed ? object.end : object.start + 1),
    newText: objectText(added, layoutAt(text, object.start)),
  };
}

/** An object with these members, one on a line. */
export function objectText(added: readonly NewMember[], layout: SkeletonLayout): string {
  const inner = { ...layout, indent: layout.indent + layout.unit };
  const lines = added.map((member) => inner.lineBreak + inner.indent + memberText(member, inner));
  return `{${lines.join(',')}${layout.lineBreak}${layout.indent}}`;
}

function memberText(member: NewMember, layout: SkeletonLayout): string {
  return `${JSON.stringify(member.key)}: ${'text' in member ? member.text : skeleton(member.type, layout)}`;
}

function offsetOfComma(text: string, from: number): number | undefined {
  const match = /^\s*,/.exec(text.slice(from, from + 200));
  return match === null ? undefined : from + match[0].length - 1;
}

function indentOfLine(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** The indentation of the first line that has one; two spaces where none has. */
function indentUnit(text: string): string {
  return /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
}
