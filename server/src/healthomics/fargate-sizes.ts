import type { FactTable } from './source.ts';

/** One size of processor that Fargate has, and the memory that goes with it. */
export interface FargateSize {
  /** 1,024 are one vCPU. */
  readonly cpuUnits: number;
  /** MiB; each of them, or from the first to the last in steps. */
  readonly memory:
    | { readonly each: readonly number[] }
    | { readonly from: number; readonly to: number; readonly step: number };
}

const GIB = 1024;

/** The sizes of tasks on Fargate with Linux, smallest first. */
export const FARGATE_SIZES: FactTable<FargateSize> = {
  source: 'Amazon ECS Developer Guide, task definition parameters for Fargate, task size',
  date: '2026-11',
  rows: [
    { cpuUnits: 256, memory: { each: [GIB / 2, GIB, 2 * GIB] } },
    { cpuUnits: 512, memory: { from: GIB, to: 4 * GIB, step: GIB } },
    { cpuUnits: 1024, memory: { from: 2 * GIB, to: 8 * GIB, step: GIB } },
    { cpuUnits: 2048, memory: { from: 4 * GIB, to: 16 * GIB, step: GIB } },
    { cpuUnits: 4096, memory: { from: 8 * GIB, to: 30 * GIB, step: GIB } },
    { cpuUnits: 8192, memory: { from: 16 * GIB, to: 60 * GIB, step: 4 * GIB } },
    { cpuUnits: 16384, memory: { from: 32 * GIB, to: 120 * GIB, step: 8 * GIB } },
  ],
};

export interface TaskSize {
  readonly cpuUnits: number;
  /** MiB */
  readonly memory: number;
}

/** The size of exactly these numbers; `undefined` when Fargate has none. */
export function fargateSizeOf(cpuUnits: number, memory: number): TaskSize | undefined {
  const row = FARGATE_SIZES.rows.find((size) => size.cpuUnits === cpuUnits);
  return row !== undefined && memoriesOf(row).includes(memory) ? { cpuUnits, memory } : undefined;
}

/** The smallest size with as much of both; `undefined` when the largest has too little. */
export function smallestFargateSize(wanted: TaskSize): TaskSize | undefined {
  for (const row of FARGATE_SIZES.rows) {
    if (row.cpuUnits < wanted.cpuUnits) continue;
    const memory = memoriesOf(row).find((one) => one >= wanted.memory);
    if (memory !== undefined) return { cpuUnits: row.cpuUnits, memory };
  }
  return undefined;
}

function memoriesOf({ memory }: FargateSize): readonly number[] {
  if ('each' in memory) return memory.each;
  const { from, to, step } = memory;
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
