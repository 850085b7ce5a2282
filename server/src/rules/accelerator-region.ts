import { ACCELERATORS, accelerator, acceleratorRegions, runsWorkflows } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const acceleratorRegion: ModelRule = {
  code: 'accelerator-region',
  severity: 'warning',
  summary: 'The Region of the run does not have the accelerator that a task asks for.',
  why: 'The run fails with `UNSUPPORTED_GPU_INSTANCE_TYPE`. Not every Region has every kind of GPU: start the run in another Region, or ask for an accelerator that stands for several kinds.',
  bad: 'acceleratorType: "nvidia-l4"  # in eu-west-1',
  good: 'acceleratorType: "nvidia-tesla-a10g"',
  check(context) {
    const value = context.resources.acceleratorType;
    const { region } = context;
    if (typeof value?.constant !== 'string' || accelerator(value.constant) === undefined) return [];
    if (region === undefined || !runsWorkflows(region)) return [];
    const regions = acceleratorRegions(value.constant);
    if (regions.includes(region)) return [];
    const here = ACCELERATORS.rows
      .map((row) => row.name)
      .filter((name) => acceleratorRegions(name).includes(region));
    return [
      {
        span: placeOf(value, context),
        message: `Accelerator '${value.constant}' is not available in ${region}.`,
        note: `It is in ${regions.join(', ')}. In ${region} there is ${here.join(', ')}.`,
      },
    ];
  },
};
