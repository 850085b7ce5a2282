import type { Workspace } from '../workspace/workspace.ts';
import type { Terminal } from './terminal.ts';

/** Adds files, and folders with all that lies in them, to the workspace. What is wrong with them, a sentence each. */
export async function addPaths(
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
      // CWL may have any name: what the file says counts.
      if (!workspace.isChecked(uri)) await workspace.summary(uri);
      if (!workspace.isChecked(uri)) {
        wrong.push(
          `'${path}' is neither a workflow nor a parameter file, as far as its name and its text say.`,
        );
      }
    }
  }
  return wrong;
}
