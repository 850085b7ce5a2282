import type * as Sdk from '@aws-sdk/client-s3';
import { parseS3Uri, type S3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import { Cancelled, UserError } from '../../infrastructure/errors.ts';
import { explainStoredFile } from '../stored-file-failures.ts';
import type { StoredEntry, StoredFilesApi, StoredPiece } from '../stored-files-api.ts';
import { abortable, clientConfiguration, type Connection } from './clients.ts';

/** Objects of S3 through the SDK; the package is loaded with the first question. */
export function awsStoredFiles(connection: Connection): StoredFilesApi & { dispose(): void } {
  let client: Promise<Sdk.S3Client> | undefined;
  const opened = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    client ??= connect(sdk, connection);
    return { sdk, s3: await client };
  };
  /** The whole object, or the bytes that `Range` names; without a byte there is no range to give. */
  const get = async (input: Sdk.GetObjectCommandInput, signal: AbortSignal | undefined) => {
    const { sdk, s3 } = await opened();
    const send = (asked: Sdk.GetObjectCommandInput) =>
      abortable(signal, (options) => s3.send(new sdk.GetObjectCommand(asked), options));
    return send(input).catch((error: unknown) => {
      if (nameOf(error) !== 'InvalidRange') throw error;
      const { Bucket, Key } = input;
      return send({ Bucket, Key });
    });
  };
  return {
    async readEnd(uri, bytes, signal) {
      const { bucket, key } = placeOf(uri);
      try {
        const answer = await get({ Bucket: bucket, Key: key, Range: `bytes=-${bytes}` }, signal);
        return await answer.Body?.transformToString();
      } catch (error) {
        if (ABSENT.has(nameOf(error))) return undefined;
        throw error;
      }
    },

    async list({ folder, depth, most, token }, signal) {
      const { bucket, key } = placeOf(folder);
      const { sdk, s3 } = await opened();
      const command = new sdk.ListObjectsV2Command({
        Bucket: bucket,
        Prefix: key,
        MaxKeys: most,
        ...(depth === 'folder' && { Delimiter: '/' }),
        ...(token !== undefined && { ContinuationToken: token }),
      });
      const answer = await inWords(folder, 's3:ListBucket', () =>
        abortable(signal, (options) => s3.send(command, options)),
      );
      const folders = (answer.CommonPrefixes ?? []).flatMap(({ Prefix }): StoredEntry[] =>
        Prefix === undefined ? [] : [{ kind: 'folder', uri: `s3://${bucket}/${Prefix}` }],
      );
      const files = (answer.Contents ?? []).flatMap(({ Key, Size, LastModified, StorageClass }) =>
        Key === undefined
          ? []
          : [
              {
                kind: 'file' as const,
                uri: `s3://${bucket}/${Key}`,
                bytes: Size ?? 0,
                modifiedAt: LastModified?.getTime(),
                archive: ARCHIVES.has(StorageClass ?? '') ? StorageClass : undefined,
              },
            ],
      );
      return { entries: [...folders, ...files], next: answer.NextContinuationToken };
    },

    async readPiece(uri, { from, bytes, etag }, signal) {
      const { bucket, key } = placeOf(uri);
      const Range = `bytes=${from}-${from + bytes - 1}`;
      const input = { Bucket: bucket, Key: key, Range, ...(etag !== undefined && { IfMatch: etag }) };
      return inWords(uri, 's3:GetObject', () =>
        wholeBody(async () => pieceOf(await get(input, signal)), signal),
      );
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

/** Objects of these classes have to be restored before they can be read. */
const ARCHIVES: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** The SDK sends a request again; a body that breaks off after the head of the answer is left to its caller. */
const BODY_ATTEMPTS = 3;

async function wholeBody<Answer>(
  read: () => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (signal?.aborted) throw new Cancelled();
      if (attempt >= BODY_ATTEMPTS || !isBrokenOff(error)) throw error;
    }
  }
}

function isBrokenOff(error: unknown): boolean {
  const { code, $metadata } = error as { readonly code?: unknown; readonly $metadata?: unknown };
  return (
    $metadata === undefined && (code === 'ECONNRESET' || code === 'EPIPE' || nameOf(error) === 'aborted')
  );
}

async function pieceOf(answer: Sdk.GetObjectCommandOutput): Promise<StoredPiece> {
  const content = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
  const size = Number(/\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1] ?? content.length);
  return { content, size, etag: answer.ETag, modifiedAt: answer.LastModified?.getTime() };
}

async function inWords<Answer>(
  uri: string,
  permission: 's3:GetObject' | 's3:ListBucket',
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    const explanation = explainStoredFile(error, uri, permission);
    throw explanation === undefined ? error : new UserError(explanation, { cause: error });
  }
}

function placeOf(uri: string): S3Uri {
  const place = parseS3Uri(uri);
  if (!place.ok) throw new UserError({ code: 'no-s3-uri', sentence: `'${uri}' ${place.reason}.` });
  return place.uri;
}

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
