import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Blobs } from './blobs.ts';
import { fileBlobs, memoryBlobs } from './blobs.ts';
import type { Collection } from './collection.ts';
import { fileCollection, memoryCollection, writeWhole } from './collection.ts';
import { lockFolder } from './lock.ts';
import type { RunRecord, WorkflowRecord } from './records.ts';

/** All that the simulation remembers. */
export interface Store {
  readonly workflows: Collection<WorkflowRecord>;
  readonly runs: Collection<RunRecord>;
  /** Zips of definitions and contents of S3 objects, by SHA-256. */
  readonly blobs: Blobs;
  readonly objects: Collection<ObjectRecord>;
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
}

export function memoryStore(): Store {
  return {
    workflows: memoryCollection(),
    runs: memoryCollection(),
    blobs: memoryBlobs(),
    objects: memoryCollection(),
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
    blobs: fileBlobs(join(folder, 'blobs')),
    objects: fileCollection(join(folder, 'objects'), isObject, report),
    time: readTime(clockFile, report),
    keepTime(now) {
      writeWhole(clockFile, JSON.stringify({ now }));
    },
    close: unlock,
  };
}

/** The next id: they count up, so that a list can be sorted by them. Seven digits, as the service has them. */
export function nextId(collection: Collection<unknown>, first: number): string {
  let id = first + collection.all().length;
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
  if (!hasTexts(value, ['id', 'uuid', 'startedBy'])) return false;
  const timeline = value['timeline'];
  return (
    hasTexts(value['settings'], ['roleArn', 'outputUri']) &&
    hasTexts(value['request'], ['requestId', 'digest']) &&
    hasTexts(value['workflow'], ['id', 'uuid']) &&
    hasTexts(timeline, []) &&
    ['states', 'tasks', 'streams'].every((list) => Array.isArray(timeline[list]))
  );
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
