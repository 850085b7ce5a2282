import { ServiceError } from '../errors.ts';
import type { Answer, Message } from '../http/message.ts';
import { headerOf, textOfBody } from '../http/message.ts';
import { digestOf, uuidOf } from '../identity.ts';
import { keepObject } from '../store/objects.ts';
import type { Store, UploadPart, UploadRecord } from '../store/store.ts';
import type { Address } from './address.ts';
import { unchunked } from './chunks.ts';
import { md5Of } from './object-view.ts';
import { xmlAnswer } from './xml-answer.ts';

const MIB = 1024 * 1024;

/** Source: Amazon S3 user guide, multipart upload limits, 2026-11. */
export const MULTIPART_LIMITS = { parts: 10_000, smallestPart: 5 * MIB } as const;

export function createUpload(message: Message, address: Address, store: Store, now: number): Answer {
  const id = uuidOf('upload', store.uploads.size, now, address.bucket, address.key).replaceAll('-', '');
  store.uploads.put(id, {
    id,
    ...address,
    contentType: headerOf(message, 'content-type') ?? 'binary/octet-stream',
    storageClass: headerOf(message, 'x-amz-storage-class'),
    startedAt: now,
    parts: {},
  });
  return xmlAnswer([
    'InitiateMultipartUploadResult',
    [
      ['Bucket', address.bucket],
      ['Key', address.key],
      ['UploadId', id],
    ],
  ]);
}

export function uploadPart(message: Message, address: Address, store: Store): Answer {
  const upload = findUpload(message, address, store);
  const number = Number(message.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MULTIPART_LIMITS.parts) {
    throw new ServiceError('InvalidArgument', `Part numbers go from 1 to ${MULTIPART_LIMITS.parts}.`);
  }
  const bytes = unchunked(message);
  const part: UploadPart = { digest: digestOf(bytes), size: bytes.length, md5: md5Of(bytes) };
  store.blobs.put(part.digest, bytes);
  store.uploads.put(upload.id, { ...upload, parts: { ...upload.parts, [number]: part } });
  return { status: 200, headers: { etag: `"${part.md5}"` }, body: '' };
}

export function completeUpload(message: Message, address: Address, store: Store, now: number): Answer {
  const upload = findUpload(message, address, store);
  const wanted = partsIn(textOfBody(message));
  const parts = wanted.map(({ number, etag }, index) => {
    const part = upload.parts[number];
    if (part?.md5 !== etag) {
      throw new ServiceError('InvalidPart', `Part ${number} was not uploaded, or has another ETag.`);
    }
    if (index < wanted.length - 1 && part.size < MULTIPART_LIMITS.smallestPart) {
      throw new ServiceError(
        'EntityTooSmall',
        `Part ${number} has ${part.size} bytes, and only the last may be so small.`,
      );
    }
    return part;
  });
  if (parts.length === 0) throw new ServiceError('MalformedXML', 'The upload names no parts.');
  if (wanted.some(({ number }, index) => number <= (wanted[index - 1]?.number ?? 0))) {
    throw new ServiceError('InvalidPartOrder', 'The parts are not in the order of their numbers.');
  }
  const bytes = new Uint8Array(
    Buffer.concat(parts.map(({ digest }) => store.blobs.get(digest) ?? new Uint8Array())),
  );
  const md5 = md5Of(new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex')))));
  const etagSuffix = `-${parts.length}`;
  const { contentType, storageClass } = upload;
  keepObject(
    store,
    {
      ...address,
      digest: digestOf(bytes),
      size: bytes.length,
      md5,
      etagSuffix,
      contentType,
      modifiedAt: now,
      ...(storageClass !== undefined && { storageClass }),
    },
    bytes,
  );
  store.uploads.put(upload.id, { ...upload, parts: {}, over: true });
  return xmlAnswer([
    'CompleteMultipartUploadResult',
    [
      ['Bucket', address.bucket],
      ['Key', address.key],
      ['ETag', `"${md5}${etagSuffix}"`],
    ],
  ]);
}

export function abortUpload(message: Message, address: Address, store: Store): Answer {
  const upload = findUpload(message, address, store);
  store.uploads.put(upload.id, { ...upload, parts: {}, over: true });
  return { status: 204, headers: {}, body: '' };
}

function findUpload(message: Message, address: Address, store: Store): UploadRecord {
  const upload = store.uploads.get(message.query.get('uploadId') ?? '');
  if (
    upload === undefined ||
    upload.over === true ||
    upload.bucket !== address.bucket ||
    upload.key !== address.key
  ) {
    throw new ServiceError(
      'NoSuchUpload',
      'There is no such upload: it was completed or aborted, or never begun.',
    );
  }
  return upload;
}

function partsIn(xml: string): readonly { readonly number: number; readonly etag: string }[] {
  return [...xml.matchAll(/<Part>([\s\S]*?)<\/Part>/g)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)<\/PartNumber>/.exec(part)?.[1]),
    etag: (/<ETag>([\s\S]*?)<\/ETag>/.exec(part)?.[1] ?? '').replace(/&quot;|&#34;|"/g, ''),
  }));
}
