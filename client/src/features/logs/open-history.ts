import { UserError } from '../../infrastructure/errors.ts';
import { runStream, taskStream } from '../../omics/log-names.ts';
import type { LogsApi } from '../../omics/logs-api.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { RunDetails } from '../../omics/run-details-api.ts';
import type { StoredFilesApi } from '../../omics/stored-files-api.ts';
import { logFileUris } from '../../omics/run-folder.ts';
import { StreamLabels } from './log-line.ts';
import type { HistoryStream } from './log-history.ts';
import { LogHistory } from './log-history.ts';
import type { LogReference } from './log-reference.ts';

export interface HistoryServices {
  readonly omics: Pick<OmicsApi, 'getRunDetails' | 'getTaskDetails' | 'listRunTasks'>;
  readonly logs: Pick<LogsApi, 'back' | 'streams'>;
  readonly stored: StoredFilesApi;
}

/** A log that was opened: either read from streams, or a file that lies with the outputs. */
export interface OpenedLog {
  readonly runName: string;
  /** `task align`, `engine`. */
  readonly title: string;
  readonly history: LogHistory;
  /** The text of the file, where no stream has the log. */
  readonly stored: string | undefined;
  /** Why the log is empty and what to do, in one sentence. */
  readonly emptyBecause: string;
}

const STORED_BYTES = 8_000_000;

/** Reads the newest page of a log. */
export async function openHistory(
  reference: LogReference,
  services: HistoryServices,
  signal?: AbortSignal,
): Promise<OpenedLog> {
  const { omics, logs, stored } = services;
  const run = await omics.getRunDetails(reference.runId, signal);
  const { title, streams } = await streamsOf(reference, run, services, signal);
  const history = new LogHistory(streams, sinceOf(reference, run), logs);
  await history.readOlder(signal);
  const isOnlyStored = reference.kind === 'engine' && history.isEmpty;
  return {
    runName: run.name ?? run.id,
    title,
    history,
    stored: isOnlyStored ? await firstStored(logFileUris(run, 'engine.log'), stored, signal) : undefined,
    emptyBecause: emptySentence(reference, run),
  };
}

/** A cache outlives its runs: of its log all lines count. */
function sinceOf({ kind }: LogReference, run: RunDetails): number | undefined {
  return kind === 'cache' ? undefined : run.creationTime;
}

async function streamsOf(
  { kind, taskId = '' }: LogReference,
  run: RunDetails,
  { omics, logs }: HistoryServices,
  signal: AbortSignal | undefined,
): Promise<{ readonly title: string; readonly streams: readonly HistoryStream[] }> {
  const one = (title: string, name: string) => ({ title, streams: [{ name, label: title }] });
  switch (kind) {
    case 'run':
      return one('run', runStream(run.id));
    case 'task': {
      const { name } = await omics.getTaskDetails(run.id, taskId, signal);
      return one(`task ${name}`, taskStream(run.id, taskId));
    }
    case 'engine':
      return one('engine', run.engineLogStream ?? `${runStream(run.id)}/engine`);
    case 'manifest':
      return one('manifest', `manifest/run/${run.id}/${run.uuid ?? ''}`);
    case 'cache': {
      if (run.cacheId === undefined) {
        throw new UserError({
          code: 'no-cache',
          sentence: `Run '${run.name ?? run.id}' uses no run cache, so there is no log of one.`,
        });
      }
      const names = await logs.streams(`runCache/${run.cacheId}/`, signal);
      const title = `cache ${run.cacheId}`;
      return { title, streams: names.map((name) => ({ name, label: title })) };
    }
    case 'all':
      return { title: 'all tasks', streams: await allStreams(run.id, omics, signal) };
  }
}

async function allStreams(
  runId: string,
  omics: HistoryServices['omics'],
  signal: AbortSignal | undefined,
): Promise<readonly HistoryStream[]> {
  const labels = new StreamLabels();
  const streams = [{ name: runStream(runId), label: labels.label('run', '') }];
  let token: string | undefined;
  do {
    const page = await omics.listRunTasks(runId, token, signal);
    for (const { id, name } of page.items) {
      streams.push({ name: taskStream(runId, id), label: labels.label(name, id) });
    }
    token = page.next;
  } while (token !== undefined);
  return streams;
}

async function firstStored(
  uris: readonly string[],
  stored: StoredFilesApi,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  for (const uri of uris) {
    const text = await stored.readEnd(uri, STORED_BYTES, signal);
    if (text !== undefined) return text;
  }
  return undefined;
}

function emptySentence({ kind }: LogReference, { status }: RunDetails): string {
  const isOver = status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';
  if (!isOver && (kind === 'engine' || kind === 'manifest')) {
    return `The ${kind} log is written when the run has ended; this one is ${status.toLowerCase()}.`;
  }
  return isOver
    ? 'Nothing was written to this log, or the run was started with its logs switched off.'
    : 'Nothing has been written to this log so far. Open it again in a while, or follow it.';
}
