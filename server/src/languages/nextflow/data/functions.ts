import type { OptionEntry } from './entry.ts';
import { byName, option } from './entry.ts';
import type { Availability } from './versions.ts';

/** A function that every script has. */
export interface GlobalFunction extends Availability {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly options?: readonly OptionEntry[];
  readonly doc: string;
  readonly deprecated?: true;
}

const FILE_OPTIONS: readonly OptionEntry[] = [
  option('checkIfExists', 'boolean', 'Whether the run fails when there is no such file.'),
  option('followLinks', 'boolean', 'Whether links to folders are followed.'),
  option('glob', 'boolean', 'Whether `*` and `?` stand for other letters.'),
  option('hidden', 'boolean', 'Whether files whose names begin with a dot count.'),
  option('maxDepth', 'integer', 'How many folders deep is searched.'),
  option('type', 'string', 'Files, folders, or both.', { values: ['file', 'dir', 'any'] }),
];

/** Source: the static methods of Nextflow.groovy and BaseScript, and ScriptDsl of 25.10. */
export const FUNCTIONS: ReadonlyMap<string, GlobalFunction> = byName<GlobalFunction>([
  {
    name: 'branchCriteria',
    parameters: ['closure'],
    doc: 'Conditions for `branch` that several places share.',
  },
  {
    name: 'env',
    parameters: ['name'],
    since: '25.10',
    doc: 'The value of an environment variable of the run.',
  },
  { name: 'error', parameters: ['message'], doc: 'Ends the run with a message.' },
  {
    name: 'exit',
    parameters: ['code', 'message'],
    doc: 'Ends the run. Better call `error`.',
    deprecated: true,
  },
  {
    name: 'file',
    parameters: ['path'],
    options: FILE_OPTIONS,
    doc: 'The file of a path or URI. A pattern with wildcards gives a list.',
  },
  {
    name: 'files',
    parameters: ['pattern'],
    options: FILE_OPTIONS,
    doc: 'The list of files that match a pattern.',
  },
  {
    name: 'groupKey',
    parameters: ['key', 'size'],
    doc: 'A key for `groupTuple` that knows how many tuples share it.',
  },
  {
    name: 'multiMapCriteria',
    parameters: ['closure'],
    doc: 'Names and values for `multiMap` that several places share.',
  },
  { name: 'print', parameters: ['value'], doc: 'Prints a value.' },
  { name: 'printf', parameters: ['format', 'values'], doc: 'Prints values in a format.' },
  { name: 'println', parameters: ['value'], doc: 'Prints a value on a line.' },
  { name: 'sendMail', parameters: ['options'], doc: 'Sends a mail.' },
  { name: 'sleep', parameters: ['milliseconds'], doc: 'Waits.' },
  { name: 'tuple', parameters: ['values'], doc: 'A tuple of values.' },
  { name: 'template', parameters: ['name'], doc: 'The script in a file of the folder `templates`.' },
]);

/** Functions that exist and that nobody needs to be told about. */
export const QUIET_FUNCTIONS: ReadonlySet<string> = new Set([
  ...[
    'tempFile',
    'tempDir',
    'cacheableFile',
    'cacheableDir',
    'forkCriteria',
    'stop',
    'fastq',
    'fasta',
    'variable',
  ],
  ...[
    'use',
    'sprintf',
    'getClass',
    'with',
    'tap',
    'run',
    'evaluate',
    'addShutdownHook',
    'isCase',
    'sleep',
    'inspect',
  ],
  // What every object of Groovy has.
  ...[
    'invokeMethod',
    'getProperty',
    'setProperty',
    'hasProperty',
    'respondsTo',
    'toString',
    'hashCode',
    'equals',
  ],
  ...['identity', 'dump', 'is', 'iterator', 'getBinding', 'setBinding', 'runScript', 'assertEquals', 'call'],
]);

export interface Constant extends Availability {
  readonly name: string;
  readonly doc: string;
  readonly deprecated?: true;
}

/** Names that every script has, without those that have members (`NAMESPACES`). */
export const CONSTANTS: ReadonlyMap<string, Constant> = byName<Constant>([
  { name: 'args', doc: 'Positional arguments of the command line.' },
  { name: 'baseDir', doc: 'The old name of `projectDir`.', deprecated: true },
  { name: 'launchDir', doc: 'The folder in which the run was started.' },
  { name: 'moduleDir', doc: 'The folder of this script.' },
  { name: 'projectDir', doc: 'The folder of the main script.' },
  { name: 'secrets', doc: 'Secrets of the run.', since: '23.10' },
  { name: 'workDir', doc: 'The folder in which tasks work.' },
  {
    name: 'params',
    doc: 'The parameters of the run: defaults of script and configuration, replaced by what the run gives.',
  },
]);

export interface NamespaceMember extends Availability {
  readonly name: string;
  readonly doc: string;
}

/** Source: WorkflowNamespace, NextflowNamespace, ManifestNamespace, LogNamespace and TaskConfig of 25.10; `workflow` of the guides before. */
export const NAMESPACES: ReadonlyMap<string, ReadonlyMap<string, NamespaceMember>> = new Map([
  [
    'workflow',
    members({
      commandLine: 'The command that started the run.',
      commitId: 'The commit of the project.',
      complete: 'When the run ended.',
      configFiles: 'The configuration files that were read.',
      container: 'The image of the tasks, or a map of images by process.',
      containerEngine: '`docker`, `singularity` and the like. On AWS HealthOmics tasks run as with `docker`.',
      duration: 'How long the run took.',
      errorMessage: 'Why the run failed.',
      errorReport: 'The full report of the task that failed.',
      exitStatus: 'The exit status of the task that failed.',
      failOnIgnore: 'Whether a run with ignored failures counts as failed.',
      fusion: 'The state of Fusion.',
      homeDir: 'The home folder of whoever started the run.',
      launchDir: 'The folder in which the run was started.',
      manifest: 'The `manifest` of the configuration.',
      outputDir: 'The folder of workflow outputs.',
      preview: 'Whether the run is only a preview.',
      profile: 'The names of the profiles that are on.',
      projectDir: 'The folder of the main script.',
      repository: 'The address of the project.',
      resume: 'Whether the run resumes an earlier one.',
      revision: 'The branch or tag of the project.',
      runName: 'The name of the run.',
      scriptFile: 'The main script.',
      scriptId: 'A hash of the main script.',
      scriptName: 'The file name of the main script.',
      sessionId: 'The identity of the session.',
      start: 'When the run began.',
      stats: 'Counts of tasks.',
      stubRun: 'Whether tasks run their stubs.',
      success: 'Whether the run went well.',
      userName: 'Who started the run.',
      wave: 'The state of Wave.',
      workDir: 'The folder in which tasks work.',
      onComplete: 'Called with a closure: run it when the run has ended.',
      onError: 'Called with a closure: run it when the run has failed.',
    }),
  ],
  [
    'nextflow',
    members({
      build: 'The build number.',
      timestamp: 'When this Nextflow was built.',
      version: 'The version of Nextflow.',
    }),
  ],
  [
    'log',
    members({
      error: 'Writes an error to the log.',
      info: 'Writes a line to the log.',
      warn: 'Writes a warning to the log.',
      debug: 'Writes to the log file.',
      trace: 'Writes to the log file.',
    }),
  ],
  [
    'task',
    members({
      attempt: 'Which attempt this is, from 1.',
      exitStatus: 'The exit status of the attempt before.',
      hash: 'The hash of the task.',
      id: 'The number of the task.',
      index: 'The number of the task in its process.',
      name: 'The name of the task, tag included.',
      previousException: 'Why the attempt before failed.',
      previousTrace: 'What the attempt before used.',
      process: 'The full name of the process.',
      workDir: 'The folder of the task.',
      ext: 'The values of the directive `ext`: `task.ext.args`.',
    }),
  ],
]);

function members(words: Readonly<Record<string, string>>): ReadonlyMap<string, NamespaceMember> {
  return byName(Object.entries(words).map(([name, doc]) => ({ name, doc })));
}
