import type { LocateFailureParams } from '@omics-lens/server/protocol/index.ts';
import { taskStream } from '../../omics/log-names.ts';
import type { LogsApi } from '../../omics/logs-api.ts';
import type { OmicsApi, Task } from '../../omics/omics-api.ts';
import type { RunDetails } from '../../omics/run-details-api.ts';
import type { StoredFilesApi } from '../../omics/stored-files-api.ts';
import { engineLogEnd } from './engine-log.ts';

/** What is asked about a failed run. */
export interface FailureServices {
  readonly omics: Pick<OmicsApi, 'getRunDetails' | 'getTaskDetails' | 'listRunTasks'>;
  readonly logs: Pick<LogsApi, 'tail'>;
  readonly stored: StoredFilesApi;
}

export interface GatheredFailure {
  readonly run: RunDetails;
  readonly question: Omit<LocateFailureParams, 'uri' | 'parameters'>;
}

/** A thousand shards that fail together fail for one reason: so many of them are asked about. */
const ASKED_TASKS = 20;
const LOG_LINES = 40;
const ENGINE_LINES = 60;

/** Everything about a failed run that says where it failed. `undefined` for a run that did not fail. */
export async function gatherFailure(
  runId: string,
  services: FailureServices,
  signal?: AbortSignal,
): Promise<GatheredFailure | undefined> {
  const { omics, logs } = services;
  const run = await omics.getRunDetails(runId, signal);
  if (run.status !== 'FAILED') return undefined;
  const tasks = await allTasks(runId, omics, signal);
  const failed = await Promise.all(
    lastFailures(tasks).map(async ({ id, name }) => {
      const [details, events] = await Promise.all([
        omics.getTaskDetails(runId, id, signal),
        logs.tail(taskStream(runId, id), LOG_LINES, run.creationTime, signal),
      ]);
      const { failureReason, statusMessage } = details;
      return {
        id,
        name,
        log: events.flatMap(({ message }) => message.trimEnd().split('\n')).slice(-LOG_LINES),
        ...(failureReason === undefined ? {} : { reason: failureReason }),
        ...(statusMessage === undefined ? {} : { message: statusMessage }),
      };
    }),
  );
  const region = run.arn.split(':')[3];
  return {
    run,
    question: {
      run: run.name ?? run.id,
      tasks: failed,
      taskNames: [...new Set(tasks.map(({ name }) => name))],
      engineLog: await engineLogEnd(run, ENGINE_LINES, services, signal),
      ...(run.failureReason === undefined ? {} : { reason: run.failureReason }),
      ...(run.statusMessage === undefined ? {} : { message: run.statusMessage }),
      ...(region === undefined || region === '' ? {} : { region }),
    },
  };
}

/** A task that failed and went well when it was tried again is no cause: only the last attempt of a name counts. */
function lastFailures(tasks: readonly Task[]): readonly Task[] {
  const last = new Map<string, Task>();
  for (const task of tasks) {
    const known = last.get(task.name);
    if (known === undefined || (task.creationTime ?? 0) >= (known.creationTime ?? 0))
      last.set(task.name, task);
  }
  return [...last.values()]
    .filter(({ status }) => status === 'FAILED')
    .sort((a, b) => (a.stopTime ?? 0) - (b.stopTime ?? 0))
    .slice(0, ASKED_TASKS);
}

async function allTasks(
  runId: string,
  omics: Pick<OmicsApi, 'listRunTasks'>,
  signal: AbortSignal | undefined,
): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  let token: string | undefined;
  do {
    const page = await omics.listRunTasks(runId, token, signal);
    tasks.push(...page.items);
    token = page.next;
  } while (token !== undefined);
  return tasks;
}
