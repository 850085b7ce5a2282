import type { GpuFamily } from './regions.ts';
import { REGIONS } from './regions.ts';
import type { FactTable } from './source.ts';
import { GUIDE } from './source.ts';

export type CpuFamily = 'c' | 'm' | 'r';
export type InstanceFamily = CpuFamily | GpuFamily;

export interface InstanceType {
  /** `omics.c.large`. */
  readonly name: string;
  readonly family: InstanceFamily;
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
  /** Of all its GPUs together; 0 without GPUs. */
  readonly gpuMemoryGiB: number;
  readonly gpuModel?: string;
  /** Ids of the Regions that offer it. */
  readonly regions: readonly string[];
}

/** Every size of the three CPU families has these vCPUs. */
const CPU_SIZES: readonly (readonly [size: string, vcpus: number])[] = [
  ['large', 2],
  ['xlarge', 4],
  ['2xlarge', 8],
  ['4xlarge', 16],
  ['8xlarge', 32],
  ['12xlarge', 48],
  ['16xlarge', 64],
  ['24xlarge', 96],
  ['32xlarge', 128],
  ['48xlarge', 192],
];
const LARGEST_SIZES: ReadonlySet<string> = new Set(['32xlarge', '48xlarge']);

/** Compute, standard and memory optimised, in the order in which they are preferred. */
const GIB_PER_VCPU: readonly (readonly [family: CpuFamily, gib: number])[] = [
  ['c', 2],
  ['m', 4],
  ['r', 8],
];

const GPU_SIZES: readonly (readonly [size: string, vcpus: number, gpus: number])[] = [
  ['xlarge', 4, 1],
  ['2xlarge', 8, 1],
  ['4xlarge', 16, 1],
  ['8xlarge', 32, 1],
  ['12xlarge', 48, 4],
  ['16xlarge', 64, 1],
  ['24xlarge', 96, 4],
];

interface GpuFamilyFacts {
  readonly model: string;
  readonly gibPerVcpu: number;
  readonly gpuMemoryGiB: number;
  readonly without?: string;
}

/** The guide prints 24 GiB for the T4 of g4dn.16xlarge; a T4 has 16, as the other sizes say. */
const GPU_FAMILIES: Readonly<Record<GpuFamily, GpuFamilyFacts>> = {
  g4dn: { model: 'NVIDIA T4', gibPerVcpu: 4, gpuMemoryGiB: 16, without: '24xlarge' },
  g5: { model: 'NVIDIA A10G', gibPerVcpu: 4, gpuMemoryGiB: 24 },
  g6: { model: 'NVIDIA L4', gibPerVcpu: 4, gpuMemoryGiB: 24 },
  g6e: { model: 'NVIDIA L40S', gibPerVcpu: 8, gpuMemoryGiB: 48 },
};

/** All instance types that tasks run on, the preferred family first and small before large. */
export const INSTANCES: FactTable<InstanceType> = {
  ...GUIDE,
  rows: [...cpuInstances(), ...gpuInstances()],
};

/** Memory of a task that the service's own agents use, as a share of it. */
export const RESERVED_MEMORY_SHARE = 0.05;

/** What a task gets that asks for nothing, and the least that it may ask for. */
export const DEFAULT_TASK = { vcpus: 1, memoryGiB: 1 } as const;

export function gpuModel(family: GpuFamily): string {
  return GPU_FAMILIES[family].model;
}

function cpuInstances(): InstanceType[] {
  return GIB_PER_VCPU.flatMap(([family, gib]) =>
    CPU_SIZES.map(([size, vcpus]) => ({
      name: `omics.${family}.${size}`,
      family,
      vcpus,
      memoryGiB: vcpus * gib,
      gpus: 0,
      gpuMemoryGiB: 0,
      regions: REGIONS.rows
        .filter((region) => region.largestSizes || !LARGEST_SIZES.has(size))
        .map((region) => region.id),
    })),
  );
}

function gpuInstances(): InstanceType[] {
  const families: readonly GpuFamily[] = ['g4dn', 'g5', 'g6', 'g6e'];
  return families.flatMap((family) => {
    const facts = GPU_FAMILIES[family];
    const regions = REGIONS.rows.filter((r) => r.gpuFamilies.includes(family)).map((r) => r.id);
    return GPU_SIZES.filter(([size]) => size !== facts.without).map(([size, vcpus, gpus]) => ({
      name: `omics.${family}.${size}`,
      family,
      vcpus,
      memoryGiB: vcpus * facts.gibPerVcpu,
      gpus,
      gpuMemoryGiB: gpus * facts.gpuMemoryGiB,
      gpuModel: facts.model,
      regions,
    }));
  });
}
