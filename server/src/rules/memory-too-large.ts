import { INSTANCES, formatGiB, formatNumber, instanceLimits } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf, rewrite, sameQuotes } from './model-rule.ts';
import { hasUnknownAccelerator, knownRequest, regionPhrase } from './request.ts';

const MOST = Math.max(...INSTANCES.rows.map((row) => row.memoryGiB));

export const memoryTooLarge: ModelRule = {
  code: 'memory-too-large',
  severity: 'error',
  summary: 'A task asks for more memory than any instance of the Region has.',
  why: `The run fails with \`INVALID_TASK_RESOURCE_VALUE\`. The largest instances have ${formatNumber(MOST)} GiB and are in two Regions only; instances with GPUs have less.`,
  bad: 'memory: "2 TiB"',
  good: 'memory: "768 GiB"',
  check(context) {
    const { memory: value } = context.resources;
    const { memoryGiB, accelerator } = knownRequest(context.resources);
    if (value === undefined || memoryGiB === undefined || hasUnknownAccelerator(context.resources)) return [];
    const limit = instanceLimits({ accelerator }, context.region)?.memoryGiB;
    if (limit === undefined || Math.round(memoryGiB) <= limit) return [];
    const kind = accelerator === undefined ? 'instance' : `instance with '${accelerator}'`;
    return [
      {
        span: placeOf(value, context),
        message: `No ${kind} ${regionPhrase(context.region)} has ${formatGiB(memoryGiB)}; the most is ${formatGiB(limit)}.`,
        note: 'The run would fail. Ask for less, or split the work over several tasks.',
        fixes: rewrite(value, context, sameQuotes(value, `${limit} GiB`), `Ask for ${limit} GiB`),
      },
    ];
  },
};
