import { parseContainerUri } from '../healthomics/index.ts';
import { knownImage } from './container-image.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const containerRegion: ModelRule = {
  code: 'container-region',
  severity: 'error',
  summary: 'A container image lies in another Region than the run.',
  why: 'HealthOmics pulls images only from Amazon ECR in the Region in which the run starts. Replicate the repository, or give the image as an input so that each Region gets its own.',
  bad: 'container: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/samtools:1.17"',
  good: 'container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"',
  check(context) {
    const image = knownImage(context);
    const found = image === undefined ? undefined : parseContainerUri(image.name)?.ecr?.region;
    if (image === undefined || found === undefined) return [];
    if (context.region === undefined || found === context.region) return [];
    return [
      {
        span: placeOf(image.value, context),
        message: `Image '${image.name}' lies in ${found}, and runs start in ${context.region}.`,
        note: `HealthOmics pulls images only from its own Region. Replicate the repository to ${context.region}, or start runs in ${found}.`,
        // A run may give another image, so that the default is not yet the end of it.
        ...(image.isDefault ? { severity: 'warning' as const } : {}),
      },
    ];
  },
};
