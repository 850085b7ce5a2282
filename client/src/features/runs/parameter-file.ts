import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { answered, Cancelled, UserError } from '../../infrastructure/errors.ts';
import { baseName, folderName, stem, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';

/** A run's parameters and where they stand; a workflow without required inputs may run without a file. */
export interface RunParameters {
  readonly uri: string | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ParameterFilePorts {
  readonly files: Files;
  readonly prompts: Pick<Prompts, 'pick' | 'decide'>;
}

/** The parameter file to use; `undefined` to run without. A file that has to be created ends the start: it is to be filled in. */
export async function chooseParameterFile(
  clicked: string,
  workflow: WorkflowResult,
  { files, prompts }: ParameterFilePorts,
): Promise<string | undefined> {
  // Whoever starts from a parameter file has chosen.
  if (!workflow.files.includes(clicked)) return clicked;
  const [first, second] = workflow.parameterFiles;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    const choices = workflow.parameterFiles.map((uri) => ({
      label: baseName(uri),
      description: baseName(folderName(uri)),
      value: uri,
    }));
    return answered(await prompts.pick(`Parameters for '${workflow.name}'`, choices));
  }
  if (workflow.inputs.length === 0) return undefined;
  return offerNewFile(workflow, { files, prompts });
}

/** Reads the parameters. Rejects with a `UserError` when the file holds no JSON object. */
export async function readParameters(uri: string, files: Pick<Files, 'read'>): Promise<RunParameters> {
  return { uri, values: await readObject(uri, 'parameters', files) };
}

/** The members of a file that is one JSON object. Rejects with a `UserError` when it is none. */
export async function readObject(
  uri: string,
  holding: 'parameters' | 'run',
  files: Pick<Files, 'read'>,
): Promise<Readonly<Record<string, unknown>>> {
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(await files.read(uri));
  const values = parseObject(text);
  if (values) return values;
  throw new UserError({
    code: `${holding}-unreadable`,
    sentence: `'${baseName(uri)}' is not a JSON object, so it holds no ${holding}. Correct it and try again.`,
    nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
  });
}

async function offerNewFile(
  workflow: WorkflowResult,
  { files, prompts }: ParameterFilePorts,
): Promise<string | undefined> {
  const create = 'Create Parameter File';
  const without = 'Start Without Parameters';
  const required = workflow.inputs.filter((input) => input.required);
  const button = answered(
    await prompts.decide(
      `Workflow '${workflow.name}' has no parameter file.`,
      required.length > 0
        ? `It needs values for ${required.map(({ name }) => `'${name}'`).join(', ')}. A new file can list them for you to fill in.`
        : 'All of its inputs have defaults.',
      required.length > 0 ? [create] : [create, without],
    ),
  );
  if (button === without) return undefined;
  const uri = `${folderName(workflow.uri)}/${encodeURIComponent(stem(workflow.uri))}.params.json`;
  await files.create(uri, workflow.newParameterFile);
  // The file is open now and lacks its values: there is nothing to start yet.
  throw new Cancelled();
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
