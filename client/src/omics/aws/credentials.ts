import type { Account } from '../account.ts';

/** As the SDK has them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Gives the credentials of an account; held in memory only. */
export type CredentialsSource = () => Promise<Credentials>;

/** Asks the user for the six digits that a device shows now; `serial` says which device. Rejects when dismissed. */
export type AskMfaCode = (serial: string) => Promise<string>;

/** Values that mean nothing, for a service on this machine that wants a signature and checks none. */
const PLACEHOLDER = { accessKeyId: 'placeholder', secretAccessKey: 'placeholder' };

/** Credentials are renewed so long before they expire: a request must not outlive them. */
const BEFORE_EXPIRY = 5 * 60_000;

/**
 * One source for all clients of an account, through the chain of the SDK: environment, shared files, SSO, process, role,
 * container and instance. They ask once between them, so that a device's code is typed once.
 */
export async function sharedCredentials(
  account: Pick<Account, 'credentials' | 'profile'>,
  askMfaCode?: AskMfaCode,
): Promise<CredentialsSource> {
  if (account.credentials === 'placeholder') return () => Promise.resolve(PLACEHOLDER);
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const provider = fromNodeProviderChain({
    // With a profile the chain looks nowhere else: it is named only where somebody chose it.
    ...(account.credentials === 'profile' ? { profile: account.profile } : {}),
    ignoreCache: true,
    ...(askMfaCode === undefined ? {} : { mfaCodeProvider: askMfaCode }),
  });
  return once(provider, () => Date.now());
}

/** The same answer for everybody until shortly before it expires; a failure is not kept. */
export function once(provider: CredentialsSource, now: () => number): CredentialsSource {
  let kept: Promise<Credentials> | undefined;
  let until = Infinity;
  return () => {
    if (kept !== undefined && now() < until) return kept;
    until = Infinity;
    const asked = provider();
    kept = asked;
    asked.then(
      ({ expiration }) => {
        if (kept === asked && expiration) until = expiration.getTime() - BEFORE_EXPIRY;
      },
      () => {
        if (kept === asked) kept = undefined;
      },
    );
    return asked;
  };
}
