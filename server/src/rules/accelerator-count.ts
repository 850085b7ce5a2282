import { GPU_COUNTS } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf, rewrite, sameNumber } from './model-rule.ts';

const MOST = Math.max(...GPU_COUNTS);

export const acceleratorCount: ModelRule = {
  code: 'accelerator-count',
  severity: 'error',
  summary: 'A task asks for a number of GPUs that no instance has.',
  why: `An instance has ${GPU_COUNTS.join(' or ')} GPUs. More cannot be had, and a number between gets an instance with ${MOST}, which is paid for as a whole.`,
  bad: 'acceleratorCount: 8',
  good: 'acceleratorCount: 4',
  check(context) {
    const value = context.resources.acceleratorCount;
    const count = value?.constant;
    if (value === undefined || typeof count !== 'number' || GPU_COUNTS.includes(count)) return [];
    const span = placeOf(value, context);
    const fits = GPU_COUNTS.find((candidate) => candidate >= count) ?? MOST;
    const fixes = rewrite(value, context, sameNumber(value, fits), `Ask for ${fits}`);
    if (!Number.isInteger(count) || count < 1 || count > MOST) {
      return [
        {
          span,
          message: `No instance has ${count} GPUs.`,
          note: `Instances have ${GPU_COUNTS.join(' or ')}. Split the work over several tasks where more are needed.`,
          fixes,
        },
      ];
    }
    return [
      {
        span,
        severity: 'information',
        message: `Task '${context.task.name}' gets an instance with ${fits} GPUs and asks for ${count}.`,
        note: `Instances have ${GPU_COUNTS.join(' or ')} GPUs, and are paid for as a whole.`,
        fixes,
      },
    ];
  },
};
