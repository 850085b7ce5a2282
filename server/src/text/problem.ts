import type { TextEdit } from './edit.ts';
import type { Location, Span } from './span.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A change that mends a problem; it travels with the problem, so that offering it analyses nothing again. */
export interface Fix {
  readonly title: string;
  /** Edits of the file that the problem is in. */
  readonly edits: readonly TextEdit[];
  /** The one fix that *Fix all* may apply without asking. */
  readonly preferred?: true;
  /** Applied by *Fix all of this kind* too, which somebody chooses with the kind in view; never without asking. */
  readonly together?: true;
}

/** A finding in one file. */
export interface Problem {
  readonly span: Span;
  readonly severity: Severity;
  /** Kebab-case, unique, never reused; it names the page in `docs/rules/`. */
  readonly code: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** Why, and what to do. */
  readonly note?: string;
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** What is known about a problem code before anything is wrong; rule pages, settings and `explain` are made from it. */
export interface RuleInfo {
  readonly code: string;
  readonly severity: Severity;
  /** Nothing is said unless the settings give the code a severity: a matter of taste, or of house rules. */
  readonly default?: 'off';
  /** One line. */
  readonly summary: string;
  /** Why it matters and what to do. Markdown. */
  readonly why: string;
  /** A small example that has the problem, and the same example mended. */
  readonly bad?: string;
  readonly good?: string;
}
