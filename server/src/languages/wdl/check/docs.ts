import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { ExprNode, MetaSectionNode, ObjectEntryNode } from '../ast.ts';
import { textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

/** What the author wrote about names, by name. */
export type DocTexts = ReadonlyMap<string, string>;

const DESCRIPTION_KEYS = ['description', 'help', 'label', 'summary'];

/** The texts of a `parameter_meta` section: a string, or the description in an object. */
export function parameterDocs(file: CheckedFile, sections: readonly MetaSectionNode[]): DocTexts {
  const docs = new Map<string, string>();
  for (const section of sections) {
    if (section.kind !== 'parameter_meta') continue;
    for (const entry of section.entries) {
      const text = descriptionOf(file, entry.value);
      if (text !== undefined) docs.set(textOf(file, entry.key), text);
    }
  }
  return docs;
}

/** `outputs` in a `meta` section describes outputs. */
export function outputDocs(file: CheckedFile, sections: readonly MetaSectionNode[]): DocTexts {
  const docs = new Map<string, string>();
  for (const section of sections) {
    if (section.kind !== 'meta') continue;
    const outputs = section.entries.find((entry) => textOf(file, entry.key) === 'outputs')?.value;
    if (outputs?.kind !== 'object') continue;
    for (const entry of outputs.entries) {
      const text = descriptionOf(file, entry.value);
      if (text !== undefined) docs.set(textOf(file, entry.key), text);
    }
  }
  return docs;
}

/** The description that a `meta` section gives. */
export function metaDescription(file: CheckedFile, sections: readonly MetaSectionNode[]): string | undefined {
  for (const section of sections) {
    if (section.kind !== 'meta') continue;
    const text = descriptionIn(file, section.entries);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The lines that start with `##` directly above the offset. */
export function docComment(file: CheckedFile, offset: number): string | undefined {
  const { comments } = file.tree;
  const lines: string[] = [];
  let below = offset;
  for (let i = lastBefore(comments, offset); i >= 0; i--) {
    const comment = comments[i];
    if (comment === undefined || !file.text.startsWith('##', comment.start)) break;
    if (!isNextLine(file.text, comment.end, below)) break;
    lines.unshift(file.text.slice(comment.start, comment.end).replace(/^#+ ?/, ''));
    below = comment.start;
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** The value of a string literal that is nothing but text. */
export function plainString(file: CheckedFile, value: ExprNode | undefined): string | undefined {
  if (value?.kind !== 'string') return undefined;
  let text = '';
  for (const part of value.parts) {
    if ('children' in part) return undefined;
    text += part.kind === 'escape' ? unescape(textOf(file, part)) : textOf(file, part);
  }
  return text;
}

function unescape(escape: string): string {
  switch (escape[1]) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    default:
      return escape.slice(1);
  }
}

function descriptionOf(file: CheckedFile, value: ExprNode | undefined): string | undefined {
  if (value?.kind === 'object') return descriptionIn(file, value.entries);
  return plainString(file, value);
}

function descriptionIn(file: CheckedFile, entries: readonly ObjectEntryNode[]): string | undefined {
  for (const key of DESCRIPTION_KEYS) {
    const entry = entries.find((one) => textOf(file, one.key) === key);
    const text = plainString(file, entry?.value);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The index of the last comment that ends before the offset, or -1. */
function lastBefore(comments: readonly SyntaxToken[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isNextLine(text: string, end: number, start: number): boolean {
  let breaks = 0;
  for (let i = end; i < start; i++) {
    const char = text.charCodeAt(i);
    if (char === 10) breaks++;
    else if (char !== 13 && char !== 32 && char !== 9) return false;
  }
  return breaks === 1;
}
