import type { SymbolId } from '../../../model/index.ts';
import type { Location } from '../../../text/index.ts';
import type { Formula } from '../lower/formula.ts';

/** What is written somewhere, without its tree. The place may be that of an older version of the file. */
export interface Setting {
  readonly formula: Formula;
  readonly text: string;
  readonly at: Location;
}

/** A parameter and its default. */
export interface ParamSetting extends Setting {
  readonly name: string;
  readonly symbol: SymbolId;
  /** The name where it is declared. */
  readonly nameAt: Location;
  /** It holds further parameters, which the detection of a template leaves out. */
  readonly nested: boolean;
  readonly documentation?: string;
}

/** `withName` or `withLabel`, and what it sets, by directive. */
export interface Selector {
  readonly kind: 'withName' | 'withLabel';
  readonly pattern: string;
  readonly settings: ReadonlyMap<string, Setting>;
}

export interface PluginUse {
  readonly id: string;
  readonly version: string | undefined;
  readonly at: Location;
}

/** What a configuration tells the scripts and configurations that read it, included files and all. */
export interface ConfigExports {
  readonly language: 'nextflow-config';
  readonly uri: string;
  readonly params: ReadonlyMap<string, ParamSetting>;
  /** Directives of all processes. Parts of maps stand by path: `ext.args`. */
  readonly process: ReadonlyMap<string, Setting>;
  /** In the order in which they are read: the later wins. */
  readonly selectors: readonly Selector[];
  /** All other settings by full name: `manifest.nextflowVersion`. */
  readonly options: ReadonlyMap<string, Setting>;
  readonly plugins: readonly PluginUse[];
  /** It has what the configuration of a whole project has, and not only of a part of it. */
  readonly isProject: boolean;
  /** False when something that it includes could not be read, so that more may be set than is known. */
  readonly whole: boolean;
}

/** Equal for two versions when no reader can tell them apart. */
export function configFingerprint(exports: ConfigExports): string {
  const settings = (map: ReadonlyMap<string, Setting>) =>
    [...map].map(([key, { formula }]) => [key, formula]);
  return JSON.stringify([
    [...exports.params.values()].map(({ symbol, formula, nested }) => [symbol, formula, nested]),
    settings(exports.process),
    exports.selectors.map(({ kind, pattern, settings: own }) => [kind, pattern, settings(own)]),
    settings(exports.options),
    exports.plugins.map(({ id, version }) => [id, version]),
    exports.isProject,
    exports.whole,
  ]);
}
