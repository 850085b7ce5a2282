import type { WdlVersion } from '../versions.ts';

/** A function of the standard library, as it is written down in the tables beside this file. */
export interface FunctionEntry {
  readonly since: WdlVersion;
  /** The first version that no longer has it. */
  readonly until?: WdlVersion;
  /** The first version whose engines have it, when that is older than the specification says. */
  readonly toleratedSince?: WdlVersion;
  /**
   * One line per overload, `name(parameter: Type, parameter?: Type) -> Type`. Single letters are type variables;
   * `P` stands for a primitive type only, `S` for a struct, `R` for a struct whose
   * members are primitive, `E` for an enum. `?` behind a parameter means that the argument may be left out.
   * A version and a colon in front say that the overload is newer than the function.
   */
  readonly signatures: readonly string[];
  /** What it does, in a sentence or two. Markdown. */
  readonly doc: string;
  /** Where it may be called; anywhere when absent. */
  readonly only?: 'task-output';
}

export type FunctionTable = Readonly<Record<string, FunctionEntry>>;
