import { ServiceError } from '../errors.ts';
import type { Answer, Message } from '../http/message.ts';
import { pageOf } from '../pages.ts';
import type { XmlElement } from '../protocols/xml.ts';
import type { FoundObject, ObjectView } from './object-view.ts';
import { xmlAnswer } from './xml-answer.ts';

const MOST_KEYS = 1000;

/** A key, or a folder: what keys have in common up to the delimiter. */
interface Listed {
  readonly key: string;
  readonly object?: FoundObject;
}

export async function listObjects(message: Message, bucket: string, view: ObjectView): Promise<Answer> {
  if (!view.hasBucket(bucket)) throw new ServiceError('NoSuchBucket', `There is no bucket ${bucket}.`);
  const prefix = message.query.get('prefix') ?? '';
  const delimiter = message.query.get('delimiter') ?? '';
  const startAfter = message.query.get('start-after') ?? '';
  const limit = Math.min(MOST_KEYS, Number(message.query.get('max-keys') ?? MOST_KEYS));
  const objects = (await view.list(bucket, prefix)).filter(
    ({ key }) => startAfter === '' || key > startAfter,
  );
  const page = pageOf(folded(objects, prefix, delimiter), {
    list: `ListObjectsV2 ${bucket} ${prefix} ${delimiter}`,
    limit,
    token: message.query.get('continuation-token') ?? undefined,
    keyOf: (listed) => listed.key,
    comesAfter: (listed, key) => listed.key > key,
  });
  if (page === undefined || !Number.isInteger(limit) || limit < 0) {
    throw new ServiceError('InvalidArgument', 'The continuation token or the number of keys is not valid.');
  }
  const encoded = message.query.get('encoding-type') === 'url' ? encodeURIComponent : (key: string) => key;
  const result: readonly XmlElement[] = [
    ['Name', bucket],
    ['Prefix', encoded(prefix)],
    ...(delimiter === '' ? [] : [['Delimiter', delimiter] as const]),
    ['KeyCount', page.items.length],
    ['MaxKeys', limit],
    ['IsTruncated', String(page.nextToken !== undefined)],
    ...(page.nextToken === undefined ? [] : [['NextContinuationToken', page.nextToken] as const]),
    ...page.items.map(({ key, object }): XmlElement =>
      object === undefined
        ? ['CommonPrefixes', [['Prefix', encoded(key)]]]
        : [
            'Contents',
            [
              ['Key', encoded(key)],
              ['LastModified', new Date(object.modifiedAt).toISOString()],
              ['ETag', `"${object.etag}"`],
              ['Size', object.size],
              ['StorageClass', object.storageClass],
            ],
          ],
    ),
  ];
  return xmlAnswer(['ListBucketResult', result]);
}

function folded(objects: readonly FoundObject[], prefix: string, delimiter: string): readonly Listed[] {
  if (delimiter === '') return objects.map((object) => ({ key: object.key, object }));
  const listed = new Map<string, Listed>();
  for (const object of objects) {
    const end = object.key.indexOf(delimiter, prefix.length);
    if (end < 0) listed.set(object.key, { key: object.key, object });
    else {
      const key = object.key.slice(0, end + delimiter.length);
      listed.set(key, { key });
    }
  }
  return [...listed.values()];
}
