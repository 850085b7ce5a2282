import type { Analysis, Language } from '../languages/language.ts';
import type { Problem } from '../text/index.ts';
import { Lazy, LineIndex } from '../text/index.ts';
import type { FileContent } from './host.ts';
import { MAX_FILE_BYTES, tooLarge } from './host.ts';
import type { ParameterLink } from './parameter-link.ts';
import type { SafelyParsed } from './run-language.ts';
import type { FileFacts, FileSummary } from './snapshot.ts';
import { unreadableProblem } from './file-problems.ts';

/** A document as an editor holds it. */
export interface OpenDocument {
  readonly uri: string;
  /** The editor's word for the language; the file's name decides where it is no word of ours. */
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/** The text of a file as it was last read or typed. */
export interface Source {
  readonly text: string;
  readonly lines: LineIndex;
  /** The editor's version; undefined when it was read from disk. */
  readonly version: number | undefined;
  readonly missing: boolean;
  /** Why the text is empty although the file is not. */
  readonly problem: Problem | undefined;
}

export interface ResolvedImport {
  readonly target: string;
  /** Undefined where the target cannot be a path. */
  readonly uri: string | undefined;
  /** One of those that share this has to exist; none has to where it is undefined. */
  readonly oneOf: string | undefined;
}

/** All that the workspace keeps of a file. It changes over time and stays inside the workspace. */
export interface FileEntry {
  readonly uri: string;
  open: boolean;
  language: Language | undefined;
  /** Undefined until it is read, and again after a change on disk. */
  source: Source | undefined;
  /** Counts changes of the text, so that a slow read cannot overwrite a newer text. */
  generation: number;
  loading: Promise<void> | undefined;
  /** Kept for open files; for others only between parsing and analysis. */
  parsed: SafelyParsed | undefined;
  /** After the rules, in the order of the text. Of an open file, worked out when they are asked for. */
  problems: Lazy<readonly Problem[]>;
  /** Of those, what only the workflows tell that read the file, and the analyses at which they were asked. */
  among: { readonly serial: number; readonly problems: readonly Problem[] };
  /** Undefined until the text was parsed. */
  imports: readonly ResolvedImport[] | undefined;
  /** The imports that lead back to this file, as of a version of the import graph. */
  cycles: { readonly graphVersion: number; readonly targets: readonly string[] } | undefined;
  link: ParameterLink | undefined;
  /** The revision at which the link was looked for. */
  linkedAt: number;
  /** Whole for open files, without what needs the tree for others. */
  analysis: Analysis | undefined;
  facts: FileFacts | undefined;
  /** Counts analyses in the workspace. */
  serial: number;
  /** What the analysis was made from, beside the text. */
  key: string;
  /** The revision at which the analysis was last known to be current. */
  verifiedAt: number;
  /** Made when it is asked for, and again after an analysis. */
  summary: FileSummary | undefined;
  /** The analyses of the workspace at which the summary's free names were looked for. */
  summaryAt: number;
}

export const NO_PROBLEMS: Lazy<readonly Problem[]> = Lazy.of([]);

export const NOTHING_AMONG: FileEntry['among'] = { serial: -1, problems: [] };

export function newEntry(uri: string): FileEntry {
  return {
    uri,
    open: false,
    language: undefined,
    source: undefined,
    generation: 0,
    loading: undefined,
    parsed: undefined,
    problems: NO_PROBLEMS,
    among: NOTHING_AMONG,
    imports: undefined,
    cycles: undefined,
    link: undefined,
    linkedAt: -1,
    analysis: undefined,
    facts: undefined,
    serial: 0,
    key: '',
    verifiedAt: -1,
    summary: undefined,
    summaryAt: 0,
  };
}

/** Forgets all that was known of the text. */
export function replaceSource(entry: FileEntry, source: Source | undefined): void {
  entry.source = source;
  entry.generation++;
  entry.loading = undefined;
  entry.parsed = undefined;
  entry.imports = undefined;
  entry.analysis = undefined;
  entry.facts = undefined;
  entry.summary = undefined;
  entry.verifiedAt = -1;
  entry.linkedAt = -1;
}

export function sourceOf(content: FileContent, version: number | undefined): Source {
  const checked =
    content.kind === 'text' && content.text.length > MAX_FILE_BYTES ? tooLarge(content.text.length) : content;
  const text = checked.kind === 'text' ? checked.text : '';
  return {
    text,
    lines: new LineIndex(text),
    version,
    missing: checked.kind === 'missing',
    problem: checked.kind === 'unreadable' ? unreadableProblem(checked) : undefined,
  };
}
