/**
 * Requests between client and server beside those of the language server protocol: types and method names only.
 * Ranges are the protocol's own (zero-based lines and UTF-16 characters).
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * What Node is given when it starts the server. A keystroke in a long file makes some megabytes of tree that are
 * garbage at the next one; with more room for the young they die there, and typing waits a fifth less.
 */
export const serverNodeOptions: readonly string[] = ['--max-semi-space-size=32'];

/** Given at `initialize` as `initializationOptions`. */
export interface InitializationOptions {
  /** Commands that the client has, so that code lenses and fixes may name them. */
  readonly commands?: readonly string[];
  /** Problems are pushed although the client could ask for them. */
  readonly diagnostics?: 'push';
  /** The `omicsLens` section of the settings, until the client answers `workspace/configuration`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** `omicsLens/workflow`: what a run of a workflow file, or of the workflow that a parameter file is tied to, needs. */
export const workflowRequest = 'omicsLens/workflow';
export interface WorkflowParams {
  /** A workflow file or a run-parameter file. */
  readonly uri: string;
}
export interface WorkflowResult {
  /** The file that holds the entry. */
  readonly uri: string;
  readonly name: string;
  readonly kind: 'workflow' | 'task';
  readonly engine: 'WDL' | 'WDL_LENIENT' | 'NEXTFLOW' | 'CWL';
  /** Every file that a run needs, the entry first: it and all that it imports, directly or not. */
  readonly files: readonly string[];
  /** Imports that could not be loaded: the workflow cannot be packed. */
  readonly unresolved: readonly string[];
  readonly inputs: readonly {
    readonly name: string;
    readonly type: string;
    readonly required: boolean;
    readonly description?: string;
  }[];
  /** In the form of CreateWorkflow's `parameterTemplate`. */
  readonly parameterTemplate: Readonly<Record<string, { description?: string; optional?: boolean }>>;
  /** Text for a parameter file that does not exist yet: the required inputs, or all where none is, without values. */
  readonly newParameterFile: string;
  /** Parameter files of the workspace that are tied to this workflow, best first. */
  readonly parameterFiles: readonly string[];
  /** Problems of severity error in `files`. */
  readonly errors: number;
}
/** `null` when the file holds no workflow and is tied to none. */
export type WorkflowResponse = WorkflowResult | null;

/** `omicsLens/checkParameters`: the findings of one parameter file, complete and up to date. */
export const checkParametersRequest = 'omicsLens/checkParameters';
export interface CheckParametersParams {
  readonly uri: string;
}
export interface CheckParametersResult {
  /** The workflow that it was checked against; absent when none was found. */
  readonly workflow?: { readonly uri: string; readonly name: string; readonly reason: string };
  readonly problems: readonly {
    readonly range: Range;
    readonly severity: 'error' | 'warning' | 'information' | 'hint';
    readonly code: string;
    readonly message: string;
  }[];
}

/** Commands of the client that the server puts into code lenses. Arguments: the workflow file's URI. */
export const startRunCommand = 'omicsLens.startRun';
export const checkParametersCommand = 'omicsLens.checkParameters';

/**
 * The command of the client behind a count of references. Arguments: the URI and position of the name, and a list of
 * `ReferencePlace`.
 */
export const showReferencesCommand = 'omicsLens.showReferences';
export interface ReferencePlace {
  readonly uri: string;
  readonly range: Range;
}
