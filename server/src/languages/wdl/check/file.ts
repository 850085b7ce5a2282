import type { AnalyzeSettings } from '../../language.ts';
import type { CoercionRules, Occurrence, SymbolId, SymbolInfo, ValueType } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Problem, Severity, Span } from '../../../text/index.ts';
import type { ApplyNode, ExprNode, ImportNode, LiteralNode, ObjectNode, WdlTree } from '../ast.ts';
import type { CallableSignature, NamedType } from '../exports.ts';
import type { WdlVersion } from '../versions.ts';
import type { LostNames } from './lost-names.ts';

/** One document while it is checked: what it is, what it can name, and where findings go. */
export interface CheckedFile {
  readonly tree: WdlTree;
  readonly text: string;
  readonly uri: string;
  readonly version: WdlVersion;
  readonly target: AnalyzeSettings['target'];
  readonly engine: NonNullable<AnalyzeSettings['engine']>;
  /** The conversions that the document's version allows. */
  readonly spec: CoercionRules;
  readonly problems: Problem[];
  /** Where a value becomes one of another type without anybody saying so. */
  readonly conversions: ImplicitConversion[];
  /** Expressions that are looked at again when all is checked, so that nobody has to walk over all of them. */
  readonly noted: NotedExpressions;
  readonly symbols: Map<SymbolId, SymbolInfo>;
  readonly occurrences: Occurrence[];
  /** Structs and enums by the name that they have here. */
  readonly types: Map<string, NamedType>;
  /** Names of `types` that the document uses. */
  readonly usedTypes: Set<string>;
  readonly namespaces: Map<string, Namespace>;
  /** Tasks and workflows of the document itself. */
  readonly callables: Map<string, CallableSignature>;
  /** True when an import could not be loaded: an unknown type may come from there and is no problem. */
  incomplete: boolean;
  readonly lost: LostNames;
}

export interface NotedExpressions {
  readonly applies: Set<ApplyNode>;
  readonly objects: Set<ObjectNode>;
  /** Numbers that may be too long. */
  readonly numbers: Set<LiteralNode>;
  /** Escapes that are followed by digits. */
  readonly escapes: Set<SyntaxToken>;
}

export interface ImplicitConversion {
  readonly expr: ExprNode;
  readonly from: ValueType;
  readonly to: ValueType;
}

export interface Namespace {
  readonly name: string;
  readonly symbol: SymbolId;
  /** The name that `as` gives, or the import's string. */
  readonly span: Span;
  readonly node: ImportNode;
  /** The document's address as it is written. */
  readonly target: string;
  /** Absent when the import could not be loaded: everything behind it is unknown and never a problem. */
  readonly callables: ReadonlyMap<string, CallableSignature> | undefined;
  /** The types that came into the document through it. */
  readonly types: ReadonlySet<string>;
  used: boolean;
}

export function textOf(file: Pick<CheckedFile, 'text'>, token: SyntaxToken | Span): string {
  return file.text.slice(token.start, token.end);
}

/** Severity of what the letter of the specification forbids and engines run all the same. */
export function tolerated(file: CheckedFile): Severity {
  return file.target === 'healthomics' ? 'warning' : 'error';
}

export function spanOf(element: Span): Span {
  return { start: element.start, end: element.end };
}

/** Notes a symbol of this document and the place where its name is declared. */
export function define(file: CheckedFile, info: SymbolInfo): void {
  if (!file.symbols.has(info.id)) file.symbols.set(info.id, info);
  file.occurrences.push({ span: info.span, symbol: info.id, role: 'definition' });
}

export function refer(file: CheckedFile, span: Span, symbol: SymbolId): void {
  file.occurrences.push({ span: { start: span.start, end: span.end }, symbol, role: 'reference' });
}

/** `name` for `name = name`: the input `key`, where it is known, gets the value of `symbol`. */
export function referShorthand(
  file: CheckedFile,
  span: Span,
  symbol: SymbolId,
  key: SymbolId | undefined,
): void {
  const { start, end } = span;
  const known = key === undefined ? {} : { key };
  file.occurrences.push({ span: { start, end }, symbol, role: 'reference', form: 'shorthand', ...known });
}
