import { ACCELERATORS, accelerator, acceleratorByOtherName } from '../healthomics/index.ts';
import { closest } from '../text/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf, rewrite, sameQuotes } from './model-rule.ts';

const NAMES = ACCELERATORS.rows.map((row) => row.name);

export const acceleratorUnknown: ModelRule = {
  code: 'accelerator-unknown',
  severity: 'error',
  summary: 'A task asks for an accelerator that HealthOmics does not have.',
  why: `The accelerators are ${NAMES.map((name) => `\`${name}\``).join(', ')}. Some stand for several kinds of GPU, of which the one that is free and cheaper is taken.`,
  bad: 'acceleratorType: "nvidia-tesla-v100"',
  good: 'acceleratorType: "nvidia-tesla-t4"',
  check(context) {
    const value = context.resources.acceleratorType;
    if (typeof value?.constant !== 'string' || accelerator(value.constant) !== undefined) return [];
    const name = value.constant;
    const suggestion = acceleratorByOtherName(name)?.name ?? misspelt(name);
    const hint = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
    const written = suggestion === undefined ? undefined : sameQuotes(value, suggestion);
    return [
      {
        span: placeOf(value, context),
        message: `Unknown accelerator '${name}'.${hint}`,
        note: `HealthOmics has ${NAMES.join(', ')}.`,
        fixes: rewrite(value, context, written, `Replace with '${suggestion ?? ''}'`),
      },
    ];
  },
};

/** GPUs that other clouds have. Letters away from one of ours, they are another machine and no slip. */
const OTHER_GPUS = /[vp]100|p4|k80|[ah]100/i;

function misspelt(name: string): string | undefined {
  return OTHER_GPUS.test(name) ? undefined : closest(name, NAMES);
}
