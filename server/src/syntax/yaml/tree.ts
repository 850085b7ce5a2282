import type { SyntaxNode, SyntaxToken, SyntaxTree } from '../tree.ts';

/**
 * The tree of a YAML or JSON file. Tokens of a plain scalar are one a line; a block scalar has a `block-header` and a
 * `block-text`. Everything is there for half-typed text too: a key without a colon is an entry without a value.
 */
export interface YamlTree extends SyntaxTree {
  readonly root: YamlRoot;
}

export interface YamlRoot extends SyntaxNode {
  readonly kind: 'document';
  /** Of the first document that holds something. */
  readonly value: YamlNode | undefined;
}

export type YamlNode = YamlMapping | YamlSequence | YamlScalar;

export interface YamlMapping extends SyntaxNode {
  readonly kind: 'mapping';
  /** In the order of the text, with those that stand twice. */
  readonly entries: readonly YamlEntry[];
  /** Written in braces. */
  readonly flow: boolean;
}

/** `key: value`. */
export interface YamlEntry extends SyntaxNode {
  readonly kind: 'entry';
  readonly key: YamlScalar;
  /** `undefined` where nothing stands behind the colon; a written `null` is a scalar. */
  readonly value: YamlNode | undefined;
  /** The text of a key that the colon is missing of. */
  readonly bare: boolean;
}

export interface YamlSequence extends SyntaxNode {
  readonly kind: 'sequence';
  /** An item that nothing was written for is an empty scalar of the value `null`. */
  readonly items: readonly YamlNode[];
  /** Written in brackets. */
  readonly flow: boolean;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'alias';

export interface YamlScalar extends SyntaxNode {
  readonly kind: 'scalar';
  /** What it stands for in the core schema of YAML 1.2. */
  readonly value: string | number | boolean | null;
  /** The text without quotes, escapes, folds and indentation; of numbers, booleans and nulls as written. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** Of an alias: what its anchor names. It lies elsewhere in the text. */
  readonly target?: YamlNode;
  readonly children: readonly SyntaxToken[];
}

/** The node that an alias stands for, or the node itself. */
export function resolved(node: YamlNode): YamlNode;
export function resolved(node: YamlNode | undefined): YamlNode | undefined;
export function resolved(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === 'scalar' && node.target !== undefined ? node.target : node;
}

/** The entry of the key, the first where it stands twice. What a merge key `<<` brings in counts when nothing else does. */
export function entryOf(mapping: YamlMapping, key: string): YamlEntry | undefined {
  return mapping.entries.find((entry) => entry.key.text === key) ?? mergedEntry(mapping, key);
}

function mergedEntry(mapping: YamlMapping, key: string): YamlEntry | undefined {
  for (const entry of mapping.entries) {
    if (entry.key.text !== '<<' || entry.key.style !== 'plain') continue;
    const merged = resolved(entry.value);
    for (const part of merged?.kind === 'sequence' ? merged.items : [merged]) {
      const source = resolved(part);
      const found = source?.kind === 'mapping' ? source.entries.find((e) => e.key.text === key) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The value of the key, aliases followed. */
export function valueOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'mapping' ? resolved(entryOf(node, key)?.value) : undefined;
}

/** The string that the node is, if it is one. */
export function stringOf(node: YamlNode | undefined): string | undefined {
  const scalar = resolved(node);
  return scalar?.kind === 'scalar' && typeof scalar.value === 'string' ? scalar.value : undefined;
}
