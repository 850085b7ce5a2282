import { checkParametersCommand, startRunCommand } from '../protocol/index.ts';
import type { Span } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';

/** A command on the workflow of the file. */
export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  readonly command: string;
}

const LENSES = [
  { title: '$(play) Start run', command: startRunCommand },
  { title: '$(checklist) Check parameters', command: checkParametersCommand },
];

/** Above the workflow that a run of the file would run: what can be done with it, as far as the client can do it. */
export function codeLenses(file: FileSummary, commands: ReadonlySet<string>): readonly CodeLens[] {
  const entry = file.analysis.callables.find(({ id }) => id === file.analysis.entry);
  if (entry?.kind !== 'workflow') return [];
  return LENSES.filter(({ command }) => commands.has(command)).map((lens) => ({
    ...lens,
    span: entry.at.span,
  }));
}
