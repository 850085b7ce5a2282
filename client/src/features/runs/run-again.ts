import type { Files } from '../../infrastructure/files.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { EarlierRun } from '../../omics/run-request.ts';
import type { StartPlan } from './start-plan.ts';

/** The same run once more: the service repeats it by its id, which keeps also what its description does not tell. */
export async function planOfRepeat(runId: string, omics: Pick<OmicsApi, 'earlierRun'>): Promise<StartPlan> {
  const run = await omics.earlierRun(runId);
  const { roleArn, outputUri, ...more } = run.members;
  return {
    title: titleOf(run),
    uri: undefined,
    parameters: undefined,
    checked: undefined,
    filled: [],
    workflow: undefined,
    name: undefined,
    content: {
      roleArn: typeof roleArn === 'string' ? roleArn : '',
      outputUri: typeof outputUri === 'string' ? outputUri : '',
      more: isShared(run) ? more : { runId: run.id, ...withoutWorkflow(more) },
    },
  };
}

/** The text of a run file with everything that is known of an earlier run, to be changed. */
export function runFileOf(run: EarlierRun): string {
  const members = isShared(run) ? run.members : { runId: run.id, ...withoutWorkflow(run.members) };
  return `${JSON.stringify({ ...members, name: `${titleOf(run)} again` }, null, 2)}\n`;
}

/** Puts the run file where the user's files are, under a name that is free. */
export async function createRunFile(
  run: EarlierRun,
  folder: string,
  files: Pick<Files, 'readIfPresent' | 'create'>,
): Promise<string> {
  const base =
    titleOf(run)
      .replace(/[^\w.-]+/g, '-')
      .replace(/^-+|-+$/g, '') || `run-${run.id}`;
  for (let number = 1; ; number++) {
    const uri = `${folder}/${encodeURIComponent(number === 1 ? base : `${base}-${number}`)}.run.json`;
    if ((await files.readIfPresent(uri)) !== undefined) continue;
    await files.create(uri, runFileOf(run));
    return uri;
  }
}

/** Without the time that a start puts behind it. */
function titleOf({ name, id }: EarlierRun): string {
  const title = name?.replace(/ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '').trim();
  return title === undefined || title === '' ? `Run ${id}` : title;
}

function isShared({ workflowOwnerId }: EarlierRun): boolean {
  return workflowOwnerId !== undefined;
}

/** The service takes the workflow from the earlier run; the rest is sent, so that the preflight looks at what is sent. */
function withoutWorkflow(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !name.startsWith('workflow')));
}
