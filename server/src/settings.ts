/** Every setting once; the manifest's `contributes.configuration` and `docs/settings.md` are generated from this list. */
export interface SettingInfo {
  /** Without the `omicsLens.` in front. */
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'number' | 'object';
  readonly default: unknown;
  /** The possible values; of an object, those of its members. */
  readonly values?: readonly string[];
  /** Markdown. */
  readonly description: string;
  /** Who reads it: the language server, the extension, or both. */
  readonly reader: 'server' | 'client' | 'both';
  readonly scope?: 'machine-overridable' | 'resource' | 'window';
}

export const SETTINGS: readonly SettingInfo[] = [
  {
    name: 'target',
    type: 'string',
    default: 'healthomics',
    values: ['healthomics', 'spec'],
    description:
      'What your workflows run on. `healthomics` never reports as an error what AWS HealthOmics runs; `spec` follows the letter of the language specification.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'engine',
    type: 'string',
    default: 'WDL',
    values: ['WDL', 'WDL_LENIENT'],
    description:
      'Engine of your WDL workflows on AWS HealthOmics. `WDL_LENIENT` converts numbers, texts, maps and pairs by itself where nothing is lost, and workflows are created with it.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'nextflow.strict',
    type: 'string',
    default: 'auto',
    values: ['auto', 'on', 'off'],
    description:
      'Whether to say what the strict parser of Nextflow refuses. AWS HealthOmics does not run it. `auto`: only where the target is `spec` and the workflow asks for Nextflow 25.10 or later.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'region',
    type: 'string',
    default: '',
    description:
      'AWS Region in which runs start, such as `us-east-1`. Empty: the Region of the profile or of the environment.',
    reader: 'both',
    scope: 'resource',
  },
  {
    name: 'profile',
    type: 'string',
    default: '',
    description: 'Profile of the shared AWS configuration to use. Empty: `AWS_PROFILE`, or `default`.',
    reader: 'client',
    scope: 'machine-overridable',
  },
  {
    name: 'endpoint',
    type: 'string',
    default: '',
    description:
      'Address of a service that speaks the HealthOmics protocol, such as the local HealthOmics. Empty: AWS.',
    reader: 'client',
    scope: 'machine-overridable',
  },
  {
    name: 'run.roleArn',
    type: 'string',
    default: '',
    description:
      'ARN of the service role that runs use. `.healthomics/config.toml` (`omics_iam_role`) comes first.',
    reader: 'client',
    scope: 'resource',
  },
  {
    name: 'run.outputUri',
    type: 'string',
    default: '',
    description:
      'S3 URI under which runs write their outputs. `.healthomics/config.toml` (`run_output_uri`) comes first.',
    reader: 'client',
    scope: 'resource',
  },
  {
    name: 'run.storageType',
    type: 'string',
    default: 'DYNAMIC',
    values: ['DYNAMIC', 'STATIC'],
    description: 'Run storage. `.healthomics/config.toml` (`run_storage_type`) comes first.',
    reader: 'client',
    scope: 'resource',
  },
  {
    name: 'workflow.uploadUri',
    type: 'string',
    default: '',
    description:
      'Folder in S3 through which definitions go that are larger than a request holds, such as `s3://bucket/definitions/`. It must be in the Region of the workflow. Empty: asked for when it is needed.',
    reader: 'client',
    scope: 'resource',
  },
  {
    name: 'workflow.connectionArn',
    type: 'string',
    default: '',
    description:
      'ARN of the connection of AWS CodeConnections through which HealthOmics reads definitions from Git repositories. Empty: asked for when it is needed.',
    reader: 'client',
    scope: 'resource',
  },
  {
    name: 'prices',
    type: 'string',
    default: '',
    description:
      'A JSON file in the workspace with what an hour of each instance costs you, such as `{ "omics.m.xlarge": 0.27 }`. The timeline of a run then says what its tasks cost. Empty: no cost is said.',
    reader: 'client',
    scope: 'resource',
  },
  {
    name: 'logs.liveTail',
    type: 'string',
    default: 'never',
    values: ['never', 'always'],
    description:
      'Whether following a run also opens a CloudWatch Live Tail session: lines appear within a second, and CloudWatch bills each minute. `never` reads the logs every few seconds, free of charge.',
    reader: 'client',
    scope: 'window',
  },
  {
    name: 'parameterFiles',
    type: 'object',
    default: {},
    description:
      'Run-parameter files that have other names: workspace-relative path of the file to workspace-relative path of its workflow.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'problemsIn',
    type: 'string',
    default: 'workspace',
    values: ['workspace', 'openFiles'],
    description:
      'Whose problems are shown: those of all workflows and parameter files in the workspace, or of open files only.',
    reader: 'server',
    scope: 'window',
  },
  {
    name: 'imports.fetch',
    type: 'string',
    default: 'never',
    values: ['never', 'always'],
    description:
      'Whether documents that a workflow imports by `https://` are fetched, so that what comes from them is checked. They are kept in a cache and asked for again only when they have changed. AWS HealthOmics gets the files of your folder only.',
    reader: 'server',
    scope: 'machine-overridable',
  },
  {
    name: 'imports.allowPrivate',
    type: 'boolean',
    default: false,
    description:
      'Whether imports may be fetched from this machine and its network too, and by `http://`. Otherwise a workflow that somebody sent you cannot make the editor call servers behind your firewall.',
    reader: 'server',
    scope: 'machine-overridable',
  },
  {
    name: 'rules',
    type: 'object',
    default: {},
    values: ['error', 'warning', 'information', 'hint', 'off'],
    description: 'Severity by rule code: `error`, `warning`, `information`, `hint` or `off`.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'shellcheck',
    type: 'string',
    default: 'auto',
    description:
      'The program ShellCheck, which reads the commands of open workflows: `auto` takes `shellcheck` where it is installed, `off` does without, and anything else is the path of the program.',
    reader: 'server',
    scope: 'machine-overridable',
  },
  {
    name: 'format.lineWidth',
    type: 'number',
    default: 90,
    description:
      'Columns that a line of a workflow may take before the formatter wraps it. Strings, comments and commands are never wrapped.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'format.trailingCommas',
    type: 'string',
    default: 'add',
    values: ['add', 'keep'],
    description:
      'The comma behind the last element of a list that has an element a line: the formatter can `add` it, or `keep` what you wrote.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'inlayHints.callInputs',
    type: 'boolean',
    default: true,
    description: 'Show the type of each input that a call gives a value.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'inlayHints.parameters',
    type: 'boolean',
    default: true,
    description: 'Show the type of each key of a parameter file.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'inlayHints.inferredTypes',
    type: 'boolean',
    default: true,
    description: 'Show types that are not written down, such as those of scatter variables.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'inlayHints.values',
    type: 'boolean',
    default: true,
    description:
      'Show the value of expressions that are the same in every run, and of what a task asks for when its inputs keep their defaults.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'inlayHints.instances',
    type: 'boolean',
    default: true,
    description: 'Show the HealthOmics instance that each task gets, as far as its resources are known.',
    reader: 'server',
    scope: 'resource',
  },
  {
    name: 'codeLens.references',
    type: 'boolean',
    default: true,
    description: 'Show above each task, workflow and type in how many places it is used.',
    reader: 'server',
    scope: 'resource',
  },
];

export type RuleSeverity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** What the server reads of the settings. */
export interface ServerSettings {
  readonly target: 'healthomics' | 'spec';
  readonly engine: 'WDL' | 'WDL_LENIENT';
  /** When to say what the strict parser of Nextflow refuses. */
  readonly strict: 'auto' | 'on' | 'off';
  readonly region: string | undefined;
  readonly parameterFiles: Readonly<Record<string, string>>;
  readonly problemsIn: 'workspace' | 'openFiles';
  readonly rules: Readonly<Record<string, RuleSeverity>>;
  readonly imports: ImportSettings;
  /** `auto`, `off`, or the path of the program. */
  readonly shellcheck: string;
  readonly format: FormatSettings;
  readonly inlayHints: InlayHintSettings;
  readonly codeLens: CodeLensSettings;
}

export interface ImportSettings {
  readonly fetch: 'never' | 'always';
  /** Whether addresses of this machine and its network may be asked. */
  readonly allowPrivate: boolean;
}

/** True for what is shown. */
export interface InlayHintSettings {
  readonly callInputs: boolean;
  readonly parameters: boolean;
  readonly inferredTypes: boolean;
  readonly values: boolean;
  readonly instances: boolean;
}

export interface CodeLensSettings {
  readonly references: boolean;
}

export interface FormatSettings {
  readonly lineWidth: number;
  readonly trailingCommas: 'add' | 'keep';
}

export const DEFAULT_SETTINGS: ServerSettings = {
  target: 'healthomics',
  engine: 'WDL',
  strict: 'auto',
  region: undefined,
  parameterFiles: {},
  problemsIn: 'workspace',
  rules: {},
  imports: { fetch: 'never', allowPrivate: false },
  shellcheck: 'auto',
  format: { lineWidth: 90, trailingCommas: 'add' },
  inlayHints: { callInputs: true, parameters: true, inferredTypes: true, values: true, instances: true },
  codeLens: { references: true },
};
