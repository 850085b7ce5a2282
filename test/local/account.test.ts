import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DescribeImagesCommand, GetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { HeadBucketCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { eachWithService } from './support/service.ts';

const SAMPLES = new URL('../../samples/', import.meta.url);

/** Every text in a JSON value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('the account of the local HealthOmics', () => {
  const local = eachWithService();
  const config = readFileSync(new URL('.healthomics/config.toml', SAMPLES), 'utf8');
  const setting = (name: string) => new RegExp(`^${name} = "(.*)"$`, 'm').exec(config)?.[1] ?? '';
  const files = ['germline/params.json', 'germline-nextflow/params.json', 'germline-cwl/inputs.json'];
  const parameters = files.map((file) => JSON.parse(readFileSync(new URL(file, SAMPLES), 'utf8')) as unknown);

  it('has the role of the samples, in the account of who asks', async () => {
    const { Account } = await local().sts.send(new GetCallerIdentityCommand({}));
    const arn = setting('omics_iam_role');
    const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
    const { Role } = await local().iam.send(new GetRoleCommand({ RoleName }));
    assert.equal(Role?.Arn, arn);
    assert.ok(arn.includes(`:${Account}:`));
  });

  it('has the bucket and the input objects of the samples, and the role may use them', async () => {
    const [, Bucket = ''] = /^s3:\/\/([^/]+)/.exec(setting('run_output_uri')) ?? [];
    await local().s3.send(new HeadBucketCommand({ Bucket }));
    const uris = [...new Set(textsIn(parameters))].filter((text) => text.startsWith('s3://'));
    assert.equal(uris.length, 12);
    for (const uri of uris) {
      const [, bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
      const { ContentLength = 0 } = await local().s3.send(new HeadObjectCommand({ Bucket: bucket, Key }));
      assert.ok(ContentLength > 0, uri);
    }
    const { EvaluationResults = [] } = await local().iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: setting('omics_iam_role'),
        ActionNames: ['s3:GetObject', 's3:PutObject'],
        ResourceArns: uris.map((uri) => uri.replace('s3://', 'arn:aws:s3:::')),
      }),
    );
    assert.equal(EvaluationResults.length, 24);
    assert.ok(EvaluationResults.every((result) => result.EvalDecision === 'allowed'));
  });

  it('has the images of the samples, and HealthOmics may pull them', async () => {
    const images = [...new Set(textsIn(parameters))].filter((text) => text.includes('.dkr.ecr.'));
    assert.equal(images.length, 3);
    for (const image of images) {
      const [, registryId, repositoryName = '', imageTag] = /^(\d+)\.[^/]+\/(.+):(.+)$/.exec(image) ?? [];
      const { imageDetails } = await local().ecr.send(
        new DescribeImagesCommand({ registryId, repositoryName, imageIds: [{ imageTag }] }),
      );
      assert.equal(imageDetails?.length, 1);
      const { policyText } = await local().ecr.send(
        new GetRepositoryPolicyCommand({ registryId, repositoryName }),
      );
      assert.match(policyText ?? '', /"omics\.amazonaws\.com"/);
    }
  });
});
