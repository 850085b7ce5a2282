import type { SymbolId } from '../../model/index.ts';
import type { Location } from '../../text/index.ts';
import type { ConfigExports, ParamSetting } from './config/exports.ts';
import type { Script } from './scope/script.ts';

/** What a file tells others of its language and of the other one. */
export type NextflowExports = ScriptExports | ConfigExports;

export interface ScriptExports {
  readonly language: 'nextflow';
  readonly uri: string;
  /** Processes, workflows and functions by name; what the script itself includes can be included from it too. */
  readonly components: ReadonlyMap<string, Component>;
  /** Parameters with defaults in the script. */
  readonly params: ReadonlyMap<string, ParamSetting>;
  /** Labels of its processes. */
  readonly labels: readonly string[];
  /** False where it includes everything of another file, so that a name may exist which is not listed. */
  readonly whole: boolean;
  /** Processes that say themselves that they publish, those of included scripts too. */
  readonly publishers: readonly SymbolId[];
  /** Parameters that it and the scripts that it includes read, and where one of them does. */
  readonly paramReads: ReadonlyMap<string, Location>;
}

export type Component = ProcessSignature | WorkflowSignature | FunctionSignature;

export interface ProcessSignature {
  readonly kind: 'process';
  readonly id: SymbolId;
  readonly name: string;
  readonly inputs: readonly InputSignature[];
  readonly outputs: readonly OutputSignature[];
  readonly documentation?: string;
}

export interface InputSignature {
  /** As it is written, on one line. */
  readonly text: string;
  /** The variables that it brings. */
  readonly names: readonly string[];
}

export interface OutputSignature {
  readonly text: string;
  /** The name in `PROC.out.name`. */
  readonly emit: string | undefined;
  readonly symbol: SymbolId | undefined;
}

export interface WorkflowSignature {
  readonly kind: 'workflow';
  readonly id: SymbolId;
  readonly name: string;
  readonly takes: readonly string[];
  readonly emits: readonly { readonly name: string | undefined; readonly symbol: SymbolId | undefined }[];
  readonly documentation?: string;
}

export interface FunctionSignature {
  readonly kind: 'function';
  readonly id: SymbolId;
  readonly name: string;
  readonly params: readonly { readonly text: string; readonly optional: boolean }[];
  readonly documentation?: string;
}

/** `process ALIGN(tuple val(meta), path(reads))`. */
export function signatureLabel(component: Component): string {
  switch (component.kind) {
    case 'process':
      return `process ${component.name}(${component.inputs.map(({ text }) => text).join('; ')})`;
    case 'workflow':
      return `workflow ${component.name}(${component.takes.join(', ')})`;
    case 'function':
      return `def ${component.name}(${component.params.map(({ text }) => text).join(', ')})`;
  }
}

/** The names behind `.out.`, with what each is. */
export function outputsOf(
  component: Component,
): readonly { name: string; symbol: SymbolId | undefined; text: string }[] {
  if (component.kind === 'process') {
    return component.outputs.flatMap(({ emit, symbol, text }) =>
      emit === undefined ? [] : [{ name: emit, symbol, text }],
    );
  }
  if (component.kind === 'function') return [];
  return component.emits.flatMap(({ name, symbol }) =>
    name === undefined ? [] : [{ name, symbol, text: name }],
  );
}

/** Equal for two versions of a script when no reader can tell them apart. Holds no positions. */
export function scriptFingerprint({
  components,
  params,
  labels,
  whole,
  publishers,
  paramReads,
}: ScriptExports): string {
  return JSON.stringify([
    [...components],
    [...params.values()].map(({ symbol, formula, nested }) => [symbol, formula, nested]),
    labels,
    whole,
    publishers,
    [...paramReads.keys()],
  ]);
}

/** The processes with a `publishDir` of their own, in the script and in what it includes. */
export function publishersOf({
  processes,
  text,
  loaded,
}: Pick<Script, 'processes' | 'text' | 'loaded'>): readonly SymbolId[] {
  const own = processes
    .filter(({ directives }) =>
      directives.some(({ name }) => text.slice(name.start, name.end) === 'publishDir'),
    )
    .map(({ id }) => id);
  const included = [...loaded.values()].flatMap(({ exports }) =>
    exports.language === 'nextflow' ? exports.publishers : [],
  );
  return [...new Set([...own, ...included])];
}

/** The parameters that the script and what it includes read. */
export function paramReadsOf({
  uri,
  paramReads,
  loaded,
}: Pick<Script, 'uri' | 'paramReads' | 'loaded'>): ReadonlyMap<string, Location> {
  const found = new Map<string, Location>();
  for (const [name, span] of paramReads) found.set(name, { uri, span });
  for (const { exports } of loaded.values()) {
    if (exports.language !== 'nextflow') continue;
    for (const [name, location] of exports.paramReads) if (!found.has(name)) found.set(name, location);
  }
  return found;
}
