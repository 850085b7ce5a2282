import type { WhichInputs } from '../features/new-inputs.ts';
import { newInputs } from '../features/new-inputs.ts';
import { openModel } from './open-workspace.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

export interface InputsOptions {
  readonly which: WhichInputs;
  readonly target: 'healthomics' | 'spec';
}

/** Prints a parameter file to be filled in. */
export async function inputs(path: string, options: InputsOptions, terminal: Terminal): Promise<Exit> {
  const opened = await openModel(path, terminal);
  if ('exit' in opened) return opened.exit;
  terminal.out(newInputs(opened.model, options.which, options.target));
  return EXIT.clean;
}
