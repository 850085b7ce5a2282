import { digestOf } from '../identity.ts';
import type { ObjectRecord, Store } from './store.ts';

/** The S3 object of a bucket and key. */
export function findObject(store: Store, bucket: string, key: string): ObjectRecord | undefined {
  return store.objects.get(objectId(bucket, key));
}

export function keepObject(store: Store, object: ObjectRecord, bytes: Uint8Array): void {
  store.blobs.put(object.digest, bytes);
  store.objects.put(objectId(object.bucket, object.key), object);
}

/** What lies under an `s3://bucket/key`. */
export function objectBytes(store: Store, uri: string): Uint8Array | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (bucket === undefined || key === undefined) return undefined;
  const object = findObject(store, bucket, key);
  return object === undefined ? undefined : store.blobs.get(object.digest);
}

function objectId(bucket: string, key: string): string {
  return digestOf(`${bucket}\n${key}`);
}
