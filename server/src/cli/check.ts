import type { FileSummary } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CheckOptions } from './arguments.ts';
import { openWorkspace } from './open-workspace.ts';
import { jsonReport } from './report-json.ts';
import { textReport } from './report-text.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

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
  const report = options.format === 'json' ? jsonReport : textReport;
  terminal.out(report(files, { folder: terminal.folder, colour: terminal.colour }));
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

/** What is wrong with the paths, a sentence each. */
async function addPaths(
  workspace: Workspace,
  paths: readonly string[],
  terminal: Terminal,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const path of paths) {
    const uri = terminal.uriOf(path);
    const kind = await terminal.kindOf(uri);
    if (kind === 'folder') {
      workspace.addFolder(uri);
    } else if (kind === 'missing') {
      wrong.push(`There is no file or folder '${path}'.`);
    } else {
      workspace.addFile(uri);
      if (!workspace.isChecked(uri)) {
        wrong.push(`'${path}' is neither a workflow nor a parameter file, as far as its name says.`);
      }
    }
  }
  return wrong;
}
