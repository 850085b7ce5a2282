import { knownImage } from './container-image.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const containerFixed: ModelRule = {
  code: 'container-fixed',
  severity: 'hint',
  default: 'off',
  summary: 'A container image is written into the task.',
  why: 'HealthOmics checks images that are parameters of the run before it starts. One that is written into a task is first looked for when the task begins, which can be hours later; and a workflow that is shared with another account cannot use it.',
  bad: 'container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"',
  good: 'input { String samtools_image }\n…\ncontainer: samtools_image',
  check(context) {
    const image = knownImage(context);
    if (image === undefined || image.isDefault) return [];
    return [
      {
        span: placeOf(image.value, context),
        message: `Image '${image.name}' is written into the task.`,
        note: 'As an input, it is checked before the run starts.',
      },
    ];
  },
};
