import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const containerMissing: ModelRule = {
  code: 'container-missing',
  needs: 'whole task',
  severity: 'error',
  summary: 'A task names no container image.',
  why: 'On HealthOmics every task runs in a container of its own, from an image in Amazon ECR private. Best give the image as an input: then HealthOmics checks that it may pull it before the run starts and not in the middle of it.',
  bad: 'runtime {\n  cpu: 2\n}',
  good: 'runtime {\n  container: image\n  cpu: 2\n}',
  check(context) {
    const { container } = context.resources;
    const constant = container?.constant;
    const isEmpty = constant === null || (typeof constant === 'string' && /^\s*\*?\s*$/.test(constant));
    if (container !== undefined && !isEmpty) return [];
    return [
      {
        span: placeOf(container ?? context.resources, context),
        message: `Task '${context.task.name}' names no container image.`,
        note: 'HealthOmics runs every task in a container. Name an image of Amazon ECR private.',
      },
    ];
  },
};
