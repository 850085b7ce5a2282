import { parseMemory } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const memoryUnreadable: ModelRule = {
  code: 'memory-unreadable',
  severity: 'error',
  summary: 'An amount of memory cannot be read.',
  why: 'Memory is a number with a unit: `GiB` and `MiB` for powers of 1,024, `GB` and `MB` for powers of 1,000.',
  bad: 'memory: "four gigabytes"',
  good: 'memory: "4 GiB"',
  check(context) {
    const value = context.resources.memory;
    if (typeof value?.constant !== 'string' || parseMemory(value.constant) !== undefined) return [];
    return [
      {
        span: placeOf(value, context),
        message: `'${value.constant}' is no amount of memory.`,
        note: "Write a number and a unit, such as '4 GiB'.",
      },
    ];
  },
};
