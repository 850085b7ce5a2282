import type { Location } from '../text/index.ts';
import type { SymbolId } from './occurrence.ts';
import type { ValueType } from './value-type.ts';

/** The engines that HealthOmics can be asked for. Source: CreateWorkflow `engine`, API 2022-11-28. */
export type Engine = 'WDL' | 'WDL_LENIENT' | 'NEXTFLOW' | 'CWL';

/** One workflow and all that it calls, whatever language it was written in. */
export interface WorkflowModel {
  readonly entry: Callable;
  /** Everything that `entry` reaches through calls, itself included, by id. */
  readonly callables: ReadonlyMap<SymbolId, Callable>;
  readonly engine: Engine;
  /** The file that `entry` stands in. */
  readonly uri: string;
  /** `version 1.1`, `cwlVersion`, the Nextflow version: as the file says it. */
  readonly languageVersion?: string;
  /** Where the version of the engine is asked for, which may be another file than `uri`. */
  readonly versionAt?: Location;
}

export interface Callable {
  readonly id: SymbolId;
  readonly kind: 'task' | 'workflow';
  readonly name: string;
  /** The name where it is declared. */
  readonly at: Location;
  readonly description?: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /**
   * Names that a run may also give values to, although no template lists them; there, even if empty, where the engine
   * takes names that nobody declared.
   */
  readonly unlisted?: readonly string[];
  /** Empty for a task. */
  readonly calls: readonly Call[];
  /** It may call more than `calls` says: something that it brings in could not be read. */
  readonly hidesCalls?: true;
  /** Only tasks have them. */
  readonly resources?: Resources;
  /**
   * Where configuration chooses tasks by the way in which they are called: what the task asks for behind these calls,
   * by the names that the engine knows, the entry's call first. Elsewhere `resources` holds for all of them.
   */
  readonly resourcesAt?: (path: readonly string[]) => Resources;
  /** A task that the engine computes by itself: it has no container and gets no instance. */
  readonly runsIn?: 'engine';
}

export interface Port {
  readonly name: string;
  readonly symbol: SymbolId;
  readonly type: ValueType;
  /** A value must be given: neither optional nor with a default. */
  readonly required: boolean;
  readonly default?: SourceValue;
  readonly description?: string;
  /** The name where it is declared. */
  readonly at: Location;
}

/** An expression as it stands in the source, and its value where that is known without running anything. */
export interface SourceValue {
  readonly text: string;
  readonly at: Location;
  readonly constant?: string | number | boolean | null;
  /** The value when every input keeps its default, where that is known and `constant` is not. */
  readonly byDefault?: string | number | boolean | null;
  /** The input of the enclosing task or workflow that it is, where it is nothing else and the text is not its name. */
  readonly input?: string;
}

/** One call of a callable; its name is unique in its workflow. */
export interface Call {
  readonly name: string;
  /** The name that the engine shows, where `name` had to be made another to be the only one. */
  readonly shownAs?: string;
  readonly callee: SymbolId;
  readonly at: Location;
  /** Names of the calls of the same workflow whose outputs it uses or that it was told to wait for. */
  readonly dependsOn: readonly string[];
  /** Expressions of the enclosing scatters, outermost first. */
  readonly scatters: readonly ScatterValue[];
  /** Conditions of the enclosing conditionals, outermost first. */
  readonly conditions: readonly SourceValue[];
  /** The values given to inputs of the callee, by input name. */
  readonly arguments: ReadonlyMap<string, SourceValue>;
}

export interface ScatterValue extends SourceValue {
  /** The name that the current element has inside the scatter, where it has one. */
  readonly variable?: string;
  /** The input of the enclosing workflow whose elements are scattered over, where it is one. */
  readonly input?: string;
  /** How many elements, where that is known without running anything. */
  readonly count?: number;
}

/** What a task asks for, each with its place. `memory` is in the source's own unit; see `healthomics/` for reading it. */
export interface Resources {
  readonly container?: SourceValue;
  readonly cpu?: SourceValue;
  readonly memory?: SourceValue;
  readonly acceleratorType?: SourceValue;
  readonly acceleratorCount?: SourceValue;
  readonly maxRetries?: SourceValue;
  /** A retry asks for as much memory as before; where it is absent, for twice as much. */
  readonly retryMemory?: 'same';
  readonly time?: SourceValue;
  /** Where a missing value would be written: the section, or the task's name. */
  readonly at: Location;
}
