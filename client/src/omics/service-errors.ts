import { runsWorkflows } from '@omics-lens/server/healthomics/regions.ts';
import { quotaSaid, quotaWords } from '@omics-lens/server/healthomics/quotas.ts';
import { UserError, type Explanation, type NextStep } from '../infrastructure/errors.ts';
import type { Account } from './account.ts';
import { quotaAddress } from './console-address.ts';

/** Commands that a failure can offer as its next step; `extension.ts` registers each. */
export const nextSteps = {
  chooseProfile: { label: 'Choose Profile', command: 'omicsLens.chooseProfile' },
  chooseRegion: { label: 'Choose Region', command: 'omicsLens.chooseRegion' },
  startLocalService: { label: 'Start Local HealthOmics', command: 'omicsLens.startLocalService' },
  changeEndpoint: {
    label: 'Open Settings',
    command: 'workbench.action.openSettings',
    arguments: ['omicsLens.endpoint'],
  },
  tryAgain: { label: 'Try Again', command: 'omicsLens.tryAgain' },
} as const satisfies Record<string, NextStep>;

type Who = Pick<Account, 'kind' | 'profile' | 'region' | 'endpoints' | 'credentials'>;

export function noRegion(account: Pick<Account, 'profile'>): UserError {
  return new UserError({
    code: 'no-region',
    sentence: `No AWS Region is chosen, and profile '${account.profile}' names none. Choose the Region that holds your data.`,
    nextStep: nextSteps.chooseRegion,
  });
}

/** A role asks for the code of a device, and nobody typed it. */
export function mfaCodeNeeded(profile: string): UserError {
  return new UserError({
    code: 'mfa-needed',
    sentence: `Profile '${profile}' asks for the code of its MFA device. Try again and type the six digits.`,
    nextStep: nextSteps.tryAgain,
  });
}

/** Nothing is configured, or not what was chosen. */
export function noCredentials(account: Pick<Account, 'credentials' | 'profile'>): UserError {
  return new UserError(account.credentials === 'profile' ? unknownProfile(account.profile) : NO_CREDENTIALS);
}

function unknownProfile(profile: string): Explanation {
  return {
    code: 'unknown-profile',
    sentence: `Profile '${profile}' is not in your AWS configuration, or it holds no credentials. Choose another profile.`,
    nextStep: nextSteps.chooseProfile,
  };
}

const NO_CREDENTIALS: Explanation = {
  code: 'no-credentials',
  sentence:
    'No AWS credentials were found. Choose a profile, or try everything without an account on the local HealthOmics.',
  nextStep: nextSteps.chooseProfile,
};

/** Whether other credentials, or the same ones renewed, would help. */
export function isAboutCredentials({ code }: Explanation): boolean {
  return /^(no-credentials|unknown-profile|credentials-|sign-in-|mfa-)/.test(code);
}

/** Whether nobody answers at all. */
export function isUnreachable({ code }: Explanation): boolean {
  return ['offline', 'endpoint-down', 'local-service-down', 'wrong-clock'].includes(code);
}

/** Whether asking again by itself can succeed. */
export function isPassing({ code }: Explanation): boolean {
  return ['throttled', 'offline', 'endpoint-down', 'service-fault'].includes(code);
}

/** Whether no other request could succeed either: it is about who asks or about the way, and not about what was asked. */
export function concernsEverything(explanation: Explanation): boolean {
  const { code } = explanation;
  if (isAboutCredentials(explanation)) return true;
  return [
    'no-region',
    'region-without-service',
    'offline',
    'endpoint-down',
    'local-service-down',
    'wrong-clock',
    'restricted',
  ].includes(code);
}

/** The words for a failure of the SDK, the network or the service; `undefined` for anything else. */
export function explainServiceError(error: unknown, who: Who): Explanation | undefined {
  const failure = read(error);
  if (!failure) return undefined;
  for (const recognise of RECOGNISERS) {
    const explanation = recognise(failure, who);
    if (explanation) return explanation;
  }
  return undefined;
}

/**
 * Whether the error tells that nothing was started: the service refused, or the request was never signed. After a broken
 * connection, a time-out or a fault of the service nobody knows, and the same request id must be sent again.
 */
export function isAnswer(error: unknown): boolean {
  const failure = read(error);
  if (!failure) return false;
  if (CREDENTIAL_ERRORS.has(failure.name) || failure.message === 'Region is missing') return true;
  if (failure.name === 'ConflictException') return false;
  const status = failure.status ?? 0;
  return status >= 400 && status < 500 && status !== 408;
}

/** Whether the service asked for fewer requests. */
export function isThrottling(error: unknown): boolean {
  const failure = read(error);
  return (
    failure !== undefined && (failure.status === 429 || /Throttl|TooManyRequests|SlowDown/.test(failure.name))
  );
}

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  /** Node's code of a network failure, such as `ECONNREFUSED`. */
  readonly network: string | undefined;
}

const CREDENTIAL_ERRORS = new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError']);

function read(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const extra = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly code?: unknown;
    readonly errors?: readonly unknown[];
  };
  // A name with two addresses, such as localhost, fails with both failures in one.
  const inner = extra.errors?.map(read).find((one) => one?.network !== undefined);
  return {
    name: error.name,
    message: error.message === '' ? (inner?.message ?? '') : error.message,
    status: extra.$metadata?.httpStatusCode,
    network: typeof extra.code === 'string' && /^E[A-Z_]+$/.test(extra.code) ? extra.code : inner?.network,
  };
}

type Recogniser = (failure: Failure, who: Who) => Explanation | undefined;

const RECOGNISERS: readonly Recogniser[] = [
  expiredSignIn,
  missingCredentials,
  missingRegion,
  wrongClock,
  expiredCredentials,
  wrongCredentials,
  wrongMfaCode,
  denied,
  throttled,
  unreachable,
  refused,
  broken,
];

function expiredSignIn({ name, message }: Failure, { profile }: Who): Explanation | undefined {
  if (!CREDENTIAL_ERRORS.has(name)) return undefined;
  if (!/sso login|SSO session|sso.*(expired|invalid)|Token is expired/i.test(message)) return undefined;
  return {
    code: 'sign-in-expired',
    sentence: `The sign-in of profile '${profile}' has expired. Run "aws sso login --profile ${profile}", then try again.`,
    nextStep: { label: 'Sign In', command: 'omicsLens.signIn', arguments: [profile] },
  };
}

function missingCredentials(
  { name, message }: Failure,
  { profile, credentials }: Who,
): Explanation | undefined {
  if (!CREDENTIAL_ERRORS.has(name)) return undefined;
  if (/using profile|could not be found/i.test(message)) {
    return unknownProfile(profile);
  }
  if (/Could not load credentials from any providers/i.test(message)) {
    // Of a profile that was chosen the chain says no more than of none.
    return credentials === 'profile' ? unknownProfile(profile) : NO_CREDENTIALS;
  }
  return {
    code: 'credentials-failed',
    sentence: `The credentials of profile '${profile}' could not be loaded (${message}). Check the profile or choose another.`,
    nextStep: nextSteps.chooseProfile,
  };
}

function missingRegion({ message }: Failure, who: Who): Explanation | undefined {
  return message === 'Region is missing' ? noRegion(who).explanation : undefined;
}

function wrongClock({ name, message }: Failure): Explanation | undefined {
  const skewed = /RequestTimeTooSkewed|RequestInTheFuture|RequestExpired/.test(name);
  if (!skewed && !/Signature (expired|not yet current)/i.test(message)) return undefined;
  return {
    code: 'wrong-clock',
    sentence:
      "This computer's clock is wrong by more than five minutes, so AWS refuses its requests. Set the clock and try again.",
    nextStep: nextSteps.tryAgain,
  };
}

function expiredCredentials({ name, message }: Failure, { profile }: Who): Explanation | undefined {
  if (!name.includes('ExpiredToken') && !/security token .*expired|token has expired/i.test(message))
    return undefined;
  return {
    code: 'credentials-expired',
    sentence: `The credentials of profile '${profile}' have expired. Renew them, then try again.`,
    nextStep: { label: 'Sign In', command: 'omicsLens.signIn', arguments: [profile] },
  };
}

function wrongCredentials({ name }: Failure, { profile }: Who): Explanation | undefined {
  const names =
    /UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken/;
  if (!names.test(name)) return undefined;
  return {
    code: 'credentials-wrong',
    sentence: `AWS does not accept the credentials of profile '${profile}'. Check the keys, or choose another profile.`,
    nextStep: nextSteps.chooseProfile,
  };
}

function wrongMfaCode({ message }: Failure, { profile }: Who): Explanation | undefined {
  if (!/MultiFactorAuthentication failed/i.test(message)) return undefined;
  return {
    code: 'mfa-wrong',
    sentence: `The code for the MFA device of profile '${profile}' was not accepted. Wait for the next code and try again.`,
    nextStep: nextSteps.tryAgain,
  };
}

function denied({ name, status, message }: Failure, { profile }: Who): Explanation | undefined {
  if (status !== 403 && name !== 'AccessDeniedException') return undefined;
  const action = /not authorized to perform:? ([\w-]+:\w+)/.exec(message)?.[1];
  if (action === 'iam:PassRole') {
    return {
      code: 'pass-role-denied',
      sentence: `Profile '${profile}' may not hand the run's role to HealthOmics. Ask for iam:PassRole on that role with iam:PassedToService omics.amazonaws.com.`,
    };
  }
  return {
    code: 'access-denied',
    sentence: action
      ? `Profile '${profile}' may not do this. Ask for the permission '${action}'.`
      : `Profile '${profile}' may not do this (${message || 'the service gives no reason'}). Ask for the permission, or choose another profile.`,
    nextStep: nextSteps.chooseProfile,
  };
}

function throttled({ name, status }: Failure): Explanation | undefined {
  if (status !== 429 && !/Throttl|TooManyRequests|SlowDown/.test(name)) return undefined;
  return {
    code: 'throttled',
    sentence: 'AWS asks for fewer requests at the moment. Wait a few seconds and try again.',
  };
}

function unreachable({ name, network }: Failure, who: Who): Explanation | undefined {
  if (!network && name !== 'TimeoutError') return undefined;
  if (who.kind === 'local') {
    return {
      code: 'local-service-down',
      sentence: 'The local HealthOmics does not answer. Start it again.',
      nextStep: nextSteps.startLocalService,
    };
  }
  if (who.endpoints.omics) {
    return {
      code: 'endpoint-down',
      sentence: `Nothing answers at ${who.endpoints.omics} (${network ?? 'no answer in time'}). Check that the service runs and that the address is right.`,
      nextStep: nextSteps.changeEndpoint,
    };
  }
  // Without workflows a Region has no host of that name; the network is then as good as ever.
  if (network === 'ENOTFOUND' && who.region !== undefined && !runsWorkflows(who.region)) {
    return {
      code: 'region-without-service',
      sentence: `AWS HealthOmics runs no workflows in Region '${who.region}'. Choose a Region in which it does.`,
      nextStep: nextSteps.chooseRegion,
    };
  }
  return {
    code: 'offline',
    sentence: `AWS does not answer in Region '${who.region ?? '-'}' (${network ?? 'no answer in time'}). Check the network, and that HealthOmics exists in this Region.`,
    nextStep: nextSteps.chooseRegion,
  };
}

function refused({ name, message, status }: Failure, who: Who): Explanation | undefined {
  if (name === 'ServiceQuotaExceededException') return quotaExceeded(message, who);
  if (name === 'ResourceNotFoundException') {
    return { code: 'not-found', sentence: `It no longer exists (${message}). Refresh the view.` };
  }
  if (name === 'ConflictException') {
    return {
      code: 'conflict',
      sentence: `Its state does not allow this now (${message}). Refresh the view and try again.`,
    };
  }
  if (status === undefined || status < 400 || status >= 500 || status === 408) return undefined;
  return { code: 'refused', sentence: `AWS HealthOmics refuses the request: ${message}` };
}

/** Says which quota, as far as the service's words tell it, and leads to where it can be raised. */
function quotaExceeded(message: string, { kind, region }: Who): Explanation {
  const quota = quotaSaid(message);
  const which = quota === undefined ? 'A quota of your account' : `The quota of ${quotaWords(quota)}`;
  const code = quota?.code === undefined ? '' : ` (${quota.code})`;
  const address = kind === 'aws' && region !== undefined ? quotaAddress(region, quota?.code) : undefined;
  return {
    code: 'quota-exceeded',
    sentence: `${which} is used up: ${message.replace(/\.$/, '')}. Delete what is no longer needed, or ask for a higher quota in Service Quotas${code}.`,
    ...(address === undefined
      ? {}
      : { nextStep: { label: 'Open Service Quotas', command: 'vscode.open', arguments: [address] } }),
  };
}

function broken({ status, message }: Failure): Explanation | undefined {
  if (status === undefined) return undefined;
  return {
    code: 'service-fault',
    sentence: `AWS HealthOmics had a fault of its own (HTTP ${status}${message ? `, ${message}` : ''}). Try again in a minute.`,
  };
}
