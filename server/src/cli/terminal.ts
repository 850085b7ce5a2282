import type { Host } from '../workspace/host.ts';
import type { ShellChecker } from '../workspace/shell-checks.ts';

/** What the command line touches outside itself; `node/cli-main.ts` fills it in. */
export interface Terminal {
  readonly host: Host;
  /** Absent where no programs can be run. */
  readonly shellChecker?: ShellChecker;
  /** The working folder's URI. */
  readonly folder: string;
  /** True where standard output shows colours. */
  readonly colour: boolean;
  /** Lets waiting events through. */
  readonly pause: () => Promise<void>;
  out(text: string): void;
  error(text: string): void;
  /** The URI of a path as it was typed. */
  uriOf(path: string): string;
  kindOf(uri: string): Promise<'file' | 'folder' | 'missing'>;
  /** Writes a file anew, piece by piece. Rejects where it cannot. */
  write(uri: string, pieces: Iterable<string>): Promise<void>;
  /** Replaces the text of a file in the encoding that it has. Rejects where it cannot. */
  replace(uri: string, text: string): Promise<void>;
  /** Serves an editor; resolves never. */
  serve(): Promise<void>;
}

/** Exit statuses, the same for all commands. */
export const EXIT = { clean: 0, errorsFound: 1, failed: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
