import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Records by id. */
export interface Collection<Item> {
  get(id: string): Item | undefined;
  /** In the order in which they were first put. */
  all(): readonly Item[];
  put(id: string, item: Item): void;
  /** The id is taken, also where its record cannot be read. */
  has(id: string): boolean;
}

export function memoryCollection<Item>(): Collection<Item> {
  const items = new Map<string, Item>();
  return {
    get: (id) => items.get(id),
    all: () => [...items.values()],
    put: (id, item) => void items.set(id, item),
    has: (id) => items.has(id),
  };
}

/**
 * Records in files of a folder, one each, replaced as a whole so that a crash leaves the old or the new one. A file that
 * cannot be read is reported, left as it is, and its id is not given again.
 */
export function fileCollection<Item>(
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
    get: (id) => kept.get(id),
    all: () => kept.all(),
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
const FORMAT = 1;

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
