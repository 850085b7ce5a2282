import type { Analysis, Language } from '../languages/language.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Lazy, LineIndex, Problem } from '../text/index.ts';
import type { ParameterLink } from './parameter-link.ts';
import type { FileFacts, FileSnapshot, FileSummary } from './snapshot.ts';

type Fields = Omit<FileSummary, 'problems'>;

/**
 * Classes, so that the getter is the prototype's: an object literal with a getter has a shape of its own, which keeps
 * all that the getter closes over until the next full collection.
 */
export class Summary implements FileSummary {
  readonly uri: string;
  readonly version: number | undefined;
  readonly language: Language;
  readonly text: string;
  readonly lines: LineIndex;
  readonly analysis: FileFacts;
  declare readonly link?: ParameterLink;
  readonly #problems: Lazy<readonly Problem[]>;

  constructor(fields: Fields, problems: Lazy<readonly Problem[]>) {
    this.uri = fields.uri;
    this.version = fields.version;
    this.language = fields.language;
    this.text = fields.text;
    this.lines = fields.lines;
    this.analysis = fields.analysis;
    if (fields.link !== undefined) this.link = fields.link;
    this.#problems = problems;
  }

  get problems(): readonly Problem[] {
    return this.#problems.value;
  }
}

export class Snapshot extends Summary implements FileSnapshot {
  readonly tree: SyntaxTree;
  declare readonly analysis: Analysis;

  constructor(
    fields: Fields & { readonly analysis: Analysis; readonly tree: SyntaxTree },
    problems: Lazy<readonly Problem[]>,
  ) {
    super(fields, problems);
    this.tree = fields.tree;
  }
}
