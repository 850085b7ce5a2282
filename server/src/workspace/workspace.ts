import type { DataKind } from '../languages/data-kind.ts';
import type { Language } from '../languages/language.ts';
import type { RegistryMap, SymbolId, SymbolInfo, WorkflowModel } from '../model/index.ts';
import { symbolUri } from '../model/index.ts';
import type { ServerSettings } from '../settings.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { Analyzer } from './analyzer.ts';
import type { OpenDocument, Source } from './file-entry.ts';
import type { FileChange } from './file-table.ts';
import { FileTable } from './file-table.ts';
import type { Host } from './host.ts';
import { standsFor } from './lookup.ts';
import type { ReportFault } from './run-language.ts';
import type { Ask, FileSnapshot, FileSummary, Finish, SymbolSource } from './snapshot.ts';
import { FreeNames } from './free-names.ts';
import { ShellChecks } from './shell-checks.ts';
import type { ShellChecker } from './shell-checks.ts';
import { Snapshot, Summary } from './file-views.ts';
import { Turns } from './turns.ts';

export interface WorkspaceOptions {
  readonly host: Host;
  readonly languages: readonly Language[];
  /** Adds the rules' findings and applies severities; a file's own problems unchanged when absent. */
  readonly finish?: Finish;
  readonly settings?: ServerSettings;
  readonly report?: ReportFault;
  /** Lets waiting events through: `setImmediate` where there is one. */
  readonly pause?: () => Promise<void>;
  /** Reads scripts, where the program is there. */
  readonly shellChecker?: ShellChecker | undefined;
  /** Whose scripts it reads: those of open documents, where nothing else is said. */
  readonly scriptsOf?: 'open' | 'all';
}

/**
 * All files that are open or lie in the workspace's folders, each with its analysis. Work is done when somebody asks.
 * All URIs given and returned are canonical (`canonicalUri`).
 */
export class Workspace implements SymbolSource {
  readonly #files: FileTable;
  readonly #turns: Turns;
  readonly #analyzer: Analyzer;
  readonly #shellChecks: ShellChecks | undefined;
  readonly #freeNames: FreeNames;

  constructor(options: WorkspaceOptions) {
    const { host, languages, finish, settings, report, pause, shellChecker, scriptsOf } = options;
    this.#files = new FileTable(host, languages, settings ?? DEFAULT_SETTINGS);
    this.#turns = new Turns(pause ?? (() => new Promise((resolve) => setTimeout(resolve, 0))));
    this.#shellChecks = shellChecker === undefined ? undefined : new ShellChecks(shellChecker);
    this.#analyzer = new Analyzer({
      files: this.#files,
      turns: this.#turns,
      finish,
      report: report ?? (() => undefined),
      shellChecks: this.#shellChecks,
      scriptsOf,
    });
    this.#freeNames = new FreeNames(this.#files, this.#analyzer.graph);
  }

  get settings(): ServerSettings {
    return this.#files.settings;
  }

  /** Those of the folder that the file lies in, where it has its own. */
  settingsFor(uri: string): ServerSettings {
    return this.#files.settingsFor(uri);
  }

  /** `byFolder` holds the folders whose settings differ. */
  configure(settings: ServerSettings, byFolder?: ReadonlyMap<string, ServerSettings>): void {
    this.#files.configure(settings, byFolder);
  }

  /** Files that are imported and lie in no folder of the workspace. */
  get outside(): readonly string[] {
    return this.#files.outside;
  }

  /** Reads those again; true when one has another text than before. */
  rereadOutside(): Promise<boolean> {
    return this.#files.rereadOutside();
  }

  get folders(): readonly string[] {
    return this.#files.folders;
  }

  addFolder(folder: string): void {
    this.#files.addFolder(folder);
  }

  removeFolder(folder: string): void {
    this.#files.removeFolder(folder);
  }

  /** Makes a file that lies in no folder one of the workspace's; a data file becomes a parameter file by this. */
  addFile(uri: string): void {
    this.#files.addFile(uri);
  }

  openDocument(document: OpenDocument): void {
    this.#files.open(document);
  }

  changeDocument(uri: string, version: number, text: string): void {
    this.#files.change(uri, version, text);
  }

  closeDocument(uri: string): void {
    this.#files.close(uri);
  }

  /** What a watcher saw. Of a folder that went or came, one change of the folder itself is enough. */
  filesChanged(changes: readonly FileChange[]): void {
    this.#files.changedOnDisk(changes);
    for (const { uri, kind } of changes) if (kind === 'deleted') this.#analyzer.beside.forget(uri);
  }

  get openDocuments(): readonly string[] {
    return this.#files.openUris;
  }

  /** The editor's version of an open document. */
  version(uri: string): number | undefined {
    return this.#files.get(uri)?.source?.version;
  }

  /** The open document's text and lines as they are now, without waiting for anything. */
  document(uri: string): Pick<Source, 'text' | 'lines' | 'version'> | undefined {
    const entry = this.#files.get(uri);
    return entry?.open === true ? entry.source : undefined;
  }

  /** The text of any file, of a language of ours or not; undefined where there is none. */
  textOf(uri: string): Promise<string | undefined> {
    return this.#files.textOf(uri);
  }

  /** The same of a file of any size, in pieces; rejects where there is none. */
  piecesOf(uri: string): AsyncIterable<string> {
    return this.#files.piecesOf(uri);
  }

  /** Lets waiting events through: for long work of those who ask. */
  pause(): Promise<void> {
    return this.#turns.pause();
  }

  /** The files directly in a folder, those that only the editor has included. */
  list(folder: string): Promise<readonly string[]> {
    return this.#files.list(folder);
  }

  /** True for files in which problems are shown: those of a workflow language, and the data files of runs. */
  isChecked(uri: string): boolean {
    return this.#files.isChecked(uri);
  }

  /** True for names of parameter files, and for files that a setting, a run file or the caller made one. */
  isParameterFile(uri: string): boolean {
    return this.#files.kindOf(uri) === 'parameters';
  }

  /** What a file of data is; `undefined` for all others. */
  kindOf(uri: string): DataKind | undefined {
    return this.#files.kindOf(uri);
  }

  /** Every file that is checked: those in the folders, open documents and added files; in a stable order. */
  files(): Promise<readonly string[]> {
    return this.#files.all();
  }

  /** The file as it is now, with its tree. Undefined when it does not exist, is of no language, or on cancellation. */
  async snapshot(uri: string, ask: Ask = {}): Promise<FileSnapshot | undefined> {
    const summary = await this.summary(uri, ask);
    const entry = this.#files.get(uri);
    if (summary === undefined || entry === undefined) return undefined;
    const { parsed, analysis } = this.#analyzer.whole(entry, summary.language);
    const { version, language, text, lines, link } = summary;
    const { occurrences } = summary.analysis;
    const whole = analysis.names === undefined ? analysis : { ...analysis, occurrences };
    const fields = { uri, version, language, text, lines, tree: parsed.tree, analysis: whole };
    return new Snapshot(link === undefined ? fields : { ...fields, link }, entry.problems);
  }

  /** The file as it is now; cheaper than a snapshot for files that are not open. */
  async summary(uri: string, ask: Ask = {}): Promise<FileSummary | undefined> {
    const done = ask.priority === 'background' ? undefined : this.#turns.request();
    try {
      return (await this.#analyzer.prepare(uri, ask)) ? this.known(uri) : undefined;
    } finally {
      done?.();
    }
  }

  /** Says that somebody waits for an answer, so that nothing else is begun; call the result when it has been given. */
  asked(): () => void {
    return this.#turns.request();
  }

  /** Resolves when nobody waits for an answer about a file. */
  quiet(): Promise<void> {
    return this.#turns.quiet();
  }

  /** False where the program ShellCheck is not wanted, or known not to be there. */
  get readsScripts(): boolean {
    return this.#shellChecks?.isOn(this.settings.shellcheck) === true;
  }

  /** Has ShellCheck read the scripts of a file that is current; true when it has other problems than before. */
  async checkScripts(uri: string): Promise<boolean> {
    const entry = this.#files.get(uri);
    return entry !== undefined && (await this.#analyzer.checkScripts(entry));
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
    const entry = this.#files.get(uri);
    const { source, language, facts, link } = entry ?? {};
    if (entry === undefined || source === undefined || source.missing) return undefined;
    if (language === undefined || facts === undefined) return undefined;
    const { version, text, lines } = source;
    this.#analyzer.lookAmongWorkflows(entry);
    if (facts.names !== undefined && entry.summaryAt !== this.#analyzer.serial) entry.summary = undefined;
    if (entry.summary !== undefined) return entry.summary;
    entry.summaryAt = this.#analyzer.serial;
    const fields = { uri, version, language, text, lines, analysis: this.#freeNames.resolve(uri, facts) };
    entry.summary = new Summary(link === undefined ? fields : { ...fields, link }, entry.problems);
    return entry.summary;
  }

  symbol(id: SymbolId): SymbolInfo | undefined {
    return this.#files.get(symbolUri(id))?.facts?.symbols.get(id);
  }

  mentions(id: SymbolId): readonly FileSummary[] {
    return this.#freeNames.mentioning(symbolUri(id)).flatMap((uri) => {
      const facts = this.#files.get(uri)?.facts;
      const known = facts?.names === undefined ? undefined : this.known(uri)?.analysis;
      const occurrences = (known ?? facts)?.occurrences ?? [];
      return (
        (occurrences.some((occurrence) => standsFor(occurrence, id)) ? this.known(uri) : undefined) ?? []
      );
    });
  }

  /** The workflow that a run of the file would run, as far as it is known now. For a parameter file: its workflow. */
  model(uri: string): WorkflowModel | undefined {
    return this.#analyzer.models.of(this.#files.get(uri)?.link?.workflowUri ?? uri);
  }

  modelsWith(uri: string): readonly WorkflowModel[] {
    return this.#analyzer.modelsWith(uri);
  }

  /** What the registry maps of the file's folder and above it say together. */
  registryMapFor(uri: string): RegistryMap | undefined {
    return this.#analyzer.beside.registryMapFor(uri);
  }

  /** Everything that imports the file, or is tied to it, directly or not. */
  dependents(uri: string): readonly string[] {
    return this.#analyzer.graph.dependents(uri);
  }

  /** The file and all that it imports, directly or not, the file first; files that do not exist are left out. */
  reachable(uri: string): readonly string[] {
    return this.#analyzer.graph.reachable(uri).filter((at) => this.#files.exists(at));
  }

  /** What the file and those that it reaches import and cannot be loaded, as it was written. */
  unresolved(uri: string): readonly string[] {
    const targets = this.reachable(uri).flatMap((at) => {
      const entry = this.#files.entry(at);
      const missing = new Map<string, boolean>();
      for (const { target, oneOf } of entry.imports ?? []) {
        if (oneOf === undefined) continue;
        const imported = this.#analyzer.imported(entry, target);
        // Text that is no workflow is loaded as it is: types, scripts and settings that a document takes in.
        const isMissing = imported.kind === 'missing' && imported.text === undefined;
        missing.set(oneOf, isMissing && (missing.get(oneOf) ?? true));
      }
      return [...missing].filter(([, isMissing]) => isMissing).map(([written]) => written);
    });
    return [...new Set(targets)];
  }
}
