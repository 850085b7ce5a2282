import { GUIDE } from './source.ts';

export interface Limit {
  readonly value: number;
  readonly unit: 'bytes' | 'GiB' | 'GB' | 'characters' | 'seconds' | 'count' | 'per second';
  /** What it limits, as a sentence about it begins. */
  readonly what: string;
  /** Can be raised by asking AWS. */
  readonly adjustable?: true;
}

const MIB = 1024 ** 2;

/** Quotas and limits, each per account and Region unless it says otherwise. */
export const LIMITS = {
  parameterBytes: { value: 50_000, unit: 'bytes', what: 'the parameters of a run' },
  templateEntries: { value: 1_000, unit: 'count', what: 'parameters in a parameter template' },
  /** The API's own model takes more than the guide promises. */
  templateEntriesOfApi: { value: 2_000, unit: 'count', what: 'parameters in a parameter template' },
  templateBytes: { value: 400_000, unit: 'bytes', what: 'a parameter template' },
  templateNameLength: { value: 128, unit: 'characters', what: 'the name of a parameter' },
  templateDescriptionLength: { value: 256, unit: 'characters', what: 'the description of a parameter' },
  // The guide says 4 MiB in one place and 4.4 MB in its table of quotas; the smaller is always accepted.
  zipDirectBytes: { value: 4 * MIB, unit: 'bytes', what: 'a definition that is sent in the request' },
  zipS3Bytes: { value: 100_000_000, unit: 'bytes', what: 'a definition that lies in S3' },
  repositoryBytes: { value: 1024 * MIB, unit: 'bytes', what: 'a Git repository that holds a definition' },
  repositoryFileBytes: { value: 100 * MIB, unit: 'bytes', what: 'one file of such a repository' },
  readmeBytes: { value: 500 * 1024, unit: 'bytes', what: 'the README of a workflow' },
  cpuImageGiB: { value: 45, unit: 'GiB', what: 'a container image on an instance without GPU' },
  gpuImageGiB: { value: 95, unit: 'GiB', what: 'a container image on an instance with GPU' },
  sharedMemoryPerGpu: { value: 8, unit: 'GB', what: '/dev/shm for each GPU' },
  registryMappings: { value: 20, unit: 'count', what: 'registry mappings of a workflow' },
  imageMappings: { value: 100, unit: 'count', what: 'image mappings of a workflow' },
  tags: { value: 50, unit: 'count', what: 'tags of a resource' },
  tagKeyLength: { value: 128, unit: 'characters', what: 'the key of a tag' },
  tagValueLength: { value: 256, unit: 'characters', what: 'the value of a tag' },
  staticStorageDefaultGiB: { value: 1_200, unit: 'GiB', what: 'static run storage when none is asked for' },
  staticStorageGiB: { value: 9_600, unit: 'GiB', what: 'static run storage of one run', adjustable: true },
  activeRunsDynamic: {
    value: 50,
    unit: 'count',
    what: 'active runs with dynamic storage',
    adjustable: true,
  },
  activeRunsStatic: { value: 10, unit: 'count', what: 'active runs with static storage', adjustable: true },
  tasksPerRun: { value: 25, unit: 'count', what: 'concurrent tasks of a run', adjustable: true },
  activeGpus: { value: 12, unit: 'count', what: 'active GPUs', adjustable: true },
  runSeconds: { value: 604_800, unit: 'seconds', what: 'the duration of a run', adjustable: true },
  runs: { value: 100_000, unit: 'count', what: 'runs, active or not', adjustable: true },
  workflows: { value: 1_000, unit: 'count', what: 'workflows', adjustable: true },
  workflowVersions: { value: 1_000, unit: 'count', what: 'versions of a workflow' },
  // The guide also says 5 in its table of service quotas; the table of API quotas is the stricter one.
  startRunPerSecond: { value: 1, unit: 'per second', what: 'StartRun requests', adjustable: true },
  batchRuns: { value: 100_000, unit: 'count', what: 'runs of a batch' },
  batchInlineRuns: { value: 100, unit: 'count', what: 'runs of a batch that stand in the request' },
  batchFileGB: { value: 6, unit: 'GB', what: 'a file in S3 with the runs of a batch' },
} as const satisfies Readonly<Record<string, Limit>>;

/** Where `LIMITS` was read. */
export const LIMITS_SOURCE = GUIDE;

/** `50,000`, in every locale. */
export function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
