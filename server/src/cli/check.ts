import type { FileSummary } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openWorkspace } from './open-workspace.ts';
import { addPaths } from './paths.ts';
import type { ReportFormat } from './reports.ts';
import { REPORTS } from './reports.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

export interface CheckOptions {
  readonly format: ReportFormat;
  readonly target: 'healthomics' | 'spec';
  readonly engine: 'WDL' | 'WDL_LENIENT';
  readonly region: string | undefined;
  /** Where imports come from: this machine's files, public places of the web too, or any place of the web. */
  readonly imports: 'local' | 'public' | 'any';
  /** Whether ShellCheck reads the commands of tasks. */
  readonly scripts: 'read' | 'skipped';
}

/** Checks files and folders, and prints what the editor would show. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<Exit> {
  const { target, engine, region, imports, scripts } = options;
  const settings = {
    target,
    engine,
    region,
    imports: { fetch: imports === 'local' ? 'never' : 'always', allowPrivate: imports === 'any' },
    shellcheck: scripts === 'read' ? 'auto' : 'off',
  } as const;
  const { workspace, faults } = openWorkspace(terminal, settings);
  const wrong = await addPaths(workspace, paths, terminal);
  if (wrong.length > 0) {
    terminal.error(wrong.map((line) => `${line}\n`).join(''));
    return EXIT.failed;
  }
  const files = await checkAll(workspace);
  if (scripts === 'read' && !workspace.readsScripts) {
    terminal.error(
      'ShellCheck is not installed, so that commands were not read: see https://www.shellcheck.net.\n',
    );
  }
  terminal.out(REPORTS[options.format](files, { folder: terminal.folder, colour: terminal.colour }));
  for (const fault of faults) terminal.error(`${fault}\n`);
  if (faults.length > 0) return EXIT.failed;
  const errors = files.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
  return errors ? EXIT.errorsFound : EXIT.clean;
}

/** So many files are read while one is analysed; more would only keep their trees in memory. */
const AT_A_TIME = 8;

async function checkFile(workspace: Workspace, uri: string): Promise<FileSummary | undefined> {
  const file = await workspace.summary(uri);
  return (await workspace.checkScripts(uri)) ? workspace.known(uri) : file;
}

/** In the order of their names. */
async function checkAll(workspace: Workspace): Promise<readonly FileSummary[]> {
  const uris = [...(await workspace.files())].sort();
  const checks: Promise<FileSummary | undefined>[] = [];
  for (const uri of uris) {
    checks.push(checkFile(workspace, uri));
    await checks.at(-AT_A_TIME);
  }
  const files = await Promise.all(checks);
  // What the workflows tell about the files that they read is known when all have been read.
  return files.flatMap((file) => (file === undefined ? [] : (workspace.known(file.uri) ?? file)));
}
