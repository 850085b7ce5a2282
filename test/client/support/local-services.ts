import type { Clock } from '../../../client/src/infrastructure/clock.ts';
import { connectAws } from '../../../client/src/omics/aws/index.ts';
import { endpointsAt, type Account } from '../../../client/src/omics/account.ts';
import type { Services } from '../../../client/src/omics/session.ts';
import { manualClock, startLocalService, type Scenario } from '../../../local/src/index.ts';

export interface LocalServices extends Services {
  /** The simulation's time. Whoever sleeps on it lets that much time pass, so that nobody waits for real. */
  readonly clock: Clock;
  readonly endpoint: string;
  /** Replaces what shall happen. */
  play(scenario: Scenario): Promise<void>;
  /** Ends with the service, also when a test fails before it has tidied up. */
  own(part: { close(): void }): void;
  close(): Promise<void>;
}

/** The local HealthOmics with its time stopped, reached through the real SDK clients. */
export async function localServices(scenario: Scenario = {}): Promise<LocalServices> {
  const time = manualClock(Date.UTC(2026, 10, 20, 9, 0, 0));
  const service = await startLocalService({ clock: time, scenario });
  const { endpoint } = service;
  const account: Account & { readonly region: string } = {
    kind: 'local',
    profile: 'default',
    region: 'us-east-1',
    endpoints: endpointsAt(endpoint),
    credentials: 'placeholder',
    configured: true,
  };
  const services = await connectAws(account);
  const owned: { close(): void }[] = [];
  return {
    ...services,
    endpoint,
    clock: {
      now: () => time.now(),
      async sleep(milliseconds, signal) {
        if (!signal.aborted) await time.advance(milliseconds);
      },
    },
    async play(next) {
      const body = JSON.stringify(next);
      const answer = await fetch(`${endpoint}/_local/scenario`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    own: (part) => void owned.push(part),
    async close() {
      for (const part of owned) part.close();
      services.dispose();
      await service.close();
    },
  };
}
