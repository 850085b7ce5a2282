import type { SymbolId } from '../../../model/index.ts';
import type { Span } from '../../../text/index.ts';
import type { Container, Script } from './script.ts';

/** A name that is only known in a part of the script. */
export interface Local {
  readonly name: string;
  readonly symbol: SymbolId;
  readonly span: Span;
  /** `def`: with a declaration. `assigned`: by an assignment alone. `param`: of a function or closure. */
  readonly kind: 'def' | 'assigned' | 'param' | 'input' | 'take';
  used: boolean;
}

export interface Scope {
  readonly kind: 'script' | 'process' | 'workflow' | 'function' | 'closure' | 'block';
  readonly names: Map<string, Local>;
  readonly parent: Scope | undefined;
  readonly container: Container;
  /** Where it counts, for completions. */
  readonly span: Span;
}

/** A name that is declared nowhere. */
export interface UnknownName {
  readonly name: string;
  readonly span: Span;
  readonly scope: Scope;
  /** `call` in front of parentheses or arguments; `component` in front of `.out` and in pipes. */
  readonly use: 'read' | 'call' | 'component';
}

/** All scopes of a script, and what was not found in them. */
export interface Names {
  readonly scopes: readonly Scope[];
  readonly unknown: readonly UnknownName[];
  /** `PROC.out.x` where the process has no output of that name. */
  readonly unknownOutputs: readonly UnknownOutput[];
  /** Declared twice in one scope. */
  readonly duplicates: readonly Duplicate[];
}

export interface Duplicate {
  readonly name: string;
  readonly span: Span;
  readonly first: Span;
  /** Inputs may share a name: the later one counts. */
  readonly what?: 'input';
}

export interface UnknownOutput {
  readonly name: string;
  readonly span: Span;
  readonly component: string;
  readonly known: readonly string[];
}

/** The names of a script on their way. */
export interface Walk {
  readonly script: Script;
  readonly text: string;
  readonly scopes: Scope[];
  readonly unknown: UnknownName[];
  readonly unknownOutputs: UnknownOutput[];
  readonly duplicates: Duplicate[];
}
