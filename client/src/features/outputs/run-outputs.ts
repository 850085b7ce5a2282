import { Cancelled, UserError } from '../../infrastructure/errors.ts';
import { count } from '../../infrastructure/readable.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import { isAlive } from '../../omics/omics-api.ts';
import type { RunDetails } from '../../omics/run-details-api.ts';
import { runFolderUris } from '../../omics/run-folder.ts';
import type { StoredEntry, StoredFile, StoredFilesApi, StoredPage } from '../../omics/stored-files-api.ts';
import { firstParts, outputValue, partCount, type OutputValue } from './output-value.ts';
import { readSummary, type OutputsSummary } from './outputs-summary.ts';

/** A row of the view *Outputs*. Commands in its menu are given it. */
export type OutputNode =
  | {
      readonly kind: 'section';
      readonly id: string;
      readonly section: 'named' | 'files';
      readonly initially: 'expanded' | 'collapsed';
      /** The run's folder, under the section of all files. */
      readonly uri: string | undefined;
      /** What a download of the section is called. */
      readonly name: string;
    }
  | {
      readonly kind: 'value';
      readonly id: string;
      readonly name: string;
      /** As it stands in the summary. */
      readonly fullName: string;
      readonly value: OutputValue;
      /** The object of a file, where it is known. */
      readonly file: StoredFile | undefined;
    }
  | { readonly kind: 'folder'; readonly id: string; readonly uri: string; readonly name: string }
  | { readonly kind: 'file'; readonly id: string; readonly name: string; readonly file: StoredFile }
  | { readonly kind: 'note'; readonly id: string; readonly text: string }
  | { readonly kind: 'more'; readonly id: string; readonly of: string };

export interface OutputsServices {
  readonly omics: Pick<OmicsApi, 'getRunDetails'>;
  readonly stored: Pick<StoredFilesApi, 'list' | 'readPiece'>;
}

export interface RunOutputsPorts {
  readonly services: () => Promise<OutputsServices>;
  /** The words for any failure. */
  readonly explain: (error: unknown) => Promise<string>;
}

/** Rows that one look reads, and as many again for each *Load more*. */
export const PAGE_ROWS = 200;

/** All rows of a run that are held at once: a tree of more is of no use, and each costs memory twice. */
export const MOST_ROWS = 5_000;

/** Listings that are read for the sizes of named outputs, of a thousand objects each. */
const SIZE_PAGES = 3;

interface Listed {
  readonly entries: readonly StoredEntry[];
  readonly next: string | undefined;
  /** Why the rest could not be read. */
  readonly problem: string | undefined;
}

/** The outputs of one run as far as somebody has looked at them. Nothing of a run that is over changes, so nothing is asked twice. */
export class RunOutputs {
  readonly run: RunDetails;
  readonly #summary: OutputsSummary;
  readonly #folder: string | undefined;
  readonly #sizes: ReadonlyMap<string, StoredFile>;
  readonly #folders: ReadonlySet<string>;
  readonly #ports: RunOutputsPorts;
  readonly #listed = new Map<string, Promise<Listed>>();
  readonly #shown = new Map<string, number>();
  #rows = 0;

  constructor(found: FoundOutputs, ports: RunOutputsPorts) {
    const { run, summary, folder, sizes } = found;
    this.run = run;
    this.#summary = summary;
    this.#folder = folder?.uri;
    this.#sizes = sizes;
    this.#folders = foldersOf(sizes.keys());
    this.#ports = ports;
    if (!folder) return;
    this.#keep(folder.uri, folder.first);
    this.#rows = folder.first.entries.length;
  }

  /** The rows under a row, or those at the top. Never rejects: what cannot be read is a row that says so. */
  async children(node: OutputNode | undefined): Promise<readonly OutputNode[]> {
    if (node === undefined) return this.#sections();
    switch (node.kind) {
      case 'section':
        if (node.section === 'named') return this.#named(node.id);
        if (node.uri === undefined) return [note(node.id, this.#noFolder())];
        return this.#inFolder(node.id, node.uri);
      case 'value':
        return node.value.kind === 'folder'
          ? this.#inFolder(node.id, node.value.uri)
          : this.#parts(node.id, node.value, node.fullName);
      case 'folder':
        return this.#inFolder(node.id, node.uri);
      case 'file':
      case 'note':
      case 'more':
        return [];
    }
  }

  /** Reads the next page under a row; `of` is what its row *Load more* names. */
  async more(of: string): Promise<void> {
    const listed = await this.#listed.get(of);
    if (listed === undefined) {
      this.#shown.set(of, this.#shownOf(of) + PAGE_ROWS);
      return;
    }
    if (listed.next === undefined) return;
    const { entries, next } = await this.#page(of, listed.next);
    this.#keep(of, { entries: [...listed.entries, ...entries], next, problem: undefined });
    this.#rows += entries.length;
  }

  #sections(): readonly OutputNode[] {
    const { id, uuid = id, name } = this.run;
    const isFound = this.#summary.kind === 'found';
    return [
      {
        kind: 'section',
        id: `${uuid} named`,
        section: 'named',
        initially: 'expanded',
        uri: undefined,
        name: 'Outputs',
      },
      {
        kind: 'section',
        id: `${uuid} files`,
        section: 'files',
        initially: isFound ? 'collapsed' : 'expanded',
        uri: this.#folder,
        name: name ?? id,
      },
    ];
  }

  #named(id: string): readonly OutputNode[] {
    const summary = this.#summary;
    if (summary.kind === 'none') return [note(id, summary.because)];
    if (summary.outputs.length === 0) return [note(id, 'The workflow has no outputs.')];
    const rows = summary.outputs
      .slice(0, this.#shownOf(id))
      .map(({ name, fullName, raw }) => this.#valueRow(id, name, fullName, outputValue(raw)));
    return this.#window(id, rows, summary.outputs.length);
  }

  #parts(id: string, value: OutputValue, fullName: string): readonly OutputNode[] {
    const isRecord = value.kind === 'record';
    const rows = firstParts(value, this.#shownOf(id)).map((part) =>
      this.#valueRow(
        id,
        part.name,
        isRecord ? `${fullName}.${part.name}` : `${fullName}[${part.name}]`,
        part.value,
      ),
    );
    if (rows.length > 0) return this.#window(id, rows, partCount(value));
    return isRecord || value.kind === 'list' ? [note(id, 'Empty')] : [];
  }

  #valueRow(parent: string, name: string, fullName: string, value: OutputValue): OutputNode {
    const id = `${parent} ${JSON.stringify(name)}`;
    const file = value.kind === 'file' ? this.#sizes.get(value.uri) : undefined;
    // WDL writes the address of a Directory as that of a file.
    if (value.kind === 'file' && file === undefined && this.#folders.has(`${value.uri}/`)) {
      const folder = { kind: 'folder', uri: `${value.uri}/`, name: value.name } as const;
      return { kind: 'value', id, name, fullName, value: folder, file };
    }
    return { kind: 'value', id, name, fullName, value, file };
  }

  #shownOf(id: string): number {
    return Math.min(MOST_ROWS, this.#shown.get(id) ?? PAGE_ROWS);
  }

  #window(id: string, rows: readonly OutputNode[], all: number): readonly OutputNode[] {
    if (rows.length >= all) return rows;
    if (rows.length >= MOST_ROWS) return [...rows, note(id, tooMany(all))];
    return [...rows, { kind: 'more', id: `${id} more`, of: id }];
  }

  async #inFolder(id: string, uri: string): Promise<readonly OutputNode[]> {
    let asked = this.#listed.get(uri);
    if (asked === undefined) {
      asked = this.#look(uri);
      this.#listed.set(uri, asked);
    }
    const { entries, next, problem } = await asked;
    if (problem !== undefined) {
      // The next look asks again.
      this.#listed.delete(uri);
      return [note(id, problem)];
    }
    const rows = entries.flatMap((entry) => rowOf(id, uri, entry));
    if (next !== undefined && this.#rows >= MOST_ROWS) return [...rows, note(id, tooMany(undefined))];
    if (next !== undefined) return [...rows, { kind: 'more', id: `${id} more`, of: uri }];
    return rows.length === 0 ? [note(id, 'Empty')] : rows;
  }

  #keep(uri: string, listed: Listed): void {
    this.#listed.set(uri, Promise.resolve(listed));
  }

  async #look(uri: string): Promise<Listed> {
    try {
      const page = await this.#page(uri, undefined);
      this.#rows += page.entries.length;
      return { ...page, problem: undefined };
    } catch (error) {
      return { entries: [], next: undefined, problem: await this.#ports.explain(error) };
    }
  }

  async #page(uri: string, token: string | undefined): Promise<StoredPage> {
    const { stored } = await this.#ports.services();
    return stored.list({ folder: uri, depth: 'folder', most: PAGE_ROWS, token });
  }

  #noFolder(): string {
    const { outputUri, status } = this.run;
    if (outputUri === undefined) return 'HealthOmics does not say where the run wrote to.';
    if (status === 'CANCELLED') return 'The run was cancelled and left no files.';
    return `Nothing of this run is in '${outputUri}'. It may have been moved or deleted.`;
  }
}

export interface FoundOutputs {
  readonly run: RunDetails;
  readonly summary: OutputsSummary;
  /** Where the run's files lie, with the first look into it; `undefined` where there is nothing of the run. */
  readonly folder: { readonly uri: string; readonly first: Listed } | undefined;
  /** Objects by their address, as far as they were listed. */
  readonly sizes: ReadonlyMap<string, StoredFile>;
}

/** Reads what a run that is over has made. Rejects where the run is not over, or nobody may ask for it. */
export async function findOutputs(
  runId: string,
  ports: RunOutputsPorts,
  signal: AbortSignal,
): Promise<FoundOutputs> {
  const { omics, stored } = await ports.services();
  const run = await omics.getRunDetails(runId, signal);
  if (isAlive(run.status)) {
    throw new UserError({
      code: 'run-not-over',
      sentence: `Run '${run.name ?? run.id}' is not over yet. Its outputs are written when it has ended.`,
    });
  }
  const [summary, folder] = await Promise.all([
    readSummary(run, stored, signal),
    findFolder(run, stored, signal),
  ]);
  const sizes =
    summary.kind === 'found' && folder !== undefined
      ? await sizesIn(`${folder.uri}out/`, stored, signal)
      : new Map<string, StoredFile>();
  return { run, summary, folder, sizes };
}

/** The first of the places that has something; where none may be listed, that is what is said of the likeliest. */
async function findFolder(
  run: RunDetails,
  stored: OutputsServices['stored'],
  signal: AbortSignal,
): Promise<FoundOutputs['folder']> {
  let refused: FoundOutputs['folder'];
  for (const uri of runFolderUris(run)) {
    try {
      const question = { folder: uri, depth: 'folder', most: PAGE_ROWS, token: undefined } as const;
      const page = await stored.list(question, signal);
      if (page.entries.length > 0) return { uri, first: { ...page, problem: undefined } };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error.explanation.code === 'bucket-gone') continue;
      refused ??= { uri, first: { entries: [], next: undefined, problem: error.message } };
    }
  }
  return refused;
}

/** Sizes are an extra: where they may not be listed, the outputs are shown without. */
async function sizesIn(
  folder: string,
  stored: OutputsServices['stored'],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StoredFile>> {
  const sizes = new Map<string, StoredFile>();
  let token: string | undefined;
  try {
    for (let page = 0; page < SIZE_PAGES; page++) {
      const { entries, next } = await stored.list({ folder, depth: 'everything', most: 1000, token }, signal);
      for (const entry of entries) if (entry.kind === 'file') sizes.set(entry.uri, entry);
      if (next === undefined) break;
      token = next;
    }
  } catch (error) {
    if (error instanceof Cancelled) throw error;
  }
  return sizes;
}

function rowOf(parent: string, folder: string, entry: StoredEntry): readonly OutputNode[] {
  // Consoles make an empty object of the folder's own name.
  if (entry.uri === folder) return [];
  const path = entry.uri.slice(folder.length);
  const name = path.replace(/\/$/, '') || '/';
  const id = `${parent} ${JSON.stringify(path)}`;
  if (entry.kind === 'folder') return [{ kind: 'folder', id, uri: entry.uri, name }];
  return [{ kind: 'file', id, name, file: entry }];
}

/** All folders above the objects, with a slash at the end. */
function foldersOf(uris: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    for (let end = uri.lastIndexOf('/'); end > 's3://'.length; end = uri.lastIndexOf('/', end - 1)) {
      const folder = uri.slice(0, end + 1);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function note(parent: string, text: string): OutputNode {
  return { kind: 'note', id: `${parent} note`, text };
}

function tooMany(all: number | undefined): string {
  const which = all === undefined ? 'No more' : `${count(MOST_ROWS)} of ${count(all)}`;
  return `${which} are shown here. Download the folder, or open it in the AWS console, to see all.`;
}
