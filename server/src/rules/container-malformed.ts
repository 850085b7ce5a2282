import { looksLikeEcrPrivate, parseContainerUri } from '../healthomics/index.ts';
import { knownImage } from './container-image.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const containerMalformed: ModelRule = {
  code: 'container-malformed',
  severity: 'error',
  summary: "An image's name cannot be read.",
  why: 'The run fails with `INVALID_ECR_IMAGE_URI`. An image of Amazon ECR private reads `{account}.dkr.ecr.{Region}.amazonaws.com/{repository}:{tag}`; the account has 12 digits.',
  bad: 'container: "12345.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"',
  good: 'container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"',
  check(context) {
    const image = knownImage(context);
    if (image === undefined || image.name.trim() === '' || image.name.trim() === '*') return [];
    const uri = parseContainerUri(image.name);
    if (uri !== undefined && (uri.ecr !== undefined || !looksLikeEcrPrivate(image.name))) return [];
    return [
      {
        span: placeOf(image.value, context),
        message: `'${image.name}' is not the name of a container image.`,
        note: 'Write {account}.dkr.ecr.{Region}.amazonaws.com/{repository}:{tag}, with 12 digits for the account.',
      },
    ];
  },
};
