import { Cancelled } from '../../infrastructure/errors.ts';
import type { Account } from '../account.ts';
import { sharedCredentials, type CredentialsSource } from './credentials.ts';

/** An account with its Region, and the credentials that all its clients share where they were made together. */
export type Connection = Account & { readonly region: string; readonly source?: CredentialsSource };

/** Five attempts with the SDK's own back-off outlast the short throttling that a burst of starts brings. */
const MAX_ATTEMPTS = 5;
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 30_000;

/** The part of every client's configuration that follows from the account. */
export async function clientConfiguration(connection: Connection, endpoint: string | undefined) {
  return {
    region: connection.region,
    credentials: connection.source ?? (await sharedCredentials(connection)),
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
    // `workflows-` and `stream-` in front of a host are names of AWS's own; another endpoint has no such hosts.
    ...(endpoint === undefined ? {} : { endpoint, disableHostPrefix: true }),
  };
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
