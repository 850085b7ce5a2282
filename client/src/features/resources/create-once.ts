import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import { scopeOf } from '../../omics/account.ts';
import type { Services } from '../../omics/session.ts';

export interface CreateOncePorts {
  readonly services: () => Promise<Pick<Services, 'account' | 'omics'>>;
  readonly journal: RequestJournal<{ readonly requestId: string }>;
}

/** One action of the user creates one thing, however often it is sent. */
export async function createOnce(
  kind: 'runGroup' | 'runCache' | 'configuration',
  wish: object,
  { services, journal }: CreateOncePorts,
  create: (omics: Services['omics'], requestId: string) => Promise<string>,
): Promise<string> {
  const { account, omics } = await services();
  return journal.send(
    JSON.stringify([scopeOf(account), kind, wish]),
    (requestId) => ({ requestId }),
    ({ requestId }) => create(omics, requestId),
  );
}
