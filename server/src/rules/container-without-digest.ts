import { parseContainerUri } from '../healthomics/index.ts';
import { knownImage } from './container-image.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const containerWithoutDigest: ModelRule = {
  code: 'container-without-digest',
  severity: 'hint',
  default: 'off',
  targets: 'all',
  summary: 'A container image is named by a tag and not by its digest.',
  why: 'A tag can be moved to another image. A digest names one image for ever, which some laboratories must be able to prove.',
  bad: 'container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"',
  good: 'container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools@sha256:…"',
  check(context) {
    const image = knownImage(context);
    const uri = image === undefined ? undefined : parseContainerUri(image.name);
    if (image === undefined || uri === undefined || uri.digest !== undefined) return [];
    return [
      { span: placeOf(image.value, context), message: `Image '${image.name}' is not named by its digest.` },
    ];
  },
};
