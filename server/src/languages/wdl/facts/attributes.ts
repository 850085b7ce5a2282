import type { WdlVersion } from '../versions.ts';

/** An attribute of a runtime, requirements or hints section. */
export interface AttributeFact {
  readonly name: string;
  readonly sections: readonly ('runtime' | 'requirements' | 'hints')[];
  readonly since: WdlVersion;
  /** Its types, as WDL writes them. */
  readonly type: string;
  /** What it means, and what AWS HealthOmics makes of it. Markdown. */
  readonly doc: string;
  /** Values that completion offers, as WDL code. */
  readonly values?: readonly string[];
  /** The attribute that means the same and is preferred. */
  readonly preferred?: string;
}

const MEMORY = [
  '"2 GiB"',
  '"4 GiB"',
  '"8 GiB"',
  '"16 GiB"',
  '"32 GiB"',
  '"64 GiB"',
  '"128 GiB"',
  '"256 GiB"',
];
const CPU = ['1', '2', '4', '8', '16', '32', '48', '64', '96'];
const ACCELERATORS = [
  '"nvidia-l4"',
  '"nvidia-l40s"',
  '"nvidia-tesla-a10g"',
  '"nvidia-tesla-t4"',
  '"nvidia-tesla-t4-a10g"',
  '"nvidia-t4-a10g-l4"',
  '"nvidia-l4-a10g"',
];

/**
 * Attributes in the order in which completion offers them. Sources: WDL specifications 1.0 to 1.3; AWS HealthOmics
 * user guide, "Task compute and memory" and "WDL workflow definition specifics", 2025.
 */
export const ATTRIBUTES: readonly AttributeFact[] = [
  {
    name: 'container',
    sections: ['runtime', 'requirements'],
    since: '1.1',
    type: 'String | Array[String]',
    doc: 'The image that the command runs in. AWS HealthOmics takes images of private Amazon ECR repositories, in the Region of the run, and of registries that the workflow’s registry map covers.',
  },
  {
    name: 'docker',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'String | Array[String]',
    doc: 'The image that the command runs in, as versions before 1.1 call it.',
    preferred: 'container',
  },
  {
    name: 'cpu',
    sections: ['runtime', 'requirements'],
    since: 'draft-2',
    type: 'Int | Float',
    doc: 'How many CPUs the command needs. AWS HealthOmics takes the smallest instance that offers the CPUs and the memory; without a value the task gets 1 CPU.',
    values: CPU,
  },
  {
    name: 'memory',
    sections: ['runtime', 'requirements'],
    since: 'draft-2',
    type: 'String | Int',
    doc: 'How much memory the command needs: a number with a unit (`GiB`, `GB`, `MiB` …), or bytes. Without a value AWS HealthOmics gives 1 GiB. About 5 % of an instance’s memory is kept for the service itself.',
    values: MEMORY,
  },
  {
    name: 'acceleratorType',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'String',
    doc: 'Which GPU AWS HealthOmics gives the task. A value of several models takes what is available. Wins over `gpuType`.',
    values: ACCELERATORS,
  },
  {
    name: 'acceleratorCount',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'Int',
    doc: 'How many GPUs AWS HealthOmics gives the task. Instances have 1 or 4. Wins over `gpuCount`.',
    values: ['1', '4'],
  },
  {
    name: 'maxRetries',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'Int',
    doc: 'How often a task that failed is tried again. On AWS HealthOmics this is for tasks that ran out of memory (exit code 137), and each further try has twice the memory. Default 0.',
    values: ['1', '2', '3'],
  },
  {
    name: 'max_retries',
    sections: ['requirements'],
    since: '1.2',
    type: 'Int',
    doc: 'How often a task that failed is tried again. Default 0.',
    values: ['1', '2', '3'],
  },
  {
    name: 'preemptible',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'Int',
    doc: 'On AWS HealthOmics: how often a task is tried again after an error of the service (at most 2, which is the default; 0 for never). It does not ask for spot capacity.',
    values: ['0', '1', '2'],
  },
  {
    name: 'returnCodes',
    sections: ['runtime'],
    since: '1.1',
    type: 'Int | Array[Int] | String',
    doc: 'Exit codes that count as success; `"*"` for all. Default 0. Wins over `continueOnReturnCode`.',
    values: ['[0, 1]', '"*"'],
  },
  {
    name: 'return_codes',
    sections: ['requirements'],
    since: '1.2',
    type: 'Int | Array[Int] | String',
    doc: 'Exit codes that count as success; `"*"` for all. Default 0.',
    values: ['[0, 1]', '"*"'],
  },
  {
    name: 'continueOnReturnCode',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'Int | Array[Int] | Boolean',
    doc: 'Exit codes that count as success: the older name of `returnCodes`.',
    preferred: 'returnCodes',
  },
  {
    name: 'gpu',
    sections: ['runtime', 'requirements'],
    since: '1.1',
    type: 'Boolean',
    doc: 'Whether the command needs a GPU. AWS HealthOmics goes by `acceleratorType` and `acceleratorCount`.',
    values: ['true', 'false'],
  },
  {
    name: 'gpuType',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'String',
    doc: 'Which GPU the task gets: another name of `acceleratorType`, which wins when both are given.',
    values: ACCELERATORS,
    preferred: 'acceleratorType',
  },
  {
    name: 'gpuCount',
    sections: ['runtime'],
    since: 'draft-2',
    type: 'Int',
    doc: 'How many GPUs the task gets: another name of `acceleratorCount`, which wins when both are given.',
    values: ['1', '4'],
    preferred: 'acceleratorCount',
  },
  {
    name: 'fpga',
    sections: ['requirements'],
    since: '1.2',
    type: 'Boolean',
    doc: 'Whether the command needs an FPGA. AWS HealthOmics has none.',
    values: ['true', 'false'],
  },
  {
    name: 'disks',
    sections: ['runtime', 'requirements'],
    since: 'draft-2',
    type: 'String | Int | Array[String]',
    doc: 'Disk space for the command. AWS HealthOmics ignores it: all tasks of a run share the run’s storage.',
  },
  {
    name: 'maxRetries',
    sections: ['requirements'],
    since: '1.2',
    type: 'Int',
    doc: 'How often a task that failed is tried again: the name of version 1.1.',
    preferred: 'max_retries',
  },
  {
    name: 'returnCodes',
    sections: ['requirements'],
    since: '1.2',
    type: 'Int | Array[Int] | String',
    doc: 'Exit codes that count as success: the name of version 1.1.',
    preferred: 'return_codes',
  },
  {
    name: 'docker',
    sections: ['requirements'],
    since: '1.2',
    type: 'String | Array[String]',
    doc: 'The image that the command runs in: the name of older versions.',
    preferred: 'container',
  },
  {
    name: 'max_cpu',
    sections: ['hints'],
    since: '1.2',
    type: 'Int | Float',
    doc: 'The most CPUs that the command can use.',
    values: CPU,
  },
  {
    name: 'max_memory',
    sections: ['hints'],
    since: '1.2',
    type: 'String | Int',
    doc: 'The most memory that the command can use.',
    values: MEMORY,
  },
  {
    name: 'short_task',
    sections: ['hints'],
    since: '1.2',
    type: 'Boolean',
    doc: 'Whether the task ends soon, so that the engine may choose capacity that can be taken away.',
    values: ['true', 'false'],
  },
  {
    name: 'localization_optional',
    sections: ['hints'],
    since: '1.2',
    type: 'Boolean',
    doc: 'Whether the command can read its files from where they lie.',
    values: ['true', 'false'],
  },
  {
    name: 'gpu',
    sections: ['hints'],
    since: '1.2',
    type: 'Int | String',
    doc: 'How many GPUs the command makes use of, or which.',
    values: ['1', '4'],
  },
  {
    name: 'fpga',
    sections: ['hints'],
    since: '1.2',
    type: 'Int | String',
    doc: 'How many FPGAs the command makes use of, or which.',
  },
  {
    name: 'disks',
    sections: ['hints'],
    since: '1.2',
    type: 'String | Map[String, String]',
    doc: 'The kind of disk, such as `"SSD"`, for all mount points or by mount point.',
    values: ['"SSD"', '"HDD"'],
  },
  {
    name: 'inputs',
    sections: ['hints'],
    since: '1.2',
    type: 'input',
    doc: 'Hints for inputs of the task, by their names: `input { reads: hints { localization_optional: true } }`.',
    values: ['input { }'],
  },
  {
    name: 'outputs',
    sections: ['hints'],
    since: '1.2',
    type: 'output',
    doc: 'Hints for outputs of the task, by their names: `output { report: hints { … } }`.',
    values: ['output { }'],
  },
  {
    name: 'maxCpu',
    sections: ['hints'],
    since: '1.2',
    type: 'Int | Float',
    doc: 'The most CPUs that the command can use: the name of version 1.1.',
    preferred: 'max_cpu',
  },
  {
    name: 'maxMemory',
    sections: ['hints'],
    since: '1.2',
    type: 'String | Int',
    doc: 'The most memory that the command can use: the name of version 1.1.',
    preferred: 'max_memory',
  },
  {
    name: 'shortTask',
    sections: ['hints'],
    since: '1.2',
    type: 'Boolean',
    doc: 'Whether the task ends soon: the name of version 1.1.',
    preferred: 'short_task',
  },
  {
    name: 'localizationOptional',
    sections: ['hints'],
    since: '1.2',
    type: 'Boolean',
    doc: 'Whether the command can read its files from where they lie: the name of version 1.1.',
    preferred: 'localization_optional',
  },
  {
    name: 'allow_nested_inputs',
    sections: ['hints'],
    since: '1.2',
    type: 'Boolean',
    doc: 'Of a workflow: whether inputs of its calls may be given from outside.',
    values: ['true', 'false'],
  },
];

/** What an attribute of the name means in a section; where the section does not list it, what it means elsewhere. */
export function attributeFact(
  name: string,
  section: AttributeFact['sections'][number],
): AttributeFact | undefined {
  const named = ATTRIBUTES.filter((fact) => fact.name === name);
  return named.find((fact) => fact.sections.includes(section)) ?? named[0];
}
