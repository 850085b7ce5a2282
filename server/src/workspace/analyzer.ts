import type { Analysis, AnalyzeContext, Exported, Imported, Language } from '../languages/language.ts';
import type { DataKind } from '../languages/data-kind.ts';
import type { WorkflowModel } from '../model/index.ts';
import type { Problem } from '../text/index.ts';
import { Lazy } from '../text/index.ts';
import { BesideFiles } from './beside-files.ts';
import type { FileEntry } from './file-entry.ts';
import { NOTHING_AMONG, NO_PROBLEMS } from './file-entry.ts';
import type { FileTable } from './file-table.ts';
import { isTooLarge } from './file-problems.ts';
import { ImportGraph } from './import-graph.ts';
import { ModelCache } from './model-cache.ts';
import { findWorkflow } from './parameter-link.ts';
import type { ReportFault, SafelyParsed } from './run-language.ts';
import {
  NOTHING_KNOWN,
  NO_FACTS,
  NO_TREE,
  analyzeSafely,
  factsOf,
  hasExports,
  importTargets,
  parseSafely,
  problemsSafely,
} from './run-language.ts';
import type { Ask, Finish } from './snapshot.ts';
import type { ShellChecks } from './shell-checks.ts';
import { shellProblems } from './shell-checks.ts';
import type { Turns } from './turns.ts';
import { isRemote, readablePath, resolveImport } from './uris.ts';

export interface AnalyzerOptions {
  readonly files: FileTable;
  readonly turns: Turns;
  readonly finish: Finish | undefined;
  readonly report: ReportFault;
  readonly shellChecks?: ShellChecks | undefined;
  /** Whose scripts ShellCheck reads. */
  readonly scriptsOf?: 'open' | 'all' | undefined;
}

/** Kinds of data that belong to one workflow. */
const LINKED_KINDS: ReadonlySet<DataKind | undefined> = new Set<DataKind>([
  'parameters',
  'run',
  'batch',
  'batch-runs',
  'template',
]);

/** A file that more workflows read is a library, and nobody waits for all of their models. */
const MOST_MODELS = 40;

type Step =
  | { readonly kind: 'load'; readonly entries: readonly FileEntry[] }
  | { readonly kind: 'parse' | 'link' | 'analyze' | 'stream'; readonly entry: FileEntry };

/**
 * Brings files up to date when somebody asks for them. An analysis is current at a revision when the file's text is
 * still the one that was analysed and its `key`, made of the fingerprints of what it imports, is still the same. So an
 * edit inside one file analyses that file again and only walks over its importers.
 */
export class Analyzer {
  readonly graph = new ImportGraph();
  readonly models: ModelCache;
  readonly beside = new BesideFiles();
  readonly #options: AnalyzerOptions;
  readonly #files: FileTable;
  #serial = 0;

  constructor(options: AnalyzerOptions) {
    this.#options = options;
    this.#files = options.files;
    this.models = new ModelCache(this.#files, this.graph);
  }

  /** Counts analyses: the same number means that nothing is known anew. */
  get serial(): number {
    return this.#serial;
  }

  /** False on cancellation. */
  async prepare(uri: string, ask: Ask): Promise<boolean> {
    const { turns } = this.#options;
    let worked = false;
    for (;;) {
      if (ask.cancellation?.isCancelled === true) return false;
      if (ask.priority === 'background') await turns.quiet();
      const step = this.#nextStep(uri);
      if (step === undefined) return true;
      if (step.kind === 'load') {
        await Promise.all(step.entries.map((entry) => this.#files.load(entry)));
      } else if (step.kind === 'link') {
        await this.#findLink(step.entry, ask);
      } else if (step.kind === 'stream') {
        await this.#stream(step.entry, ask);
      } else if (worked) {
        // The pause may have let a change through, so the step is chosen anew.
        worked = false;
        await turns.pause();
      } else {
        worked = true;
        if (step.kind === 'parse') this.#readImports(step.entry);
        else this.#update(step.entry);
      }
    }
  }

  /** The tree and what is computed from it, of a file that is current; made again for files that are not open. */
  whole(
    entry: FileEntry,
    language: Language,
  ): { readonly parsed: SafelyParsed; readonly analysis: Analysis } {
    const parsed = entry.parsed ?? this.#parse(entry, language);
    return { parsed, analysis: entry.analysis ?? this.#analyze(entry, language, parsed) };
  }

  /** What an import of the file leads to. */
  imported(entry: FileEntry, target: string): Imported {
    const uri = entry.imports?.find((one) => one.target === target)?.uri;
    if (isRemote(uri ?? target) && !this.#files.fetches) {
      return {
        kind: 'missing',
        uri: uri ?? target,
        reason: 'files are not fetched over the network',
        web: 'off',
      };
    }
    if (uri === undefined) return { kind: 'missing', uri, reason: 'it is not a path' };
    if (this.#closesCycle(entry, uri)) return { kind: 'cycle', uri };
    const { source, language, facts } = this.#files.get(uri) ?? {};
    if (source === undefined || source.missing) {
      return { kind: 'missing', uri, reason: `there is no file '${readablePath(uri)}'` };
    }
    if (source.problem !== undefined) {
      const reason = source.problem.message;
      return { kind: 'missing', uri, reason, ...(isRemote(uri) ? { web: 'failed' as const } : {}) };
    }
    if (facts === undefined || !canRead(entry.language, language)) {
      return { kind: 'missing', uri, reason: 'it is written in another language', text: source.text };
    }
    if (!hasExports(facts)) return { kind: 'missing', uri, reason: 'Omics Lens itself failed on it' };
    const { exports, data } = facts;
    return { kind: 'loaded', uri, exports, ...(data === undefined ? {} : { data }) };
  }

  /** What has to be done next before the file is current; undefined when it is. */
  #nextStep(root: string): Step | undefined {
    const { revision } = this.#files;
    const order: FileEntry[] = [];
    const unloaded: FileEntry[] = [];
    const seen = new Set<string>();
    const stack: { readonly entry: FileEntry; next: number }[] = [];
    const enter = (uri: string) => {
      const entry = this.#files.entry(uri);
      if (seen.has(uri) || entry.verifiedAt === revision) return;
      seen.add(uri);
      if (entry.source === undefined) unloaded.push(entry);
      else stack.push({ entry, next: 0 });
    };
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { entry } = top;
      if (entry.imports === undefined) return { kind: 'parse', entry };
      if (entry.linkedAt !== revision && this.#isLinked(entry)) return { kind: 'link', entry };
      const target = this.graph.targets(entry.uri)[top.next++];
      if (target !== undefined) enter(target);
      else order.push(stack.pop()?.entry ?? entry);
    }
    if (unloaded.length > 0) return { kind: 'load', entries: unloaded };
    for (const entry of order) {
      if (entry.facts === undefined || entry.key !== this.#key(entry)) {
        return { kind: this.#isStreamed(entry) ? 'stream' : 'analyze', entry };
      }
      entry.verifiedAt = revision;
    }
    return undefined;
  }

  #readImports(entry: FileEntry): void {
    const language = readableLanguage(entry);
    entry.parsed = language && this.#parse(entry, language);
    const targets =
      language === undefined || entry.parsed === undefined
        ? []
        : importTargets(language, entry.uri, entry.parsed, this.#options.report);
    entry.imports = targets.map(({ target, oneOf }) => ({
      target,
      uri: resolveImport(entry.uri, target),
      oneOf,
    }));
    this.#connect(entry);
  }

  #update(entry: FileEntry): void {
    const language = readableLanguage(entry);
    entry.key = this.#key(entry);
    entry.serial = ++this.#serial;
    entry.summary = undefined;
    entry.among = NOTHING_AMONG;
    if (language === undefined) {
      entry.facts = NO_FACTS;
      entry.problems = NO_PROBLEMS;
      return;
    }
    const parsed = entry.parsed ?? this.#parse(entry, language);
    const analysis = this.#analyze(entry, language, parsed);
    entry.facts = factsOf(analysis);
    // Files that were analysed before it told something are looked at again.
    if (this.#files.tells(entry.uri) && this.beside.set(entry.uri, analysis)) this.#files.touch();
    entry.problems = new Lazy(() => this.#finish(entry, parsed, analysis));
    // Who types waits for what is asked about the place first; of other files the tree is to go.
    if (!entry.open) void entry.problems.value;
    entry.parsed = entry.open ? parsed : undefined;
    entry.analysis = entry.open ? analysis : undefined;
  }

  /** True for files that are too long to be kept as a tree, and that are checked without one. */
  #isStreamed({ uri, language, source }: FileEntry): boolean {
    if (language?.streams === undefined || source === undefined || source.missing) return false;
    if (this.#files.kindOf(uri) !== 'batch-runs') return false;
    return isTooLarge(source.problem) || source.text.length > language.streams.from;
  }

  /** Checks a file piece by piece; others have their turn between the pieces. */
  async #stream(entry: FileEntry, ask: Ask): Promise<void> {
    const { turns, report } = this.#options;
    const { language, source, generation } = entry;
    const key = this.#key(entry);
    const stream = language?.streams?.open(this.#contextOf(entry, language));
    if (language === undefined || source === undefined || stream === undefined) return this.#update(entry);
    try {
      for await (const piece of this.#files.pieces(entry)) {
        stream.add(piece);
        await (ask.priority === 'background' ? turns.quiet() : turns.pause());
        if (ask.cancellation?.isCancelled === true || entry.generation !== generation) return;
      }
    } catch (error) {
      report(error, `reading ${entry.uri} in pieces`);
      return this.#update(entry);
    }
    const { problems, lines } = stream.end();
    entry.key = key;
    entry.serial = ++this.#serial;
    entry.summary = undefined;
    entry.source = { ...source, lines };
    entry.parsed = undefined;
    entry.analysis = undefined;
    entry.facts = NO_FACTS;
    entry.problems = Lazy.of(this.#withRules(entry, NO_TREE, { ...NOTHING_KNOWN, problems }));
  }

  #parse(entry: FileEntry, language: Language): SafelyParsed {
    return parseSafely(language, entry.uri, entry.source?.text ?? '', this.#options.report);
  }

  #analyze(entry: FileEntry, language: Language, parsed: SafelyParsed): Analysis {
    return analyzeSafely(language, parsed, this.#contextOf(entry, language), this.#options.report);
  }

  #contextOf(entry: FileEntry, language: Language): AnalyzeContext {
    const { target, engine, strict, region, rules } = this.#files.settingsFor(entry.uri);
    const workflow = this.#isLinked(entry) ? this.models.of(entry.link?.workflowUri) : undefined;
    return {
      uri: entry.uri,
      settings: { target, engine, strict, region, rules },
      imported: (path) => this.imported(entry, path),
      ...(workflow === undefined ? {} : { workflow }),
      around: {
        files: () => this.#files.filesOf(language),
        containers: () => this.#files.containers(),
        readers: () => this.#exportsOf(this.graph.dependents(entry.uri)),
        others: () => this.#exportsOf(this.#files.filesOf(language).filter((at) => at !== entry.uri)),
      },
      ...this.#aroundData(entry, language),
    };
  }

  #exportsOf(uris: readonly string[]): readonly Exported[] {
    return uris.flatMap((uri) => {
      const facts = this.#files.get(uri)?.facts;
      return facts === undefined || !hasExports(facts) ? [] : [{ uri, exports: facts.exports }];
    });
  }

  /** What only files of data are told. */
  #aroundData({ uri, link }: FileEntry, language: Language): Partial<AnalyzeContext> {
    if (language.id !== 'json' && language.id !== 'toml') return {};
    const linkOf = (at: string) => this.#files.get(at)?.link?.workflowUri;
    return {
      kind: this.#files.isForeign(uri) ? 'other' : (this.#files.kindOf(uri) ?? 'other'),
      beside: this.beside.of(uri, link?.workflowUri, linkOf),
      uriFolders: () => this.#files.uriFolders(uri),
    };
  }

  #finish(entry: FileEntry, { tree, problems }: SafelyParsed, analysis: Analysis): readonly Problem[] {
    const unreadable = entry.source?.problem;
    return unreadable === undefined ? this.#withRules(entry, { tree, problems }, analysis) : [unreadable];
  }

  /** Whether ShellCheck reads the scripts of the file. */
  #readsScripts({ open, uri }: FileEntry): boolean {
    const { shellChecks, scriptsOf } = this.#options;
    return (
      (open || scriptsOf === 'all') && shellChecks?.isOn(this.#files.settingsFor(uri).shellcheck) === true
    );
  }

  /** What ShellCheck has said so far about the scripts of a file. */
  #shellProblems(entry: FileEntry, analysis: Analysis): readonly Problem[] {
    const { shellChecks } = this.#options;
    if (shellChecks === undefined || !this.#readsScripts(entry)) return [];
    return (analysis.scripts?.() ?? []).flatMap((script) =>
      shellProblems(script, shellChecks.known(script.text) ?? []),
    );
  }

  /** Has ShellCheck read the scripts of a file that is current; true when the file has other problems than before. */
  async checkScripts(entry: FileEntry): Promise<boolean> {
    const { shellChecks } = this.#options;
    const { language, serial } = entry;
    if (shellChecks === undefined || !this.#readsScripts(entry)) return false;
    if (language === undefined || entry.facts === undefined || entry.source?.problem !== undefined)
      return false;
    if (entry.open && entry.analysis === undefined) return false;
    const { parsed, analysis } = this.whole(entry, language);
    const scripts = (analysis.scripts?.() ?? []).map(({ text }) => text);
    const came = await shellChecks.run(scripts, this.#files.settingsFor(entry.uri).shellcheck);
    // Another file that is not open may have had the same script, after the problems of this one were written down.
    const found = came || (!entry.open && scripts.some((text) => (shellChecks.known(text) ?? []).length > 0));
    // A later version of the file has what is known by now.
    if (!found || entry.serial !== serial) return false;
    entry.problems = new Lazy(() => this.#finish(entry, parsed, analysis));
    entry.summary = undefined;
    // Of files that are not open the tree is to go.
    if (!entry.open) void entry.problems.value;
    return true;
  }

  /** The workflows that a run of the file, or of one that reads it, would run. */
  modelsWith(uri: string): readonly WorkflowModel[] {
    return this.#entriesWith(uri)
      .slice(0, MOST_MODELS)
      .flatMap((at) => this.models.of(at) ?? []);
  }

  #entriesWith(uri: string): readonly string[] {
    return [uri, ...this.graph.dependents(uri)].filter(
      (at) => this.#files.get(at)?.facts?.entry !== undefined,
    );
  }

  /** Asks about the file what only the workflows tell that read it, where anything was analysed since. */
  lookAmongWorkflows(entry: FileEntry): void {
    const { facts, language, among } = entry;
    if (facts?.problemsAmong === undefined || language === undefined || among.serial === this.#serial) return;
    const problems = this.#problemsAmong(entry.uri, facts.problemsAmong);
    entry.among = { serial: this.#serial, problems };
    if (JSON.stringify(problems) === JSON.stringify(among.problems)) return;
    const { parsed, analysis } = this.whole(entry, language);
    entry.problems = new Lazy(() => this.#finish(entry, parsed, analysis));
    entry.summary = undefined;
    // Of files that are not open the tree is to go.
    if (!entry.open) void entry.problems.value;
  }

  #problemsAmong(uri: string, ask: NonNullable<Analysis['problemsAmong']>): readonly Problem[] {
    if (this.#entriesWith(uri).length > MOST_MODELS) return [];
    try {
      return ask(this.modelsWith(uri));
    } catch (error) {
      this.#options.report(error, `looking at ${uri} among workflows`);
      return [];
    }
  }

  #withRules(
    entry: FileEntry,
    { tree, problems }: Pick<SafelyParsed, 'tree' | 'problems'>,
    analysis: Analysis,
  ): readonly Problem[] {
    const { finish, report } = this.#options;
    const { uri } = entry;
    const found = [...problemsSafely(analysis, uri, report), ...entry.among.problems];
    const own = [...problems, ...found];
    try {
      const registryMap = this.beside.registryMapFor(uri);
      const file = {
        uri,
        tree,
        analysis: { ...analysis, problems: found },
        syntaxProblems: [...problems, ...this.#shellProblems(entry, analysis)],
        settings: this.#files.settingsFor(uri),
        ...(registryMap === undefined ? {} : { registryMap }),
      };
      const all = finish === undefined ? own : finish(file);
      return [...all].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    } catch (error) {
      report(error, `applying the rules to ${uri}`);
      return own;
    }
  }

  /** All that an analysis depends on beside its own text. */
  #key(entry: FileEntry): string {
    const settings = `${this.#files.settingsVersion} ${this.beside.version}`;
    if (this.#isLinked(entry)) return `${settings}\n${this.#workflowKey(entry)}`;
    const imports = (entry.imports ?? []).map(({ target }) => {
      const imported = this.imported(entry, target);
      const detail =
        imported.kind === 'loaded'
          ? this.#files.get(imported.uri)?.facts?.fingerprint
          : imported.kind === 'missing'
            ? imported.text
            : undefined;
      return `${imported.kind} ${imported.uri ?? ''} ${detail ?? ''}`;
    });
    return [settings, ...imports].join('\n');
  }

  /** An open parameter file shows places in its workflow, so it follows every edit there; others only the interface. */
  #workflowKey({ link, open }: FileEntry): string {
    if (link === undefined) return 'no workflow';
    if (open) return this.models.serials(link.workflowUri);
    const reached = this.graph.reachable(link.workflowUri);
    return reached.map((at) => this.#files.get(at)?.facts?.fingerprint ?? '').join('\n');
  }

  #closesCycle(entry: FileEntry, target: string): boolean {
    const graphVersion = this.graph.version;
    if (entry.cycles?.graphVersion !== graphVersion) {
      const targets = this.graph.targets(entry.uri).filter((one) => this.graph.reaches(one, entry.uri));
      entry.cycles = { graphVersion, targets };
    }
    return entry.cycles.targets.includes(target);
  }

  #isLinked(entry: FileEntry): boolean {
    return entry.language?.id === 'json' && LINKED_KINDS.has(this.#files.kindOf(entry.uri));
  }

  async #findLink(entry: FileEntry, ask: Ask): Promise<void> {
    const files = this.#files;
    const { revision } = files;
    const link = await findWorkflow(entry.uri, {
      settings: files.settingsFor(entry.uri),
      roots: files.folders,
      list: (folder) => files.list(folder),
      runFiles: (folder) => files.runFiles(folder),
      isWorkflowFile: (uri) => files.isWorkflowFile(uri),
      text: async (uri) => {
        const file = files.entry(uri);
        await files.load(file);
        return file.source?.missing === false ? file.source.text : undefined;
      },
      entryOf: async (uri) => {
        if (!(await this.prepare(uri, ask))) return undefined;
        const facts = files.get(uri)?.facts;
        return facts?.callables.find((callable) => callable.id === facts.entry);
      },
    });
    if (ask.cancellation?.isCancelled === true) return;
    if (link?.reason !== entry.link?.reason) entry.summary = undefined;
    entry.link = link;
    entry.linkedAt = revision;
    this.#connect(entry);
  }

  #connect(entry: FileEntry): void {
    const imports = (entry.imports ?? []).flatMap(({ uri }) => uri ?? []);
    this.graph.set(entry.uri, entry.link === undefined ? imports : [...imports, entry.link.workflowUri]);
  }
}

/** True where a file of one language can use what one of the other exports. */
function canRead(reader: Language | undefined, read: Language | undefined): boolean {
  return read === reader || (read !== undefined && reader?.reads?.has(read.id) === true);
}

/** The language to read the file with; undefined for a file that is missing or of no language. */
function readableLanguage({ language, source }: FileEntry): Language | undefined {
  return source === undefined || source.missing ? undefined : language;
}
