import type { ValueType } from '../model/index.ts';
import { typeLabel } from '../model/index.ts';

/** A cell as the value of a parameter, or what is wrong with it as the end of a sentence. */
export type CellResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** Reads a cell that is not empty as the type wants it; lists are separated by `;` or `|`, or written as JSON. */
export function readCell(text: string, type: ValueType): CellResult {
  const cell = text.trim();
  switch (type.kind) {
    case 'primitive':
      return readPrimitive(cell, type);
    case 'enum': {
      const choice = type.choices.find((one) => one.toLowerCase() === cell.toLowerCase());
      return choice === undefined ? bad(`is none of ${type.choices.join(', ')}`) : good(choice);
    }
    case 'array':
      return cell.startsWith('[') ? readJson(cell, type) : readList(cell, type.element);
    case 'map':
    case 'pair':
    case 'struct':
    case 'object':
      return readJson(cell, type);
    case 'union': {
      const results = type.members.map((member) => readCell(text, member));
      return results.find((result) => result.ok) ?? bad(`is no ${typeLabel(type)}`);
    }
    case 'any':
      return good(cell);
  }
}

function readPrimitive(cell: string, type: Extract<ValueType, { kind: 'primitive' }>): CellResult {
  switch (type.name) {
    case 'String':
    case 'File':
    case 'Directory':
      return good(cell);
    case 'Int':
      return /^[+-]?\d+$/.test(cell) && Number.isSafeInteger(Number(cell))
        ? good(Number(cell))
        : bad('is no whole number');
    case 'Float':
      return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(cell)
        ? good(Number(cell))
        : bad('is no number');
    case 'Boolean':
      if (/^(true|yes|y|1)$/i.test(cell)) return good(true);
      return /^(false|no|n|0)$/i.test(cell) ? good(false) : bad('is neither true nor false');
  }
}

function readList(cell: string, element: ValueType): CellResult {
  const values: unknown[] = [];
  for (const part of cell.split(/[;|]/)) {
    if (part.trim() === '') continue;
    const result = readCell(part, element);
    if (!result.ok) return bad(`holds '${part.trim()}', which ${result.reason}`);
    values.push(result.value);
  }
  return good(values);
}

function readJson(cell: string, type: ValueType): CellResult {
  try {
    return good(JSON.parse(cell) as unknown);
  } catch {
    return bad(`is no JSON, which ${typeLabel(type)} has to be written as`);
  }
}

function good(value: unknown): CellResult {
  return { ok: true, value };
}

function bad(reason: string): CellResult {
  return { ok: false, reason };
}
