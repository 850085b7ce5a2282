import { DEFAULT_TASK, chooseInstance } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';
import { isFullyKnown, knownRequest } from './request.ts';

export const resourcesDefault: ModelRule = {
  code: 'resources-default',
  needs: 'whole task',
  severity: 'hint',
  summary: 'A task does not say how many vCPUs or how much memory it needs.',
  why: `It then gets ${DEFAULT_TASK.vcpus} vCPU and ${DEFAULT_TASK.memoryGiB} GiB, which is a hard limit: a tool that needs more is killed.`,
  bad: 'runtime {\n  container: image\n}',
  good: 'runtime {\n  container: image\n  cpu: 4\n  memory: "16 GiB"\n}',
  check(context) {
    const { cpu, memory } = context.resources;
    if (cpu !== undefined && memory !== undefined) return [];
    const asked =
      cpu !== undefined ? 'no memory' : memory !== undefined ? 'no CPUs' : 'neither CPUs nor memory';
    const gets = [
      ...(cpu === undefined ? [`${DEFAULT_TASK.vcpus} vCPU`] : []),
      ...(memory === undefined ? [`${DEFAULT_TASK.memoryGiB} GiB`] : []),
    ].join(' and ');
    const choice = isFullyKnown(context.resources)
      ? chooseInstance(knownRequest(context.resources), context.region)
      : undefined;
    const where = choice?.kind === 'chosen' ? ` of an ${choice.instance.name}` : '';
    return [
      {
        span: placeOf(context.resources, context),
        message: `Task '${context.task.name}' asks for ${asked} and gets ${gets}${where}.`,
        note: 'What it gets is a hard limit. Say what the tool needs.',
      },
    ];
  },
};
