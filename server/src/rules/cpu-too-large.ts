import { INSTANCES, instanceLimits } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf, rewrite, sameNumber } from './model-rule.ts';
import { hasUnknownAccelerator, knownRequest, regionPhrase } from './request.ts';

const MOST = Math.max(...INSTANCES.rows.map((row) => row.vcpus));

export const cpuTooLarge: ModelRule = {
  code: 'cpu-too-large',
  severity: 'error',
  summary: 'A task asks for more vCPUs than any instance of the Region has.',
  why: `The run fails with \`INVALID_TASK_RESOURCE_VALUE\`. The largest instances have ${MOST} vCPUs and are in two Regions only; instances with GPUs have less.`,
  bad: 'cpu: 256',
  good: 'cpu: 96',
  check(context) {
    const { cpu: value } = context.resources;
    const { cpu, accelerator } = knownRequest(context.resources);
    if (value === undefined || cpu === undefined || hasUnknownAccelerator(context.resources)) return [];
    const limit = instanceLimits({ accelerator }, context.region)?.vcpus;
    if (limit === undefined || Math.round(cpu) <= limit) return [];
    const kind = accelerator === undefined ? 'instance' : `instance with '${accelerator}'`;
    return [
      {
        span: placeOf(value, context),
        message: `No ${kind} ${regionPhrase(context.region)} has ${cpu} vCPUs; the most is ${limit}.`,
        note: 'The run would fail. Ask for less, or split the work over several tasks.',
        fixes: rewrite(value, context, sameNumber(value, limit), `Ask for ${limit} vCPUs`),
      },
    ];
  },
};
