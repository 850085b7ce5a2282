import type { AnalyzeSettings } from '../../language.ts';
import type { Problem, RuleInfo, Severity, Span } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import type { AttributeNode, WdlNode } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import type { CheckedFile } from '../check/file.ts';
import type { CommandScripts } from './command-script.ts';

/**
 * One lint: what it is about, and what it looks at. The runner walks the tree once for all lints together, and runs
 * only those that are on, so that a lint costs what it looks at and nothing else.
 */
export interface Lint extends RuleInfo {
  /** Looks at nodes of these kinds, in the order of the text; nodes of meta sections are left out. */
  readonly visits?: Visits;
  /** Looks at each task and workflow. */
  readonly callable?: (callable: CheckedCallable, context: LintContext) => Findings;
  /** Looks at the document once. */
  readonly document?: (context: LintContext) => Findings;
  /** False for documents in which there is nothing to look at, as far as a glance at them tells. */
  readonly relevant?: (context: LintContext) => boolean;
  /** It says that something is missing, which in a document that could not be read it may not be. */
  readonly needs?: 'whole document';
  /** It is about what AWS HealthOmics does, and silent for other targets. */
  readonly target?: AnalyzeSettings['target'];
}

export type Visits = {
  readonly [Kind in WdlNode['kind']]?: (
    node: Extract<WdlNode, { readonly kind: Kind }>,
    context: LintContext,
  ) => Findings;
};

/** A problem without what the lint says for it. */
export interface Finding extends Omit<Problem, 'code' | 'severity'> {
  /** Where it weighs less than the lint in general. */
  readonly severity?: Severity;
}

export type Findings = Finding | readonly Finding[] | undefined;

export interface LintContext {
  readonly document: CheckedDocument;
  readonly file: CheckedFile;
  /** The commands of the document as shell scripts. */
  readonly scripts: CommandScripts;
  /** Of the sections of a task, in the order of the text; a workflow has none. */
  readonly attributes: (callable: CheckedCallable) => readonly NamedAttribute[];
}

export interface NamedAttribute {
  readonly name: string;
  readonly node: AttributeNode;
}

/** The callable whose text holds the offset. */
export function callableAt({ document }: LintContext, offset: number): CheckedCallable | undefined {
  return document.callables.find(({ node }) => node.start <= offset && offset < node.end);
}

/** An insertion in front of the span. */
export function before({ start }: Span): Span {
  return { start, end: start };
}

/** An insertion behind the span. */
export function behind({ end }: Span): Span {
  return { start: end, end };
}

/** The blanks that the offset's line begins with. */
export function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
