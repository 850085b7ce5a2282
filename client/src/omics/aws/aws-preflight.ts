import type { PreflightApi } from '../preflight-api.ts';
import { asked, headerOf } from './asked.ts';
import { imageQuestions } from './aws-images.ts';
import { clientConfiguration, type Connection } from './clients.ts';
import { documentOf } from './policy-document.ts';

/** API model: the most that one page of runs or workflows holds. */
const PAGE = 100;

/** The questions of a preflight through the SDK; each package is loaded, and its client made, with the first question. */
export function awsPreflight(connection: Connection): PreflightApi & { dispose(): void } {
  const clients = new Set<{ destroy(): void }>();
  const keep = <Client extends { destroy(): void }>(client: Client) => {
    clients.add(client);
    return client;
  };
  const { endpoints } = connection;
  const s3 = once(async () => {
    const sdk = await import('@aws-sdk/client-s3');
    const client = new sdk.S3Client({
      ...(await clientConfiguration(connection, endpoints.s3)),
      forcePathStyle: endpoints.s3 !== undefined,
    });
    return { sdk, client: keep(client) };
  });
  const iam = once(async () => {
    const sdk = await import('@aws-sdk/client-iam');
    return { sdk, client: keep(new sdk.IAMClient(await clientConfiguration(connection, endpoints.iam))) };
  });
  const omics = once(async () => {
    const sdk = await import('@aws-sdk/client-omics');
    return { sdk, client: keep(new sdk.OmicsClient(await clientConfiguration(connection, endpoints.omics))) };
  });
  const quotas = once(async () => {
    const sdk = await import('@aws-sdk/client-service-quotas');
    const configuration = await clientConfiguration(connection, endpoints.quotas);
    return { sdk, client: keep(new sdk.ServiceQuotasClient(configuration)) };
  });
  const ecr = once(async () => {
    const sdk = await import('@aws-sdk/client-ecr');
    return { sdk, client: keep(new sdk.ECRClient(await clientConfiguration(connection, endpoints.ecr))) };
  });
  return {
    ...imageQuestions(ecr),
    async bucket(name, signal) {
      const { sdk, client } = await s3();
      return asked('s3:ListBucket', signal, async (options) => {
        try {
          const answer = await client.send(new sdk.HeadBucketCommand({ Bucket: name }), options);
          return { region: answer.BucketRegion };
        } catch (error) {
          // A bucket elsewhere answers with its Region and nothing else.
          const region = headerOf(error, 'x-amz-bucket-region');
          if (region !== undefined && region !== connection.region) return { region };
          throw error;
        }
      });
    },
    async bucketPolicy(name, signal) {
      const { sdk, client } = await s3();
      return asked('s3:GetBucketPolicy', signal, async (options) => {
        const { Policy } = await client.send(new sdk.GetBucketPolicyCommand({ Bucket: name }), options);
        return Policy === undefined ? undefined : { document: documentOf(Policy) };
      });
    },
    async object(bucket, key, signal) {
      const { sdk, client } = await s3();
      return asked('s3:GetObject', signal, async (options) => {
        const head = await client.send(new sdk.HeadObjectCommand({ Bucket: bucket, Key: key }), options);
        return {
          bytes: head.ContentLength ?? 0,
          access: accessOf(head),
          storageClass: head.StorageClass ?? 'STANDARD',
        };
      });
    },
    async anyObject(bucket, prefix, signal) {
      const { sdk, client } = await s3();
      return asked('s3:ListBucket', signal, async (options) => {
        const request = { Bucket: bucket, Prefix: prefix, MaxKeys: 1 };
        const { Contents = [] } = await client.send(new sdk.ListObjectsV2Command(request), options);
        return Contents.length === 0 ? undefined : {};
      });
    },
    async role(name, signal) {
      const { sdk, client } = await iam();
      return asked('iam:GetRole', signal, async (options) => {
        const { Role } = await client.send(new sdk.GetRoleCommand({ RoleName: name }), options);
        return { arn: Role?.Arn ?? '', trust: documentOf(Role?.AssumeRolePolicyDocument ?? '{}') };
      });
    },
    async simulate({ principal, actions, resources, context = {} }, signal) {
      const { sdk, client } = await iam();
      return asked('iam:SimulatePrincipalPolicy', signal, async (options) => {
        const input = {
          PolicySourceArn: principal,
          ActionNames: [...actions],
          ResourceArns: [...resources],
          ContextEntries: Object.entries(context).map(([ContextKeyName, value]) => ({
            ContextKeyName,
            ContextKeyValues: [value],
            ContextKeyType: 'string' as const,
          })),
        };
        const denials = [];
        let Marker: string | undefined;
        do {
          const command = new sdk.SimulatePrincipalPolicyCommand({ ...input, Marker });
          const answer = await client.send(command, options);
          for (const result of answer.EvaluationResults ?? []) {
            if (result.EvalDecision === 'allowed') continue;
            denials.push({
              action: result.EvalActionName ?? '',
              resource: result.EvalResourceName ?? '*',
              how: result.EvalDecision === 'explicitDeny' ? ('explicit' as const) : ('implicit' as const),
            });
          }
          Marker = answer.IsTruncated === true ? answer.Marker : undefined;
        } while (Marker !== undefined);
        return { denials };
      });
    },
    async readSet(sequenceStoreId, id, signal) {
      const { sdk, client } = await omics();
      return asked('omics:GetReadSetMetadata', signal, async (options) => {
        const command = new sdk.GetReadSetMetadataCommand({ sequenceStoreId, id });
        return { status: (await client.send(command, options)).status ?? '' };
      });
    },
    async reference(referenceStoreId, id, signal) {
      const { sdk, client } = await omics();
      return asked('omics:GetReferenceMetadata', signal, async (options) => {
        const command = new sdk.GetReferenceMetadataCommand({ referenceStoreId, id });
        return { status: (await client.send(command, options)).status ?? '' };
      });
    },
    async quotas(signal) {
      const { sdk, client } = await quotas();
      return asked('servicequotas:ListServiceQuotas', signal, async (options) => {
        const values = new Map<string, number>();
        let NextToken: string | undefined;
        do {
          const page = { ServiceCode: 'omics', MaxResults: PAGE, NextToken };
          const answer = await client.send(new sdk.ListServiceQuotasCommand(page), options);
          for (const { QuotaCode, Value } of answer.Quotas ?? []) {
            if (QuotaCode !== undefined && Value !== undefined) values.set(QuotaCode, Value);
          }
          NextToken = answer.NextToken;
        } while (NextToken !== undefined);
        return { values };
      });
    },
    async countRuns(status, most, signal) {
      const { sdk, client } = await omics();
      return asked('omics:ListRuns', signal, async (options) => {
        const counted = { dynamic: 0, static: 0 };
        let startingToken: string | undefined;
        do {
          const page = { status: status as 'RUNNING', maxResults: PAGE, startingToken };
          const answer = await client.send(new sdk.ListRunsCommand(page), options);
          for (const { storageType } of answer.items ?? []) {
            if (storageType === 'STATIC') counted.static++;
            else counted.dynamic++;
          }
          startingToken = answer.nextToken;
        } while (startingToken !== undefined && counted.dynamic + counted.static < most);
        return counted;
      });
    },
    async countWorkflows(most, signal) {
      const { sdk, client } = await omics();
      return asked('omics:ListWorkflows', signal, async (options) => {
        let count = 0;
        let startingToken: string | undefined;
        do {
          const page = { type: 'PRIVATE' as const, maxResults: PAGE, startingToken };
          const answer = await client.send(new sdk.ListWorkflowsCommand(page), options);
          count += answer.items?.length ?? 0;
          startingToken = answer.nextToken;
        } while (startingToken !== undefined && count < most);
        return { count };
      });
    },
    dispose() {
      for (const client of clients) client.destroy();
      clients.clear();
    },
  };
}

/** One client however many questions come at once; a failure to make it is not kept. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Source: HealthOmics User Guide, input files, 2026-03-20: objects must be retrievable in real time. */
function accessOf(head: {
  readonly StorageClass?: string | undefined;
  readonly ArchiveStatus?: string | undefined;
  readonly Restore?: string | undefined;
}): 'readable' | 'archived' | 'restoring' {
  const inArchive = head.StorageClass === 'GLACIER' || head.StorageClass === 'DEEP_ARCHIVE';
  if (!inArchive && head.ArchiveStatus === undefined) return 'readable';
  if (head.Restore?.includes('ongoing-request="true"') === true) return 'restoring';
  return head.Restore?.includes('ongoing-request="false"') === true ? 'readable' : 'archived';
}
