import type { Span } from '../../../text/index.ts';
import type { CwlEntry, CwlMapping, CwlNode, CwlScalar } from './node.ts';

/**
 * A CWL file as plain views over its tree. Map and list forms look the same here, short forms are spread out, and every
 * part keeps the nodes that it was written as. Nothing is checked: what is missing is `undefined`, what is unknown stays.
 */
export interface CwlDocument {
  readonly root: CwlMapping | undefined;
  readonly version: VersionMark | undefined;
  /** The process that the file is, or those of its `$graph`. Inline processes are found in the steps that run them. */
  readonly processes: readonly Process[];
  /** What a run of the file would run: the only process, or `main` of a `$graph`. */
  readonly main: Process | undefined;
  /** The file is a `$graph`. */
  readonly packed: boolean;
  /** Prefixes of `$namespaces` and what they stand for. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** Everything that names a file or a process, wherever it stands, in the order of the text. */
  readonly references: readonly Reference[];
}

export const CWL_VERSIONS = ['v1.0', 'v1.1', 'v1.2'] as const;
export type CwlVersion = (typeof CWL_VERSIONS)[number];

export interface VersionMark {
  readonly text: string;
  /** Absent for drafts, development versions and what is no version. */
  readonly known: CwlVersion | undefined;
  readonly node: CwlScalar;
}

export const PROCESS_CLASSES = ['CommandLineTool', 'Workflow', 'ExpressionTool', 'Operation'] as const;
export type ProcessClass = (typeof PROCESS_CLASSES)[number];

/** What everything has that is written as a mapping. */
export interface Part {
  readonly node: CwlNode | undefined;
  /** By name, the first of those that stand twice. Empty for short forms. */
  readonly fields: ReadonlyMap<string, CwlEntry>;
}

export interface Process extends Part {
  readonly node: CwlMapping;
  readonly class: ProcessClass | undefined;
  readonly classNode: CwlScalar | undefined;
  readonly id: Name | undefined;
  /** Its own, that of the document, or that of the process around it. */
  readonly version: CwlVersion | undefined;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly requirements: readonly Requirement[];
  readonly hints: readonly Requirement[];
  /** Of workflows. */
  readonly steps: readonly Step[];
}

/** A name where it is declared. */
export interface Name {
  /** As others say it inside of the process: `reads`, also where `#main/reads` is written. */
  readonly text: string;
  readonly node: CwlScalar;
  /** Of the letters of `text`. */
  readonly span: Span;
}

/** An input or output of a process. */
export interface Port extends Part {
  readonly name: Name;
  /** What stands behind `type`, or the whole value in the short form. */
  readonly type: CwlNode | undefined;
  /** Of outputs of workflows. */
  readonly sources: readonly Source[];
}

export interface Step extends Part {
  readonly name: Name;
  readonly run: Run | undefined;
  readonly inputs: readonly StepInput[];
  readonly outputs: readonly Name[];
  /** The inputs that are scattered over. */
  readonly scatter: readonly Name[];
  readonly requirements: readonly Requirement[];
  readonly hints: readonly Requirement[];
}

export type Run =
  ({ readonly kind: 'reference' } & Reference) | { readonly kind: 'inline'; readonly process: Process };

export interface StepInput extends Part {
  readonly name: Name;
  readonly sources: readonly Source[];
}

/** A link to an input of the workflow or an output of a step. */
export interface Source {
  /** As others would say it inside of the workflow: `reads`, `align/bam`. */
  readonly text: string;
  readonly node: CwlScalar;
  /** The step, where it is an output of one. */
  readonly step: SourceWord | undefined;
  readonly port: SourceWord;
}

export interface SourceWord {
  readonly text: string;
  readonly span: Span;
}

export interface Requirement extends Part {
  /** As written. */
  readonly class: string;
  /** The class as its whole name, prefixes of `$namespaces` replaced: `http://commonwl.org/cwltool#Loop`. */
  readonly name: string;
  /** The key of the map form, the value of `class` in the list form. */
  readonly classNode: CwlScalar;
}

/** A text that names another file, a process in this one, or a process in another file. */
export interface Reference {
  /** `namespace`: a file of `$schemas`. */
  readonly role: 'run' | 'import' | 'include' | 'mixin' | 'schema';
  readonly node: CwlScalar;
  /** As written. */
  readonly target: string;
  /** Before the `#`; `undefined` for a process of the same file. */
  readonly file: string | undefined;
  /** Behind the `#`. */
  readonly fragment: string | undefined;
  /** Of the letters of `target`. */
  readonly span: Span;
}

/** All processes of a document, those inside of steps too, in the order of the text. */
export function allProcesses(document: CwlDocument): readonly Process[] {
  const found: Process[] = [];
  const visit = (process: Process): void => {
    found.push(process);
    for (const { run } of process.steps) if (run?.kind === 'inline') visit(run.process);
  };
  document.processes.forEach(visit);
  return found;
}
