import { parameterTemplate, templateIssues } from '../model/index.ts';
import { openModel } from './open-workspace.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

/** Prints what CreateWorkflow takes as `parameterTemplate`, so that it can be piped into a file. */
export async function template(path: string, terminal: Terminal): Promise<Exit> {
  const opened = await openModel(path, terminal);
  if ('exit' in opened) return opened.exit;
  const made = parameterTemplate(opened.model);
  terminal.out(`${JSON.stringify(made, undefined, 2)}\n`);
  const issues = templateIssues(made);
  terminal.error(issues.map((issue) => `${issue}\n`).join(''));
  return issues.length > 0 ? EXIT.errorsFound : EXIT.clean;
}
