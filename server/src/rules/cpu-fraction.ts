import { DEFAULT_TASK, roundRequest } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf, rewrite, sameNumber } from './model-rule.ts';
import { knownRequest } from './request.ts';

export const cpuFraction: ModelRule = {
  code: 'cpu-fraction',
  severity: 'information',
  summary: 'A task asks for a fraction of a vCPU.',
  why: 'HealthOmics rounds requests to whole vCPUs, so that the task gets another number than the one that stands here.',
  bad: 'cpu: 2.5',
  good: 'cpu: 3',
  check(context) {
    const { cpu: value } = context.resources;
    const { cpu } = knownRequest(context.resources);
    if (value === undefined || cpu === undefined) return [];
    if (cpu < DEFAULT_TASK.vcpus || Number.isInteger(cpu)) return [];
    const rounded = roundRequest(cpu);
    return [
      {
        span: placeOf(value, context),
        message: `HealthOmics rounds ${cpu} vCPUs to ${rounded}.`,
        note: 'Write the number that the task is meant to get.',
        fixes: rewrite(value, context, sameNumber(value, rounded), `Ask for ${rounded} vCPUs`),
      },
    ];
  },
};
