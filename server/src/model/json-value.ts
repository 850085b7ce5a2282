import type { Span } from '../text/index.ts';

/**
 * A JSON (or YAML) document as values with their places, whatever it was read from. Every value is itself the span of
 * its text. A broken document has what could be read of it: a member whose value is missing, an object without its end.
 */
export interface JsonDocument {
  readonly text: string;
  readonly root: JsonValue | undefined;
}

export type JsonValue = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}
/** From its key to the end of its value. */
export interface JsonMember extends Span {
  readonly key: JsonString;
  readonly value: JsonValue | undefined;
}
export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly elements: readonly JsonValue[];
}
/** The span holds the quotes; the value does not, and has no escapes. */
export interface JsonString extends Span {
  readonly kind: 'string';
  readonly value: string;
}
export interface JsonNumber extends Span {
  readonly kind: 'number';
  readonly value: number;
}
export interface JsonBoolean extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface JsonNull extends Span {
  readonly kind: 'null';
}
