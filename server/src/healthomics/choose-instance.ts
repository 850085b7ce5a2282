import { accelerator } from './accelerators.ts';
import type { InstanceFamily, InstanceType } from './instances.ts';
import { DEFAULT_TASK, INSTANCES } from './instances.ts';

/** What a task asks for; what is absent takes the service's default. */
export interface TaskRequest {
  readonly cpu?: number | undefined;
  readonly memoryGiB?: number | undefined;
  /** A name of `ACCELERATORS`. */
  readonly accelerator?: string | undefined;
  readonly gpus?: number | undefined;
}

export type InstanceChoice =
  | {
      readonly kind: 'chosen';
      readonly instance: InstanceType;
      /** What the container may use: the request, rounded as the service rounds it. */
      readonly vcpus: number;
      readonly memoryGiB: number;
    }
  /** No instance is large enough; these are the limits of those that there are. */
  | { readonly kind: 'too-large'; readonly limits: InstanceLimits }
  /** The accelerator is unknown, or the Region has none. */
  | { readonly kind: 'no-accelerator' };

export interface InstanceLimits {
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
}

/**
 * The instance that a task lands on: the smallest that satisfies every number, c before m before r. `region` undefined
 * takes the instances of all Regions. The guide gives the rule by examples (8 vCPU and 64 GiB: omics.r.2xlarge; 15 and
 * 33: omics.m.4xlarge) and leaves the order among GPU sizes open; here fewer GPUs come first.
 */
export function chooseInstance(request: TaskRequest, region: string | undefined): InstanceChoice {
  const candidates = candidatesFor(request, region);
  if (candidates.length === 0) return { kind: 'no-accelerator' };
  const vcpus = roundRequest(request.cpu ?? DEFAULT_TASK.vcpus);
  const memoryGiB = roundRequest(request.memoryGiB ?? DEFAULT_TASK.memoryGiB);
  const gpus = request.accelerator === undefined ? 0 : Math.max(1, request.gpus ?? 1);
  let best: InstanceType | undefined;
  for (const instance of candidates) {
    if (instance.vcpus < vcpus || instance.memoryGiB < memoryGiB || instance.gpus < gpus) continue;
    if (best === undefined || compareSize(instance, best) < 0) best = instance;
  }
  if (best === undefined) return { kind: 'too-large', limits: limitsOf(candidates) };
  return { kind: 'chosen', instance: best, vcpus, memoryGiB };
}

/** The most that a task may ask for; `undefined` when the accelerator cannot be placed at all. */
export function instanceLimits(
  request: Pick<TaskRequest, 'accelerator'>,
  region: string | undefined,
): InstanceLimits | undefined {
  const candidates = candidatesFor(request, region);
  return candidates.length === 0 ? undefined : limitsOf(candidates);
}

/** Fractions go to the nearest whole number, and nothing below 1. */
export function roundRequest(value: number): number {
  return Math.max(1, Math.round(value));
}

/** The instances that could take the task, by preference of their family. */
function candidatesFor(
  request: Pick<TaskRequest, 'accelerator'>,
  region: string | undefined,
): readonly InstanceType[] {
  return familiesFor(request.accelerator).flatMap((family) =>
    INSTANCES.rows.filter(
      (instance) => instance.family === family && (region === undefined || instance.regions.includes(region)),
    ),
  );
}

function familiesFor(name: string | undefined): readonly InstanceFamily[] {
  return name === undefined ? ['c', 'm', 'r'] : (accelerator(name)?.families ?? []);
}

function compareSize(a: InstanceType, b: InstanceType): number {
  return a.gpus - b.gpus || a.vcpus - b.vcpus || a.memoryGiB - b.memoryGiB;
}

function limitsOf(instances: readonly InstanceType[]): InstanceLimits {
  return {
    vcpus: Math.max(...instances.map((instance) => instance.vcpus)),
    memoryGiB: Math.max(...instances.map((instance) => instance.memoryGiB)),
    gpus: Math.max(...instances.map((instance) => instance.gpus)),
  };
}
