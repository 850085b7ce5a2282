import type { InstanceChoice } from '../healthomics/index.ts';
import { RESERVED_MEMORY_SHARE, chooseInstance } from '../healthomics/index.ts';
import type { Fix } from '../text/index.ts';
import type { ModelRule, TaskContext } from './model-rule.ts';
import { placeOf, rewrite, sameMemory, sameNumber } from './model-rule.ts';
import { isFullyKnown, knownRequest } from './request.ts';

/** Less memory than this share of the instance is not worth a word. */
const NEGLIGIBLE_SHARE = 0.1;

export const instanceWaste: ModelRule = {
  code: 'instance-waste',
  severity: 'hint',
  summary: 'A task asks for less than the instance that it gets and is paid for.',
  why: `HealthOmics puts each task on an instance of its own, which is paid for as a whole, and lets the container use only what was asked for. Asking for all of it costs nothing. About ${RESERVED_MEMORY_SHARE * 100} % of the memory is kept for the service's own agents.`,
  bad: 'cpu: 15\nmemory: "33 GiB"  # omics.m.4xlarge: 16 vCPU, 64 GiB',
  good: 'cpu: 16\nmemory: "64 GiB"',
  check(context) {
    const { cpu, memory } = context.resources;
    if (cpu === undefined || memory === undefined || !isFullyKnown(context.resources)) return [];
    const choice = chooseInstance(knownRequest(context.resources), context.region);
    if (choice.kind !== 'chosen') return [];
    const { instance } = choice;
    const wastesCpu = choice.vcpus < instance.vcpus;
    const wastesMemory = choice.memoryGiB < instance.memoryGiB * (1 - NEGLIGIBLE_SHARE);
    if (!wastesCpu && !wastesMemory) return [];
    const size = `${instance.vcpus} vCPU and ${instance.memoryGiB} GiB`;
    return [
      {
        span: placeOf(wastesMemory ? memory : cpu, context),
        message: `Task '${context.task.name}' gets an ${instance.name} with ${size} and may use ${choice.vcpus} vCPU and ${choice.memoryGiB} GiB of it.`,
        note: `The whole instance is paid for. Ask for ${size}, or for less, to get a smaller one.`,
        fixes: takeAll(choice, context),
      },
    ];
  },
};

/** Both numbers in one fix. Not preferred: nobody raises the requests of a whole workflow unasked. */
function takeAll(choice: InstanceChoice & { kind: 'chosen' }, context: TaskContext): readonly Fix[] {
  const { instance, vcpus, memoryGiB } = choice;
  const { cpu, memory } = context.resources;
  if (cpu === undefined || memory === undefined) return [];
  const newCpu = rewrite(cpu, context, sameNumber(cpu, instance.vcpus), '');
  const newMemory = rewrite(memory, context, sameMemory(memory, instance.memoryGiB), '');
  const needed = [
    ...(vcpus === instance.vcpus ? [] : [newCpu]),
    ...(memoryGiB === instance.memoryGiB ? [] : [newMemory]),
  ];
  if (needed.some((fixes) => fixes.length === 0)) return [];
  const title = `Ask for all of ${instance.name}: ${instance.vcpus} vCPU and ${instance.memoryGiB} GiB`;
  return [{ title, edits: needed.flat().flatMap((fix) => fix.edits), together: true }];
}
