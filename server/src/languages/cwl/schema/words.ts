import type { CwlNode } from '../document/index.ts';
import type { Shape } from './shape.ts';
import { recordInfo } from './lookup.ts';

/** What may stand in a place, in words: "a whole number or an expression". */
export function wordsOfShapes(shapes: readonly Shape[]): string {
  const words = [...new Set(shapes.map(wordsOf))];
  // A text may hold an expression anyway.
  const shown = words.includes('a text') ? words.filter((word) => word !== 'an expression') : words;
  const last = shown.pop() ?? 'nothing';
  return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`;
}

function wordsOf(shape: Shape): string {
  switch (shape.kind) {
    case 'string':
      return 'a text';
    case 'expression':
      return 'an expression';
    case 'int':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return "'true' or 'false'";
    case 'any':
      return 'any value';
    case 'enum':
      return shape.values.map(({ value }) => `'${value}'`).join(' or ');
    case 'type':
      return 'a type';
    case 'requirement':
      return 'a requirement';
    case 'record':
      return wordsOfRecord(shape.of);
    case 'list':
      return shape.map === undefined
        ? `a list of ${plural(shape.of)}`
        : `a mapping or list of ${plural(shape.of)}`;
  }
}

function wordsOfRecord(names: readonly string[]): string {
  if (names.length > 2) return 'a mapping';
  return names.map((name) => plain(recordInfo(name)?.title ?? 'a mapping')).join(' or ');
}

/** Titles have back ticks for Markdown; messages put names in single quotes. */
export function plain(title: string): string {
  return title.replaceAll('`', "'");
}

function plural(shapes: readonly Shape[]): string {
  const words = shapes.map((shape) => {
    switch (shape.kind) {
      case 'string':
        return 'texts';
      case 'expression':
        return 'expressions';
      case 'int':
        return 'whole numbers';
      case 'requirement':
        return 'requirements';
      case 'record':
        return shape.of.length === 1 ? pluralRecord(shape.of[0] ?? '') : 'mappings';
      case 'list':
        return 'lists';
      default:
        return 'values';
    }
  });
  return [...new Set(words)].join(' or ');
}

function pluralRecord(name: string): string {
  const title = plain(recordInfo(name)?.title ?? '').replace(/^an? /, '');
  return title.includes(' of ') ? title.replace(/ of an? .*$/, 's') : `${title}s`;
}

/** What stands in a place, in words: "the number 4". */
export function wordsOfNode(node: CwlNode): string {
  if (node.kind === 'mapping') return 'a mapping';
  if (node.kind === 'sequence') return 'a list';
  switch (typeof node.value) {
    case 'string':
      return node.text.includes('\n') || node.text.length > 30 ? 'a text' : `the text '${node.text}'`;
    case 'number':
      return `the number ${node.text}`;
    case 'boolean':
      return `'${node.text}'`;
    default:
      return 'nothing';
  }
}
