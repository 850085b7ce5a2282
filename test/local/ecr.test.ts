import assert from 'node:assert/strict';
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribePullThroughCacheRulesCommand,
  DescribeRepositoriesCommand,
  GetDownloadUrlForLayerCommand,
  GetRepositoryPolicyCommand,
  PutImageCommand,
  paginateDescribeImages,
  paginateDescribePullThroughCacheRules,
  paginateDescribeRepositories,
} from '@aws-sdk/client-ecr';
import type { Repository } from '@omics-lens/local/account/account.ts';
import { errorOf } from './support/errors.ts';
import { eachWithService } from './support/service.ts';

describe('the little ECR of the local HealthOmics', () => {
  const local = eachWithService();
  const add = (...repositories: Repository[]) => local().play({ account: { repositories } });
  const images = (repositoryName: string, imageTag: string) =>
    local().ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] }));

  it('has the images that the samples name', async () => {
    const { imageDetails = [] } = await images('gatk', '4.6.1.0');
    const [image] = imageDetails;
    assert.deepEqual(
      [image?.registryId, image?.imageTags, image?.imageSizeInBytes, image?.imagePushedAt],
      ['123456789012', ['4.6.1.0'], 2 * 1024 ** 3, new Date('2026-01-01T00:00:00Z')],
    );
    assert.match(image?.imageDigest ?? '', /^sha256:[0-9a-f]{64}$/);
    assert.match(await errorOf(images('gatk', '5')), /^ImageNotFoundException 400: .*imageTag:'5'/);
    assert.match(await errorOf(images('samtools', '1')), /^RepositoryNotFoundException 400: .*'samtools'/);
    const elsewhere = { registryId: '111122223333', repositoryName: 'gatk' };
    assert.match(
      await errorOf(local().ecr.send(new DescribeImagesCommand(elsewhere))),
      /^RepositoryNotFoundException 400/,
    );
    assert.match(
      await errorOf(images('Gatk', '1')),
      /^InvalidParameterException 400: 'repositoryName' must match/,
    );
  });

  it('lists repositories and images on no, one and many pages', async () => {
    const repositories = async (input: object = {}) => {
      const pages: string[] = [];
      for await (const page of paginateDescribeRepositories({ client: local().ecr }, input)) {
        pages.push((page.repositories ?? []).map((repository) => repository.repositoryName).join(' '));
      }
      return pages;
    };
    assert.deepEqual(await repositories(), ['bcftools bwa gatk']);
    assert.deepEqual(await repositories({ maxResults: 2 }), ['bcftools bwa', 'gatk']);
    assert.deepEqual(await repositories({ registryId: '111122223333' }), ['']);
    const named = await local().ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['bwa'] }));
    assert.equal(named.repositories?.[0]?.repositoryUri, '123456789012.dkr.ecr.us-east-1.amazonaws.com/bwa');
    assert.match(
      await errorOf(local().ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['none'] }))),
      /^RepositoryNotFoundException 400/,
    );

    await add(
      { name: 'many', images: ['1', '2', '3'].map((tag) => ({ tags: [tag] })) },
      { name: 'empty', images: [] },
    );
    const counts = async (repositoryName: string, maxResults?: number) => {
      const pages: number[] = [];
      const input = { repositoryName, maxResults };
      for await (const page of paginateDescribeImages({ client: local().ecr }, input)) {
        pages.push(page.imageDetails?.length ?? -1);
      }
      return pages;
    };
    assert.deepEqual(await counts('empty'), [0]);
    assert.deepEqual(await counts('many'), [3]);
    assert.deepEqual(await counts('many', 2), [2, 1]);
    assert.match(
      await errorOf(local().ecr.send(new DescribeImagesCommand({ repositoryName: 'many', nextToken: 'x' }))),
      /^InvalidParameterException 400/,
    );
  });

  it('tells what an image is for', async () => {
    await add({
      name: 'tools',
      images: [
        { tags: ['arm'], architectures: ['arm64'] },
        { tags: ['both'], architectures: ['amd64', 'arm64'] },
      ],
    });
    const { images: found = [], failures } = await local().ecr.send(
      new BatchGetImageCommand({
        repositoryName: 'tools',
        imageIds: [{ imageTag: 'arm' }, { imageTag: 'both' }, { imageTag: 'none' }],
      }),
    );
    assert.deepEqual(failures, [
      {
        imageId: { imageTag: 'none' },
        failureCode: 'ImageNotFound',
        failureReason: 'Requested image not found',
      },
    ]);
    const [arm, both] = found.map((image) => JSON.parse(image.imageManifest ?? '') as Manifest);
    assert.deepEqual(
      both?.manifests?.map((manifest) => manifest.platform.architecture),
      ['amd64', 'arm64'],
    );
    const { downloadUrl = '' } = await local().ecr.send(
      new GetDownloadUrlForLayerCommand({ repositoryName: 'tools', layerDigest: arm?.config?.digest }),
    );
    const config = (await (await fetch(downloadUrl)).json()) as { architecture: string };
    assert.equal(config.architecture, 'arm64');
    assert.match(
      await errorOf(
        local().ecr.send(
          new GetDownloadUrlForLayerCommand({ repositoryName: 'tools', layerDigest: 'sha256:00' }),
        ),
      ),
      /^LayersNotFoundException 400/,
    );
  });

  it('shows the policy of a repository, if it has one', async () => {
    const policy = (repositoryName: string) =>
      local().ecr.send(new GetRepositoryPolicyCommand({ repositoryName }));
    const { policyText = '' } = await policy('bwa');
    const { Statement } = JSON.parse(policyText) as { Statement: readonly { Principal: object }[] };
    assert.deepEqual(Statement[0]?.Principal, { Service: 'omics.amazonaws.com' });
    await add({ name: 'bare', images: [] });
    assert.match(await errorOf(policy('bare')), /^RepositoryPolicyNotFoundException 400: .*'bare'/);
    assert.match(await errorOf(policy('none')), /^RepositoryNotFoundException 400/);
  });

  it('is denied where the account says so, and fails where a scenario does', async () => {
    await local().play({ account: { denied: ['ecr:*'] } });
    assert.match(
      await errorOf(images('bwa', '0.7.18')),
      /^AccessDeniedException 400: .*not authorized to perform: ecr:DescribeImages/,
    );
    await local().play({ requests: [{ operation: 'DescribeImages', error: 'ServerException' }] });
    assert.match(await errorOf(images('bwa', '0.7.18')), /^ServerException 500/);
  });

  it('refuses by name what it does not do', async () => {
    const put = new PutImageCommand({ repositoryName: 'bwa', imageManifest: '{}' });
    assert.match(
      await errorOf(local().ecr.send(put)),
      /^NotSupportedOperationException 400: PutImage is not part/,
    );
  });

  it('tells the rules by which images of public registries are fetched', async () => {
    const rules = async (input: object = {}) => {
      const pages: string[] = [];
      for await (const page of paginateDescribePullThroughCacheRules({ client: local().ecr }, input)) {
        pages.push((page.pullThroughCacheRules ?? []).map((rule) => rule.ecrRepositoryPrefix).join(' '));
      }
      return pages;
    };
    assert.deepEqual(await rules(), ['']);
    await local().play({
      account: {
        pullThroughRules: [
          { prefix: 'quay', upstream: 'quay.io' },
          { prefix: 'hub', upstream: 'registry-1.docker.io' },
        ],
      },
    });
    assert.deepEqual(await rules(), ['hub quay']);
    assert.deepEqual(await rules({ maxResults: 1 }), ['hub', 'quay']);
    assert.deepEqual(await rules({ registryId: '111122223333' }), ['']);
    const named = new DescribePullThroughCacheRulesCommand({ ecrRepositoryPrefixes: ['ghcr'] });
    assert.match(await errorOf(local().ecr.send(named)), /^PullThroughCacheRuleNotFoundException 400/);
  });
});

interface Manifest {
  readonly config?: { readonly digest: string };
  readonly manifests?: readonly { readonly platform: { readonly architecture: string } }[];
}
