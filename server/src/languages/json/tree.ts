import type {
  JsonArray,
  JsonBoolean,
  JsonMember,
  JsonNull,
  JsonNumber,
  JsonObject,
  JsonString,
} from '../../model/index.ts';
import type { SyntaxNode, SyntaxTree } from '../../syntax/tree.ts';

/**
 * The tree of a JSON file. Its nodes are at the same time the values that parameters are checked on. Keys and scalars
 * have one token; what could not be read is an `error` token in the innermost node around it.
 */
export interface JsonTree extends SyntaxTree {
  readonly root: JsonRoot;
}

export interface JsonRoot extends SyntaxNode {
  readonly kind: 'document';
  readonly value: JsonNode | undefined;
}

export interface ObjectNode extends SyntaxNode, JsonObject {
  readonly kind: 'object';
  readonly members: readonly PropertyNode[];
}
/** `"key": value`. */
export interface PropertyNode extends SyntaxNode, JsonMember {
  readonly kind: 'property';
  readonly key: StringNode;
  readonly value: JsonNode | undefined;
}
export interface ArrayNode extends SyntaxNode, JsonArray {
  readonly kind: 'array';
  readonly elements: readonly JsonNode[];
}
export type StringNode = SyntaxNode & JsonString;
export type NumberNode = SyntaxNode & JsonNumber;
export type BooleanNode = SyntaxNode & JsonBoolean;
export type NullNode = SyntaxNode & JsonNull;

export type JsonNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode;
