import { createHash } from 'node:crypto';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateRepositoryCommand,
  ECRClient,
  PutImageCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { endpointsAt } from '../../../client/src/omics/account.ts';
import { connectAws } from '../../../client/src/omics/aws/index.ts';
import { accountServices, type AccountBackend } from './account-services.ts';

/** Where moto answers; `npm run second-opinion` starts it. */
const ENDPOINT = process.env['OMICS_LENS_MOTO'];
/** The account that moto plays. */
const ACCOUNT = '123456789012';
const BUCKET = 'cohort-data';
const ROLE = 'Runner';
const REPOSITORY = 'tools';
const LOG_GROUP = '/aws/omics/WorkflowLog';
const STREAM = 'run/1000001';

const statement = (...lines: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: lines });
const service = { Service: 'omics.amazonaws.com' };

async function motoAccount(): Promise<AccountBackend> {
  if (ENDPOINT === undefined) throw new Error('Run this suite with: npm run second-opinion');
  const connection = {
    endpoint: ENDPOINT,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  for (const Key of ['reads/a.fastq', 'reads/b.fastq']) {
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'ACGT\n' }));
  }
  const arn = await makeRole(new IAMClient(connection));
  await makeRepository(new ECRClient(connection));
  const messages = await makeLog(new CloudWatchLogsClient(connection));
  const services = await connectAws({
    kind: 'endpoint',
    profile: 'moto',
    region: 'us-east-1',
    endpoints: endpointsAt(ENDPOINT),
    credentials: 'placeholder',
    configured: true,
  });
  return {
    services,
    account: ACCOUNT,
    bucket: BUCKET,
    role: { name: ROLE, arn },
    repository: REPOSITORY,
    log: { stream: STREAM, messages },
    async text(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      return (await Body?.transformToString()) ?? '';
    },
    close() {
      s3.destroy();
      services.dispose();
      return Promise.resolve();
    },
  };
}

async function makeRole(iam: IAMClient): Promise<string> {
  const trust = statement({ Effect: 'Allow', Principal: service, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument: trust }));
  const read = statement({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` });
  await iam.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: 'read', PolicyDocument: read }));
  iam.destroy();
  return Role?.Arn ?? '';
}

async function makeRepository(ecr: ECRClient): Promise<void> {
  await ecr.send(new CreateRepositoryCommand({ repositoryName: REPOSITORY }));
  const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: 7023,
      digest: digest('config'),
    },
    layers: [
      {
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        size: 32654,
        digest: digest('layer'),
      },
    ],
  };
  await ecr.send(
    new PutImageCommand({
      repositoryName: REPOSITORY,
      imageManifest: JSON.stringify(manifest),
      imageManifestMediaType: mediaType,
      imageTag: '1.0',
    }),
  );
  const policyText = statement({ Effect: 'Allow', Principal: service, Action: ['ecr:BatchGetImage'] });
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: REPOSITORY, policyText }));
  ecr.destroy();
}

/** Gives the messages. */
async function makeLog(logs: CloudWatchLogsClient): Promise<readonly string[]> {
  await logs.send(new CreateLogGroupCommand({ logGroupName: LOG_GROUP }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: LOG_GROUP, logStreamName: STREAM }));
  const messages = Array.from({ length: 50 }, (_, i) => `line ${i}`);
  const now = Date.now();
  await logs.send(
    new PutLogEventsCommand({
      logGroupName: LOG_GROUP,
      logStreamName: STREAM,
      logEvents: messages.map((message, i) => ({ message, timestamp: now - 60_000 + i })),
    }),
  );
  logs.destroy();
  return messages;
}

describe('the services of an account, answered by moto', () => {
  accountServices(motoAccount);
});
