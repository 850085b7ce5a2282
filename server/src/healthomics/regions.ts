import type { FactTable } from './source.ts';
import { GUIDE } from './source.ts';

export type GpuFamily = 'g4dn' | 'g5' | 'g6' | 'g6e';

export interface Region {
  readonly id: string;
  readonly name: string;
  /** The account has to enable it first. */
  readonly optIn?: true;
  /** The 32xlarge and 48xlarge sizes are offered. */
  readonly largestSizes: boolean;
  readonly gpuFamilies: readonly GpuFamily[];
}

/**
 * Where workflows run. The guide states the exceptions (largest sizes and G6 in two Regions, no G4 in Tel Aviv, no G5
 * in Singapore); the lists of GPU families are drawn from them.
 */
export const REGIONS: FactTable<Region> = {
  ...GUIDE,
  rows: [
    {
      id: 'us-east-1',
      name: 'N. Virginia',
      largestSizes: true,
      gpuFamilies: ['g4dn', 'g5', 'g6', 'g6e'],
    },
    {
      id: 'us-west-2',
      name: 'Oregon',
      largestSizes: true,
      gpuFamilies: ['g4dn', 'g5', 'g6', 'g6e'],
    },
    { id: 'eu-central-1', name: 'Frankfurt', largestSizes: false, gpuFamilies: ['g4dn', 'g5'] },
    { id: 'eu-west-1', name: 'Ireland', largestSizes: false, gpuFamilies: ['g4dn', 'g5'] },
    { id: 'eu-west-2', name: 'London', largestSizes: false, gpuFamilies: ['g4dn', 'g5'] },
    { id: 'ap-northeast-2', name: 'Seoul', largestSizes: false, gpuFamilies: ['g4dn', 'g5'] },
    { id: 'ap-southeast-1', name: 'Singapore', largestSizes: false, gpuFamilies: ['g4dn'] },
    { id: 'il-central-1', name: 'Tel Aviv', optIn: true, largestSizes: false, gpuFamilies: ['g5'] },
  ],
};

const BY_ID: ReadonlyMap<string, Region> = new Map(REGIONS.rows.map((region) => [region.id, region]));

/** `undefined` for a Region where workflows do not run. */
export function regionById(id: string): Region | undefined {
  return BY_ID.get(id);
}

export function runsWorkflows(region: string): boolean {
  return BY_ID.has(region);
}

/** `us-east-1`, `ap-southeast-1`; says nothing about whether the Region exists. */
export function looksLikeRegion(text: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);
}
