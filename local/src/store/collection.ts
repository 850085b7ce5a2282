import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestRecord } from './records.ts';

/** Records by id. */
export interface Collection<Item> {
  readonly size: number;
  get(id: string): Item | undefined;
  /** In the order in which they were first put. */
  all(): Iterable<Item>;
  /** The last that was put first; from the one before that id on, where one is given. */
  newest(before?: string): Iterable<Item>;
  /** What the request with this id made. */
  madeBy(requestId: string): Item | undefined;
  put(id: string, item: Item): void;
  /** The id is taken, also where its record cannot be read. */
  has(id: string): boolean;
}

/** What is made by requests remembers the request. */
export interface Made {
  readonly request?: RequestRecord | undefined;
}

export function memoryCollection<Item extends object>(): Collection<Item> {
  const items = new Map<string, Item>();
  const order: string[] = [];
  const places = new Map<string, number>();
  const byRequest = new Map<string, string>();
  const itemAt = (id: string | undefined): Item | undefined => (id === undefined ? undefined : items.get(id));
  return {
    get size() {
      return items.size;
    },
    get: (id) => items.get(id),
    all: () => items.values(),
    *newest(before) {
      const from = before === undefined ? order.length : (places.get(before) ?? placeBefore(order, before));
      for (let i = from - 1; i >= 0; i--) {
        const item = itemAt(order[i]);
        if (item !== undefined) yield item;
      }
    },
    madeBy: (requestId) => itemAt(byRequest.get(requestId)),
    put(id, item) {
      if (!items.has(id)) {
        places.set(id, order.length);
        order.push(id);
        const { request } = item as Made;
        if (request !== undefined) byRequest.set(request.requestId, id);
      }
      items.set(id, item);
    },
    has: (id) => items.has(id),
  };
}

/** Ids of a record that is gone still have a place among those that count up. */
function placeBefore(order: readonly string[], id: string): number {
  const place = order.findIndex((other) => Number(other) >= Number(id));
  return place < 0 ? order.length : place;
}

/**
 * Records in files of a folder, one each, replaced as a whole so that a crash leaves the old or the new one. A file that
 * cannot be read is reported, left as it is, and its id is not given again.
 */
export function fileCollection<Item extends object>(
  folder: string,
  accepts: (value: unknown) => value is Item,
  report: (message: string) => void,
): Collection<Item> {
  mkdirSync(folder, { recursive: true });
  const kept = memoryCollection<Item>();
  const damaged = new Set<string>();
  for (const id of idsIn(folder)) {
    const read = readRecord(fileOf(folder, id), accepts);
    if (read.kind === 'read') kept.put(id, read.item);
    else {
      damaged.add(id);
      report(`${fileOf(folder, id)} cannot be used and is left out: ${read.reason}`);
    }
  }
  return {
    get size() {
      return kept.size;
    },
    get: (id) => kept.get(id),
    all: () => kept.all(),
    newest: (before) => kept.newest(before),
    madeBy: (requestId) => kept.madeBy(requestId),
    put(id, item) {
      writeWhole(fileOf(folder, id), JSON.stringify({ format: FORMAT, record: item }));
      kept.put(id, item);
    },
    has: (id) => kept.has(id) || damaged.has(id),
  };
}

/** Writes beside the file and renames, so that nobody ever reads half of it. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, content, { flush: true });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Goes up when records change in a way that older code cannot read. */
const FORMAT = 2;

/** Ids are numbers that count up, so that sorting by length and then text is the order of creation. */
function idsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

function fileOf(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

type ReadRecord<Item> =
  { readonly kind: 'read'; readonly item: Item } | { readonly kind: 'damaged'; readonly reason: string };

function readRecord<Item>(file: string, accepts: (value: unknown) => value is Item): ReadRecord<Item> {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as { format?: unknown; record?: unknown } | null;
    if (content?.format !== FORMAT) return { kind: 'damaged', reason: 'it has another format.' };
    if (!accepts(content.record)) return { kind: 'damaged', reason: 'it does not hold what it should.' };
    return { kind: 'read', item: content.record };
  } catch (error) {
    return { kind: 'damaged', reason: (error as Error).message };
  }
}
