import type { Span } from '../text/index.ts';

/**
 * Names a thing across the workspace: the URI of the file that declares it, `#`, and its path inside that file
 * (`file:///a.wdl#align.bam`). It holds no position, so that it survives edits elsewhere in the file.
 */
export type SymbolId = string & { readonly __symbol: true };

export function symbolId(uri: string, ...path: readonly string[]): SymbolId {
  return `${uri}#${path.join('.')}` as SymbolId;
}

/** The file that declares the symbol. */
export function symbolUri(id: SymbolId): string {
  return id.slice(0, id.lastIndexOf('#'));
}

export type SymbolKind =
  | 'workflow'
  | 'task'
  | 'call'
  | 'input'
  | 'output'
  | 'variable'
  | 'struct'
  | 'enum'
  | 'enumMember'
  | 'member'
  | 'namespace'
  | 'function'
  | 'key';

/** A thing that has a name and is declared in the file at hand. */
export interface SymbolInfo {
  readonly id: SymbolId;
  readonly kind: SymbolKind;
  readonly name: string;
  /** The name where it is declared. */
  readonly span: Span;
  /** One line of the language's own code that says what it is: `File bam`, `task align`. */
  readonly signature: string;
  /** What the author wrote about it. Markdown. */
  readonly documentation?: string;
  /** The symbol of the declared type, where that has one: go to type definition. */
  readonly type?: SymbolId;
  readonly deprecated?: true;
}

/** One place where a name stands. */
export interface Occurrence {
  readonly span: Span;
  readonly symbol: SymbolId;
  readonly role: 'definition' | 'reference' | 'write';
  /**
   * What the span reads as when it is not the bare name, so that rename knows how to write it: a quoted JSON key, or a
   * name that stands for `name = name`.
   */
  readonly form?: 'quoted' | 'shorthand';
  /** Of a shorthand: what is on the left of the `=` that is not written; `symbol` is on the right. */
  readonly key?: SymbolId;
}

/** A node of the outline; children lie inside `span`, and `nameSpan` too. */
export interface OutlineItem {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind | 'section' | 'scatter' | 'conditional' | 'import';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}
