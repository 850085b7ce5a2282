import { Cancelled } from '../../infrastructure/errors.ts';
import type { Account } from '../account.ts';

/** Values that mean nothing, for a service on this machine that wants a signature and checks none. */
const PLACEHOLDER = { accessKeyId: 'placeholder', secretAccessKey: 'placeholder' };

/** Five attempts with the SDK's own back-off outlast the short throttling that a burst of starts brings. */
const MAX_ATTEMPTS = 5;
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 30_000;

/** The part of every client's configuration that follows from the account. */
export async function clientConfiguration(
  account: Account & { readonly region: string },
  endpoint: string | undefined,
) {
  return {
    region: account.region,
    credentials: await credentialsOf(account),
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
    // `workflows-` and `stream-` in front of a host are names of AWS's own; another endpoint has no such hosts.
    ...(endpoint === undefined ? {} : { endpoint, disableHostPrefix: true }),
  };
}

async function credentialsOf(account: Account) {
  if (account.credentials === 'placeholder') return PLACEHOLDER;
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain({ profile: account.profile, ignoreCache: true });
}

/** Sends a request that the signal can break off: that is a change of mind, and no failure of the service. */
export async function abortable<Answer>(
  signal: AbortSignal | undefined,
  send: (options: { abortSignal?: AbortSignal }) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(signal ? { abortSignal: signal } : {});
  } catch (error) {
    if (signal?.aborted) throw new Cancelled();
    throw error;
  }
}
