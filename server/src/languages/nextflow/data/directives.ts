import type { OptionEntry, ValueKind } from './entry.ts';
import { byName, option } from './entry.ts';
import type { Availability } from './versions.ts';

/** A directive of a process: what stands before `input:`, and in the `process` scope of configuration. */
export interface Directive extends Availability {
  readonly name: string;
  /** What its positional value is. */
  readonly kind: ValueKind;
  /** The values that are understood, where they are few and known. */
  readonly values?: readonly string[];
  readonly options?: readonly OptionEntry[];
  /** It may stand several times, and all count. */
  readonly repeats?: true;
  readonly doc: string;
  /** What AWS HealthOmics makes of it, where that is not what Nextflow does. */
  readonly onHealthOmics?: string;
  readonly deprecated?: true;
  /** The text of a completion behind the name. */
  readonly snippet?: string;
}

const IGNORED = 'AWS HealthOmics chooses the machine and the executor itself: this has no effect there.';
const PACKAGES = 'On AWS HealthOmics the software comes from the container image only.';
const SUBMIT = 'Only schedulers of clusters read it; AWS HealthOmics does not.';

const PUBLISH_MODES = ['symlink', 'rellink', 'link', 'copy', 'copyNoFollow', 'move'] as const;

const PUBLISH_OPTIONS: readonly OptionEntry[] = [
  option('path', 'path', 'The folder, when it is not given as the first value.'),
  option('mode', 'string', 'How files come to the folder: `symlink` unless said otherwise.', {
    values: PUBLISH_MODES,
  }),
  option('pattern', 'string', 'Publish only outputs whose names match this glob.'),
  option(
    'saveAs',
    'closure',
    'Gets the name of each file and gives the name to publish it under; `null` leaves the file out.',
  ),
  option('overwrite', 'boolean', 'Whether an existing file is replaced: true, except when a run resumes.'),
  option('enabled', 'boolean', 'False switches this rule off.'),
  option(
    'failOnError',
    'boolean',
    'Whether the run fails when a file cannot be published. False before 24.10, true since.',
  ),
  option(
    'contentType',
    'any',
    'The media type that objects in S3 get; `true` works it out from the extension.',
  ),
  option('storageClass', 'string', 'The storage class of objects in S3.'),
  option('tags', 'map', 'Tags of objects in S3.'),
];

/** What `DIRECTIVES` of ProcessConfig (22.04 to 24.10) and ProcessBuilder (25.10) list, and HealthOmics' own. */
const ENTRIES: readonly Directive[] = [
  {
    name: 'accelerator',
    kind: 'integer',
    options: [
      option('type', 'string', 'The kind of GPU, such as `nvidia-l4`.'),
      option('request', 'integer', 'How many are asked for.'),
      option('limit', 'integer', 'How many may be used at most.'),
    ],
    doc: 'How many GPUs a task needs, and of which kind.',
    onHealthOmics: 'The type must be one of those that AWS HealthOmics names, and one or four make sense.',
    snippet: " ${1:1}, type: '${2:nvidia-l4}'",
  },
  {
    name: 'afterScript',
    kind: 'string',
    doc: 'Shell commands that run after the script, outside of the container.',
    onHealthOmics: 'May be ignored there.',
  },
  {
    name: 'arch',
    kind: 'string',
    options: [
      option('name', 'string', 'The architecture.'),
      option('target', 'string', 'The microarchitecture.'),
    ],
    since: '23.10',
    doc: 'The processor architecture that software is built for.',
    onHealthOmics: 'There are no ARM machines, and software comes from the image.',
  },
  {
    name: 'array',
    kind: 'integer',
    since: '24.10',
    doc: 'Submits so many tasks as one job array.',
    onHealthOmics: SUBMIT,
  },
  {
    name: 'beforeScript',
    kind: 'string',
    doc: 'Shell commands that run before the script, outside of the container.',
    onHealthOmics: 'May be ignored there.',
  },
  {
    name: 'cache',
    kind: 'any',
    values: ['true', 'false', 'lenient', 'deep'],
    doc: 'Whether results are taken from an earlier run: `lenient` compares names and sizes of inputs only, `deep` their content.',
    onHealthOmics: '`cache false` keeps a process out of the run cache.',
  },
  { name: 'cleanup', kind: 'boolean', until: '24.10', doc: 'Whether the work folder is removed afterwards.' },
  {
    name: 'clusterOptions',
    kind: 'string',
    doc: 'Options for the submit command of a cluster.',
    onHealthOmics: SUBMIT,
  },
  {
    name: 'conda',
    kind: 'string',
    doc: 'Conda packages, or an environment file, that the script needs.',
    onHealthOmics: PACKAGES,
  },
  {
    name: 'container',
    kind: 'string',
    doc: 'The container image that the script runs in.',
    onHealthOmics: 'An image of Amazon ECR private, or one that a registry map leads there.',
    snippet: " '${1:image}'",
  },
  {
    name: 'containerOptions',
    kind: 'string',
    doc: 'Options for the command that starts the container.',
    onHealthOmics: 'May be ignored there.',
  },
  {
    name: 'cpus',
    kind: 'integer',
    doc: 'How many CPUs a task may use; 1 unless said otherwise.',
    snippet: ' ${1:2}',
  },
  {
    name: 'debug',
    kind: 'boolean',
    doc: 'Prints what the script writes to its standard output.',
    values: ['true', 'false'],
  },
  {
    name: 'disk',
    kind: 'memory',
    options: [option('request', 'memory', 'How much.'), option('type', 'string', 'The kind of disk.')],
    doc: 'How much local storage a task needs.',
    onHealthOmics: 'All tasks of a run share its storage: this has no effect.',
  },
  {
    name: 'echo',
    kind: 'boolean',
    until: '24.10',
    deprecated: true,
    doc: 'The old name of `debug`.',
    values: ['true', 'false'],
  },
  {
    name: 'errorStrategy',
    kind: 'string',
    values: ['terminate', 'finish', 'ignore', 'retry'],
    doc: 'What happens when a task fails: `terminate` ends the run, `finish` lets running tasks end first, `ignore` goes on without it, `retry` tries again.',
    onHealthOmics: 'A failed task ends the run, unless it is `retry` or `ignore`.',
    snippet: " '${1|terminate,finish,ignore,retry|}'",
  },
  { name: 'executor', kind: 'string', doc: 'The system that runs the tasks.', onHealthOmics: IGNORED },
  {
    name: 'ext',
    kind: 'map',
    doc: 'Values of your own, by convention `args` and `prefix`, that the script reads as `task.ext`.',
  },
  {
    name: 'fair',
    kind: 'boolean',
    since: '23.10',
    doc: 'Outputs come in the order of the inputs.',
    values: ['true', 'false'],
  },
  {
    name: 'label',
    kind: 'string',
    repeats: true,
    doc: 'A word that `withLabel` in configuration selects the process by.',
    snippet: " '${1:process_low}'",
  },
  {
    name: 'machineType',
    kind: 'string',
    doc: 'The machine type of some cloud executors.',
    onHealthOmics: IGNORED,
  },
  {
    name: 'maxErrors',
    kind: 'integer',
    doc: 'How many tasks of the process may fail, all retries together, before the run ends.',
  },
  {
    name: 'maxForks',
    kind: 'integer',
    doc: 'How many tasks of the process run at the same time.',
    onHealthOmics: 'AWS HealthOmics decides this by the limits of the account and the run group.',
  },
  {
    name: 'maxRetries',
    kind: 'integer',
    doc: "How often a failed task is tried again with `errorStrategy 'retry'`; once unless said otherwise.",
    snippet: ' ${1:2}',
  },
  {
    name: 'maxSubmitAwait',
    kind: 'duration',
    since: '23.10',
    doc: 'How long a task may wait in the queue before it counts as failed.',
    onHealthOmics: SUBMIT,
  },
  {
    name: 'memory',
    kind: 'memory',
    doc: "How much memory a task may use: `'8 GB'` or `8.GB`. A GB is 1,024³ bytes.",
    snippet: " '${1:8} GB'",
  },
  {
    name: 'module',
    kind: 'string',
    repeats: true,
    doc: 'Environment modules to load.',
    onHealthOmics: PACKAGES,
  },
  {
    name: 'omicsRetryOn5xx',
    kind: 'boolean',
    since: '23.10',
    values: ['true', 'false'],
    doc: 'Whether a task is tried again when AWS HealthOmics itself failed. Only AWS HealthOmics knows it.',
    onHealthOmics: 'Such a task is tried again up to twice, unless this is false.',
  },
  { name: 'penv', kind: 'string', doc: 'The parallel environment of Grid Engine.', onHealthOmics: SUBMIT },
  { name: 'pod', kind: 'map', repeats: true, doc: 'Settings of a Kubernetes pod.', onHealthOmics: IGNORED },
  {
    name: 'publishDir',
    kind: 'path',
    options: PUBLISH_OPTIONS,
    repeats: true,
    doc: 'The folder to which outputs of the process are published.',
    onHealthOmics: 'Only what is published below `/mnt/workflow/pubdir` is exported.',
    snippet: " '${1:/mnt/workflow/pubdir}', mode: '${2:copy}'",
  },
  { name: 'queue', kind: 'string', doc: 'The queue to which jobs go.', onHealthOmics: IGNORED },
  {
    name: 'resourceLabels',
    kind: 'map',
    since: '23.10',
    repeats: true,
    doc: 'Names and values that the machines are tagged with.',
    onHealthOmics: 'Tags belong to the run there.',
  },
  {
    name: 'resourceLimits',
    kind: 'map',
    since: '24.10',
    options: [
      option('cpus', 'integer', 'The most CPUs.'),
      option('memory', 'memory', 'The most memory.'),
      option('disk', 'memory', 'The most disk.'),
      option('time', 'duration', 'The longest time.'),
    ],
    doc: 'The most that a task may ask for: what asks for more gets this.',
    snippet: ' cpus: ${1:16}, memory: ${2:64.GB}',
  },
  {
    name: 'scratch',
    kind: 'any',
    doc: 'Whether the task works in a local folder from which its outputs are copied.',
    onHealthOmics: IGNORED,
  },
  {
    name: 'secret',
    kind: 'string',
    repeats: true,
    doc: 'The name of a secret that becomes an environment variable.',
    onHealthOmics: 'There is no store of secrets of Nextflow.',
  },
  {
    name: 'shell',
    kind: 'list',
    doc: "The command that runs the script: `'/bin/bash', '-ue'` unless said otherwise.",
  },
  {
    name: 'spack',
    kind: 'string',
    since: '23.10',
    doc: 'Spack packages that the script needs.',
    onHealthOmics: PACKAGES,
  },
  {
    name: 'stageInMode',
    kind: 'string',
    values: ['copy', 'link', 'rellink', 'symlink'],
    doc: 'How inputs come into the work folder.',
    onHealthOmics: IGNORED,
  },
  {
    name: 'stageOutMode',
    kind: 'string',
    values: ['copy', 'move', 'rsync', 'rclone', 'fcp'],
    doc: 'How outputs leave the scratch folder.',
    onHealthOmics: IGNORED,
  },
  {
    name: 'storeDir',
    kind: 'path',
    doc: 'A folder in which outputs stay for ever; a task whose outputs are there does not run.',
    onHealthOmics: 'May be ignored there: use the run cache.',
  },
  {
    name: 'tag',
    kind: 'string',
    doc: 'A name for each task, shown in the log.',
    snippet: ' "${1:\\$sample}"',
  },
  {
    name: 'time',
    kind: 'duration',
    doc: "How long a task may run: `'2h'`, `'1d 12h'` or `2.h`.",
    onHealthOmics: 'Counts whole minutes, at least one. Not with Nextflow 22.04.',
    snippet: " '${1:4h}'",
  },
];

export const DIRECTIVES: ReadonlyMap<string, Directive> = byName(ENTRIES);

/** Words that stand among the directives of a process in DSL 1, and as sections in any. */
export const MISREAD_DIRECTIVES: ReadonlySet<string> = new Set([
  'when',
  'input',
  'output',
  'script',
  'exec',
  'stub',
]);
