import { createHash } from 'node:crypto';
import type { Account, PolicyDocument, SeededObject } from '../account/account.ts';
import type { RunOutputs } from './run-outputs.ts';
import { objectId } from '../store/objects.ts';
import type { ObjectRecord, Store } from '../store/store.ts';

/** An object as S3 shows it, wherever it comes from. */
export interface FoundObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly contentType: string;
  readonly modifiedAt: number;
  readonly storageClass: string;
  readonly archiveStatus?: string | undefined;
  readonly restored?: boolean | undefined;
  /** Undefined when they are gone from the data folder. */
  bytes(): Uint8Array | undefined;
}

/** All objects that there are: what was put, what runs have written, and what the account has from the beginning. */
export interface ObjectView {
  find(bucket: string, key: string): Promise<FoundObject | undefined>;
  /** Those whose keys begin with `prefix`, sorted by key. */
  list(bucket: string, prefix: string): Promise<readonly FoundObject[]>;
  hasBucket(bucket: string): boolean;
  /** Undefined where the simulation itself is. */
  regionOf(bucket: string): string | undefined;
  policyOf(bucket: string): PolicyDocument | undefined;
}

export interface ObjectViewOptions {
  readonly store: Store;
  readonly outputs: RunOutputs;
  account(): Account;
}

export function objectView(options: ObjectViewOptions): ObjectView {
  const { store, outputs } = options;
  const seededBucket = (name: string) => options.account().buckets.find((bucket) => bucket.name === name);
  return {
    async find(bucket, key) {
      const stored = store.objects.get(objectId(bucket, key));
      if (stored !== undefined) return stored.deletedAt === undefined ? fromStore(stored, store) : undefined;
      const written = (await outputs.list(bucket, key)).find((object) => object.key === key);
      if (written !== undefined) return written;
      const seeded = seededBucket(bucket)?.objects?.find((object) => object.key === key);
      return seeded === undefined ? undefined : fromAccount(bucket, seeded);
    },
    async list(bucket, prefix) {
      const found = new Map<string, FoundObject>();
      for (const seeded of seededBucket(bucket)?.objects ?? []) {
        if (seeded.key.startsWith(prefix)) found.set(seeded.key, fromAccount(bucket, seeded));
      }
      for (const object of await outputs.list(bucket, prefix)) found.set(object.key, object);
      for (const stored of store.objects.all()) {
        if (stored.bucket !== bucket || !stored.key.startsWith(prefix)) continue;
        if (stored.deletedAt === undefined) found.set(stored.key, fromStore(stored, store));
        else found.delete(stored.key);
      }
      return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    hasBucket(bucket) {
      if (seededBucket(bucket) !== undefined || outputs.hasBucket(bucket)) return true;
      for (const stored of store.objects.all()) if (stored.bucket === bucket) return true;
      return false;
    },
    regionOf: (bucket) => seededBucket(bucket)?.region,
    policyOf: (bucket) => seededBucket(bucket)?.policy,
  };
}

function fromStore(record: ObjectRecord, store: Store): FoundObject {
  const { bucket, key, size, contentType, modifiedAt, storageClass = 'STANDARD' } = record;
  return {
    bucket,
    key,
    size,
    etag: `${record.md5}${record.etagSuffix ?? ''}`,
    contentType,
    modifiedAt,
    storageClass,
    bytes: () => store.blobs.get(record.digest),
  };
}

/** Objects of the account are as old as the simulation's example data: the first of January 2026. */
const SEEDED_AT = Date.UTC(2026, 0, 1);

function fromAccount(bucket: string, seeded: SeededObject): FoundObject {
  const text = `This stands for s3://${bucket}/${seeded.key}, which is part of a simulation.\n`;
  return {
    bucket,
    key: seeded.key,
    size: seeded.size ?? text.length,
    etag: md5Of(`${seeded.key} ${seeded.size ?? ''}`),
    contentType: 'binary/octet-stream',
    modifiedAt: SEEDED_AT,
    storageClass: seeded.storageClass ?? 'STANDARD',
    archiveStatus: seeded.archiveStatus,
    restored: seeded.restored,
    bytes: () => new TextEncoder().encode(text),
  };
}

export function md5Of(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}

/** Whether the object lies in an archive and has to be restored before it can be read. */
export function isArchived(object: FoundObject): boolean {
  const archived =
    object.storageClass === 'GLACIER' ||
    object.storageClass === 'DEEP_ARCHIVE' ||
    object.archiveStatus !== undefined;
  return archived && object.restored !== true;
}
