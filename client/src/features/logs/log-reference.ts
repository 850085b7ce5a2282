/** A log of a run that can be opened as a document. */
export interface LogReference {
  readonly kind: LogKind;
  readonly runId: string;
  /** Of a task's log only. */
  readonly taskId?: string;
}

/** `all`: the run log and those of all its tasks, in the order of time. */
export type LogKind = 'all' | 'run' | 'task' | 'engine' | 'manifest' | 'cache';

export const LOG_SCHEME = 'omics-log';

const KINDS: ReadonlySet<string> = new Set(['all', 'run', 'task', 'engine', 'manifest', 'cache']);

/** The parts of a URI: the path is for people, the query for `parseLogUri`. */
export function logUri(reference: LogReference, runName: string, title: string) {
  const clean = (text: string) => text.replace(/[/\\?#]/g, '-');
  return {
    scheme: LOG_SCHEME,
    path: `/${clean(runName)}/${clean(title)}.log`,
    query: new URLSearchParams({ ...reference }).toString(),
  };
}

/** `undefined` for a query that no reference makes. */
export function parseLogQuery(query: string): LogReference | undefined {
  const parameters = new URLSearchParams(query);
  const kind = parameters.get('kind') ?? '';
  const runId = parameters.get('runId');
  const taskId = parameters.get('taskId');
  if (!KINDS.has(kind) || runId === null || (kind === 'task' && taskId === null)) return undefined;
  return { kind: kind as LogKind, runId, ...(taskId === null ? {} : { taskId }) };
}
