import type { GpuFamily } from './regions.ts';
import { REGIONS } from './regions.ts';
import type { FactTable } from './source.ts';
import { GUIDE } from './source.ts';

export interface Accelerator {
  /** What a task asks for. */
  readonly name: string;
  /** Where it can be placed, the family that is tried first in front. */
  readonly families: readonly GpuFamily[];
  /** What people write who know the GPU or the EC2 instance, not this service. */
  readonly alsoKnownAs: readonly string[];
}

/**
 * The values of `acceleratorType` and of CWL's `cudaComputeCapability`. Where a value covers several families the
 * cheaper one is taken, except for `nvidia-t4-a10g-l4`, which takes the newest that the Region has.
 */
export const ACCELERATORS: FactTable<Accelerator> = {
  ...GUIDE,
  rows: [
    {
      name: 'nvidia-tesla-t4',
      families: ['g4dn'],
      alsoKnownAs: ['t4', 'tesla-t4', 'nvidia-t4', 'g4', 'g4dn'],
    },
    { name: 'nvidia-tesla-t4-a10g', families: ['g4dn', 'g5'], alsoKnownAs: ['nvidia-t4-a10g', 't4-a10g'] },
    {
      name: 'nvidia-tesla-a10g',
      families: ['g5'],
      alsoKnownAs: ['a10g', 'tesla-a10g', 'nvidia-a10g', 'a10', 'nvidia-a10', 'g5'],
    },
    {
      name: 'nvidia-t4-a10g-l4',
      families: ['g6', 'g5', 'g4dn'],
      alsoKnownAs: ['nvidia-tesla-t4-a10g-l4', 't4-a10g-l4'],
    },
    { name: 'nvidia-l4-a10g', families: ['g6', 'g5'], alsoKnownAs: ['nvidia-tesla-l4-a10g', 'l4-a10g'] },
    { name: 'nvidia-l4', families: ['g6'], alsoKnownAs: ['l4', 'nvidia-tesla-l4', 'g6'] },
    {
      name: 'nvidia-l40s',
      families: ['g6e'],
      alsoKnownAs: ['l40s', 'nvidia-tesla-l40s', 'l40', 'nvidia-l40', 'g6e'],
    },
  ],
};

/** An instance has one GPU or four. */
export const GPU_COUNTS: readonly number[] = [1, 4];

const BY_NAME: ReadonlyMap<string, Accelerator> = new Map(ACCELERATORS.rows.map((row) => [row.name, row]));
const BY_OTHER_NAME: ReadonlyMap<string, Accelerator> = new Map(
  ACCELERATORS.rows.flatMap((row) => row.alsoKnownAs.map((name) => [name, row])),
);

export function accelerator(name: string): Accelerator | undefined {
  return BY_NAME.get(name);
}

/** The accelerator that somebody means who wrote the GPU's or the instance's own name. */
export function acceleratorByOtherName(name: string): Accelerator | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return BY_NAME.get(plain) ?? BY_OTHER_NAME.get(plain);
}

/** Ids of the Regions that can place it; empty for a name that is none. */
export function acceleratorRegions(name: string): readonly string[] {
  const families = BY_NAME.get(name)?.families ?? [];
  return REGIONS.rows
    .filter((region) => region.gpuFamilies.some((family) => families.includes(family)))
    .map((region) => region.id);
}
