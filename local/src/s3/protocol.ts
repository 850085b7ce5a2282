import type { Clock } from '../clock.ts';
import { ServiceError, notSimulated } from '../errors.ts';
import type { Answer, Caller, Message } from '../http/message.ts';
import { headerOf } from '../http/message.ts';
import { digestOf } from '../identity.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { xmlDocument } from '../protocols/xml.ts';
import type { Turns } from '../turns.ts';
import { deleteObject, keepObject } from '../store/objects.ts';
import type { Store } from '../store/store.ts';
import type { Address } from './address.ts';
import { addressOf, operationOf } from './address.ts';
import { unchunked } from './chunks.ts';
import { listObjects } from './list-objects.ts';
import { abortUpload, completeUpload, createUpload, uploadPart } from './multipart.ts';
import type { FoundObject, ObjectView } from './object-view.ts';
import { isArchived, md5Of } from './object-view.ts';
import { xmlAnswer } from './xml-answer.ts';

const MIB = 1024 * 1024;

export interface S3Options {
  readonly store: Store;
  readonly clock: Clock;
  readonly view: ObjectView;
  readonly region: string;
  readonly turns: Turns;
}

/**
 * As much of S3 as the journey needs, addressed by path. Buckets need not be made; one that nothing was put into and that
 * the account does not have does not exist.
 */
export function s3Protocol(options: S3Options): Protocol {
  return {
    largestBody: 110 * MIB,
    operationOf,
    async answer(message, { requestId, caller }) {
      const { status, headers, body } = await options.turns.take(
        () => redirected(message, caller, options) ?? answerOf(message, options),
      );
      return { status, headers: { ...headers, 'x-amz-request-id': requestId }, body };
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

/** A bucket of another Region than the one that the request was signed for answers only where it is. */
function redirected(message: Message, caller: Caller, { view }: S3Options): Answer | undefined {
  const { bucket } = addressOf(message);
  const region = view.regionOf(bucket);
  if (region === undefined || region === caller.region) return undefined;
  if (operationOf(message) === 'GetBucketLocation') return undefined;
  const body = xmlDocument(
    [
      'Error',
      [
        ['Code', 'PermanentRedirect'],
        [
          'Message',
          'The bucket you are attempting to access must be addressed using the specified endpoint.',
        ],
        ['Bucket', bucket],
      ],
    ],
    '',
  ).replace(' xmlns=""', '');
  const headers = { 'content-type': 'application/xml', 'x-amz-bucket-region': region };
  return { status: 301, headers, body: message.method === 'HEAD' ? '' : body };
}

async function answerOf(message: Message, options: S3Options): Promise<Answer> {
  const { store, clock, view } = options;
  const address = addressOf(message);
  const { bucket, key } = address;
  const operation = operationOf(message);
  switch (operation) {
    case 'PutObject':
      return putObject(message, address, options);
    case 'GetObject': {
      const object = await existing(address, view);
      if (isArchived(object)) {
        throw new ServiceError('InvalidObjectState', 'The object lies in an archive: restore it first.');
      }
      const bytes = object.bytes();
      if (bytes === undefined) throw new ServiceError('NoSuchKey', 'The content of the object is gone.');
      checkState(message, object);
      return ranged(message, object, bytes);
    }
    case 'HeadObject': {
      const object = await existing(address, view);
      return {
        status: 200,
        headers: { ...objectHeaders(object), 'content-length': String(object.size) },
        body: '',
      };
    }
    case 'DeleteObject':
      checkBucket(bucket, view);
      deleteObject(store, bucket, key, clock.now());
      return { status: 204, headers: {}, body: '' };
    case 'ListObjectsV2':
      return listObjects(message, bucket, view);
    case 'HeadBucket':
      checkBucket(bucket, view);
      return {
        status: 200,
        headers: { 'x-amz-bucket-region': view.regionOf(bucket) ?? options.region },
        body: '',
      };
    case 'GetBucketLocation': {
      checkBucket(bucket, view);
      const region = view.regionOf(bucket) ?? options.region;
      // The oldest Region has no name here.
      return xmlAnswer(['LocationConstraint', region === 'us-east-1' ? '' : region]);
    }
    case 'GetBucketPolicy': {
      checkBucket(bucket, view);
      const policy = view.policyOf(bucket);
      if (policy === undefined) {
        throw new ServiceError('NoSuchBucketPolicy', `The bucket ${bucket} has no policy.`);
      }
      const headers = { 'content-type': 'application/json' };
      return { status: 200, headers, body: JSON.stringify(policy) };
    }
    case 'CreateMultipartUpload':
      return createUpload(message, address, store, clock.now());
    case 'UploadPart':
      return uploadPart(message, address, store);
    case 'CompleteMultipartUpload':
      return completeUpload(message, address, store, clock.now());
    case 'AbortMultipartUpload':
      return abortUpload(message, address, store);
    default:
      throw notSimulated(operation);
  }
}

function putObject(message: Message, address: Address, { store, clock }: S3Options): Answer {
  const bytes = unchunked(message);
  const md5 = md5Of(bytes);
  const storageClass = headerOf(message, 'x-amz-storage-class');
  const object = {
    ...address,
    digest: digestOf(bytes),
    size: bytes.length,
    md5,
    contentType: headerOf(message, 'content-type') ?? 'application/octet-stream',
    modifiedAt: clock.now(),
    ...(storageClass !== undefined && { storageClass }),
  };
  keepObject(store, object, bytes);
  return { status: 200, headers: { etag: `"${md5}"` }, body: '' };
}

/** The whole object, or the one range of bytes that is asked for. */
function ranged(message: Message, object: FoundObject, bytes: Uint8Array): Answer {
  const headers = objectHeaders(object);
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headerOf(message, 'range') ?? '') ?? [];
  if (from === '' && to === '') return { status: 200, headers, body: bytes };
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
  if (start > end) throw new ServiceError('InvalidRange', 'The object has no such bytes.');
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end}/${bytes.length}` },
    body: bytes.slice(start, end + 1),
  };
}

/** Whoever reads an object in pieces wants all of one state. */
function checkState(message: Message, { etag }: FoundObject): void {
  const wanted = headerOf(message, 'if-match')?.replaceAll('"', '');
  if (wanted === undefined || wanted === '*' || wanted === etag) return;
  throw new ServiceError('PreconditionFailed', 'The object is not in the state that is asked for.');
}

async function existing(address: Address, view: ObjectView): Promise<FoundObject> {
  const object = await view.find(address.bucket, address.key);
  if (object !== undefined) return object;
  checkBucket(address.bucket, view);
  throw new ServiceError('NoSuchKey', `There is no object s3://${address.bucket}/${address.key}.`);
}

function checkBucket(bucket: string, view: ObjectView): void {
  if (!view.hasBucket(bucket)) throw new ServiceError('NoSuchBucket', `There is no bucket ${bucket}.`);
}

function objectHeaders(object: FoundObject): Readonly<Record<string, string>> {
  const { storageClass, archiveStatus, restored } = object;
  return {
    'content-type': object.contentType,
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    ...(storageClass !== 'STANDARD' && { 'x-amz-storage-class': storageClass }),
    ...(archiveStatus !== undefined && { 'x-amz-archive-status': archiveStatus }),
    ...(restored === true && { 'x-amz-restore': 'ongoing-request="false"' }),
  };
}
