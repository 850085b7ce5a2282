import type { ValueType } from './value-type.ts';

/** How a skeleton is laid out. */
export interface SkeletonLayout {
  /** White space in front of the line that the value begins on. */
  readonly indent: string;
  /** One level of indentation; empty keeps everything on one line. */
  readonly unit: string;
  readonly lineBreak: string;
  /** Wraps each value that is to be filled in, as a snippet needs it. */
  readonly leaf?: (text: string) => string;
}

/** Struct types cannot hold themselves; this keeps a broken one from going on for ever. */
const MAX_DEPTH = 8;

/** JSON text of the right shape for a type, with nothing in it: required members only, `""`, `0`, `s3://`. */
export function skeleton(type: ValueType, layout: SkeletonLayout, depth = 0): string {
  const leaf = layout.leaf ?? ((text: string) => text);
  if (depth > MAX_DEPTH) return leaf('null');
  switch (type.kind) {
    case 'primitive':
      return leaf(PRIMITIVES[type.name]);
    case 'enum':
      return leaf(JSON.stringify(type.choices[0] ?? ''));
    case 'array':
      return type.nonEmpty ? list([nested(type.element, layout, depth)], layout) : leaf('[]');
    case 'map':
    case 'object':
      return leaf('{}');
    case 'pair': {
      const left = `"left": ${nested(type.left, layout, depth)}`;
      return members([left, `"right": ${nested(type.right, layout, depth)}`], layout);
    }
    case 'struct':
      return members(
        type.members
          .filter((member) => !member.type.optional)
          .map((member) => `${JSON.stringify(member.name)}: ${nested(member.type, layout, depth)}`),
        layout,
      );
    case 'union': {
      const first = type.members[0];
      return first === undefined ? leaf('null') : skeleton(first, layout, depth + 1);
    }
    case 'any':
      return leaf('""');
  }
}

const PRIMITIVES = {
  Boolean: 'false',
  Int: '0',
  Float: '0.0',
  String: '""',
  File: '"s3://"',
  Directory: '"s3://"',
} as const;

function nested(type: ValueType, layout: SkeletonLayout, depth: number): string {
  return skeleton(type, { ...layout, indent: layout.indent + layout.unit }, depth + 1);
}

function members(items: readonly string[], layout: SkeletonLayout): string {
  return items.length === 0 ? '{}' : wrap('{', items, '}', layout, ' ');
}

function list(items: readonly string[], layout: SkeletonLayout): string {
  return wrap('[', items, ']', layout, '');
}

function wrap(
  open: string,
  items: readonly string[],
  close: string,
  layout: SkeletonLayout,
  pad: string,
): string {
  if (layout.unit === '') return open + pad + items.join(', ') + pad + close;
  const outer = layout.lineBreak + layout.indent;
  return open + items.map((item) => outer + layout.unit + item).join(',') + outer + close;
}
