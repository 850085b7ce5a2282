import type { Callable, SourceValue } from '@omics-lens/server/model/index.ts';
import { chooseInstance } from '@omics-lens/server/healthomics/choose-instance.ts';
import { memoryGiB } from '@omics-lens/server/healthomics/memory.ts';
import { runsWorkflows } from '@omics-lens/server/healthomics/regions.ts';
import type { Environment } from './expression.ts';
import { evaluate } from './expression.ts';

/** What a task gets, or why it gets nothing. */
export type TaskSize =
  | {
      readonly kind: 'placed';
      readonly cpus: number;
      readonly memoryGiB: number;
      readonly gpus: number;
      readonly instanceType: string;
    }
  | { readonly kind: 'refused'; readonly failureReason: string; readonly statusMessage: string };

/**
 * The size of a task whose inputs have these values. `memoryFactor` is above 1 when an attempt that ran out of memory is
 * repeated. What is written but not known before tasks have run counts as not written.
 */
export function taskSize(
  task: Callable,
  inputs: Environment,
  region: string,
  memoryFactor: number,
): TaskSize {
  const { resources } = task;
  const accelerator = textOf(resources?.acceleratorType, inputs);
  const memory = memoryGiB(valueOf(resources?.memory, inputs));
  const choice = chooseInstance(
    {
      cpu: numberOf(resources?.cpu, inputs),
      memoryGiB: memory === undefined ? undefined : memory * memoryFactor,
      accelerator,
      gpus: numberOf(resources?.acceleratorCount, inputs),
    },
    runsWorkflows(region) ? region : undefined,
  );
  switch (choice.kind) {
    case 'chosen':
      return {
        kind: 'placed',
        cpus: choice.vcpus,
        memoryGiB: choice.memoryGiB,
        gpus: choice.instance.gpus,
        instanceType: choice.instance.name,
      };
    case 'too-large':
      return {
        kind: 'refused',
        failureReason: 'INVALID_TASK_RESOURCE_VALUE',
        statusMessage: `Task ${task.name} asks for more than any instance has: ${choice.limits.vcpus} vCPUs, ${choice.limits.memoryGiB} GiB and ${choice.limits.gpus} GPUs are the most.`,
      };
    case 'no-accelerator':
      return {
        kind: 'refused',
        failureReason: 'UNSUPPORTED_GPU_INSTANCE_TYPE',
        statusMessage: `Task ${task.name} asks for the accelerator ${accelerator ?? ''}, which ${region} does not have.`,
      };
  }
}

/** The container image that a task names, where it is known. */
export function taskImage(task: Callable, inputs: Environment): string | undefined {
  return textOf(task.resources?.container, inputs);
}

/** How often an attempt that ran out of memory is repeated. */
export function memoryRetries(task: Callable, inputs: Environment): number {
  return Math.max(0, numberOf(task.resources?.maxRetries, inputs) ?? 0);
}

function valueOf(
  source: SourceValue | undefined,
  inputs: Environment,
): string | number | boolean | undefined {
  if (source === undefined) return undefined;
  const value = source.constant ?? evaluate(source.text, inputs);
  return typeof value === 'object' ? undefined : value;
}

function numberOf(source: SourceValue | undefined, inputs: Environment): number | undefined {
  const value = valueOf(source, inputs);
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function textOf(source: SourceValue | undefined, inputs: Environment): string | undefined {
  const value = valueOf(source, inputs);
  return typeof value === 'string' ? value : undefined;
}
