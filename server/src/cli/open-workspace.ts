import { product } from '../product.ts';
import type { ServerSettings } from '../settings.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { Terminal } from './terminal.ts';

export interface OpenedWorkspace {
  readonly workspace: Workspace;
  /** Faults of our own, as they happened. */
  readonly faults: readonly string[];
}

/** The same workspace as an editor's, without an editor. */
export function openWorkspace(terminal: Terminal, settings: Partial<ServerSettings> = {}): OpenedWorkspace {
  const faults: string[] = [];
  const workspace = new Workspace({
    host: terminal.host,
    languages: product.languages,
    finish: product.finish,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    pause: terminal.pause,
    report: (error, doing) =>
      faults.push(
        `Failed ${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  });
  return { workspace, faults };
}
