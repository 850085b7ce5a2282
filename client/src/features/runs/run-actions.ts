import { Cancelled, answered, messageOf, UserError, type Explanation } from '../../infrastructure/errors.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import { formatNumber } from '@omics-lens/server/healthomics/limits.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { RequestLimiter, type RequestLimit } from '../../infrastructure/request-limiter.ts';
import { isAlive, type OmicsApi } from '../../omics/omics-api.ts';
import type { RunStore } from './run-store.ts';

export interface RunActionPorts {
  readonly store: Pick<RunStore, 'get' | 'remove'>;
  readonly omics: () => Promise<OmicsApi>;
  readonly prompts: Pick<Prompts, 'decide' | 'ask' | 'progress' | 'pick'>;
  readonly clock: Clock;
  readonly limit: () => Promise<RequestLimit>;
  readonly explain: (error: unknown) => Promise<Explanation>;
  readonly onChanged: () => void;
}

/** Cancels runs after asking: their outputs are lost, and what ran is billed. */
export async function cancelRuns(runIds: readonly string[], ports: RunActionPorts): Promise<void> {
  const { prompts, omics } = ports;
  const alive = runIds.filter((id) => isAliveOrUnknown(id, ports));
  const [first, second] = alive;
  if (first === undefined) throw ended(runIds, ports);
  const yes = second === undefined ? 'Cancel Run' : `Cancel ${alive.length} Runs`;
  const question =
    second === undefined ? `Cancel run '${nameOf(first, ports)}'?` : `Cancel ${alive.length} runs?`;
  const detail =
    second === undefined
      ? 'Its outputs are not saved. What has run so far is billed.'
      : `${listed(alive, ports)}\nTheir outputs are not saved. What has run so far is billed.`;
  if (answered(await prompts.decide(question, detail, [yes])) !== yes) throw new Cancelled();
  const api = await omics();
  await eachOf(
    alive,
    { title: 'Cancelling runs', done: 'cancelled', send: (id) => cancelOnce(id, api) },
    ports,
  );
}

/** A request whose answer was lost may have cancelled the run: the next one is refused for that, and all is well. */
async function cancelOnce(id: string, api: Pick<OmicsApi, 'cancelRun' | 'getRun'>): Promise<void> {
  try {
    await api.cancelRun(id);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConflictException') throw error;
    if ((await api.getRun(id)).status !== 'CANCELLED') throw error;
  }
}

/** Deletes the records of runs that are over. More than one is confirmed by typing. */
export async function deleteRuns(runIds: readonly string[], ports: RunActionPorts): Promise<void> {
  const { prompts, omics, store } = ports;
  const over = runIds.filter((id) => {
    const run = store.get(id)?.run;
    return run === undefined || !isAlive(run.status);
  });
  const [first, second] = over;
  if (first === undefined) throw alive(runIds, ports);
  const detail = 'The service forgets the record. Outputs in S3 and logs stay.';
  if (second === undefined) {
    const yes = 'Delete Run';
    const question = `Delete run '${nameOf(first, ports)}'?`;
    if (answered(await prompts.decide(question, detail, [yes])) !== yes) throw new Cancelled();
  } else {
    answered(
      await prompts.ask({
        title: `Delete ${formatNumber(over.length)} runs?`,
        prompt: `${detail} Type '${CONFIRMATION}' to go on.`,
        placeholder: CONFIRMATION,
        validate: (text) =>
          text.trim().toLowerCase() === CONFIRMATION ? undefined : `Type '${CONFIRMATION}' to go on.`,
      }),
    );
  }
  const api = await omics();
  const send = async (id: string) => {
    await api.deleteRun(id).catch((error: unknown) => {
      // Deleted already, perhaps by the request whose answer was lost.
      if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    });
    store.remove(id);
  };
  await eachOf(over, { title: 'Deleting runs', done: 'deleted', send }, ports);
}

const CONFIRMATION = 'delete';

interface Work {
  readonly title: string;
  /** Finishes "3 of 5 runs were …". */
  readonly done: string;
  readonly send: (id: string) => Promise<void>;
}

/** One after the other at the pace of the service; what failed is told in one sentence, and nothing is lost for it. */
async function eachOf(
  ids: readonly string[],
  { title, done, send }: Work,
  ports: RunActionPorts,
): Promise<void> {
  const { prompts, clock, limit, explain, onChanged } = ports;
  if (ids.length === 1) {
    await send(ids[0] ?? '');
    onChanged();
    return;
  }
  const limiter = new RequestLimiter(clock, await limit());
  const failures: unknown[] = [];
  let finished = 0;
  await prompts.progress(title, async (report, signal) => {
    await Promise.all(
      ids.map(async (id) => {
        try {
          await limiter.run(signal, () => send(id));
          finished++;
        } catch (error) {
          if (!(error instanceof Cancelled)) failures.push(error);
        }
        report(`${formatNumber(finished)} of ${formatNumber(ids.length)}`);
      }),
    );
  });
  onChanged();
  const [first] = failures;
  if (first === undefined) return;
  const { code, sentence, nextStep } = await explain(first);
  throw new UserError(
    {
      code,
      sentence: `${formatNumber(finished)} of ${formatNumber(ids.length)} runs were ${done}. ${sentence}`,
      ...(nextStep === undefined ? {} : { nextStep }),
    },
    { cause: new Error(failures.map(messageOf).join('; ')) },
  );
}

function isAliveOrUnknown(id: string, { store }: Pick<RunActionPorts, 'store'>): boolean {
  const run = store.get(id)?.run;
  return run === undefined || isAlive(run.status);
}

function nameOf(id: string, { store }: Pick<RunActionPorts, 'store'>): string {
  return store.get(id)?.run.name ?? id;
}

const LISTED = 5;

function listed(ids: readonly string[], ports: RunActionPorts): string {
  const names = ids.slice(0, LISTED).map((id) => nameOf(id, ports));
  return [...names, ...(ids.length > LISTED ? [`and ${ids.length - LISTED} more`] : [])].join('\n');
}

function ended(ids: readonly string[], ports: RunActionPorts): UserError {
  const [id = ''] = ids;
  const status = ports.store.get(id)?.run.status.toLowerCase() ?? 'over';
  return new UserError({
    code: 'run-ended',
    sentence:
      ids.length === 1
        ? `Run '${nameOf(id, ports)}' has ended already (${status}), so there is nothing to cancel.`
        : 'All of these runs have ended already, so there is nothing to cancel.',
  });
}

function alive(ids: readonly string[], ports: RunActionPorts): UserError {
  const [id = ''] = ids;
  return new UserError({
    code: 'run-alive',
    sentence:
      ids.length === 1
        ? `Run '${nameOf(id, ports)}' is still alive. Cancel it first, or wait for its end; then it can be deleted.`
        : 'All of these runs are still alive. Cancel them first, or wait for their end.',
  });
}
