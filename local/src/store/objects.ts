import { digestOf } from '../identity.ts';
import type { ObjectRecord, Store } from './store.ts';

export function keepObject(store: Store, object: ObjectRecord, bytes: Uint8Array): void {
  store.blobs.put(object.digest, bytes);
  store.objects.put(objectId(object.bucket, object.key), object);
}

/** Hides the object from now on; one that nobody put is hidden too. */
export function deleteObject(store: Store, bucket: string, key: string, now: number): void {
  const id = objectId(bucket, key);
  const gone = { bucket, key, digest: '', size: 0, md5: '', contentType: '', modifiedAt: now };
  store.objects.put(id, { ...(store.objects.get(id) ?? gone), deletedAt: now });
}

export function objectId(bucket: string, key: string): string {
  return digestOf(`${bucket}\n${key}`);
}
