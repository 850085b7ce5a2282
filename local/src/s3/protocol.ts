import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { ServiceError, notSimulated } from '../errors.ts';
import type { Answer, Message } from '../http/message.ts';
import { headerOf } from '../http/message.ts';
import { digestOf } from '../identity.ts';
import { pageOf } from '../pages.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { xmlDocument } from '../protocols/xml.ts';
import type { XmlElement } from '../protocols/xml.ts';
import { findObject, keepObject } from '../store/objects.ts';
import type { ObjectRecord, Store } from '../store/store.ts';
import { unchunked } from './chunks.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const MIB = 1024 * 1024;
const MOST_KEYS = 1000;

/**
 * As much of S3 as the journey needs: objects are put, read, looked at and listed, addressed by path. Buckets need not be
 * made; one that nothing was put into does not exist.
 */
export function s3Protocol(store: Store, clock: Clock): Protocol {
  return {
    largestBody: 110 * MIB,
    operationOf,
    answer(message, { requestId }) {
      const { status, headers, body } = answerOf(message, store, clock);
      return Promise.resolve({ status, headers: { ...headers, 'x-amz-request-id': requestId }, body });
    },
    refuse: (error, requestId) => ({
      status: error.status,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
      body: xmlDocument(
        [
          'Error',
          [
            ['Code', S3_CODES[error.code] ?? error.code],
            ['Message', error.message],
            ['RequestId', requestId],
          ],
        ],
        '',
      ).replace(' xmlns=""', ''),
    }),
  };
}

const S3_CODES: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'ExpiredToken',
  MissingAuthenticationTokenException: 'AccessDenied',
  AccessDeniedException: 'AccessDenied',
  ThrottlingException: 'SlowDown',
  InternalServerException: 'InternalError',
  NotSupportedOperationException: 'NotImplemented',
  RequestEntityTooLargeException: 'EntityTooLarge',
};

interface Address {
  readonly bucket: string;
  readonly key: string;
}

/** Parameters in the address that ask for another operation than the plain one. `x-id` only names the operation. */
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
]);

function operationOf(message: Message): string {
  const { bucket, key } = addressOf(message);
  const special = [...message.query.keys()].find(
    (name) => !PLAIN_PARAMETERS.has(name) && !name.toLowerCase().startsWith('x-amz-'),
  );
  if (special === undefined && bucket !== '') {
    if (key === '' && message.method === 'GET') return 'ListObjectsV2';
    if (key !== '' && message.method === 'PUT' && headerOf(message, 'x-amz-copy-source') === undefined) {
      return 'PutObject';
    }
    if (key !== '' && message.method === 'GET') return 'GetObject';
    if (key !== '' && message.method === 'HEAD') return 'HeadObject';
  }
  return `S3 ${message.method}${special === undefined ? '' : ` ?${special}`}`;
}

function answerOf(message: Message, store: Store, clock: Clock): Answer {
  const address = addressOf(message);
  const operation = operationOf(message);
  switch (operation) {
    case 'PutObject':
      return putObject(message, address, store, clock);
    case 'GetObject': {
      const object = existing(address, store);
      const bytes = store.blobs.get(object.digest);
      if (bytes === undefined) throw new ServiceError('NoSuchKey', 'The content of the object is gone.');
      return { status: 200, headers: objectHeaders(object), body: bytes };
    }
    case 'HeadObject': {
      const object = existing(address, store);
      return {
        status: 200,
        headers: { ...objectHeaders(object), 'content-length': String(object.size) },
        body: '',
      };
    }
    case 'ListObjectsV2':
      return listObjects(message, address.bucket, store);
    default:
      throw notSimulated(operation);
  }
}

function putObject(message: Message, address: Address, store: Store, clock: Clock): Answer {
  const bytes = unchunked(message);
  const object: ObjectRecord = {
    ...address,
    digest: digestOf(bytes),
    size: bytes.length,
    md5: createHash('md5').update(bytes).digest('hex'),
    contentType: headerOf(message, 'content-type') ?? 'application/octet-stream',
    modifiedAt: clock.now(),
  };
  keepObject(store, object, bytes);
  return { status: 200, headers: { etag: `"${object.md5}"` }, body: '' };
}

function listObjects(message: Message, bucket: string, store: Store): Answer {
  const inBucket = store.objects.all().filter((object) => object.bucket === bucket);
  if (inBucket.length === 0) throw new ServiceError('NoSuchBucket', `There is no bucket ${bucket}.`);
  const prefix = message.query.get('prefix') ?? '';
  if (message.query.has('delimiter')) throw notSimulated('ListObjectsV2 with a delimiter');
  const startAfter = message.query.get('start-after') ?? '';
  const limit = Math.min(MOST_KEYS, Number(message.query.get('max-keys') ?? MOST_KEYS));
  const page = pageOf(
    inBucket
      .filter(({ key }) => key.startsWith(prefix) && (startAfter === '' || key > startAfter))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    {
      list: `ListObjectsV2 ${bucket}`,
      limit,
      token: message.query.get('continuation-token') ?? undefined,
      keyOf: (object) => object.key,
      comesAfter: (object, key) => object.key > key,
    },
  );
  if (page === undefined || !Number.isInteger(limit) || limit < 0) {
    throw new ServiceError('InvalidArgument', 'The continuation token or the number of keys is not valid.');
  }
  const result: readonly XmlElement[] = [
    ['Name', bucket],
    ['Prefix', prefix],
    ['KeyCount', page.items.length],
    ['MaxKeys', limit],
    ['IsTruncated', String(page.nextToken !== undefined)],
    ...(page.nextToken === undefined ? [] : [['NextContinuationToken', page.nextToken] as const]),
    ...page.items.map((object): XmlElement => [
      'Contents',
      [
        ['Key', object.key],
        ['LastModified', new Date(object.modifiedAt).toISOString()],
        ['ETag', `"${object.md5}"`],
        ['Size', object.size],
        ['StorageClass', 'STANDARD'],
      ],
    ]),
  ];
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument(['ListBucketResult', result], NAMESPACE),
  };
}

function existing(address: Address, store: Store): ObjectRecord {
  const object = findObject(store, address.bucket, address.key);
  if (object === undefined) {
    throw new ServiceError('NoSuchKey', `There is no object s3://${address.bucket}/${address.key}.`);
  }
  return object;
}

function objectHeaders(object: ObjectRecord): Readonly<Record<string, string>> {
  return {
    'content-type': object.contentType,
    etag: `"${object.md5}"`,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    'accept-ranges': 'none',
  };
}

function addressOf(message: Message): Address {
  const [, bucket = '', ...key] = message.path.split('/');
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join('/')) };
  } catch {
    throw new ServiceError('InvalidArgument', 'The address is not encoded as it should be.');
  }
}
