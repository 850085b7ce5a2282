import type { Occurrence, SymbolId, SymbolInfo } from '../../../model/index.ts';
import { symbolId } from '../../../model/index.ts';
import type { Problem, Span } from '../../../text/index.ts';
import type { AnalyzeContext, DocumentLink, FreeName } from '../../language.ts';
import type { SchemaFacts } from '../../../model/index.ts';
import type { ConfigExports, ParamSetting } from '../config/exports.ts';
import type { Component, NextflowExports } from '../exports.ts';
import type { IncludeNode, IncludedNode, NextflowTree, WorkflowNode, FunctionNode } from '../syntax/ast.ts';
import type { EngineVersion } from '../version/engine-version.ts';
import type { ReadProcess } from './process.ts';

/** A script on its way: what is declared in it and what has been found out so far. */
export interface Script {
  readonly tree: NextflowTree;
  readonly text: string;
  readonly uri: string;
  readonly context: AnalyzeContext<NextflowExports>;
  readonly version: EngineVersion;
  /** As the script asks for, or as it is plainly written. */
  readonly dsl: 1 | 2;
  readonly config: ConfigExports | undefined;
  /** Its project is not in sight, so that nobody knows which version runs it. */
  readonly isPart: boolean;
  readonly schema: SchemaFacts | undefined;
  readonly problems: Problem[];
  readonly symbols: Map<SymbolId, SymbolInfo>;
  readonly occurrences: Occurrence[];
  readonly names: FreeName[];
  readonly links: DocumentLink[];
  /** By the name that each has here, aliases included. */
  readonly components: Map<string, Visible>;
  readonly processes: ReadProcess[];
  readonly workflows: DeclaredWorkflow[];
  readonly functions: Map<string, FunctionNode>;
  /** Classes, enums and records of the file, and names that it imports. */
  readonly types: Map<string, SymbolId | undefined>;
  readonly params: Map<string, ParamSetting>;
  /** Parameters that the script reads, where each stands first, as long as it is not part of another. */
  readonly paramReads: Map<string, Span>;
  readonly includes: ResolvedInclude[];
  /** What the included scripts export, by URI. */
  readonly loaded: Map<string, { readonly exports: NextflowExports }>;
  /** False where names may exist that the text does not show. */
  whole: boolean;
  /** Counts names of one path, so that each symbol has an id of its own. */
  readonly taken: Map<string, number>;
}

/** A process, workflow or function, and what it is called here. */
export interface Visible {
  readonly component: Component;
  /** Of the name here: the alias of an include has a symbol of its own. */
  readonly symbol: SymbolId;
  readonly included?: IncludedNode;
  used: boolean;
}

export interface DeclaredWorkflow {
  readonly node: WorkflowNode;
  /** Undefined for the entry workflow. */
  readonly name: string | undefined;
  readonly id: SymbolId;
}

export interface ResolvedInclude {
  readonly node: IncludeNode;
  readonly target: string | undefined;
  readonly uri: string | undefined;
  readonly state: 'loaded' | 'missing' | 'foreign' | 'computed' | 'cycle';
}

/** The path under which names of a process, workflow or function live. */
export type Container = readonly string[];

/** An id for a name that is declared in a container; the second of one name gets another than the first. */
export function localId(script: Script, container: Container, name: string): SymbolId {
  const key = [...container, name].join('.');
  const count = (script.taken.get(key) ?? 0) + 1;
  script.taken.set(key, count);
  return symbolId(script.uri, ...container, count === 1 ? name : `${name}~${count}`);
}

export function declare(script: Script, info: SymbolInfo): void {
  if (!script.symbols.has(info.id)) script.symbols.set(info.id, info);
  script.occurrences.push({ span: info.span, symbol: info.id, role: 'definition' });
}

export function refer(
  script: Script,
  span: Span,
  symbol: SymbolId,
  role: Occurrence['role'] = 'reference',
): void {
  script.occurrences.push({ span: { start: span.start, end: span.end }, symbol, role });
}

export function textOf(script: Script, { start, end }: Span): string {
  return script.text.slice(start, end);
}
