import type { Disposable } from '../infrastructure/disposables.ts';
import { Emitter } from '../infrastructure/emitter.ts';
import type { Log } from '../infrastructure/log.ts';
import type { CallerIdentity } from './identity-api.ts';
import type { Services, Session } from './session.ts';

export interface WhoAmIPorts {
  readonly session: Pick<Session, 'connected' | 'changed'>;
  readonly log: Pick<Log, 'debug'>;
}

/**
 * Who the credentials belong to, asked once for each connection after somebody needed one: nothing is sent only to show
 * it. Without the permission, or without STS, it stays unknown.
 */
export class WhoAmI implements Disposable {
  readonly #changed = new Emitter<void>();
  readonly #subscriptions: readonly Disposable[];
  readonly #log: Pick<Log, 'debug'>;
  #current: CallerIdentity | undefined;
  #latest: Services | undefined;

  readonly changed = this.#changed.event;

  constructor({ session, log }: WhoAmIPorts) {
    this.#log = log;
    this.#subscriptions = [
      session.connected((services) => void this.#ask(services)),
      session.changed(() => {
        this.#latest = undefined;
        this.#set(undefined);
      }),
    ];
  }

  get current(): CallerIdentity | undefined {
    return this.#current;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #ask(services: Services): Promise<void> {
    this.#latest = services;
    try {
      const identity = await services.identity.callerIdentity();
      if (this.#latest === services) this.#set(identity);
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      this.#log.debug(`Nobody knows who the credentials belong to (${name}).`);
    }
  }

  #set(identity: CallerIdentity | undefined): void {
    if (this.#current === identity) return;
    this.#current = identity;
    this.#changed.fire();
  }
}

/** `Account 123456789012 as role/Admin/anna`: for a tooltip. */
export function identityText({ account, arn }: CallerIdentity): string {
  const who = /^arn:[^:]*:(?:iam|sts)::\d*:(?:assumed-role\/)?(.+)$/.exec(arn)?.[1] ?? arn;
  return `Account ${account} as ${who}`;
}
