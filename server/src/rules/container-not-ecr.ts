import { looksLikeEcrPrivate, parseContainerUri } from '../healthomics/index.ts';
import { destinationOf } from '../model/index.ts';
import { knownImage } from './container-image.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const containerNotEcr: ModelRule = {
  code: 'container-not-ecr',
  severity: 'warning',
  summary: 'A container image is not in Amazon ECR private.',
  why: 'HealthOmics pulls images from Amazon ECR private only, in the Region of the run. An image of a public registry needs a pull-through cache and a container registry map that is given when the workflow is created; otherwise copy the image to a private repository.',
  bad: 'container: "quay.io/biocontainers/samtools:1.17"',
  good: 'container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"',
  check(context) {
    const image = knownImage(context);
    const uri = image === undefined ? undefined : parseContainerUri(image.name);
    if (image === undefined || uri === undefined) return [];
    if (uri.ecr !== undefined || looksLikeEcrPrivate(image.name)) return [];
    const { registryMap } = context;
    if (registryMap !== undefined && destinationOf(registryMap, image.name) !== undefined) return [];
    const what = image.isDefault ? 'Default image' : 'Image';
    return [
      {
        span: placeOf(image.value, context),
        message: `${what} '${image.name}' is not in Amazon ECR private.`,
        note: 'HealthOmics cannot pull it, unless a container registry map of the workflow leads to a private copy. Copy it to ECR, or create the workflow with such a map.',
      },
    ];
  },
};
