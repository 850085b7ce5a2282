import { chooseInstance } from '@omics-lens/server/healthomics/choose-instance.ts';
import type { TaskUse } from './manifest.ts';

/** A size that would have been enough for a task. */
export interface BetterSize {
  readonly cpus: number;
  /** GiB. */
  readonly memory: number;
  readonly instance: string;
}

/** What is left free above the most that was used: our own choice, because the next sample may be larger. */
const HEADROOM = 0.2;

/**
 * The smaller instance that would have held what the task used, with room to spare; `undefined` where it has the right
 * one, where nothing is known of its use, or for tasks with GPUs, whose memory the manifest does not tell.
 */
export function betterSize(
  use: TaskUse | undefined,
  instance: string | undefined,
  region: string | undefined,
): BetterSize | undefined {
  const { cpusMaximum, memoryMaximum, gpusReserved, cpusReserved, memoryReserved } = use ?? {};
  if (cpusMaximum === undefined || memoryMaximum === undefined || (gpusReserved ?? 0) > 0) return undefined;
  const cpus = Math.max(1, Math.ceil(cpusMaximum * (1 + HEADROOM)));
  const memory = Math.max(1, Math.ceil(memoryMaximum * (1 + HEADROOM)));
  if (cpus >= (cpusReserved ?? cpus) && memory >= (memoryReserved ?? memory)) return undefined;
  const choice = chooseInstance(
    { cpu: Math.min(cpus, cpusReserved ?? cpus), memoryGiB: Math.min(memory, memoryReserved ?? memory) },
    region,
  );
  if (choice.kind !== 'chosen' || choice.instance.name === instance) return undefined;
  return { cpus: choice.instance.vcpus, memory: choice.instance.memoryGiB, instance: choice.instance.name };
}
