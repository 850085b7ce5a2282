import type { InstanceChoice } from '../healthomics/index.ts';
import { RESERVED_MEMORY_SHARE, chooseInstance, formatGiB } from '../healthomics/index.ts';
import type { Resources, SourceValue } from '../model/index.ts';
import { isFullyKnown, knownRequest, regionPhrase } from './request.ts';

/** The instance that a task gets. */
export interface TaskInstance {
  readonly chosen: InstanceChoice & { readonly kind: 'chosen' };
  /** True only as long as the inputs of the task keep their defaults. */
  readonly assumes?: 'defaults';
}

/** Undefined where what the task asks for is not known before the run, or fits no instance. */
export function taskInstance(resources: Resources, region: string | undefined): TaskInstance | undefined {
  if (isFullyKnown(resources)) return chosen(resources, region);
  const assumed = withDefaults(resources);
  const found = isFullyKnown(assumed) ? chosen(assumed, region) : undefined;
  return found === undefined ? undefined : { ...found, assumes: 'defaults' };
}

/** What the task may use of its instance, and what of it is paid for and not used. Markdown. */
export function instanceWords({ chosen, assumes }: TaskInstance, region: string | undefined): string {
  const { instance, vcpus, memoryGiB } = chosen;
  const gpus = instance.gpus === 0 ? '' : `, ${instance.gpus} × ${instance.gpuModel ?? 'GPU'}`;
  const size = `${instance.vcpus} vCPU, ${formatGiB(instance.memoryGiB)}${gpus}`;
  const lines = [
    `The smallest instance ${regionPhrase(region)} that fits is **${instance.name}**: ${size}.`,
    `The task may use ${vcpus} vCPU and ${formatGiB(memoryGiB)} of it.`,
  ];
  const idle = idleWords(chosen);
  if (idle !== undefined) lines.push(idle);
  if (assumes !== undefined) lines.push('This holds as long as the inputs of the task keep their defaults.');
  return lines.join('\n\n');
}

function idleWords({ instance, vcpus, memoryGiB }: TaskInstance['chosen']): string | undefined {
  const idleVcpus = instance.vcpus - vcpus;
  // What the agents of the service take cannot be asked for.
  const idleGiB = Math.floor(instance.memoryGiB * (1 - RESERVED_MEMORY_SHARE) - memoryGiB);
  const idle = [
    ...(idleVcpus > 0 ? [`${idleVcpus} vCPU`] : []),
    ...(idleGiB > 0 ? [`about ${formatGiB(idleGiB)}`] : []),
  ];
  return idle.length === 0 ? undefined : `Paid for and not used: ${idle.join(' and ')}.`;
}

function chosen(resources: Resources, region: string | undefined): TaskInstance | undefined {
  const choice = chooseInstance(knownRequest(resources), region);
  return choice.kind === 'chosen' ? { chosen: choice } : undefined;
}

function withDefaults(resources: Resources): Resources {
  const { cpu, memory, acceleratorType, acceleratorCount } = resources;
  return {
    at: resources.at,
    ...(cpu === undefined ? {} : { cpu: assumed(cpu) }),
    ...(memory === undefined ? {} : { memory: assumed(memory) }),
    ...(acceleratorType === undefined ? {} : { acceleratorType: assumed(acceleratorType) }),
    ...(acceleratorCount === undefined ? {} : { acceleratorCount: assumed(acceleratorCount) }),
  };
}

function assumed(value: SourceValue): SourceValue {
  return value.constant === undefined && value.byDefault !== undefined
    ? { ...value, constant: value.byDefault }
    : value;
}
