/** What a suite inside VS Code may ask of the window it runs in. Selectors are Playwright's. */
export type StageRequest =
  /** `patience` in milliseconds; a minute when absent. */
  | { readonly act: 'click'; readonly selector: string; readonly patience?: number }
  | { readonly act: 'hover'; readonly selector: string }
  | { readonly act: 'press'; readonly keys: string }
  | { readonly act: 'type'; readonly text: string }
  /** Waits until it can be seen. */
  | { readonly act: 'appear'; readonly selector: string; readonly patience?: number }
  /** The visible text of everything that matches at this moment. */
  | { readonly act: 'texts'; readonly selector: string }
  /** The accessible labels of everything that matches at this moment. */
  | { readonly act: 'labels'; readonly selector: string }
  | { readonly act: 'picture'; readonly name: string };

export interface StageAnswer {
  readonly value?: readonly string[];
  readonly error?: string;
}

/** Names of the environment variables that carry what a suite has to know. */
export const SUITE_VARIABLE = 'OMICS_LENS_E2E_SUITE';
export const RESULTS_VARIABLE = 'OMICS_LENS_E2E_RESULTS';
export const STAGE_VARIABLE = 'OMICS_LENS_E2E_STAGE';

/** One test of a suite, as `run()` reports it. */
export interface TestResult {
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  readonly error?: string;
}
