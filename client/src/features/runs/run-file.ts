import { UserError } from '../../infrastructure/errors.ts';
import { baseName, type Files } from '../../infrastructure/files.ts';
import { readObject } from './parameter-file.ts';

/** The body of a StartRun request, as `aws omics start-run --cli-input-json` takes it. */
export interface RunFile {
  /** `file` where it names a workflow, or a run to repeat; otherwise the workflow beside it is meant. */
  readonly source: 'file' | 'beside';
  readonly name: string | undefined;
  /** What is sent, without the name and without an id of the request: each start is a wish of its own. */
  readonly members: Readonly<Record<string, unknown>>;
  /** What a request must have and the file leaves out or empty. */
  readonly lacks: readonly ('roleArn' | 'outputUri')[];
}

export function isRunFile(uri: string): boolean {
  return /[^/]\.run\.json$/i.test(uri);
}

/** Rejects with a `UserError` when the file holds no JSON object. */
export async function readRunFile(uri: string, files: Pick<Files, 'read'>): Promise<RunFile> {
  const values = await readObject(uri, 'run', files);
  // An empty text is a place that the user has not filled in. What we do not know the service may.
  const given = Object.keys(values).filter(
    (member) => values[member] !== undefined && values[member] !== '' && !NOT_SENT.has(member),
  );
  const { name, ...members } = Object.fromEntries(given.map((member) => [member, values[member]]));
  return {
    source: given.includes('workflowId') || given.includes('runId') ? 'file' : 'beside',
    name: typeof name === 'string' ? name : undefined,
    members,
    lacks: (['roleArn', 'outputUri'] as const).filter((member) => !given.includes(member)),
  };
}

/** An id of the request would make every start after the first the same one; `$schema` is for editors. */
const NOT_SENT: ReadonlySet<string> = new Set(['requestId', '$schema']);

export function runFileWithoutWorkflow(uri: string): UserError {
  return new UserError({
    code: 'no-workflow',
    sentence: `'${baseName(uri)}' names neither 'workflowId' nor 'runId', and belongs to no workflow beside it. Give the id of the workflow and try again.`,
    nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
  });
}
