import { answered, Cancelled, UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { isAlive, type OmicsApi } from '../../omics/omics-api.ts';
import type { RunStore } from './run-store.ts';

export interface CancelRunPorts {
  readonly store: RunStore;
  readonly omics: () => Promise<OmicsApi>;
  readonly prompts: Pick<Prompts, 'decide'>;
  readonly onCancelled: (runId: string) => void;
}

/** Cancels a run after asking: its outputs are lost, and what ran is billed. */
export async function cancelRun(runId: string, ports: CancelRunPorts): Promise<void> {
  const { store, omics, prompts, onCancelled } = ports;
  const run = store.get(runId)?.run;
  const name = run?.name ?? runId;
  if (run && !isAlive(run.status)) {
    throw new UserError({
      code: 'run-ended',
      sentence: `Run '${name}' has ended already (${run.status.toLowerCase()}), so there is nothing to cancel.`,
    });
  }
  const yes = 'Cancel Run';
  const detail = 'Its outputs are not saved. What has run so far is billed.';
  const button = answered(await prompts.decide(`Cancel run '${name}'?`, detail, [yes]));
  if (button !== yes) throw new Cancelled();
  const api = await omics();
  await api.cancelRun(runId);
  onCancelled(runId);
}
