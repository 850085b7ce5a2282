import type * as Sdk from '@aws-sdk/client-s3';
import { parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import type { StoredFilesApi } from '../stored-files-api.ts';
import { abortable, clientConfiguration, type Connection } from './clients.ts';

/** Objects of S3 through the SDK; the package is loaded with the first question. */
export function awsStoredFiles(connection: Connection): StoredFilesApi & { dispose(): void } {
  let client: Promise<Sdk.S3Client> | undefined;
  return {
    async readEnd(uri, bytes, signal) {
      const place = parseS3Uri(uri);
      if (!place.ok) throw new Error(`'${uri}' ${place.reason}`);
      const sdk = await import('@aws-sdk/client-s3');
      client ??= connect(sdk, connection);
      const input = { Bucket: place.uri.bucket, Key: place.uri.key };
      const open = await client;
      const get = (range: { Range?: string }) =>
        abortable(signal, (options) => open.send(new sdk.GetObjectCommand({ ...input, ...range }), options));
      try {
        const answer = await get({ Range: `bytes=-${bytes}` }).catch((error: unknown) => {
          // An object without a byte has no last bytes.
          if (nameOf(error) === 'InvalidRange') return get({});
          throw error;
        });
        return await answer.Body?.transformToString();
      } catch (error) {
        if (ABSENT.has(nameOf(error))) return undefined;
        throw error;
      }
    },
    dispose() {
      client?.then(
        (open) => open.destroy(),
        () => undefined,
      );
    },
  };
}

/** Without the right to list a bucket, S3 does not say whether an object is there. */
const ABSENT: ReadonlySet<string> = new Set([
  'NoSuchKey',
  'NotFound',
  'NoSuchBucket',
  'AccessDenied',
  'Forbidden',
]);

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

async function connect(sdk: typeof Sdk, connection: Connection): Promise<Sdk.S3Client> {
  return new sdk.S3Client({
    ...(await clientConfiguration(connection, connection.endpoints.s3)),
    // Another service than S3 has no host for each bucket.
    forcePathStyle: connection.endpoints.s3 !== undefined,
  });
}
