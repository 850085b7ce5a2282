import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Blobs } from './blobs.ts';
import { fileBlobs, memoryBlobs } from './blobs.ts';
import type { Collection } from './collection.ts';
import { fileCollection, memoryCollection, writeWhole } from './collection.ts';
import { lockFolder } from './lock.ts';
import type { DefinitionRecord, PlacementRecord, TaskRecord } from '../ecs/records.ts';
import type {
  BatchRecord,
  ConfigurationRecord,
  RunCacheRecord,
  RunGroupRecord,
  RunRecord,
  ShareRecord,
  WorkflowRecord,
} from './records.ts';

/** All that the simulation remembers. */
export interface Store {
  readonly workflows: Collection<WorkflowRecord>;
  readonly runs: Collection<RunRecord>;
  readonly groups: Collection<RunGroupRecord>;
  readonly caches: Collection<RunCacheRecord>;
  readonly configurations: Collection<ConfigurationRecord>;
  readonly batches: Collection<BatchRecord>;
  readonly shares: Collection<ShareRecord>;
  readonly ecsDefinitions: Collection<DefinitionRecord>;
  readonly ecsTasks: Collection<TaskRecord>;
  readonly ecsPlacements: Collection<PlacementRecord>;
  /** Zips of definitions, contents of S3 objects, entries of batches and scenarios, by SHA-256. */
  readonly blobs: Blobs;
  readonly objects: Collection<ObjectRecord>;
  readonly uploads: Collection<UploadRecord>;
  /** The latest virtual time that was kept, so that time never runs backwards over a restart. */
  readonly time: number | undefined;
  keepTime(now: number): void;
  close(): void;
}

/** An S3 object; its id is the SHA-256 of bucket and key. */
export interface ObjectRecord {
  readonly bucket: string;
  readonly key: string;
  readonly digest: string;
  readonly size: number;
  readonly md5: string;
  readonly contentType: string;
  readonly modifiedAt: number;
  /** What an upload in several parts has behind its MD5: `-3`. */
  readonly etagSuffix?: string;
  /** `STANDARD` when absent. */
  readonly storageClass?: string;
  /** What lies at the address otherwise is hidden: somebody deleted it. */
  readonly deletedAt?: number;
}

/** An upload in several parts that is not complete. */
export interface UploadRecord {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  readonly storageClass?: string | undefined;
  readonly startedAt: number;
  readonly parts: Readonly<Record<number, UploadPart>>;
  readonly over?: true;
}

export interface UploadPart {
  readonly digest: string;
  readonly size: number;
  readonly md5: string;
}

export function memoryStore(): Store {
  return {
    workflows: memoryCollection(),
    runs: memoryCollection(),
    groups: memoryCollection(),
    caches: memoryCollection(),
    configurations: memoryCollection(),
    batches: memoryCollection(),
    shares: memoryCollection(),
    ecsDefinitions: memoryCollection(),
    ecsTasks: memoryCollection(),
    ecsPlacements: memoryCollection(),
    blobs: memoryBlobs(),
    objects: memoryCollection(),
    uploads: memoryCollection(),
    time: undefined,
    keepTime: () => undefined,
    close: () => undefined,
  };
}

/**
 * Keeps everything in files of `folder`, and the folder to itself until it is closed. What cannot be read is told to
 * `report`, one sentence each.
 */
export function fileStore(folder: string, report: (message: string) => void): Store {
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  const clockFile = join(folder, 'clock.json');
  return {
    workflows: fileCollection(join(folder, 'workflows'), isWorkflow, report),
    runs: fileCollection(join(folder, 'runs'), isRun, report),
    groups: fileCollection(join(folder, 'groups'), isGroup, report),
    caches: fileCollection(join(folder, 'caches'), isCache, report),
    configurations: fileCollection(join(folder, 'configurations'), isConfiguration, report),
    batches: fileCollection(join(folder, 'batches'), isBatch, report),
    shares: fileCollection(join(folder, 'shares'), isShare, report),
    ecsDefinitions: fileCollection(join(folder, 'ecs-definitions'), isEcsDefinition, report),
    ecsTasks: fileCollection(join(folder, 'ecs-tasks'), isEcsTask, report),
    ecsPlacements: fileCollection(join(folder, 'ecs-placements'), isEcsPlacement, report),
    blobs: fileBlobs(join(folder, 'blobs')),
    objects: fileCollection(join(folder, 'objects'), isObject, report),
    uploads: fileCollection(join(folder, 'uploads'), isUpload, report),
    time: readTime(clockFile, report),
    keepTime(now) {
      writeWhole(clockFile, JSON.stringify({ now }));
    },
    close: unlock,
  };
}

/** The next id: they count up, so that a list can be sorted by them. Seven digits, as the service has them. */
export function nextId(collection: Collection<unknown>, first: number): string {
  let id = first + collection.size;
  while (collection.has(String(id))) id++;
  return String(id);
}

function isWorkflow(value: unknown): value is WorkflowRecord {
  return (
    hasTexts(value, ['id', 'uuid']) &&
    hasTexts(value['definition'], ['digest', 'outcome']) &&
    hasTexts(value['request'], ['requestId', 'digest']) &&
    Array.isArray(value['versions'])
  );
}

function isRun(value: unknown): value is RunRecord {
  return (
    hasTexts(value, ['id', 'uuid', 'startedBy', 'world']) &&
    hasTexts(value['settings'], ['roleArn', 'outputUri']) &&
    hasTexts(value['workflow'], ['id', 'uuid']) &&
    Array.isArray(value['states'])
  );
}

function isGroup(value: unknown): value is RunGroupRecord {
  return isMade(value, ['id']);
}

function isCache(value: unknown): value is RunCacheRecord {
  return isMade(value, ['id', 'uuid', 's3Uri']);
}

function isConfiguration(value: unknown): value is ConfigurationRecord {
  return isMade(value, ['id', 'uuid', 'name']);
}

function isBatch(value: unknown): value is BatchRecord {
  return isMade(value, ['id', 'uuid', 'entries', 'world']) && Array.isArray(value['states']);
}

function isShare(value: unknown): value is ShareRecord {
  return hasTexts(value, ['id', 'shareId', 'resourceArn']);
}

function isEcsDefinition(value: unknown): value is DefinitionRecord {
  return hasTexts(value, ['family', 'registeredBy']) && hasTexts(value['definition'], ['family']);
}

function isEcsTask(value: unknown): value is TaskRecord {
  return hasTexts(value, ['id', 'cluster', 'definition']) && hasTexts(value['capacity'], ['launchType']);
}

function isEcsPlacement(value: unknown): value is PlacementRecord {
  return hasTexts(value, []) && Array.isArray(value['tasks']) && hasTexts(value['request'], ['digest']);
}

function isUpload(value: unknown): value is UploadRecord {
  return hasTexts(value, ['id', 'bucket', 'key', 'contentType']) && hasTexts(value['parts'], []);
}

function isMade(value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> {
  return hasTexts(value, names) && hasTexts(value['request'], ['requestId', 'digest']);
}

function isObject(value: unknown): value is ObjectRecord {
  return hasTexts(value, ['bucket', 'key', 'digest', 'md5', 'contentType']);
}

function hasTexts(value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'string')
  );
}

function readTime(file: string, report: (message: string) => void): number | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { now } = JSON.parse(content) as { now?: unknown };
    if (typeof now === 'number' && Number.isFinite(now)) return now;
  } catch {
    // Reported below, as any other content that is no time.
  }
  report(`${file} does not hold a time; the clock starts at the present.`);
  return undefined;
}
