import { parameterTemplate, templateIssues } from '../model/index.ts';
import { openWorkspace } from './open-workspace.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

/** Prints what CreateWorkflow takes as `parameterTemplate`, so that it can be piped into a file. */
export async function template(path: string, terminal: Terminal): Promise<Exit> {
  const uri = terminal.uriOf(path);
  if ((await terminal.kindOf(uri)) !== 'file') {
    terminal.error(`There is no file '${path}'.\n`);
    return EXIT.failed;
  }
  const { workspace } = openWorkspace(terminal);
  workspace.addFile(uri);
  await workspace.summary(uri);
  const model = workspace.model(uri);
  if (model === undefined) {
    terminal.error(`'${path}' holds no workflow that could be run.\n`);
    return EXIT.errorsFound;
  }
  const made = parameterTemplate(model);
  terminal.out(`${JSON.stringify(made, undefined, 2)}\n`);
  const issues = templateIssues(made);
  terminal.error(issues.map((issue) => `${issue}\n`).join(''));
  return issues.length > 0 ? EXIT.errorsFound : EXIT.clean;
}
