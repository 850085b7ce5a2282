import type { LogsApi } from '../../omics/logs-api.ts';
import { logFileUris } from '../../omics/run-folder.ts';
import type { RunDetails } from '../../omics/run-details-api.ts';
import type { StoredFilesApi } from '../../omics/stored-files-api.ts';

/** The stream of the engine's log (HealthOmics user guide, "Monitoring with CloudWatch Logs"). */
export function engineStream(runId: string): string {
  return `run/${runId}/engine`;
}

/**
 * The last lines of the engine's log. CloudWatch has it for runs that failed; in S3 it lies with the outputs, in a place
 * of which the guide's pages give several forms.
 */
export async function engineLogEnd(
  run: RunDetails,
  lines: number,
  { logs, stored }: { readonly logs: Pick<LogsApi, 'tail'>; readonly stored: StoredFilesApi },
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const stream = run.engineLogStream ?? engineStream(run.id);
  const events = await logs.tail(stream, lines, run.creationTime, signal);
  if (events.length > 0) return events.flatMap(({ message }) => message.trimEnd().split('\n')).slice(-lines);
  for (const uri of logFileUris(run, 'engine.log')) {
    const text = await stored.readEnd(uri, BYTES_PER_LINE * lines, signal);
    if (text !== undefined) return text.trimEnd().split('\n').slice(-lines);
  }
  return [];
}

const BYTES_PER_LINE = 500;
