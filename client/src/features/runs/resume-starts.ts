import type { Prompts } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import type { OmicsApi, StartedRun } from '../../omics/omics-api.ts';
import type { PendingStart } from './start-run.ts';

export interface ResumeStartsPorts {
  readonly journal: RequestJournal<PendingStart>;
  readonly account: () => Promise<Account>;
  readonly omics: () => Promise<OmicsApi>;
  readonly prompts: Pick<Prompts, 'tell'>;
  readonly onStarted: (run: StartedRun, name: string) => void;
}

/**
 * Asks what to do about starts whose answer was lost with the window. Finishing one sends the very same request again:
 * the service starts it if it never arrived, and otherwise answers with the run that it had started.
 */
export async function resumeStarts(ports: ResumeStartsPorts): Promise<void> {
  const { journal, account, omics, prompts, onStarted } = ports;
  if (journal.pending().length === 0) return;
  const scope = scopeOf(await account());
  for (const { key, request } of journal.pending()) {
    // Meant for another account: sent from here it would start a run that nobody asked for.
    if (request.scope !== scope) continue;
    const { name } = request.request;
    const finish = 'Finish Starting';
    const forget = 'Forget It';
    const question = `The window closed while run '${name}' was being started, and whether it was is not known.`;
    const button = await prompts.tell('warning', question, [finish, forget]);
    if (button === forget) await journal.forget(key);
    if (button !== finish) continue;
    const api = await omics();
    const started = await journal.send(
      key,
      () => request,
      (pending) => api.startRun(pending.request),
    );
    onStarted(started, name);
  }
}
