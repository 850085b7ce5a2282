import { product } from '../product.ts';
import type { ServerSettings } from '../settings.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { WorkflowModel } from '../model/index.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

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
    settings: { ...DEFAULT_SETTINGS, shellcheck: 'off', ...settings },
    pause: terminal.pause,
    shellChecker: terminal.shellChecker,
    scriptsOf: 'all',
    report: (error, doing) =>
      faults.push(
        `Failed ${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  });
  return { workspace, faults };
}

/** The workflow of one file; or, with a word to the user already said, what to exit with. */
export async function openModel(
  path: string,
  terminal: Terminal,
): Promise<{ readonly model: WorkflowModel } | { readonly exit: Exit }> {
  const uri = terminal.uriOf(path);
  if ((await terminal.kindOf(uri)) !== 'file') {
    terminal.error(`There is no file '${path}'.\n`);
    return { exit: EXIT.failed };
  }
  const { workspace } = openWorkspace(terminal);
  workspace.addFile(uri);
  await workspace.summary(uri);
  const model = workspace.model(uri);
  if (model !== undefined) return { model };
  terminal.error(`'${path}' holds no workflow that could be run.\n`);
  return { exit: EXIT.errorsFound };
}
