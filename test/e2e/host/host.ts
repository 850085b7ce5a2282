/** How the suites get into a VS Code, whichever one this machine can run. */

/** One VS Code window in which one suite runs. */
export interface WindowRequest {
  readonly suite: string;
  /** The folder to open. */
  readonly folder: string;
  /** What the extension and the suite find in their environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly workspaceTrust: 'on' | 'off';
  /** Where the suite writes its results; its absence afterwards means that the suite never ran to its end. */
  readonly resultsFile: string;
  /** Folder for the pictures that the suite takes. */
  readonly pictures: string;
  /** Where the window's own log goes, to explain a failure. */
  readonly logFile: string;
  readonly seconds: number;
}

/** The extension as it is tested: the folder it is developed in, or the package that a user installs. */
export type Extension =
  { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'package'; readonly path: string };

export interface Host {
  /** Opens a window, lets the suite run, closes it. Rejects when the suite did not come to its end. */
  run(request: WindowRequest): Promise<void>;
  /** Ends what the host has started. */
  close(): Promise<void>;
}

/**
 * VS Code wants a development extension for every test run. When the package is tested, this one, which does nothing, takes
 * that place.
 */
export const DRIVER_EXTENSION = 'test/e2e/driver';

/** The bundle that exports `run()`. */
export const SUITES_BUNDLE = 'out/e2e/suites.cjs';
