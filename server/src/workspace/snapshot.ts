import type { Analysis, Language } from '../languages/language.ts';
import type { RegistryMap, SymbolId, SymbolInfo, WorkflowModel } from '../model/index.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { LineIndex, Problem } from '../text/index.ts';
import type { ServerSettings } from '../settings.ts';
import type { Cancellation } from './cancellation.ts';
import type { ParameterLink } from './parameter-link.ts';

/** How an answer is wanted. */
export interface Ask {
  readonly cancellation?: Cancellation;
  /** Background work waits while any request is being answered. */
  readonly priority?: 'request' | 'background';
}

/** What stays of an analysis when the tree is dropped. */
export type FileFacts = Omit<
  Analysis,
  | 'problems'
  | 'allProblems'
  | 'completions'
  | 'describe'
  | 'signature'
  | 'scripts'
  | 'renderCommand'
  | 'unsaid'
  | 'actions'
  | 'accountQuery'
  | 'stated'
>;

/** What is known about one version of one file, open or not. */
export interface FileSummary {
  readonly uri: string;
  /** The editor's version; undefined for a file that is read from disk. */
  readonly version: number | undefined;
  readonly language: Language;
  readonly text: string;
  readonly lines: LineIndex;
  readonly analysis: FileFacts;
  /** All problems: of reading, parsing and analysis, and those of the rules, in the order of the text. */
  readonly problems: readonly Problem[];
  /** For a parameter file: the workflow that it is tied to. */
  readonly link?: ParameterLink;
}

/** A summary with the tree and what is computed from it. */
export interface FileSnapshot extends FileSummary {
  readonly tree: SyntaxTree;
  readonly analysis: Analysis;
}

/** What the rules see of a file. They stand above the workspace, so they are passed in as a `Finish`. */
export interface CheckedFile {
  readonly uri: string;
  readonly tree: SyntaxTree;
  readonly analysis: Analysis;
  /** Of the parse; those of the analysis are in `analysis`. */
  readonly syntaxProblems: readonly Problem[];
  readonly settings: ServerSettings;
  /** Of the registry maps that lie beside the file or above it. */
  readonly registryMap?: RegistryMap;
}

/** The final list of a file's problems: the rules' findings added, severities set, what is suppressed left out. */
export type Finish = (file: CheckedFile) => readonly Problem[];

/** What features ask beyond the file at hand. Answers are what is known now: prepare first. */
export interface SymbolSource {
  known(uri: string): FileSummary | undefined;
  symbol(id: SymbolId): SymbolInfo | undefined;
  /** The files in which the symbol occurs, the declaring one first. */
  mentions(id: SymbolId): readonly FileSummary[];
  /** The workflows that a run of the file, or of one that reads it, would run. */
  modelsWith(uri: string): readonly WorkflowModel[];
}
