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
  readonly region: string | undefined;
}

/** Checks files and folders, and prints what the editor would show. */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<Exit> {
  const { target, region } = options;
  const { workspace, faults } = openWorkspace(terminal, { target, region });
  const wrong = await addPaths(workspace, paths, terminal);
  if (wrong.length > 0) {
    terminal.error(wrong.map((line) => `${line}\n`).join(''));
    return EXIT.failed;
  }
  const files = await checkAll(workspace);
  terminal.out(REPORTS[options.format](files, { folder: terminal.folder, colour: terminal.colour }));
  for (const fault of faults) terminal.error(`${fault}\n`);
  if (faults.length > 0) return EXIT.failed;
  const errors = files.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
  return errors ? EXIT.errorsFound : EXIT.clean;
}

/** So many files are read while one is analysed; more would only keep their trees in memory. */
const AT_A_TIME = 8;

/** In the order of their names. */
async function checkAll(workspace: Workspace): Promise<readonly FileSummary[]> {
  const uris = [...(await workspace.files())].sort();
  const checks: Promise<FileSummary | undefined>[] = [];
  for (const uri of uris) {
    checks.push(workspace.summary(uri));
    await checks.at(-AT_A_TIME);
  }
  return (await Promise.all(checks)).filter((file) => file !== undefined);
}
