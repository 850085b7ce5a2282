import { parseContainerUri } from '../healthomics/index.ts';
import { knownImage } from './container-image.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';

export const containerMutable: ModelRule = {
  code: 'container-mutable',
  severity: 'warning',
  targets: 'all',
  summary: 'A container image has no fixed version.',
  why: 'Without a tag the image is `latest`, and what `latest` means changes. The same workflow then gives other results next month, and a run cache does not notice. Name a version, or better a digest, which nobody can move.',
  bad: 'container: "quay.io/biocontainers/samtools:latest"',
  good: 'container: "quay.io/biocontainers/samtools:1.17--h00cdaf9_0"',
  check(context) {
    const image = knownImage(context);
    const uri = image === undefined ? undefined : parseContainerUri(image.name);
    if (image === undefined || uri === undefined || uri.digest !== undefined) return [];
    if (uri.tag !== undefined && !MOVING.has(uri.tag)) return [];
    return [
      {
        span: placeOf(image.value, context),
        message: `Image '${image.name}' has no fixed version.`,
        note: 'A later run may use other software. Add a version tag or a digest.',
        ...(image.isDefault ? { severity: 'information' } : {}),
      },
    ];
  },
};

/** Tags that people move to each new release. */
const MOVING: ReadonlySet<string> = new Set([
  ...['latest', 'master', 'main', 'dev', 'develop', 'nightly', 'edge', 'stable', 'snapshot'],
]);
