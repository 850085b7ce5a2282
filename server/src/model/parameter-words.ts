import type { JsonValue } from './json-value.ts';
import type { ValueType } from './value-type.ts';
import { typeLabel } from './value-type.ts';

/** `'a', 'b' and 'c'`. */
export function quotedList(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

export function describeKind(value: JsonValue): string {
  switch (value.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'an array';
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
  }
}

/** How a value of the type is written in JSON, as advice. */
export function writtenAs(type: ValueType): string {
  switch (type.kind) {
    case 'primitive':
      return PRIMITIVES[type.name];
    case 'array':
      return `Write a list in square brackets; each element is ${typeLabel(type.element)}.`;
    case 'map':
      return `Write an object: { "key": value }; each value is ${typeLabel(type.value)}.`;
    case 'pair':
      return `Write { "left": …, "right": … }, with ${typeLabel(type.left)} on the left and ${typeLabel(type.right)} on the right.`;
    case 'struct':
      return `Write an object with the members of '${type.name}': ${type.members.map((m) => m.name).join(', ')}.`;
    case 'enum':
      return `Write one of ${type.choices.map((choice) => JSON.stringify(choice)).join(', ')}.`;
    case 'object':
      return 'Write an object: { "name": value }.';
    case 'union':
      return `Write one of ${typeLabel(type)}.`;
    case 'any':
      return 'Write any value.';
  }
}

const PRIMITIVES = {
  Boolean: 'Write true or false, without quotes.',
  Int: 'Write a whole number without quotes, such as 7.',
  Float: 'Write a number without quotes, such as 42.3.',
  String: 'Write text in double quotes.',
  File: 'Write the URI of one object in double quotes, such as "s3://bucket/sample.bam".',
  Directory: 'Write a URI that ends in a slash in double quotes, such as "s3://bucket/folder/".',
} as const;

/** Bytes in UTF-8 of a JSON text without the white space between its tokens. */
export function compactBytes(text: string): number {
  let bytes = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (!inString && (char === 32 || char === 10 || char === 13 || char === 9)) continue;
    if (inString && char === 92) {
      bytes += 1;
      i++;
      bytes += utf8Length(text.charCodeAt(i));
      continue;
    }
    if (char === 34) inString = !inString;
    bytes += utf8Length(char);
  }
  return bytes;
}

/** Each half of a surrogate pair stands for two of its four bytes. */
function utf8Length(char: number): number {
  if (char < 0x80) return 1;
  if (char < 0x800) return 2;
  return char >= 0xd800 && char <= 0xdfff ? 2 : 3;
}
