import type { Language, LanguageId } from '../languages/language.ts';
import type { DataKind } from '../languages/data-kind.ts';
import { needsWorkflowBeside, stemOf } from '../languages/data-kind.ts';
import type { ServerSettings } from '../settings.ts';
import type { FileEntry, OpenDocument, Source } from './file-entry.ts';
import { newEntry, replaceSource, sourceOf } from './file-entry.ts';
import type { FileContent, Host } from './host.ts';
import { slicesOf } from './host.ts';
import { configFileOf, dataKindOf, isRunFile, namedByRunFile } from './parameter-link.ts';
import { fileName, folderOf, isRemote, liesIn } from './uris.ts';

export interface FileChange {
  readonly uri: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/** Read for what they tie or tell; shown as files with problems only when they are of a kind that we know. */
const DATA_LANGUAGES: ReadonlySet<LanguageId> = new Set(['json', 'toml']);

/** Checked while they are open or asked for by name: a folder may hold many that no task runs in. */
const ON_REQUEST_LANGUAGES: ReadonlySet<LanguageId> = new Set(['dockerfile']);

/** Kinds that tell other files something, and so come before them. */
const TELLING_KINDS: ReadonlySet<DataKind | undefined> = new Set<DataKind>(['registry-map', 'template']);

/**
 * The files that are known: their texts, whether an editor has them open, their languages, and the folders that they
 * lie in. Nothing here looks into a text, except for which files a run file names.
 */
export class FileTable {
  readonly #host: Host;
  readonly #languages: readonly Language[];
  readonly #entries = new Map<string, FileEntry>();
  readonly #walks = new Map<string, Promise<readonly string[]>>();
  readonly #added = new Set<string>();
  readonly #namedByRunFiles = new Map<string, readonly string[]>();
  #settings: ServerSettings;
  #folderSettings: ReadonlyMap<string, ServerSettings> = new Map();
  #settingsVersion = 0;
  #revision = 0;

  constructor(host: Host, languages: readonly Language[], settings: ServerSettings) {
    this.#host = host;
    this.#languages = languages;
    this.#settings = settings;
  }

  /** Grows with every change of a text, a folder or a setting. */
  get revision(): number {
    return this.#revision;
  }

  get settings(): ServerSettings {
    return this.#settings;
  }

  /** Whether documents are fetched from the web. */
  get fetches(): boolean {
    return this.#settings.imports.fetch === 'always' && this.#host.fetch !== undefined;
  }

  /** Grows with every change of the settings. */
  get settingsVersion(): number {
    return this.#settingsVersion;
  }

  get folders(): readonly string[] {
    return [...this.#walks.keys()];
  }

  /** The settings of the innermost folder around the file that has its own, else those of the workspace. */
  settingsFor(uri: string): ServerSettings {
    let found: { readonly folder: string; readonly settings: ServerSettings } | undefined;
    for (const [folder, settings] of this.#folderSettings) {
      if (!liesIn(uri, folder) || folder.length <= (found?.folder.length ?? 0)) continue;
      found = { folder, settings };
    }
    return found?.settings ?? this.#settings;
  }

  /** `byFolder` holds the folders whose settings differ. */
  configure(settings: ServerSettings, byFolder: ReadonlyMap<string, ServerSettings> = new Map()): void {
    this.#folderSettings = byFolder;
    const before = this.#settings.imports;
    this.#settings = settings;
    if (before.fetch !== settings.imports.fetch || before.allowPrivate !== settings.imports.allowPrivate) {
      for (const entry of this.#entries.values()) if (isRemote(entry.uri)) this.#setSource(entry, undefined);
    }
    this.#settingsVersion++;
    this.#revision++;
    this.#walkAgain();
  }

  addFolder(folder: string): void {
    this.#walks.set(folder, this.#walk(folder));
    this.#revision++;
  }

  removeFolder(folder: string): void {
    this.#walks.delete(folder);
    this.#revision++;
  }

  addFile(uri: string): void {
    this.#added.add(uri);
    this.#revision++;
  }

  open(document: OpenDocument): void {
    const entry = this.entry(document.uri);
    entry.open = true;
    entry.language = this.#languageFor(document.uri, document.text, document.languageId);
    this.#setSource(entry, sourceOf({ kind: 'text', text: document.text }, document.version));
  }

  change(uri: string, version: number, text: string): void {
    const entry = this.#entries.get(uri);
    if (entry?.open !== true) return;
    // A file may come to say what it is while it is written.
    entry.language ??= this.#languageFor(uri, text);
    this.#setSource(entry, sourceOf({ kind: 'text', text }, version));
  }

  close(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry?.open !== true) return;
    entry.open = false;
    this.#setSource(entry, undefined);
  }

  /** Texts of files that are not open are read again when somebody asks for them. */
  changedOnDisk(changes: readonly FileChange[]): void {
    let moved = false;
    for (const { uri, kind } of changes) {
      const entries = this.#entriesAt(uri);
      for (const entry of entries) if (!entry.open) this.#setSource(entry, undefined);
      moved ||= kind !== 'changed' && (entries.length > 0 || isRunFile(uri) || this.isChecked(uri));
    }
    this.#revision++;
    if (moved) this.#walkAgain();
  }

  get openUris(): readonly string[] {
    return [...this.#entries.values()].filter((entry) => entry.open).map((entry) => entry.uri);
  }

  get(uri: string): FileEntry | undefined {
    return this.#entries.get(uri);
  }

  /** Makes the entry where there is none yet; its text is not read by this. */
  entry(uri: string): FileEntry {
    let entry = this.#entries.get(uri);
    if (entry === undefined) {
      entry = newEntry(uri);
      this.#entries.set(uri, entry);
    }
    return entry;
  }

  /** True for files that have been read, or are open. */
  exists(uri: string): boolean {
    return this.#entries.get(uri)?.source?.missing === false;
  }

  /** Reads the text, unless it is known. */
  async load(entry: FileEntry): Promise<void> {
    if (entry.source !== undefined) return;
    entry.loading ??= this.#read(entry, entry.generation);
    await entry.loading;
  }

  /** The text of any file as it is now: nobody watches files that are in no language of ours, so it is not kept. */
  async textOf(uri: string): Promise<string | undefined> {
    const entry = this.#entries.get(uri);
    if (entry?.open === true) return entry.source?.text;
    const content = await this.#host.read(uri);
    return content.kind === 'text' ? content.text : undefined;
  }

  /** The same of a file of any size, in pieces; rejects where there is none. */
  async *piecesOf(uri: string): AsyncIterable<string> {
    const entry = this.#entries.get(uri);
    const open = entry?.open === true ? entry.source?.text : undefined;
    if (open === undefined && this.#host.pieces !== undefined) yield* this.#host.pieces(uri);
    else yield* slicesOf(open ?? (await this.textOf(uri)) ?? '');
  }

  /** The text of a file of any size. */
  pieces({ uri, source }: FileEntry): AsyncIterable<string> | Iterable<string> {
    const isKept = source !== undefined && source.problem === undefined;
    return isKept ? slicesOf(source.text) : (this.#host.pieces?.(uri) ?? []);
  }

  /** Every file that is checked: those in the folders, open documents and added files; in a stable order. */
  async all(): Promise<readonly string[]> {
    const walked = (await Promise.all(this.#walks.values())).flat();
    await this.#loadAll(walked.filter(isRunFile));
    const named = [...this.#namedByRunFiles.values()].flat().filter((uri) => uri.endsWith('.json'));
    await this.#loadAll(named);
    // The folder of the project file is one that walks leave out.
    const configs = this.folders.flatMap((folder) => configFileOf(folder) ?? []);
    await this.#loadAll(configs);
    const existing = [...named, ...configs].filter((uri) => this.exists(uri));
    const found = [...this.#added, ...walked, ...existing, ...this.openUris];
    const workflows = new Set(found.filter((uri) => this.isWorkflowFile(uri)).map(pathWithoutExtension));
    const checked = [...new Set(found)].filter((uri) => {
      if (!this.isChecked(uri)) return false;
      const stem = stemOf(fileName(uri)) ?? '';
      return !this.#isLoose(uri) || workflows.has(`${folderOf(uri)}/${encodeURIComponent(stem)}`);
    });
    const telling = checked.filter((uri) => TELLING_KINDS.has(this.kindOf(uri)));
    return [...new Set([...telling, ...checked])];
  }

  /** The files directly in a folder, those that only the editor has included. */
  async list(folder: string): Promise<readonly string[]> {
    const open = this.openUris.filter((uri) => folderOf(uri) === folder);
    return [...new Set([...(await this.#host.list(folder)), ...open])];
  }

  /** The run files of the workspace and of the folder. */
  async runFiles(folder: string): Promise<readonly string[]> {
    const known = (await Promise.all(this.#walks.values())).flat();
    return [...new Set([...known, ...(await this.list(folder))])].filter(isRunFile);
  }

  /** True for files in which problems are shown: those of a workflow language, and the data files of runs. */
  isChecked(uri: string): boolean {
    const language = this.#languageOf(uri);
    if (language === undefined) return false;
    if (ON_REQUEST_LANGUAGES.has(language.id)) return this.get(uri)?.open === true || this.#added.has(uri);
    return !DATA_LANGUAGES.has(language.id) || this.kindOf(uri) !== undefined;
  }

  /** True for registry maps and templates, which tell other files something. */
  tells(uri: string): boolean {
    return TELLING_KINDS.has(this.kindOf(uri)) && !this.isForeign(uri);
  }

  /** True for files of a language that workflows are written in. */
  isWorkflowFile(uri: string): boolean {
    const language = this.#languageOf(uri);
    return (
      language !== undefined && !DATA_LANGUAGES.has(language.id) && !ON_REQUEST_LANGUAGES.has(language.id)
    );
  }

  /** What a file of data is, by its name, by a setting, or because a run file or the caller made it parameters. */
  kindOf(uri: string): DataKind | undefined {
    const named = dataKindOf(uri, this.settingsFor(uri), this.folders);
    if (named !== undefined || this.#languageOf(uri)?.id !== 'json') return named;
    if (this.#added.has(uri)) return 'parameters';
    const isNamed = [...this.#namedByRunFiles.values()].some((files) => files.includes(uri));
    return isNamed ? 'parameters' : undefined;
  }

  /** True for a name that other tools use too, on a file that is tied to no workflow of the same stem. */
  isForeign(uri: string): boolean {
    return this.#isLoose(uri) && this.get(uri)?.link?.how !== 'name';
  }

  /** Folders of URIs that the known files use, without those of one file, most used first. */
  uriFolders(except: string): readonly string[] {
    const counts = new Map<string, number>();
    for (const [uri, entry] of this.#entries) {
      if (uri === except) continue;
      for (const [folder, count] of entry.facts?.data?.uriFolders ?? []) {
        counts.set(folder, (counts.get(folder) ?? 0) + count);
      }
    }
    return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([folder]) => folder);
  }

  /** The files of a language that have been read, in the order of their URIs. */
  filesOf(language: Language): readonly string[] {
    const found = [...this.#entries.values()].filter(
      (entry) => entry.language === language && entry.source?.missing === false && !isRemote(entry.uri),
    );
    return found.map(({ uri }) => uri).sort();
  }

  /** Container images that tasks of the known files name, most used first. */
  containers(): readonly string[] {
    const counts = new Map<string, number>();
    for (const { facts } of this.#entries.values()) {
      for (const { resources } of facts?.callables ?? []) {
        const image = resources?.container?.constant ?? resources?.container?.byDefault;
        if (typeof image === 'string' && image !== '') counts.set(image, (counts.get(image) ?? 0) + 1);
      }
    }
    return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([image]) => image);
  }

  /** Files that were read because others name them: they lie in no folder of the workspace, and nobody watches them. */
  get outside(): readonly string[] {
    const { folders } = this;
    return [...this.#entries.values()]
      .filter(
        ({ uri, open, source }) => !open && source !== undefined && !isRemote(uri) && !this.#added.has(uri),
      )
      .map(({ uri }) => uri)
      .filter((uri) => !folders.some((folder) => liesIn(uri, folder)));
  }

  /** Reads those again; true when one has another text than before. */
  async rereadOutside(): Promise<boolean> {
    const changed = await Promise.all(this.outside.map((uri) => this.#reread(uri)));
    return changed.includes(true);
  }

  /** Something that other files depend on is new although no text is. */
  touch(): void {
    this.#revision++;
  }

  #isLoose(uri: string): boolean {
    return needsWorkflowBeside(fileName(uri)) && !this.#added.has(uri);
  }

  async #loadAll(uris: readonly string[]): Promise<void> {
    await Promise.all(uris.map((uri) => this.load(this.entry(uri))));
  }

  async #read(entry: FileEntry, generation: number): Promise<void> {
    const content = isRemote(entry.uri) ? await this.#fetch(entry.uri) : await this.#host.read(entry.uri);
    if (entry.generation !== generation) return;
    replaceSource(entry, sourceOf(content, undefined));
    const path = isRemote(entry.uri) ? entry.uri.replace(/[?#].*$/, '') : entry.uri;
    entry.language = this.#languageFor(path, entry.source?.text ?? '');
    this.#noteRunFile(entry);
  }

  async #fetch(url: string): Promise<FileContent> {
    if (!this.fetches) return { kind: 'missing' };
    const privateAddresses = this.#settings.imports.allowPrivate ? 'allowed' : 'refused';
    return (await this.#host.fetch?.(url, { privateAddresses })) ?? { kind: 'missing' };
  }

  async #reread(uri: string): Promise<boolean> {
    const { source, generation } = this.entry(uri);
    const now = sourceOf(await this.#host.read(uri), undefined);
    const entry = this.entry(uri);
    const isSame = now.text === source?.text && now.missing === source.missing;
    if (isSame || entry.open || entry.generation !== generation) return false;
    this.#setSource(entry, undefined);
    return true;
  }

  /** The entry of a file, or those of everything in a folder. */
  #entriesAt(uri: string): readonly FileEntry[] {
    const exact = this.#entries.get(uri);
    return exact === undefined
      ? [...this.#entries.values()].filter((entry) => liesIn(entry.uri, uri))
      : [exact];
  }

  #setSource(entry: FileEntry, source: Source | undefined): void {
    replaceSource(entry, source);
    this.#revision++;
    this.#noteRunFile(entry);
  }

  #noteRunFile(entry: FileEntry): void {
    if (!isRunFile(entry.uri)) return;
    this.#namedByRunFiles.set(entry.uri, namedByRunFile(entry.uri, entry.source?.text ?? ''));
  }

  #languageOf(uri: string): Language | undefined {
    return this.#entries.get(uri)?.language ?? this.#languageFor(uri, '');
  }

  /** What a text says of itself counts more than what an editor takes a file of data for. */
  #languageFor(uri: string, text: string, languageId?: string): Language | undefined {
    const named = this.#languages.find((language) => language.id === languageId);
    if (named !== undefined && !DATA_LANGUAGES.has(named.id)) return named;
    return this.#languages.find((language) => language.accepts(uri, text)) ?? named;
  }

  async #walk(folder: string): Promise<readonly string[]> {
    return this.#host.walk(folder, (uri) => isRunFile(uri) || this.isChecked(uri));
  }

  #walkAgain(): void {
    for (const folder of this.folders) this.#walks.set(folder, this.#walk(folder));
  }
}

function pathWithoutExtension(uri: string): string {
  return uri.replace(/\.[^./]+$/, '');
}
