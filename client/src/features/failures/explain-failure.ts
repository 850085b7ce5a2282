import type { LocateFailureParams, LocateFailureResponse } from '@omics-lens/server/protocol/index.ts';
import type { FailureStore } from './failure-store.ts';
import { gatherFailure, type FailureServices } from './gather-failure.ts';
import type { RunOrigins } from './run-origins.ts';

export interface ExplainFailurePorts {
  readonly services: () => Promise<FailureServices>;
  readonly locate: (params: LocateFailureParams) => Promise<LocateFailureResponse>;
  readonly origins: RunOrigins;
  readonly store: FailureStore;
  /** When a file was changed last, in milliseconds since 1970, also where the change is not saved. */
  readonly changedAt: (uri: string) => Promise<number | undefined>;
}

/** What is known of a failure when it has been explained. */
export interface ExplainedFailure {
  readonly runName: string;
  /** The first sentence about the cause. */
  readonly sentence: string;
  /** The first place; absent where no workflow of the workspace is the run's. */
  readonly place: { readonly uri: string; readonly line: number } | undefined;
}

/** Looks up why a run failed and shows it on the source; `undefined` for a run that did not fail. */
export async function explainFailure(
  runId: string,
  ports: ExplainFailurePorts,
  signal?: AbortSignal,
): Promise<ExplainedFailure | undefined> {
  const gathered = await gatherFailure(runId, await ports.services(), signal);
  if (gathered === undefined) return undefined;
  const { run, question } = gathered;
  const origin = ports.origins.of(run.uuid);
  const answer = await ports.locate({ ...question, ...origin });
  const runName = run.name ?? run.id;
  const code = run.failureReason === undefined ? '' : ` (${run.failureReason})`;
  const said = run.statusMessage ?? 'the service gives no reason';
  if (answer === null) {
    return { runName, sentence: `Run '${runName}' failed${code}: ${said}`, place: undefined };
  }
  const isNewer = await anyNewer(answer.files, run.creationTime, ports);
  const failures = isNewer
    ? answer.failures.map((failure) => ({ ...failure, note: `${failure.note} ${MOVED}` }))
    : answer.failures;
  ports.store.show(runId, runName, failures);
  const [first] = failures;
  return {
    runName,
    sentence: first?.message ?? `Run '${runName}' failed${code}: ${said}`,
    place: first && { uri: first.uri, line: first.range.start.line },
  };
}

const MOVED = 'The workflow was changed after the run began, so the place may be another now.';

async function anyNewer(
  files: readonly string[],
  began: number | undefined,
  { changedAt }: ExplainFailurePorts,
): Promise<boolean> {
  if (began === undefined) return false;
  const times = await Promise.all(files.map(changedAt));
  return times.some((time) => time !== undefined && time > began);
}
