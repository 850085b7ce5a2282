import { parseContainerUri } from '../healthomics/container-uri.ts';
import type { JsonString } from './json-value.ts';
import type { ParameterReport } from './parameter-report.ts';
import { destinationOf } from './registry-map.ts';

/** Checks the value of an input that is called as images are and looks like one. */
export function checkImage(value: JsonString, name: string, report: ParameterReport): void {
  const { target, region, registryMap } = report.options;
  if (target === 'spec' || !isImageValue(name, value.value)) return;
  const uri = parseContainerUri(value.value);
  if (uri === undefined) return;
  if (uri.ecr === undefined) {
    if (registryMap !== undefined && destinationOf(registryMap, value.value) !== undefined) return;
    const map =
      registryMap === undefined
        ? 'create the workflow with a container registry map'
        : 'add it to the container registry map';
    return report.add('parameter-container', value, `Image '${value.value}' is not in Amazon ECR private.`, {
      note: `HealthOmics cannot pull it. Copy it to ECR, or ${map}.`,
    });
  }
  if (region === undefined || uri.ecr.region === region) return;
  const at = value.value.indexOf(uri.ecr.region);
  report.add(
    'parameter-container-region',
    report.inside(value, at, at + uri.ecr.region.length),
    `Image '${value.value}' lies in ${uri.ecr.region}, and the run starts in ${region}.`,
    {
      note: `HealthOmics pulls images only from its own Region. Replicate the repository to ${region}, or start the run in ${uri.ecr.region}.`,
    },
  );
}

/** True for the value of an input that is called as images are, and looks like one. */
export function isImageValue(name: string, text: string): boolean {
  return namesAnImage(name) && looksLikeImage(text);
}

/** `docker`, `gatk_docker_image`, `containerUri`; `image_width` is none. */
function namesAnImage(name: string): boolean {
  return (
    /docker|container/i.test(name) ||
    /(^|[_.-])image([_.-]?(uri|url|name))?$/i.test(name) ||
    name.endsWith('Image')
  );
}

/** A host, a path, a tag or a digest; a plain word may be anything. */
function looksLikeImage(text: string): boolean {
  return !text.includes('://') && /[/:@]/.test(text) && !text.startsWith('/') && !text.endsWith('/');
}
