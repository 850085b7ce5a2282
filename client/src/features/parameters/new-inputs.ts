import type { NewInputsParams, NewInputsResponse } from '@omics-lens/server/protocol/index.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import { baseName, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';

export interface NewInputsPorts {
  readonly newInputs: (params: NewInputsParams) => Promise<NewInputsResponse>;
  readonly files: Pick<Files, 'create'>;
  readonly prompts: Pick<Prompts, 'pick'>;
}

/** Creates a parameter file for the workflow that was clicked, with the required inputs or all of them. */
export async function createInputs(
  clicked: string,
  { newInputs, files, prompts }: NewInputsPorts,
): Promise<void> {
  const required = await newInputs({ uri: clicked, which: 'required' });
  const all = await newInputs({ uri: clicked, which: 'all' });
  if (!required || !all) {
    throw new UserError({
      code: 'no-workflow',
      sentence: `'${baseName(clicked)}' holds no workflow. Open one and try again.`,
    });
  }
  const chosen =
    required.text === all.text
      ? all
      : answered(
          await prompts.pick(`Inputs in '${baseName(all.uri)}'`, [
            { label: 'Required inputs', value: required },
            { label: 'All inputs', description: 'with their defaults', value: all },
          ]),
        );
  await files.create(chosen.uri, chosen.text);
}
