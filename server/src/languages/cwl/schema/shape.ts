import type { CwlVersion } from '../document/index.ts';

/**
 * What may stand in a place. A field has a list of shapes, of which one has to fit. Records that are told apart by a
 * field (`class` or `type`) are one shape.
 */
export type Shape =
  | { readonly kind: 'string'; readonly of?: StringKind }
  /** A text that holds `$(…)` or `${…}`. */
  | { readonly kind: 'expression' }
  | { readonly kind: 'int' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  /** Anything at all, null too. */
  | { readonly kind: 'any' }
  | { readonly kind: 'enum'; readonly values: readonly EnumValue[] }
  /** A type: a name with `[]` and `?`, a list of types, or a schema. */
  | { readonly kind: 'type'; readonly side: TypeSide }
  | { readonly kind: 'record'; readonly of: readonly string[]; readonly by?: 'class' | 'type' }
  /** A requirement or hint, told by its class. */
  | { readonly kind: 'requirement' }
  | { readonly kind: 'list'; readonly of: readonly Shape[]; readonly map?: MapForm };

/** What a text names, which says what completion offers. */
export type StringKind =
  'link' | 'port' | 'file' | 'process' | 'format' | 'identifier' | 'prose' | 'pattern' | 'image' | 'command';

/** The direction of a value says which fields its schemas may have. */
export type TypeSide = 'commandInput' | 'commandOutput' | 'input' | 'output' | 'plain';

/** A list may be written as a map: keys are the field `subject`, and a value that is no mapping is the field `predicate`. */
export interface MapForm {
  readonly subject: string;
  readonly predicate?: string;
}

export interface EnumValue {
  readonly value: string;
  /** Markdown. */
  readonly doc: string;
  readonly since?: CwlVersion;
}

export interface FieldInfo {
  readonly name: string;
  readonly shapes: readonly Shape[];
  /** What it is for. Markdown. */
  readonly doc: string;
  /** The versions that require it; `all` where every version does. */
  readonly required?: 'all' | CwlVersion;
  /** The first version that has it; v1.0 when absent. */
  readonly since?: CwlVersion;
  /** The last version that has it. */
  readonly until?: CwlVersion;
  /** As CWL writes it. */
  readonly default?: string;
  /** Values that completion offers though others are possible. */
  readonly examples?: readonly string[];
  /** Shapes that older versions take in its place, and up to which. */
  readonly older?: readonly { readonly until: CwlVersion; readonly shapes: readonly Shape[] }[];
}

export interface RecordInfo {
  /** The name of the class for what has one; an inner name otherwise. */
  readonly name: string;
  /** In a message: "a step", "`DockerRequirement`". */
  readonly title: string;
  readonly doc: string;
  readonly fields: readonly FieldInfo[];
  readonly since?: CwlVersion;
  /** Requirements only: where one is of use, and what it is when it is not of CWL itself. */
  readonly extension?: ExtensionInfo;
}

export interface ExtensionInfo {
  /** `http://commonwl.org/cwltool#`. */
  readonly namespace: string;
  /** The usual prefix. */
  readonly prefix: string;
}

export const STRING: Shape = { kind: 'string' };
export const PROSE: Shape = { kind: 'string', of: 'prose' };
export const EXPRESSION: Shape = { kind: 'expression' };
export const INT: Shape = { kind: 'int' };
export const NUMBER: Shape = { kind: 'number' };
export const BOOLEAN: Shape = { kind: 'boolean' };
export const ANY_VALUE: Shape = { kind: 'any' };

export function text(of: StringKind): Shape {
  return { kind: 'string', of };
}

export function list(...of: readonly Shape[]): Shape {
  return { kind: 'list', of };
}

export function mapped(of: Shape, subject: string, predicate?: string): Shape {
  return { kind: 'list', of: [of], map: predicate === undefined ? { subject } : { subject, predicate } };
}

export function record(...of: readonly string[]): Shape {
  return { kind: 'record', of };
}

export function byClass(...of: readonly string[]): Shape {
  return { kind: 'record', of, by: 'class' };
}

export function typeOf(side: TypeSide): Shape {
  return { kind: 'type', side };
}

export const REQUIREMENT: Shape = { kind: 'requirement' };

/** The versions from old to new. */
const ORDER: readonly CwlVersion[] = ['v1.0', 'v1.1', 'v1.2'];

export function isBefore(version: CwlVersion, other: CwlVersion): boolean {
  return ORDER.indexOf(version) < ORDER.indexOf(other);
}
