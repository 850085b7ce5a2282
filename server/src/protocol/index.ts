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
  /** The client answers `omicsLens/accountValues`. */
  readonly accountValues?: true;
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

/** `omicsLens/engineVersion`: which version of its engine runs a file, where the service chooses one. */
export const engineVersionRequest = 'omicsLens/engineVersion';
export interface EngineVersionParams {
  /** Any file, open or not. */
  readonly uri: string;
}
export interface EngineVersionResult {
  /** Of the file, in the words of editors; they cannot know it of a configuration that only another file names. */
  readonly languageId: string;
  /** `Nextflow 23.10.0`; absent where nothing in sight tells. */
  readonly version?: string;
  /** Why it is this one. Markdown, whole sentences. */
  readonly reason?: string;
}
/** `null` for a file that no workflow has to do with. */
export type EngineVersionResponse = EngineVersionResult | null;

/** `omicsLens/newInputs`: the text of a new parameter file. */
export const newInputsRequest = 'omicsLens/newInputs';
export interface NewInputsParams {
  /** A workflow file, or a file that is tied to one. */
  readonly uri: string;
  /** `required`, which is taken when absent: the inputs that must be given, or all where none must. */
  readonly which?: 'required' | 'all';
}
export interface NewInputsResult {
  /** A file beside the workflow that does not exist yet. */
  readonly uri: string;
  readonly text: string;
}
/** `null` when the file holds no workflow and is tied to none. */
export type NewInputsResponse = NewInputsResult | null;

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

/**
 * `omicsLens/accountValues`, which the server asks the client: what the account holds of one kind, for completion in run
 * and batch files. `null` when nobody is signed in. Only asked of clients that say so when they initialize.
 */
export const accountValuesRequest = 'omicsLens/accountValues';
export interface AccountValuesParams {
  readonly kind: 'workflow' | 'workflowVersion' | 'role' | 'runGroup' | 'runCache' | 'configuration';
  /** For versions: of which workflow. */
  readonly workflowId?: string;
  /** The file that is completed, which says which settings count. */
  readonly uri: string;
}
export interface AccountValuesResult {
  /** Most wanted first: the value as it stands in the file, and a name for people. */
  readonly values: readonly { readonly value: string; readonly label?: string }[];
}
export type AccountValuesResponse = AccountValuesResult | null;

/** `omicsLens/parameterTemplate`: the text of a workflow's parameter template, new or brought up to date. */
export const parameterTemplateRequest = 'omicsLens/parameterTemplate';
export interface ParameterTemplateParams {
  /** A workflow file, or a file that is tied to one. */
  readonly uri: string;
  /** A template that is there already: descriptions that somebody wrote stay as they are. */
  readonly template?: string;
}
export interface ParameterTemplateResult {
  /** The whole text of the template file. */
  readonly text: string;
  /** False where the template given is right already. */
  readonly changed: boolean;
}
/** `null` when the file holds no workflow and is tied to none. */
export type ParameterTemplateResponse = ParameterTemplateResult | null;

/** `omicsLens/checkPackage`: what CreateWorkflow would refuse about the files of a workflow, before it is asked. */
export const checkPackageRequest = 'omicsLens/checkPackage';
export interface CheckPackageParams {
  /** The workflow file; it and all that it imports are the definition. */
  readonly uri: string;
  /** How the definition is sent; `definitionZip` when absent. */
  readonly sources?: readonly ('definitionZip' | 'definitionUri' | 'definitionRepository')[];
  /** The path of the main file in the archive, where the request says it. */
  readonly main?: string;
  /** Of the archive, where it is made already. */
  readonly zipBytes?: number;
}
export interface CheckPackageResult {
  readonly findings: readonly {
    readonly code: string;
    readonly severity: 'error' | 'warning' | 'information' | 'hint';
    readonly message: string;
    readonly note: string;
  }[];
}

/** `omicsLens/sampleSheet`: what a sample sheet would become as a batch of a workflow, and the batch itself. */
export const sampleSheetRequest = 'omicsLens/sampleSheet';
export interface SampleSheetParams {
  /** The CSV or TSV file. */
  readonly sheet: string;
  readonly workflow: string;
  /** What columns stand for, by header, where they were corrected: a parameter, `runSettingId`, `tag:key`, `-`. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Members of `defaultRunSetting`; its `parameters` need no column. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** The batch is wanted, not only the preview. */
  readonly want?: 'preview' | 'batch';
}
export interface SampleSheetResult {
  readonly columns: readonly {
    readonly header: string;
    /** In the words of `SampleSheetParams.columns`. */
    readonly target: string;
    readonly type?: string;
  }[];
  /** What a column may stand for. */
  readonly targets: readonly string[];
  readonly rows: number;
  readonly runs: number;
  /** Rows that become no run; lines count from one. */
  readonly problems: readonly { readonly line: number; readonly column?: string; readonly message: string }[];
  readonly moreProblems: number;
  /** Required parameters that no column gives. */
  readonly missing: readonly string[];
  /** The first runs, as they would stand in the batch. */
  readonly preview: readonly unknown[];
  /** The text of a batch file, or of the array for S3 above 100 runs, in pieces to be written one after the other. */
  readonly batch?: { readonly kind: 'inline' | 's3'; readonly pieces: readonly string[] };
}
/** `null` when the sheet cannot be read or the workflow holds none. */
export type SampleSheetResponse = SampleSheetResult | null;

/**
 * `omicsLens/batchEntries`: the runs of a batch file or of an array of runs, or those that a sample sheet gives: how many,
 * where they stand, and as which text.
 */
export const batchEntriesRequest = 'omicsLens/batchEntries';
export interface BatchEntriesParams {
  /** The file with the runs, or the sheet. */
  readonly uri: string;
  /** How the sheet is read; the other members of `omicsLens/sampleSheet`. */
  readonly sheet?: Omit<SampleSheetParams, 'sheet' | 'want'>;
  /** Ids of the runs that are wanted; without it they are only counted. */
  readonly ids?: readonly string[];
}
export interface BatchEntriesResult {
  readonly runs: number;
  /** In the order of the file; an id that stands twice is found twice. */
  readonly found: readonly {
    readonly id: string;
    /** The id in the file, or the row of the sheet. */
    readonly range: Range;
    /** The run as JSON, in the form of `inlineSettings`. */
    readonly entry: string;
  }[];
}
/** `null` when the file cannot be read or is none with runs. */
export type BatchEntriesResponse = BatchEntriesResult | null;

/** `omicsLens/preflightFacts`: what only an account can judge about a run, with the places that would have to change. */
export const preflightFactsRequest = 'omicsLens/preflightFacts';
export interface PreflightFactsParams {
  /** A workflow file, or a run file, batch file or parameter file. */
  readonly uri: string;
  /** The parameter file, where `uri` is a workflow file and the run has one. */
  readonly parameters?: string;
}
export interface Place {
  readonly uri: string;
  readonly range: Range;
}
export interface PlacedValue {
  /** A member of StartRun (a tag as `tags.key`), the path of a parameter, or the task that names an image. */
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}
export interface PreflightFactsResult {
  /** For what has no place of its own. */
  readonly place: Place;
  /** Members of StartRun as the run file, the project's file and the folder's settings say them, in this order. */
  readonly members: readonly PlacedValue[];
  /** The keys of the parameters. */
  readonly parameters: readonly Omit<PlacedValue, 'value'>[];
  /** S3 and HealthOmics URIs that go into the run. */
  readonly inputs: readonly (PlacedValue & { readonly wanted: 'file' | 'folder' | 'unknown' })[];
  /** Container images; `value` is the image as written. */
  readonly images: readonly (PlacedValue & {
    /** Where it is pulled from: as a URI, or `account/repository:tag` where the run's own registry is meant. */
    readonly pulledFrom?: string;
    /** `default`: only as long as the inputs keep their defaults. */
    readonly certainty: 'certain' | 'default';
    readonly runsOn: 'cpu' | 'gpu';
    readonly gpus?: number;
  })[];
}

/** `omicsLens/locateFailure`: the causes of a failed run on the places in the source that made them. */
export const locateFailureRequest = 'omicsLens/locateFailure';
export interface LocateFailureParams {
  /**
   * The workflow, run or parameter file that the run was started from. When absent, the workflow of the workspace that
   * the names of the tasks fit is taken.
   */
  readonly uri?: string;
  /** The parameter file, where it is known and `uri` is another. */
  readonly parameters?: string;
  /** The run's name, or its id where it has none. */
  readonly run: string;
  /** `failureReason` of the run. */
  readonly reason?: string;
  /** `statusMessage` of the run. */
  readonly message?: string;
  /** Where the run ran. */
  readonly region?: string;
  readonly tasks: readonly {
    readonly id: string;
    readonly name: string;
    readonly reason?: string;
    readonly message?: string;
    /** The last lines of its log. */
    readonly log: readonly string[];
  }[];
  /** Names of all tasks of the run: what a workflow is recognised by. */
  readonly taskNames: readonly string[];
  /** The last lines of the engine's log. */
  readonly engineLog: readonly string[];
}
export interface LocateFailureResult {
  readonly workflow: { readonly uri: string; readonly name: string };
  /** The files of the workflow: when one of them is newer than the run, the places may have moved. */
  readonly files: readonly string[];
  readonly failures: readonly {
    readonly uri: string;
    readonly range: Range;
    /** The code of the failure reason. */
    readonly code: string;
    readonly message: string;
    /** What the service said, and what to do. */
    readonly note: string;
    readonly about: string;
    readonly related: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
    /** Ids of the tasks that failed there. */
    readonly taskIds: readonly string[];
    readonly fixes: readonly {
      readonly title: string;
      readonly uri: string;
      readonly edits: readonly { readonly range: Range; readonly newText: string }[];
    }[];
  }[];
}
/** `null` when no workflow of the workspace is the run's. */
export type LocateFailureResponse = LocateFailureResult | null;

/** `omicsLens/graph`: the calls of a workflow and of those that it calls, to be drawn. */
export const graphRequest = 'omicsLens/graph';
export interface GraphParams {
  /** A workflow file, or a file that is tied to one; when absent, the workflow that the names of the tasks fit. */
  readonly uri?: string;
  /** The tasks of a run, whose states are counted at the calls that they came of; none for the workflow alone. */
  readonly tasks: readonly { readonly name: string; readonly status: string }[];
}
export interface GraphResult {
  /** The entry's first. */
  readonly workflows: readonly GraphWorkflow[];
}
export interface GraphWorkflow {
  readonly id: string;
  readonly name: string;
  readonly uri: string;
  readonly range: Range;
  readonly calls: readonly GraphCall[];
  /** `to` waits for `from`. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** Outer before inner. */
  readonly scatters: readonly { readonly id: string; readonly text: string; readonly count?: number }[];
}
export interface GraphCall {
  /** The call's name; unique in its workflow. */
  readonly id: string;
  readonly kind: 'task' | 'workflow' | 'unknown';
  /** The `id` of a workflow of the answer, where that is what is called. */
  readonly callee: string;
  readonly calleeName: string;
  readonly uri: string;
  readonly range: Range;
  /** The instance that its task gets, where that is known before the run. */
  readonly instance?: string;
  /** Ids of the scatters around it, outermost first. */
  readonly scatters: readonly string[];
  readonly conditions: readonly string[];
  /** Tasks of the run by their state. */
  readonly states: Readonly<Record<string, number>>;
}
/** `null` when the file holds no workflow and is tied to none. */
export type GraphResponse = GraphResult | null;

/** `omicsLens/resizeTask`: the edits that make a task of a run ask for another size. */
export const resizeTaskRequest = 'omicsLens/resizeTask';
export interface ResizeTaskParams {
  /** The file that the run was started from; when absent, the workflow that the names of its tasks fit. */
  readonly uri?: string;
  /** Names of all tasks of the run. */
  readonly taskNames: readonly string[];
  /** The name of the task. */
  readonly task: string;
  readonly cpus: number;
  /** GiB. */
  readonly memory: number;
}
export interface ResizeTaskResult {
  /** None where the task is not found, or what it asks for is computed. */
  readonly edits: readonly { readonly uri: string; readonly range: Range; readonly newText: string }[];
}

/** Commands of the client that the server puts into code lenses. Arguments: the file's URI. */
export const startRunCommand = 'omicsLens.startRun';
export const startBatchCommand = 'omicsLens.startBatch';
export const checkParametersCommand = 'omicsLens.checkParameters';
/** Above a task, where its name is the second argument, and in a file with a request for Amazon ECS. */
export const runTaskOnEcsCommand = 'omicsLens.runTaskOnEcs';

/**
 * The command of the client behind a count of references. Arguments: the URI and position of the name, and a list of
 * `ReferencePlace`.
 */
export const showReferencesCommand = 'omicsLens.showReferences';
export interface ReferencePlace {
  readonly uri: string;
  readonly range: Range;
}

/** `omicsLens/renderTask`: the command of one task with its inputs filled in, and what the task asks for. */
export const renderTaskRequest = 'omicsLens/renderTask';
export interface RenderTaskParams {
  readonly uri: string;
  /** The only one of the file when absent. */
  readonly task?: string;
  /** JSON, by the names of the task's inputs, which may carry the task's name in front. */
  readonly inputs?: Readonly<Record<string, unknown>>;
}
export interface RenderTaskResult {
  /** The tasks of the file that can be rendered. */
  readonly tasks: readonly string[];
  /** Absent when the file has no such task, or when it has several and none was named. */
  readonly rendered?: {
    readonly name: string;
    /** For bash. */
    readonly script: string;
    /** Variables that the engine sets for the command. */
    readonly environment: Readonly<Record<string, string>>;
    readonly container?: string;
    readonly cpus?: number;
    readonly memoryGiB?: number;
    readonly inputs: readonly {
      readonly name: string;
      readonly type: string;
      readonly required: boolean;
      /** As it is written. */
      readonly default?: string;
      readonly description?: string;
    }[];
    /** What the script takes from variables of the shell, because only the run knows it. */
    readonly unknown: readonly {
      readonly variable: string;
      readonly text: string;
      readonly input?: string;
    }[];
    /** Files that the script names as they were given. */
    readonly files: readonly string[];
    /** What somebody who runs the script should know, as sentences. */
    readonly notes: readonly string[];
  };
}
