import { parseContainerUri } from '../healthomics/index.ts';
import type { SourceValue } from '../model/index.ts';

/** Where an image comes from and what of it may change between runs. Undefined where the name is not known. Markdown. */
export function containerWords({ constant, byDefault }: SourceValue): string | undefined {
  const name = constant ?? byDefault;
  const uri = typeof name === 'string' ? parseContainerUri(name) : undefined;
  if (uri === undefined) return undefined;
  const { host, repository, tag, digest, ecr } = uri;
  const registry =
    ecr === undefined
      ? `${host ?? 'Docker Hub'}, which AWS HealthOmics reaches through a container registry map only`
      : `Amazon ECR private of account ${ecr.account} in ${ecr.region}`;
  const version =
    digest !== undefined
      ? 'It has a digest: every run gets the same image.'
      : tag === undefined || tag === 'latest'
        ? 'It has no fixed version: what `latest` is may change between runs.'
        : `Tag \`${tag}\`: the same image as long as nobody moves the tag.`;
  return `Image **${repository}** of ${registry}.\n\n${version}`;
}
