import { LINK_MERGE, LOAD_LISTING, LOOP_OUTPUT, PICK_VALUE } from './enums.ts';
import type { ExtensionInfo, FieldInfo, RecordInfo } from './shape.ts';
import {
  ANY_VALUE,
  BOOLEAN,
  EXPRESSION,
  INT,
  NUMBER,
  STRING,
  byClass,
  list,
  mapped,
  record,
  text,
} from './shape.ts';

const CWLTOOL: ExtensionInfo = { namespace: 'http://commonwl.org/cwltool#', prefix: 'cwltool' };
const ARVADOS: ExtensionInfo = { namespace: 'http://arvados.org/cwl#', prefix: 'arv' };

function amount(name: string, doc: string, examples: readonly string[]): FieldInfo {
  return {
    name,
    shapes: [NUMBER, EXPRESSION],
    older: [
      { until: 'v1.0', shapes: [INT, STRING, EXPRESSION] },
      { until: 'v1.1', shapes: [INT, EXPRESSION] },
    ],
    doc,
    examples,
  };
}

const CORES = ['1', '2', '4', '8', '16', '32', '48', '64', '96'];
const RAM = ['2048', '4096', '8192', '16384', '32768', '65536', '131072', '262144'];
const DISK = ['1024', '10240', '102400'];

/**
 * The requirements of CWL in the order in which completion offers them. Sources: CWL specifications v1.0, v1.1, v1.2;
 * AWS HealthOmics user guide, "CWL workflow definition specifics", 2025.
 */
export const REQUIREMENTS: readonly RecordInfo[] = withClass([
  {
    name: 'DockerRequirement',
    title: '`DockerRequirement`',
    doc: 'The container that the command runs in. AWS HealthOmics takes images of private Amazon ECR repositories in the Region of the run, and of registries that the workflow’s registry map covers.',
    fields: [
      {
        name: 'dockerPull',
        shapes: [text('image')],
        doc: 'The image with its tag or digest. On AWS HealthOmics it may be an expression, so that the image is an input of the workflow.',
      },
      {
        name: 'dockerImageId',
        shapes: [STRING],
        doc: 'The name or id of the image on the machine; that of `dockerPull` when absent.',
      },
      {
        name: 'dockerOutputDirectory',
        shapes: [STRING],
        doc: 'The working directory inside of the container.',
      },
      { name: 'dockerLoad', shapes: [STRING], doc: 'The URL of an image saved as a file.' },
      { name: 'dockerFile', shapes: [STRING], doc: 'The text of a Dockerfile to build the image from.' },
      { name: 'dockerImport', shapes: [STRING], doc: 'The URL of a file system to make an image of.' },
    ],
  },
  {
    name: 'ResourceRequirement',
    title: '`ResourceRequirement`',
    doc: 'What a task needs of the machine. AWS HealthOmics chooses the smallest instance that has it; without it a task gets 1 vCPU and 1 GiB.',
    fields: [
      amount('coresMin', 'The least number of CPUs.', CORES),
      amount('coresMax', 'The largest number of CPUs of use.', CORES),
      amount('ramMin', 'The least memory, in MiB.', RAM),
      amount('ramMax', 'The most memory of use, in MiB.', RAM),
      amount('tmpdirMin', 'The least space for temporary files, in MiB.', DISK),
      amount('tmpdirMax', 'The most space for temporary files of use, in MiB.', DISK),
      amount('outdirMin', 'The least space for outputs, in MiB.', DISK),
      amount('outdirMax', 'The most space for outputs of use, in MiB.', DISK),
      {
        name: 'omicsRetryOn5xx',
        shapes: [BOOLEAN],
        default: 'true',
        doc: 'AWS HealthOmics: whether a task that failed for a fault of the service is tried again. Put it into `hints`, so that other engines read over it.',
      },
    ],
  },
  {
    name: 'InlineJavascriptRequirement',
    title: '`InlineJavascriptRequirement`',
    doc: 'Allows JavaScript in `$(…)` and `${…}`. Without it only references such as `$(inputs.reads.basename)` are read. AWS HealthOmics runs the code in strict mode.',
    fields: [
      {
        name: 'expressionLib',
        shapes: [list(STRING)],
        doc: 'Code that every expression sees: functions as text, or files by `$include`.',
      },
    ],
  },
  {
    name: 'InitialWorkDirRequirement',
    title: '`InitialWorkDirRequirement`',
    doc: 'Files and folders that are put into the working directory before the command starts.',
    fields: [
      {
        name: 'listing',
        shapes: [
          EXPRESSION,
          list(
            record('Dirent'),
            EXPRESSION,
            byClass('File', 'Directory'),
            list(byClass('File', 'Directory')),
          ),
        ],
        required: 'all',
        doc: 'What is put there: entries with a name and a text or file, inputs by expression, or an expression that gives the whole list.',
      },
    ],
  },
  {
    name: 'EnvVarRequirement',
    title: '`EnvVarRequirement`',
    doc: 'Variables of the environment that the command sees.',
    fields: [
      {
        name: 'envDef',
        shapes: [mapped(record('EnvironmentDef'), 'envName', 'envValue')],
        required: 'all',
        doc: 'The variables: a map of names and values, or a list.',
      },
    ],
  },
  {
    name: 'ShellCommandRequirement',
    title: '`ShellCommandRequirement`',
    doc: 'Runs the command line in a shell, so that `|`, `>` and `&&` work in arguments with `shellQuote: false`.',
    fields: [],
  },
  {
    name: 'ScatterFeatureRequirement',
    title: '`ScatterFeatureRequirement`',
    doc: 'Allows `scatter` in the steps of a workflow.',
    fields: [],
  },
  {
    name: 'SubworkflowFeatureRequirement',
    title: '`SubworkflowFeatureRequirement`',
    doc: 'Allows steps that run workflows.',
    fields: [],
  },
  {
    name: 'MultipleInputFeatureRequirement',
    title: '`MultipleInputFeatureRequirement`',
    doc: 'Allows several sources for one input of a step.',
    fields: [],
  },
  {
    name: 'StepInputExpressionRequirement',
    title: '`StepInputExpressionRequirement`',
    doc: 'Allows `valueFrom` in inputs of steps.',
    fields: [],
  },
  {
    name: 'SchemaDefRequirement',
    title: '`SchemaDefRequirement`',
    doc: 'Types with names, for use in the types of inputs and outputs.',
    fields: [
      {
        name: 'types',
        shapes: [
          list({
            kind: 'record',
            by: 'type',
            of: ['commandInput.record', 'commandInput.enum', 'commandInput.array'],
          }),
        ],
        required: 'all',
        doc: 'The types: schemas of kind `record`, `enum` or `array` with a `name`.',
      },
    ],
  },
  {
    name: 'SoftwareRequirement',
    title: '`SoftwareRequirement`',
    doc: 'The programs that the command needs, for people and for engines without containers.',
    fields: [
      {
        name: 'packages',
        shapes: [mapped(record('SoftwarePackage'), 'package', 'specs')],
        required: 'all',
        doc: 'The packages: a map of names, or a list.',
      },
    ],
  },
  {
    name: 'LoadListingRequirement',
    title: '`LoadListingRequirement`',
    doc: 'How much of directories expressions see in `listing`, for all inputs that do not say it themselves.',
    since: 'v1.1',
    fields: [{ name: 'loadListing', shapes: [LOAD_LISTING], doc: 'How much of a directory is listed.' }],
  },
  {
    name: 'WorkReuse',
    title: '`WorkReuse`',
    doc: 'Whether results of an earlier run may be used again. `enableReuse: false` opts a task out of the call cache of AWS HealthOmics.',
    since: 'v1.1',
    fields: [
      {
        name: 'enableReuse',
        shapes: [BOOLEAN, EXPRESSION],
        required: 'all',
        default: 'true',
        doc: 'Whether a result may be used again.',
      },
    ],
  },
  {
    name: 'NetworkAccess',
    title: '`NetworkAccess`',
    doc: 'Whether the command reaches the network. On AWS HealthOmics tasks do so only in runs with a VPC configuration.',
    since: 'v1.1',
    fields: [
      {
        name: 'networkAccess',
        shapes: [BOOLEAN, EXPRESSION],
        required: 'all',
        doc: 'Whether the command needs the network.',
      },
    ],
  },
  {
    name: 'ToolTimeLimit',
    title: '`ToolTimeLimit`',
    doc: 'The longest time that a task may take.',
    since: 'v1.1',
    fields: [
      {
        name: 'timelimit',
        shapes: [INT, EXPRESSION],
        required: 'all',
        doc: 'Seconds; 0 is no limit.',
        examples: ['3600', '86400'],
      },
    ],
  },
  {
    name: 'InplaceUpdateRequirement',
    title: '`InplaceUpdateRequirement`',
    doc: 'Lets the command change writable inputs where they lie.',
    since: 'v1.1',
    fields: [
      { name: 'inplaceUpdate', shapes: [BOOLEAN], required: 'all', doc: 'Whether inputs may be changed.' },
    ],
  },
]);

/** Extensions that AWS HealthOmics or cwltool read. They are written with a prefix of `$namespaces` or their whole name. */
export const EXTENSIONS: readonly RecordInfo[] = withClass([
  {
    name: 'CUDARequirement',
    title: '`CUDARequirement`',
    extension: CWLTOOL,
    doc: 'The GPUs that a task needs. On AWS HealthOmics `cudaComputeCapability` names the accelerator.',
    fields: [
      {
        name: 'cudaVersionMin',
        shapes: [STRING, NUMBER],
        required: 'all',
        doc: 'The least version of CUDA. AWS HealthOmics wants `"1.0"`.',
        examples: ['"1.0"'],
      },
      {
        name: 'cudaComputeCapability',
        shapes: [STRING, NUMBER, list(STRING)],
        required: 'all',
        doc: 'AWS HealthOmics: the accelerator, as `nvidia-l4`. Elsewhere: the capability that the GPU has to have.',
        examples: [
          'nvidia-l4',
          'nvidia-l40s',
          'nvidia-tesla-a10g',
          'nvidia-tesla-t4',
          'nvidia-tesla-t4-a10g',
          'nvidia-t4-a10g-l4',
          'nvidia-l4-a10g',
        ],
      },
      {
        name: 'cudaDeviceCountMin',
        shapes: [INT, EXPRESSION],
        default: '1',
        doc: 'The least number of GPUs.',
        examples: ['1', '4'],
      },
      {
        name: 'cudaDeviceCountMax',
        shapes: [INT, EXPRESSION],
        doc: 'The largest number of GPUs of use.',
        examples: ['1', '4'],
      },
    ],
  },
  {
    name: 'Loop',
    title: '`Loop`',
    extension: CWLTOOL,
    doc: 'Runs a step again and again while a condition holds. For v1.2 documents, under `requirements` of a step.',
    fields: [
      {
        name: 'loopWhen',
        shapes: [EXPRESSION],
        required: 'all',
        doc: 'The step runs again while this gives `true`; `inputs` are those of the next round.',
      },
      {
        name: 'loop',
        shapes: [mapped(record('LoopInput'), 'id', 'loopSource')],
        required: 'all',
        doc: 'Inputs of the rounds behind the first: which output of the step feeds them. An input that is not named keeps its value.',
      },
      {
        name: 'outputMethod',
        shapes: [LOOP_OUTPUT],
        default: 'last',
        doc: 'Which rounds the outputs come from.',
      },
    ],
  },
  {
    name: 'OutOfMemoryRetry',
    title: '`OutOfMemoryRetry`',
    extension: ARVADOS,
    doc: 'Tries a task that ran out of memory (exit code 137) again with more. AWS HealthOmics reads it from `hints`.',
    fields: [
      {
        name: 'memoryRetryMultiplier',
        shapes: [NUMBER],
        default: '2',
        doc: 'How many times the memory of the try before: more than 1; AWS HealthOmics takes at least 1.5, and tries three times at most.',
        examples: ['1.5', '2', '2.5'],
      },
      {
        name: 'memoryErrorRegex',
        shapes: [STRING],
        doc: 'Arvados: what in the log tells that memory ran out. AWS HealthOmics goes by the exit code alone.',
      },
    ],
  },
  {
    name: 'Secrets',
    title: '`Secrets`',
    extension: CWLTOOL,
    doc: 'cwltool: inputs that are kept out of logs.',
    fields: [{ name: 'secrets', shapes: [list(text('port'))], required: 'all', doc: 'Names of inputs.' }],
  },
  {
    name: 'MPIRequirement',
    title: '`MPIRequirement`',
    extension: CWLTOOL,
    doc: 'cwltool: runs the command by MPI.',
    fields: [
      { name: 'processes', shapes: [INT, EXPRESSION], required: 'all', doc: 'The number of processes.' },
    ],
  },
  {
    name: 'ShmSize',
    title: '`ShmSize`',
    extension: CWLTOOL,
    doc: 'cwltool: the size of `/dev/shm` in the container.',
    fields: [
      {
        name: 'shmSize',
        shapes: [STRING],
        required: 'all',
        doc: 'A number with `k`, `m` or `g`.',
        examples: ['128m'],
      },
    ],
  },
]);

/** Records that stand in requirements. */
export const REQUIREMENT_PARTS: readonly RecordInfo[] = [
  {
    name: 'Dirent',
    title: 'an entry of the working directory',
    doc: 'A file or folder that is put into the working directory.',
    fields: [
      { name: 'entryname', shapes: [STRING, EXPRESSION], doc: 'Its name there. For a text it is needed.' },
      {
        name: 'entry',
        shapes: [STRING, EXPRESSION],
        required: 'all',
        doc: 'The text of the file, or an expression that gives a text, a file or a folder.',
      },
      {
        name: 'writable',
        shapes: [BOOLEAN],
        default: 'false',
        doc: 'Whether the command may change it, which makes a copy.',
      },
    ],
  },
  {
    name: 'EnvironmentDef',
    title: 'a variable',
    doc: 'A variable of the environment.',
    fields: [
      { name: 'envName', shapes: [text('identifier')], required: 'all', doc: 'The name of the variable.' },
      { name: 'envValue', shapes: [STRING, EXPRESSION], required: 'all', doc: 'Its value, a text.' },
    ],
  },
  {
    name: 'SoftwarePackage',
    title: 'a package',
    doc: 'A program that the command needs.',
    fields: [
      { name: 'package', shapes: [text('identifier')], required: 'all', doc: 'The name of the package.' },
      { name: 'version', shapes: [list(STRING)], doc: 'Versions that are known to work.' },
      {
        name: 'specs',
        shapes: [list(STRING)],
        doc: 'Identifiers of the package in catalogues, as SciCrunch or bio.tools.',
      },
    ],
  },
  {
    name: 'LoopInput',
    title: 'an input of a loop',
    doc: 'What feeds an input of the step in the rounds behind the first.',
    fields: [
      {
        name: 'loopSource',
        shapes: [text('port'), list(text('port'))],
        doc: 'An output of the step, or several.',
      },
      {
        name: 'valueFrom',
        shapes: [STRING, EXPRESSION],
        doc: 'An expression that makes the value; `self` is what `loopSource` gave.',
      },
      { name: 'default', shapes: [ANY_VALUE], doc: 'The value when the source gives null.' },
      { name: 'linkMerge', shapes: [LINK_MERGE], doc: 'How several sources become one value.' },
      { name: 'pickValue', shapes: [PICK_VALUE], doc: 'Which of the sources count when some are null.' },
      { name: 'id', shapes: [text('identifier')], doc: 'The name of the input.' },
    ],
  },
];

/** The list form names the class in a field of its own. */
function withClass(records: readonly RecordInfo[]): readonly RecordInfo[] {
  return records.map((info) => ({
    ...info,
    fields: [{ name: 'class', shapes: [STRING], required: 'all', doc: info.doc }, ...info.fields],
  }));
}
