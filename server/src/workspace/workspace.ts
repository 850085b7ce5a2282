import type {
  Analysis,
  AnalyzeContext,
  Imported,
  Language,
  LanguageId,
  Parsed,
} from '../languages/language.ts';
import type { Callable, SymbolId, SymbolInfo, WorkflowModel } from '../model/index.ts';
import { composeModel, symbolUri } from '../model/index.ts';
import type { ServerSettings } from '../settings.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Problem } from '../text/index.ts';
import type { Cancellation } from './cancellation.ts';
import type { FileEntry, OpenDocument } from './file-entry.ts';
import { newEntry, replaceSource, sourceOf } from './file-entry.ts';
import type { Host } from './host.ts';
import { ImportGraph } from './import-graph.ts';
import { standsFor } from './lookup.ts';
import type { LinkSource } from './parameter-link.ts';
import { findWorkflow, isParameterFile, isRunFile, namedByRunFile } from './parameter-link.ts';
import type { ReportFault, SafelyParsed } from './run-language.ts';
import { NO_FACTS, analyzeSafely, factsOf, importTargets, parseSafely } from './run-language.ts';
import type { FileSnapshot, FileSummary, Finish, SymbolSource } from './snapshot.ts';
import { Turns } from './turns.ts';
import { folderOf, liesIn, readablePath, resolvePath } from './uris.ts';

export interface WorkspaceOptions {
  readonly host: Host;
  readonly languages: readonly Language[];
  /** Adds the rules' findings and applies severities; a file's own problems unchanged when absent. */
  readonly finish?: Finish;
  readonly settings?: ServerSettings;
  readonly report?: ReportFault;
  /** Lets waiting events through: `setImmediate` where there is one. */
  readonly pause?: () => Promise<void>;
}

/** How an answer is wanted. */
export interface Ask {
  readonly cancellation?: Cancellation;
  /** Background work waits while any request is being answered. */
  readonly priority?: 'request' | 'background';
}

export interface FileChange {
  readonly uri: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/** Read for what they tie or tell, never shown as files with problems unless somebody opens them as such. */
const DATA_LANGUAGES: ReadonlySet<LanguageId> = new Set(['json', 'toml']);

type Step =
  | { readonly kind: 'load'; readonly entries: readonly FileEntry[] }
  | { readonly kind: 'parse' | 'link' | 'analyze'; readonly entry: FileEntry };

/**
 * All files that are open or lie in the workspace's folders, each with its analysis.
 *
 * Work is done when somebody asks. Every change gives the workspace a new revision; an analysis is current at a
 * revision when the file's text is still the one that was analysed and its `key`, made of the fingerprints of what it
 * imports, is still the same. So an edit inside one file analyses that file again and only walks over its importers.
 * All URIs given and returned are canonical (`canonicalUri`).
 */
export class Workspace implements SymbolSource {
  readonly #options: WorkspaceOptions;
  readonly #entries = new Map<string, FileEntry>();
  readonly #graph = new ImportGraph();
  readonly #turns: Turns;
  readonly #walks = new Map<string, Promise<readonly string[]>>();
  readonly #added = new Set<string>();
  readonly #namedByRunFiles = new Map<string, readonly string[]>();
  readonly #models = new Map<string, { readonly key: string; readonly model: WorkflowModel | undefined }>();
  #settings: ServerSettings;
  #settingsVersion = 0;
  #revision = 0;
  #serial = 0;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.#settings = options.settings ?? DEFAULT_SETTINGS;
    this.#turns = new Turns(options.pause ?? (() => new Promise((resolve) => setTimeout(resolve, 0))));
  }

  get settings(): ServerSettings {
    return this.#settings;
  }

  get folders(): readonly string[] {
    return [...this.#walks.keys()];
  }

  configure(settings: ServerSettings): void {
    this.#settings = settings;
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

  /** Makes a file that lies in no folder one of the workspace's; a data file becomes a parameter file by this. */
  addFile(uri: string): void {
    this.#added.add(uri);
    this.#revision++;
  }

  openDocument(document: OpenDocument): void {
    const entry = this.#entry(document.uri);
    entry.open = true;
    entry.language = this.#languageFor(document.uri, document.text, document.languageId);
    this.#setSource(entry, sourceOf({ kind: 'text', text: document.text }, document.version));
  }

  changeDocument(uri: string, version: number, text: string): void {
    const entry = this.#entries.get(uri);
    if (entry?.open !== true) return;
    this.#setSource(entry, sourceOf({ kind: 'text', text }, version));
  }

  closeDocument(uri: string): void {
    const entry = this.#entries.get(uri);
    if (entry?.open !== true) return;
    entry.open = false;
    this.#setSource(entry, undefined);
  }

  /** What a watcher saw. Of a folder that went or came, one change of the folder itself is enough. */
  filesChanged(changes: readonly FileChange[]): void {
    let filesMoved = false;
    for (const { uri, kind } of changes) {
      const entries = this.#entriesAt(uri);
      for (const entry of entries) if (!entry.open) this.#setSource(entry, undefined);
      filesMoved ||= kind !== 'changed' && (entries.length > 0 || isRunFile(uri) || this.isChecked(uri));
    }
    this.#revision++;
    if (filesMoved) this.#walkAgain();
  }

  /** The editor's version of an open document. */
  version(uri: string): number | undefined {
    return this.#entries.get(uri)?.source?.version;
  }

  get openDocuments(): readonly string[] {
    return [...this.#entries.values()].filter((entry) => entry.open).map((entry) => entry.uri);
  }

  /** The open document's text and lines as they are now, without waiting for anything. */
  document(uri: string): Pick<FileSummary, 'text' | 'lines' | 'version'> | undefined {
    const entry = this.#entries.get(uri);
    return entry?.open === true ? entry.source : undefined;
  }

  /** True for files in which problems are shown: those of a workflow language, and run-parameter files. */
  isChecked(uri: string): boolean {
    const language = this.#entries.get(uri)?.language ?? this.#languageFor(uri, '');
    if (language === undefined) return false;
    return !DATA_LANGUAGES.has(language.id) || this.isParameterFile(uri);
  }

  /** Every file that is checked: those in the folders, open documents and added files; in a stable order. */
  async files(): Promise<readonly string[]> {
    const walked = (await Promise.all(this.#walks.values())).flat();
    await Promise.all(walked.filter(isRunFile).map((uri) => this.#load(this.#entry(uri))));
    const named = [...this.#namedByRunFiles.values()].flat().filter((uri) => uri.endsWith('.json'));
    await Promise.all(named.map((uri) => this.#load(this.#entry(uri))));
    const all = new Set([...this.#added, ...walked, ...named.filter((uri) => this.#exists(uri))]);
    for (const uri of this.openDocuments) all.add(uri);
    return [...all].filter((uri) => this.isChecked(uri) && !isRunFile(uri));
  }

  /** The file as it is now, with its tree. Undefined when it does not exist, is of no language, or on cancellation. */
  async snapshot(uri: string, ask: Ask = {}): Promise<FileSnapshot | undefined> {
    const summary = await this.summary(uri, ask);
    const entry = this.#entries.get(uri);
    if (summary === undefined || entry?.source === undefined) return undefined;
    const parsed = entry.parsed ?? this.#parseText(summary.language, entry);
    const analysis = entry.analysis ?? this.#analyzeParsed(summary.language, entry, parsed);
    return { ...summary, tree: parsed.tree, analysis };
  }

  /** The file as it is now; cheaper than a snapshot for files that are not open. */
  async summary(uri: string, ask: Ask = {}): Promise<FileSummary | undefined> {
    const done = ask.priority === 'background' ? undefined : this.#turns.request();
    try {
      if (!(await this.#prepare(uri, ask))) return undefined;
      return this.known(uri);
    } finally {
      done?.();
    }
  }

  /** Brings every file up to date, which whoever looks for all mentions of a symbol needs. False on cancellation. */
  async prepareAll(ask: Ask = {}): Promise<boolean> {
    for (const uri of await this.files()) {
      await this.summary(uri, ask);
      if (ask.cancellation?.isCancelled === true) return false;
    }
    return true;
  }

  known(uri: string): FileSummary | undefined {
    const entry = this.#entries.get(uri);
    const { source, language, facts } = entry ?? {};
    if (entry === undefined || source === undefined || source.missing) return undefined;
    if (language === undefined || facts === undefined) return undefined;
    if (entry.summary !== undefined) return entry.summary;
    entry.summary = {
      uri,
      version: source.version,
      language,
      text: source.text,
      lines: source.lines,
      analysis: facts,
      problems: entry.problems,
      ...(entry.link === undefined ? {} : { link: entry.link }),
    };
    return entry.summary;
  }

  symbol(id: SymbolId): SymbolInfo | undefined {
    return this.#entries.get(symbolUri(id))?.facts?.symbols.get(id);
  }

  mentions(id: SymbolId): readonly FileSummary[] {
    const declaring = symbolUri(id);
    return [declaring, ...this.#graph.dependents(declaring)].flatMap((uri) => {
      const facts = this.#entries.get(uri)?.facts;
      const mentioned = facts?.occurrences.some((occurrence) => standsFor(occurrence, id)) ?? false;
      return (mentioned ? this.known(uri) : undefined) ?? [];
    });
  }

  /** The workflow that a run of the file would run, as far as it is known now. For a parameter file: its workflow. */
  model(uri: string): WorkflowModel | undefined {
    const entry = this.#entries.get(uri);
    if (entry?.link !== undefined) return this.model(entry.link.workflowUri);
    const key = this.#serials(uri);
    const cached = this.#models.get(uri);
    if (cached?.key === key) return cached.model;
    const model = this.#compose(uri);
    this.#models.set(uri, { key, model });
    return model;
  }

  /** Everything that imports the file, or is tied to it, directly or not. */
  dependents(uri: string): readonly string[] {
    return this.#graph.dependents(uri);
  }

  /** The file and all that it imports, directly or not, the file first; files that do not exist are left out. */
  reachable(uri: string): readonly string[] {
    return this.#graph.reachable(uri).filter((at) => this.#exists(at));
  }

  /** What the file and those that it reaches import and cannot be loaded, as it was written. */
  unresolved(uri: string): readonly string[] {
    const targets = this.reachable(uri).flatMap((at) => {
      const entry = this.#entries.get(at);
      if (entry === undefined) return [];
      return (entry.imports ?? [])
        .filter(({ target }) => this.#imported(entry, target).kind === 'missing')
        .map(({ target }) => target);
    });
    return [...new Set(targets)];
  }

  // Bringing files up to date

  async #prepare(uri: string, ask: Ask): Promise<boolean> {
    let worked = false;
    for (;;) {
      if (ask.cancellation?.isCancelled === true) return false;
      if (ask.priority === 'background') await this.#turns.quiet();
      const step = this.#nextStep(uri);
      if (step === undefined) return true;
      if (step.kind === 'load') {
        await Promise.all(step.entries.map((entry) => this.#load(entry)));
      } else if (step.kind === 'link') {
        await this.#findLink(step.entry, ask);
      } else if (worked) {
        // The pause may have let a change through, so the step is chosen anew.
        worked = false;
        await this.#turns.pause();
      } else {
        worked = true;
        this.#work(step.kind, step.entry);
      }
    }
  }

  /** What has to be done next before the file is current; undefined when it is. */
  #nextStep(root: string): Step | undefined {
    const order: FileEntry[] = [];
    const unloaded: FileEntry[] = [];
    const seen = new Set<string>();
    const stack: { readonly entry: FileEntry; next: number }[] = [];
    const enter = (uri: string) => {
      const entry = this.#entry(uri);
      if (seen.has(uri) || entry.verifiedAt === this.#revision) return;
      seen.add(uri);
      if (entry.source === undefined) unloaded.push(entry);
      else stack.push({ entry, next: 0 });
    };
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { entry } = top;
      if (entry.imports === undefined) return { kind: 'parse', entry };
      if (entry.linkedAt !== this.#revision && this.#isLinked(entry)) return { kind: 'link', entry };
      const target = this.#graph.targets(entry.uri)[top.next++];
      if (target !== undefined) enter(target);
      else order.push(stack.pop()?.entry ?? entry);
    }
    if (unloaded.length > 0) return { kind: 'load', entries: unloaded };
    for (const entry of order) {
      if (entry.facts === undefined || entry.key !== this.#key(entry)) return { kind: 'analyze', entry };
      entry.verifiedAt = this.#revision;
    }
    return undefined;
  }

  async #load(entry: FileEntry): Promise<void> {
    if (entry.source !== undefined) return;
    entry.loading ??= this.#read(entry, entry.generation);
    await entry.loading;
  }

  async #read(entry: FileEntry, generation: number): Promise<void> {
    const content = await this.#options.host.read(entry.uri);
    if (entry.generation !== generation) return;
    replaceSource(entry, sourceOf(content, undefined));
    entry.language = this.#languageFor(entry.uri, entry.source?.text ?? '');
    this.#noteRunFile(entry);
  }

  #work(kind: 'parse' | 'analyze', entry: FileEntry): void {
    const { language, source } = entry;
    const readable = language !== undefined && source !== undefined && !source.missing;
    const parsed = readable ? (entry.parsed ?? this.#parseText(language, entry)) : undefined;
    if (kind === 'parse') {
      const targets =
        language === undefined || parsed === undefined
          ? []
          : importTargets(language, entry.uri, parsed, this.#report);
      entry.parsed = parsed;
      entry.imports = [...new Set(targets)].map((target) => ({
        target,
        uri: isRemote(target) ? undefined : resolvePath(entry.uri, target),
      }));
      this.#connect(entry);
      return;
    }
    entry.key = this.#key(entry);
    if (language === undefined || parsed === undefined) {
      entry.facts = NO_FACTS;
      entry.problems = [];
      entry.summary = undefined;
      entry.serial = ++this.#serial;
      return;
    }
    const analysis = this.#analyzeParsed(language, entry, parsed);
    entry.serial = ++this.#serial;
    entry.facts = factsOf(analysis);
    entry.problems = this.#finish(entry, parsed, analysis);
    entry.summary = undefined;
    entry.parsed = entry.open ? parsed : undefined;
    entry.analysis = entry.open ? analysis : undefined;
  }

  #parseText(language: Language, entry: FileEntry) {
    return parseSafely(language, entry.uri, entry.source?.text ?? '', this.#report);
  }

  #analyzeParsed(language: Language, entry: FileEntry, parsed: SafelyParsed) {
    const workflow = this.#isLinked(entry) && entry.link !== undefined ? this.model(entry.uri) : undefined;
    const context: AnalyzeContext = {
      uri: entry.uri,
      settings: { target: this.#settings.target, region: this.#settings.region },
      imported: (target) => this.#imported(entry, target),
      ...(workflow === undefined ? {} : { workflow }),
    };
    return analyzeSafely(language, parsed, context, this.#report);
  }

  #imported(entry: FileEntry, target: string): Imported {
    const uri = entry.imports?.find((one) => one.target === target)?.uri;
    if (isRemote(target)) {
      return { kind: 'missing', uri: target, reason: 'files are not fetched over the network' };
    }
    if (uri === undefined) return { kind: 'missing', uri, reason: 'it is not a path' };
    if (this.#closesCycle(entry, uri)) return { kind: 'cycle', uri };
    const imported = this.#entries.get(uri);
    if (imported?.source === undefined || imported.source.missing) {
      return { kind: 'missing', uri, reason: `there is no file '${readablePath(uri)}'` };
    }
    const { problem } = imported.source;
    if (problem !== undefined) return { kind: 'missing', uri, reason: problem.message };
    if (imported.language !== entry.language || imported.facts === undefined) {
      return { kind: 'missing', uri, reason: 'it is written in another language' };
    }
    return { kind: 'loaded', uri, exports: imported.facts.exports };
  }

  #closesCycle(entry: FileEntry, target: string): boolean {
    if (entry.cycles?.graphVersion !== this.#graph.version) {
      const targets = this.#graph.targets(entry.uri).filter((one) => this.#graph.reaches(one, entry.uri));
      entry.cycles = { graphVersion: this.#graph.version, targets };
    }
    return entry.cycles.targets.includes(target);
  }

  /** All that an analysis depends on beside its own text. */
  #key(entry: FileEntry): string {
    const settings = String(this.#settingsVersion);
    if (this.#isLinked(entry)) return `${settings} ${this.#workflowKey(entry)}`;
    const imports = (entry.imports ?? []).map(({ target }) => {
      const imported = this.#imported(entry, target);
      const detail =
        imported.kind === 'loaded' ? this.#entries.get(imported.uri)?.facts?.fingerprint : undefined;
      return `${imported.kind} ${imported.uri ?? ''} ${detail ?? ''}`;
    });
    return [settings, ...imports].join('\n');
  }

  /** An open parameter file shows places in its workflow, so it follows every edit there; others only the interface. */
  #workflowKey(entry: FileEntry): string {
    const uri = entry.link?.workflowUri;
    if (uri === undefined) return 'no workflow';
    if (entry.open) return this.#serials(uri);
    return this.#graph
      .reachable(uri)
      .map((at) => this.#entries.get(at)?.facts?.fingerprint ?? '')
      .join('\n');
  }

  /** Changes whenever the file or anything that it reaches was analysed again. */
  #serials(uri: string): string {
    return this.#graph
      .reachable(uri)
      .map((at) => this.#entries.get(at)?.serial ?? 0)
      .join(' ');
  }

  #finish(entry: FileEntry, { tree, problems }: Parsed, analysis: Analysis): readonly Problem[] {
    const unreadable = entry.source?.problem;
    if (unreadable !== undefined) return [unreadable];
    const { finish } = this.#options;
    const { uri } = entry;
    const own = [...problems, ...analysis.problems];
    try {
      const file = { uri, tree, analysis, syntaxProblems: problems, settings: this.#settings };
      const all = finish === undefined ? own : finish(file);
      return [...all].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    } catch (error) {
      this.#report(error, `applying the rules to ${uri}`);
      return own;
    }
  }

  #compose(uri: string): WorkflowModel | undefined {
    const facts = this.#entries.get(uri)?.facts;
    const entry = facts?.callables.find((callable) => callable.id === facts.entry);
    if (facts?.engine === undefined || entry === undefined) return undefined;
    const { engine, languageVersion } = facts;
    return composeModel(entry, (id) => this.#callable(id), { engine, languageVersion });
  }

  #callable(id: SymbolId): Callable | undefined {
    return this.#entries.get(symbolUri(id))?.facts?.callables.find((callable) => callable.id === id);
  }

  // Parameter files

  /** True for names of parameter files, and for files that a setting, a run file or the caller made one. */
  isParameterFile(uri: string): boolean {
    if (this.#added.has(uri) || isParameterFile(uri, this.#settings, this.folders)) return true;
    return [...this.#namedByRunFiles.values()].some((files) => files.includes(uri));
  }

  #isLinked(entry: FileEntry): boolean {
    return entry.language?.id === 'json' && this.isParameterFile(entry.uri);
  }

  async #findLink(entry: FileEntry, ask: Ask): Promise<void> {
    const revision = this.#revision;
    const source: LinkSource = {
      settings: this.#settings,
      roots: this.folders,
      list: (folder) => this.#list(folder),
      runFiles: (folder) => this.#runFiles(folder),
      text: async (uri) => {
        const file = this.#entry(uri);
        await this.#load(file);
        return file.source?.missing === false ? file.source.text : undefined;
      },
      isWorkflowFile: (uri) => {
        const language = this.#languageFor(uri, '');
        return language !== undefined && !DATA_LANGUAGES.has(language.id);
      },
      entryOf: async (uri) => {
        if (!(await this.#prepare(uri, ask))) return undefined;
        const facts = this.#entries.get(uri)?.facts;
        return facts?.callables.find((callable) => callable.id === facts.entry);
      },
    };
    const link = await findWorkflow(entry.uri, source);
    if (ask.cancellation?.isCancelled === true) return;
    if (link?.reason !== entry.link?.reason) entry.summary = undefined;
    entry.link = link;
    entry.linkedAt = revision;
    this.#connect(entry);
  }

  async #list(folder: string): Promise<readonly string[]> {
    const open = this.openDocuments.filter((uri) => folderOf(uri) === folder);
    return [...new Set([...(await this.#options.host.list(folder)), ...open])];
  }

  async #runFiles(folder: string): Promise<readonly string[]> {
    const known = (await Promise.all(this.#walks.values())).flat();
    return [...new Set([...known, ...(await this.#list(folder))])].filter(isRunFile);
  }

  #noteRunFile(entry: FileEntry): void {
    if (!isRunFile(entry.uri)) return;
    this.#namedByRunFiles.set(entry.uri, namedByRunFile(entry.uri, entry.source?.text ?? ''));
  }

  // Files and entries

  #entry(uri: string): FileEntry {
    let entry = this.#entries.get(uri);
    if (entry === undefined) {
      entry = newEntry(uri);
      this.#entries.set(uri, entry);
    }
    return entry;
  }

  #exists(uri: string): boolean {
    return this.#entries.get(uri)?.source?.missing === false;
  }

  /** The entry of a file, or those of everything in a folder. */
  #entriesAt(uri: string): readonly FileEntry[] {
    const exact = this.#entries.get(uri);
    return exact === undefined
      ? [...this.#entries.values()].filter((entry) => liesIn(entry.uri, uri))
      : [exact];
  }

  #setSource(entry: FileEntry, source: FileEntry['source']): void {
    replaceSource(entry, source);
    this.#revision++;
    this.#noteRunFile(entry);
  }

  #connect(entry: FileEntry): void {
    const imports = (entry.imports ?? []).flatMap(({ uri }) => uri ?? []);
    this.#graph.set(entry.uri, entry.link === undefined ? imports : [...imports, entry.link.workflowUri]);
  }

  #languageFor(uri: string, text: string, languageId?: string): Language | undefined {
    const { languages } = this.#options;
    return (
      languages.find((language) => language.id === languageId) ??
      languages.find((language) => language.accepts(uri, text))
    );
  }

  async #walk(folder: string): Promise<readonly string[]> {
    return this.#options.host.walk(folder, (uri) => isRunFile(uri) || this.isChecked(uri));
  }

  #walkAgain(): void {
    for (const folder of this.folders) this.#walks.set(folder, this.#walk(folder));
  }

  readonly #report: ReportFault = (error, doing) => this.#options.report?.(error, doing);
}

function isRemote(target: string): boolean {
  return /^https?:/i.test(target);
}
