import type { CwlNode } from '../document/index.ts';
import { resolved, stringOf, valueOf } from '../document/index.ts';
import { shortName } from '../types/read.ts';
import type { CwlType } from '../types/type.ts';
import { typeText } from '../types/type.ts';
import type { CheckedFile } from './file.ts';
import { report } from './file.ts';
import type { CheckedProcess } from './processes.ts';
import { isGiven } from './processes.ts';
import { hasImports } from './requirements.ts';

/** Defaults that do not have the type of their input. */
export function checkDefaults(file: CheckedFile, { inputs }: CheckedProcess): void {
  for (const { port, signature } of inputs) {
    const entry = port.fields.get('default');
    const value = entry?.value;
    if (entry === undefined || value === undefined || !isGiven(value) || isOf(value, signature.type))
      continue;
    report(file, 'cwl-default-type', value, {
      message: `The default of '${signature.name}' is not of type '${typeText(signature.type)}'.`,
      note: 'A run that leaves the input out fails with it.',
    });
  }
}

/** True for a value of the type, and for what cannot be told. */
function isOf(node: CwlNode, type: CwlType, depth = 0): boolean {
  const value = resolved(node);
  if (depth > 10 || hasImports(value) || valueOf(value, '$include') !== undefined) return true;
  switch (type.kind) {
    case 'any':
    case 'unknown':
      return true;
    case 'union':
      return type.members.some((member) => isOf(value, member, depth + 1));
    case 'array':
      return value.kind === 'sequence' && value.items.every((item) => isOf(item, type.items, depth + 1));
    case 'enum': {
      const word = value.kind === 'scalar' ? value.text : undefined;
      return (
        word !== undefined && (type.symbols.length === 0 || type.symbols.includes(shortName(word) ?? word))
      );
    }
    case 'record':
      return (
        value.kind === 'mapping' &&
        type.fields.every((field) => {
          const member = valueOf(value, field.name);
          return member === undefined ? true : isOf(member, field.type, depth + 1);
        })
      );
    case 'primitive':
      return isPrimitive(value, type.name);
  }
}

function isPrimitive(node: CwlNode, name: string): boolean {
  if (name === 'File' || name === 'Directory') return stringOf(valueOf(node, 'class')) === name;
  if (node.kind !== 'scalar') return false;
  const { value } = node;
  switch (name) {
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string';
    case 'int':
    case 'long':
      return typeof value === 'number' && Number.isInteger(value);
    default:
      return typeof value === 'number';
  }
}
