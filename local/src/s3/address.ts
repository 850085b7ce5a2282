import { ServiceError } from '../errors.ts';
import type { Message } from '../http/message.ts';
import { headerOf } from '../http/message.ts';

export interface Address {
  readonly bucket: string;
  readonly key: string;
}

/** Buckets are addressed by path: `/bucket/key`. */
export function addressOf(message: Message): Address {
  const [, bucket = '', ...key] = message.path.split('/');
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join('/')) };
  } catch {
    throw new ServiceError('InvalidArgument', 'The address is not encoded as it should be.');
  }
}

/** The name of the operation; one that is not part of the simulation is named by what was asked for. */
export function operationOf(message: Message): string {
  const { bucket, key } = addressOf(message);
  const special = [...message.query.keys()].find(
    (name) => !PLAIN_PARAMETERS.has(name) && !name.toLowerCase().startsWith('x-amz-'),
  );
  const kind = `${message.method} ${bucket === '' ? 'service' : key === '' ? 'bucket' : 'object'} ${special ?? ''}`;
  const copies = headerOf(message, 'x-amz-copy-source') !== undefined;
  const operation = copies ? undefined : OPERATIONS[kind.trim()];
  return operation ?? `S3 ${message.method}${special === undefined ? '' : ` ?${special}`}`;
}

const OPERATIONS: Readonly<Record<string, string>> = {
  'GET bucket': 'ListObjectsV2',
  'HEAD bucket': 'HeadBucket',
  'GET bucket location': 'GetBucketLocation',
  'GET bucket policy': 'GetBucketPolicy',
  'PUT object': 'PutObject',
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'DELETE object': 'DeleteObject',
  'POST object uploads': 'CreateMultipartUpload',
  'PUT object uploadId': 'UploadPart',
  'POST object uploadId': 'CompleteMultipartUpload',
  'DELETE object uploadId': 'AbortMultipartUpload',
};

/** Parameters in the address that ask for no operation of their own. `x-id` only names the operation. */
const PLAIN_PARAMETERS = new Set([
  'x-id',
  'list-type',
  'prefix',
  'max-keys',
  'continuation-token',
  'delimiter',
  'start-after',
  'encoding-type',
  'fetch-owner',
  'partNumber',
  'response-content-disposition',
  'response-content-type',
]);
