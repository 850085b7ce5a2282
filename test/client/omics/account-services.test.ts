import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { localServices } from '../support/local-services.ts';
import { accountServices, type AccountBackend } from './account-services.ts';

const ACCOUNT = '123456789012';
const BUCKET = 'cohort-data';
const ROLE = 'Runner';
const REPOSITORY = 'tools';

const statement = (...lines: readonly object[]) => ({ Version: '2012-10-17', Statement: lines });
const service = { Service: 'omics.amazonaws.com' };

async function localAccount(): Promise<AccountBackend> {
  const services = await localServices({
    history: { finished: 1 },
    account: {
      buckets: [
        {
          name: BUCKET,
          objects: [
            { key: 'reads/a.fastq', size: 5 },
            { key: 'reads/b.fastq', size: 5 },
          ],
        },
      ],
      roles: [
        {
          name: ROLE,
          trust: statement({ Effect: 'Allow', Principal: service, Action: 'sts:AssumeRole' }),
          policies: {
            read: statement({
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: `arn:aws:s3:::${BUCKET}/*`,
            }),
          },
        },
      ],
      repositories: [
        {
          name: REPOSITORY,
          images: [{ tags: ['1.0'] }],
          policy: statement({ Effect: 'Allow', Principal: service, Action: 'ecr:BatchGetImage' }),
        },
      ],
    },
  });
  const connection = {
    endpoint: services.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  const logs = new CloudWatchLogsClient(connection);
  const [run] = (await services.omics.listRuns(undefined)).items;
  const stream = `run/${run?.id ?? ''}`;
  const { events = [] } = await logs.send(
    new GetLogEventsCommand({
      logGroupName: '/aws/omics/WorkflowLog',
      logStreamName: stream,
      startFromHead: true,
    }),
  );
  return {
    services,
    account: ACCOUNT,
    bucket: BUCKET,
    role: { name: ROLE, arn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}` },
    repository: REPOSITORY,
    log: { stream, messages: events.map(({ message = '' }) => message) },
    async text(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      return (await Body?.transformToString()) ?? '';
    },
    async close() {
      s3.destroy();
      logs.destroy();
      await services.close();
    },
  };
}

describe('the services of an account, answered by the local service', () => {
  accountServices(localAccount);
});
