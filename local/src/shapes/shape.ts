/**
 * Shapes of requests and answers as data. A shape names the shapes of its members, so that a table of them can be
 * read beside the service's own model.
 */
export type Shape =
  | StringShape
  | { readonly type: 'integer' | 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' | 'blob' | 'timestamp' | 'document' }
  | { readonly type: 'list'; readonly member: string; readonly min?: number; readonly max?: number }
  | {
      readonly type: 'map';
      readonly key: string;
      readonly value: string;
      readonly min?: number;
      readonly max?: number;
    }
  | StructureShape;

export interface StringShape {
  readonly type: 'string';
  /** In UTF-16 units, both ends included. */
  readonly min?: number;
  readonly max?: number;
  /** A regular expression for the whole value, for the `u` flag. */
  readonly pattern?: string;
  readonly choices?: readonly string[];
}

export interface StructureShape {
  readonly type: 'structure';
  readonly required?: readonly string[];
  readonly members: Readonly<Record<string, string | MemberShape>>;
}

/** A member that travels in the address and not in the body. */
export interface MemberShape {
  readonly shape: string;
  readonly in: 'path' | 'query';
}

export type Shapes = Readonly<Record<string, Shape>>;

/**
 * The service's pattern for free text: letters, marks, separators, symbols, numbers and punctuation. A tab or a line
 * break is none of these.
 */
const FREE_TEXT = '[\\p{L}\\p{M}\\p{Z}\\p{S}\\p{N}\\p{P}]*';

export function text(min?: number, max?: number): StringShape {
  return {
    type: 'string',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    pattern: FREE_TEXT,
  };
}

export function choice(...choices: readonly string[]): StringShape {
  return { type: 'string', choices };
}

export function digits(min: number, max: number): StringShape {
  return { type: 'string', min, max, pattern: '[0-9]+' };
}

export function arn(max: number): StringShape {
  return { type: 'string', min: 1, max, pattern: 'arn:.+' };
}

export function integer(min: number, max?: number): Shape {
  return { type: 'integer', min, ...(max !== undefined && { max }) };
}

export function path(shape: string): MemberShape {
  return { shape, in: 'path' };
}

export function query(shape: string): MemberShape {
  return { shape, in: 'query' };
}

/** The shape behind a name; a name that no table holds is a mistake in our tables. */
export function shapeOf(shapes: Shapes, name: string): Shape {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`No shape is named '${name}'.`);
  return shape;
}

export function memberShapeName(member: string | MemberShape): string {
  return typeof member === 'string' ? member : member.shape;
}
