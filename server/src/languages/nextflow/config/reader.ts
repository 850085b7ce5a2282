import type { Occurrence, SymbolId, SymbolInfo } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Location, Span } from '../../../text/index.ts';
import type { AnalyzeContext, FreeName } from '../../language.ts';
import type { NextflowExports } from '../exports.ts';
import { compile } from '../lower/compile.ts';
import type { Formula } from '../lower/formula.ts';
import type {
  ConfigIncludeNode,
  ConfigSelectorNode,
  ExprNode,
  FunctionNode,
  NextflowTree,
  StringNode,
} from '../syntax/ast.ts';
import { nameOf, nameSpan, spanOf } from '../words.ts';
import type { ParamSetting, PluginUse, Selector, Setting } from './exports.ts';

export interface WrittenSetting {
  /** The scopes and the name; selectors as `withName:X`, without `profiles.x` in front. */
  readonly path: readonly string[];
  /** Where each part of the path that stands at the setting itself stands. */
  readonly keys: readonly Span[];
  readonly key: Span;
  readonly value: ExprNode | undefined;
  readonly profile: string | undefined;
  readonly counts: boolean;
  readonly operator: SyntaxToken | undefined;
}

export interface WrittenInclude {
  readonly node: ConfigIncludeNode;
  /** As it is written; `$projectDir/…` for what is below the folder of the project. */
  readonly target: string | undefined;
  /** The file that it is, relative to this one. */
  readonly path: string | undefined;
  readonly loaded: boolean;
  /** There is no such file; one that is no configuration is there and not loaded. */
  readonly missing: boolean;
}

/** A configuration on its way. */
export interface Reader {
  readonly tree: NextflowTree;
  readonly text: string;
  readonly uri: string;
  readonly context: AnalyzeContext<NextflowExports>;
  readonly locals: Map<string, Formula>;
  readonly params: Map<string, ParamSetting>;
  readonly process: Map<string, Setting>;
  readonly selectors: Selector[];
  readonly options: Map<string, Setting>;
  readonly plugins: PluginUse[];
  readonly symbols: Map<SymbolId, SymbolInfo>;
  readonly occurrences: Occurrence[];
  readonly names: FreeName[];
  readonly written: WrittenSetting[];
  readonly includes: WrittenInclude[];
  readonly functions: Map<string, FunctionNode>;
  readonly selectorNodes: ConfigSelectorNode[];
  isProject: boolean;
  whole: boolean;
}

export interface Place {
  readonly path: readonly string[];
  /** False in profiles, and behind conditions that do not hold or that nobody knows. */
  readonly counts: boolean;
  readonly profile: string | undefined;
}

/** `a.b.c` as its names; undefined for what is no path. */
export function memberPath(expr: ExprNode): readonly (SyntaxToken | StringNode)[] | undefined {
  if (expr.kind === 'name') return [expr.token];
  if (expr.kind === 'string') return [expr];
  if (expr.kind !== 'member') return undefined;
  const before = memberPath(expr.target);
  const last = expr.name ?? (expr.dynamic?.kind === 'string' ? expr.dynamic : undefined);
  return before === undefined || last === undefined ? undefined : [...before, last];
}

export function note(
  reader: Reader,
  path: readonly (SyntaxToken | StringNode)[],
  operator: SyntaxToken | undefined,
  value: ExprNode | undefined,
  place: Place,
): void {
  const keys = path.map(nameSpan);
  reader.written.push({
    path: [...place.path, ...namesOf(reader, path)],
    keys,
    key: { start: keys[0]?.start ?? 0, end: keys.at(-1)?.end ?? 0 },
    value,
    profile: place.profile,
    counts: place.counts,
    operator,
  });
}

export function namesOf(reader: Reader, path: readonly (SyntaxToken | StringNode)[]): readonly string[] {
  return path.map((part) => nameOf(reader.text, part) ?? '');
}

export function settingOf(reader: Reader, value: ExprNode): Setting {
  return {
    formula: compile(reader.text, value, reader.locals),
    text: reader.text.slice(value.start, value.end),
    at: locationOf(reader, value),
  };
}

export function locationOf(reader: Reader, node: Span): Location {
  return { uri: reader.uri, span: spanOf(node) };
}
