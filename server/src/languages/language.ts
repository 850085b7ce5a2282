import type { StatedValues } from '../documents/index.ts';
import type { AccountValueKind } from '../healthomics/field.ts';
import type {
  Callable,
  Engine,
  Occurrence,
  OutlineItem,
  RegistryMap,
  SchemaFacts,
  SymbolId,
  SymbolInfo,
  TemplateFacts,
  WorkflowModel,
} from '../model/index.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Fix, LineIndex, Location, Problem, RuleInfo, Severity, Span, TextEdit } from '../text/index.ts';
import type { DataKind } from './data-kind.ts';

export type LanguageId = 'wdl' | 'nextflow' | 'nextflow-config' | 'cwl' | 'json' | 'toml' | 'dockerfile';

/**
 * What one language contributes. `Exports` is what other files of the same language may see of a file; only the
 * language itself looks inside it.
 */
export interface Language<Tree extends SyntaxTree = SyntaxTree, Exports = unknown> {
  readonly id: LanguageId;
  /** True for files that this language reads; `text` may be the beginning only. */
  accepts(uri: string, text: string): boolean;
  /** Never throws: a broken file gives a partial tree and problems. */
  parse(text: string): Parsed<Tree>;
  /** What this file pulls in, so that the workspace can load it first. */
  imports(tree: Tree): readonly ImportRef[];
  /** Files that count for this one although it names none of them, as relative paths; they need not exist. */
  implicit?(uri: string): readonly string[];
  /** Other languages whose exports and data it can read. */
  readonly reads?: ReadonlySet<LanguageId>;
  /** Never throws. */
  analyze(parsed: Parsed<Tree>, context: AnalyzeContext<Exports>): Analysis<Exports>;
  format?(tree: Tree, options: FormatOptions): readonly TextEdit[];
  /** For files of data that are too long for a tree. */
  readonly streams?: Streams;
  /** Node kinds that fold. */
  readonly folds: ReadonlySet<string>;
  /** What a comment to the end of the line begins with; absent where comments cannot silence problems. */
  readonly lineComment?: string;
  /** Words that cannot be names. */
  readonly reserved?: ReadonlySet<string>;
  /** The problem codes it can give. */
  readonly rules: readonly RuleInfo[];
}

/** Checking a text in pieces, without keeping it. */
export interface Streams {
  /** Files with more UTF-16 units are checked so. */
  readonly from: number;
  /** `undefined` for files that cannot be checked so. Never throws, nor does what it gives. */
  open(context: AnalyzeContext): TextStream | undefined;
}

export interface TextStream {
  /** Pieces may end anywhere. */
  add(piece: string): void;
  /** `lines` are those of the whole text. */
  end(): { readonly problems: readonly Problem[]; readonly lines: LineIndex };
}

export interface Parsed<Tree extends SyntaxTree = SyntaxTree> {
  readonly tree: Tree;
  readonly problems: readonly Problem[];
}

export interface ImportRef {
  /** As written: a relative path or a URI. */
  readonly target: string;
  /** The text inside the quotes. */
  readonly span: Span;
  /** What was written, where it may mean several files: only one of those that share it has to exist. */
  readonly oneOf?: string;
}

/** A name that files declare which read this one, directly or not: found when somebody looks, so that nothing is cyclic. */
export interface FreeName {
  readonly span: Span;
  /** The path of the symbol inside of its file, behind the `#`. */
  readonly path: string;
  readonly form?: 'quoted';
}

export interface AnalyzeContext<Exports = unknown> {
  readonly uri: string;
  readonly settings: AnalyzeSettings;
  /** The file that an import reaches. Asking for a target that `imports` did not name gives `missing`. */
  imported(target: string): Imported<Exports>;
  /** For a file of data that belongs to a workflow: the workflow that it is tied to. */
  readonly workflow?: WorkflowModel;
  /** What the workspace takes a file of data for; `other` for one that is none of our business. */
  readonly kind?: DataKind | 'other';
  /** What the files of data tell that lie beside this one or its workflow. */
  readonly beside?: readonly DataFacts[];
  /** What the workspace knows beside the file and what it imports. */
  readonly around?: Around;
  /** Folders of URIs that files of the workspace use, most used first. */
  uriFolders?(): readonly string[];
}

/** What a file tells others, as its language has it. */
export interface Exported {
  readonly uri: string;
  readonly exports: unknown;
}

/** Asked while somebody completes a word: the answers are those of that moment. */
export interface Around {
  /** URIs of the files of the same language. */
  files(): readonly string[];
  /** Container images that tasks name, most used first. */
  containers(): readonly string[];
  /** What the files export that read this one, directly or not. */
  readers?(): readonly Exported[];
  /** What the other files of the same language export. */
  others?(): readonly Exported[];
}

export interface AnalyzeSettings {
  readonly target: 'healthomics' | 'spec';
  /** Of WDL workflows on HealthOmics; `WDL` when absent. */
  readonly engine?: 'WDL' | 'WDL_LENIENT';
  /** When to say what the strict parser of Nextflow refuses; `auto` when absent. */
  readonly strict?: 'auto' | 'on' | 'off';
  readonly region: string | undefined;
  /** Severity by code, where the user chose one: what is off need not be looked for. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

export type Imported<Exports = unknown> =
  | {
      readonly kind: 'loaded';
      readonly uri: string;
      readonly exports: Exports;
      /** Of a file of data. */
      readonly data?: DataFacts;
    }
  | {
      readonly kind: 'missing';
      readonly uri: string | undefined;
      readonly reason: string;
      /** Of a file that is there and of another language, or of none: a library of functions, a list of types. */
      readonly text?: string;
      /** Of a document on the web: whether fetching is switched off, or was tried. */
      readonly web?: 'off' | 'failed';
    }
  | { readonly kind: 'cycle'; readonly uri: string };

/** Everything that features and rules may know about one version of one file. Positions are those of this version. */
export interface Analysis<Exports = unknown> {
  /** Of the analysis only; the problems of `Parsed` are not repeated. */
  readonly problems: readonly Problem[];
  /**
   * Problems that only the workflows tell whose runs read this file; asked again whenever something is analysed anew.
   * Keeps no tree.
   */
  readonly problemsAmong?: (workflows: readonly WorkflowModel[]) => readonly Problem[];
  /** The same with what takes longer to be found, or looks different when all is known; asked for once, if ever. */
  allProblems?(): readonly Problem[];
  /** What the file declares. */
  readonly symbols: ReadonlyMap<SymbolId, SymbolInfo>;
  /** Every name, sorted by start; no two overlap. */
  readonly occurrences: readonly Occurrence[];
  readonly outline: readonly OutlineItem[];
  readonly links: readonly DocumentLink[];
  /** The callables that this file itself declares, in the order of the text. */
  readonly callables: readonly Callable[];
  /** The callable that a run of this file would run. */
  readonly entry?: SymbolId;
  readonly engine?: Engine;
  readonly languageVersion?: string;
  /** Why it is this version. Markdown, whole sentences. */
  readonly versionReason?: string;
  /** Where the version of the engine is asked for, where runs look there. */
  readonly versionAt?: Location;
  readonly exports: Exports;
  /** Equal for two versions of a file when no importer can tell them apart. Holds no positions. */
  readonly fingerprint: string;
  /** `account` holds the answer to `accountQuery` of the offset, where somebody is signed in. */
  completions(offset: number, account?: readonly AccountValue[]): readonly CompletionCandidate[];
  /** Words about what stands at the offset and is no name: a keyword, a runtime key, a container. Markdown. */
  describe(offset: number): Description | undefined;
  /** What the text of the range leaves unsaid and the language knows, in the order of the text. */
  unsaid?(range: Span): readonly Unsaid[];
  /** The call of a function or task around the offset. */
  signature?(offset: number): SignatureCandidate | undefined;
  /** Scripts of the shell that stand in the file. */
  scripts?(): readonly EmbeddedScript[];
  /**
   * The command of a task of this file as it would run with these inputs, which are JSON by the names of the inputs.
   * `undefined` for what is no task with a command.
   */
  renderCommand?(task: SymbolId, inputs: Readonly<Record<string, unknown>>): RenderedCommand | undefined;
  /** What a file of data tells others. */
  readonly data?: DataFacts;
  /** Names that only files know which read this one; as occurrences they come before others in the same place. */
  readonly names?: readonly FreeName[];
  /** What a file of data states that only an account can judge. */
  stated?(): StatedValues;
  /** Changes that are offered in the range although nothing is wrong. */
  actions?(range: Span): readonly Fix[];
  /** What puts the imports in order and drops those of which one of the shown problems says that nothing needs them. */
  organizeImports?(shown: readonly Problem[]): readonly TextEdit[];
  /** What goes to the offset and only the account knows. */
  accountQuery?(offset: number): AccountQuery | undefined;
}

/** A question to the account that somebody is signed in to. */
export interface AccountQuery {
  readonly kind: AccountValueKind;
  /** For versions: of which workflow. */
  readonly workflowId?: string;
}

/** What one file of data tells others; plain, so that it stays when the tree is dropped. */
export interface DataFacts {
  readonly registryMap?: RegistryMap;
  readonly template?: TemplateFacts;
  /** Folders of S3 and HealthOmics URIs, each as often as it is used. */
  readonly uriFolders?: ReadonlyMap<string, number>;
  readonly schema?: SchemaFacts;
}

/** What an account holds of one kind. */
export interface AccountValue {
  readonly value: string;
  /** A name for people, shown beside the value. */
  readonly label?: string;
}

/** A script of bash that stands in a file, as the engine would run it. */
export interface EmbeddedScript {
  /** With a dummy of the same length in the place of whatever the engine replaces. */
  readonly text: string;
  /** The offset in the file at which each line of the text begins. */
  readonly lineStarts: readonly number[];
  /**
   * Where the file writes some of it longer, as with escapes: the offset in the file of each UTF-16 unit of the text, and
   * behind its last. Without them, every line stands in the file as it is.
   */
  readonly offsets?: readonly number[];
  /** What has to stand in the file in the place of the span for the script to have the text; undefined where nothing does. */
  readonly writeAs?: (text: string, span: Span) => string | undefined;
  /** Where the dummies stand in the file. */
  readonly dummies: readonly Span[];
  /** Variables that the engine sets or reads. */
  readonly variables: readonly string[];
}

/** A task's command with its placeholders filled, and what the task asks for with the same inputs. */
export interface RenderedCommand {
  /** For bash. */
  readonly script: string;
  /** Variables that the engine sets for the command. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is not known before the run: the script takes it from variables of the shell. */
  readonly unknown: readonly UnknownValue[];
  /** Files that the script names as they were given: whoever runs it has to bring them. */
  readonly files: readonly string[];
  readonly container?: string;
  readonly cpus?: number;
  readonly memoryGiB?: number;
}

export interface UnknownValue {
  /** Of the shell. */
  readonly variable: string;
  /** As it is written in the source. */
  readonly text: string;
  /** The input that it is, where it is nothing else. */
  readonly input?: string;
}

export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
  readonly tooltip?: string;
}

/** Something that an inlay hint can say behind a piece of text. */
export interface Unsaid {
  /** `type`: of a name whose declaration does not say it. `value`: of an expression that is the same in every run. */
  readonly kind: 'type' | 'value';
  readonly span: Span;
  /** In the language's own words: `Array[File]`, `"16 GiB"`. */
  readonly text: string;
  /** True only as long as the inputs keep their defaults. */
  readonly assumes?: 'defaults';
}

export interface Description {
  readonly span: Span;
  readonly markdown: string;
}

export type CompletionKind =
  | 'keyword'
  | 'variable'
  | 'function'
  | 'task'
  | 'workflow'
  | 'struct'
  | 'enum'
  | 'enumMember'
  | 'member'
  | 'namespace'
  | 'type'
  | 'key'
  | 'value'
  | 'file'
  | 'folder'
  | 'snippet';

export interface CompletionCandidate {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A type or signature, shown beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What to insert where it is not the label; `snippet` says that it holds `$1` and `${2:name}` places. */
  readonly insert?: string;
  readonly snippet?: true;
  /** What the insertion replaces; the word at the cursor when absent. */
  readonly replace?: Span;
  /** Further edits, away from the cursor: the comma that the line before lacks. */
  readonly edits?: readonly TextEdit[];
  /** Text to match what was typed against, when it is not the label. */
  readonly filter?: string;
  /** Lower comes first; 5 when absent. Equal ranks sort by label. */
  readonly rank?: number;
  readonly deprecated?: true;
}

export interface SignatureCandidate {
  readonly label: string;
  readonly documentation?: string;
  readonly parameters: readonly { readonly label: string; readonly documentation?: string }[];
  readonly active: number;
}

export interface FormatOptions {
  /** One level: some spaces, or a tab. */
  readonly indent: string;
  /** The columns that one level takes. When absent: the length of `indent`, or 4 for a tab. */
  readonly indentWidth?: number;
  /** In columns; longer lines are wrapped where the language allows it. */
  readonly lineWidth: number;
  /** When absent, what the file's first line ends with. */
  readonly newline?: '\n' | '\r\n';
  /**
   * The comma behind the last element of a list with an element a line: `add` it (and drop it from lists on one line),
   * or `keep` what the author wrote. `add` when absent.
   */
  readonly trailingCommas?: 'add' | 'keep';
}
