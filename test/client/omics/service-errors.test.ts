import assert from 'node:assert/strict';
import { endpointsAt } from '../../../client/src/omics/account.ts';
import {
  explainServiceError,
  isAboutCredentials,
  isAnswer,
  isPassing,
} from '../../../client/src/omics/service-errors.ts';

type Who = Parameters<typeof explainServiceError>[1];

const NOWHERE = endpointsAt(undefined);
const AWS: Who = {
  kind: 'aws',
  profile: 'lab',
  region: 'eu-west-2',
  endpoints: NOWHERE,
  credentials: 'chain',
};
const LOCAL: Who = {
  ...AWS,
  kind: 'local',
  endpoints: endpointsAt('http://127.0.0.1:9'),
};
const ENDPOINT: Who = { ...LOCAL, kind: 'endpoint' };

function failure(name: string, message: string, status?: number, network?: string): Error {
  return Object.assign(new Error(message), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
    ...(network === undefined ? {} : { code: network }),
  });
}

interface Case {
  readonly error: Error;
  readonly who?: Who;
  readonly code: string;
  /** What the sentence must hold: the cause in the user's words, and what to do. */
  readonly says: RegExp;
  readonly step?: string;
  /** Nothing was started, so that the request id is done with. */
  readonly answer: boolean;
  readonly retries?: true;
}

const CASES: Readonly<Record<string, Case>> = {
  'an SSO session that has expired': {
    error: failure(
      'CredentialsProviderError',
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ),
    code: 'sign-in-expired',
    says: /sign-in of profile 'lab' has expired\. Run "aws sso login --profile lab"/,
    step: 'omicsLens.signIn',
    answer: true,
  },
  'an SSO session that was never begun': {
    error: failure(
      'CredentialsProviderError',
      'The SSO session token associated with profile=lab was not found or is invalid. To refresh this SSO session run aws sso login with the corresponding profile.',
    ),
    code: 'sign-in-expired',
    says: /aws sso login/,
    step: 'omicsLens.signIn',
    answer: true,
  },
  'a profile that does not exist': {
    error: failure(
      'CredentialsProviderError',
      'Could not resolve credentials using profile: [lab] in configuration/credentials file(s).',
    ),
    code: 'unknown-profile',
    says: /Profile 'lab' is not in your AWS configuration.* Choose another profile/,
    step: 'omicsLens.chooseProfile',
    answer: true,
  },
  'no credentials anywhere': {
    error: failure('CredentialsProviderError', 'Could not load credentials from any providers'),
    code: 'no-credentials',
    says: /No AWS credentials were found\. Choose a profile, or try everything .* local HealthOmics/,
    step: 'omicsLens.chooseProfile',
    answer: true,
  },
  'a credential program that fails': {
    error: failure('CredentialsProviderError', 'Command failed: get-keys'),
    code: 'credentials-failed',
    says: /profile 'lab' could not be loaded \(Command failed: get-keys\)/,
    step: 'omicsLens.chooseProfile',
    answer: true,
  },
  'no Region': {
    error: failure('Error', 'Region is missing'),
    code: 'no-region',
    says: /No AWS Region is chosen.*Choose the Region/,
    step: 'omicsLens.chooseRegion',
    answer: true,
  },
  'a token that has expired': {
    error: failure('ExpiredTokenException', 'The security token included in the request is expired', 403),
    code: 'credentials-expired',
    says: /credentials of profile 'lab' have expired\. Renew them/,
    step: 'omicsLens.signIn',
    answer: true,
  },
  'keys that AWS does not know': {
    error: failure(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      403,
    ),
    code: 'credentials-wrong',
    says: /does not accept the credentials of profile 'lab'/,
    step: 'omicsLens.chooseProfile',
    answer: true,
  },
  'a clock that is wrong': {
    error: failure(
      'InvalidSignatureException',
      'Signature expired: 20261120T090000Z is now earlier than 20261120T100000Z',
      403,
    ),
    code: 'wrong-clock',
    says: /clock is wrong.*Set the clock/,
    step: 'omicsLens.tryAgain',
    answer: true,
  },
  'a missing permission': {
    error: failure(
      'AccessDeniedException',
      'User: arn:aws:iam::123456789012:user/ana is not authorized to perform: omics:StartRun on resource: arn:aws:omics:eu-west-2:123456789012:workflow/1',
      403,
    ),
    code: 'access-denied',
    says: /Profile 'lab' may not do this\. Ask for the permission 'omics:StartRun'/,
    step: 'omicsLens.chooseProfile',
    answer: true,
  },
  'a role that may not be handed on': {
    error: failure(
      'AccessDeniedException',
      'User: arn:aws:iam::123456789012:user/ana is not authorized to perform: iam:PassRole on resource: role',
      403,
    ),
    code: 'pass-role-denied',
    says: /iam:PassRole.*iam:PassedToService omics\.amazonaws\.com/,
    answer: true,
  },
  throttling: {
    error: failure('ThrottlingException', 'Rate exceeded', 429),
    code: 'throttled',
    says: /fewer requests.*try again/,
    answer: true,
    retries: true,
  },
  'AWS out of reach': {
    error: failure(
      'Error',
      'getaddrinfo ENOTFOUND workflows-omics.eu-west-2.amazonaws.com',
      undefined,
      'ENOTFOUND',
    ),
    code: 'offline',
    says: /AWS does not answer in Region 'eu-west-2' \(ENOTFOUND\)\. Check the network/,
    step: 'omicsLens.chooseRegion',
    answer: false,
    retries: true,
  },
  'an endpoint that is down': {
    error: failure('Error', 'connect ECONNREFUSED 127.0.0.1:9', undefined, 'ECONNREFUSED'),
    who: ENDPOINT,
    code: 'endpoint-down',
    says: /Nothing answers at http:\/\/127\.0\.0\.1:9 \(ECONNREFUSED\)/,
    step: 'workbench.action.openSettings',
    answer: false,
    retries: true,
  },
  'a name with two addresses, both down': {
    error: Object.assign(new AggregateError([failure('Error', 'x', undefined, 'ECONNREFUSED')]), {}),
    who: ENDPOINT,
    code: 'endpoint-down',
    says: /ECONNREFUSED/,
    step: 'workbench.action.openSettings',
    answer: false,
    retries: true,
  },
  'the local service, stopped': {
    error: failure('Error', 'connect ECONNREFUSED 127.0.0.1:9', undefined, 'ECONNREFUSED'),
    who: LOCAL,
    code: 'local-service-down',
    says: /local HealthOmics does not answer\. Start it again/,
    step: 'omicsLens.startLocalService',
    answer: false,
  },
  'no answer in time': {
    error: failure('TimeoutError', 'Request timed out'),
    code: 'offline',
    says: /no answer in time/,
    step: 'omicsLens.chooseRegion',
    answer: false,
    retries: true,
  },
  'a Region in which workflows do not run': {
    error: failure('Error', 'getaddrinfo ENOTFOUND workflows-omics.sa-east-1', undefined, 'ENOTFOUND'),
    who: { ...AWS, region: 'sa-east-1' },
    code: 'region-without-service',
    says: /runs no workflows in Region 'sa-east-1'\. Choose a Region/,
    step: 'omicsLens.chooseRegion',
    answer: false,
  },
  'a wrong code of an MFA device': {
    error: failure(
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code.',
      403,
    ),
    code: 'mfa-wrong',
    says: /code for the MFA device of profile 'lab' was not accepted\. Wait for the next code/,
    step: 'omicsLens.tryAgain',
    answer: true,
  },
  'a quota': {
    error: failure('ServiceQuotaExceededException', 'Max workflows reached.', 402),
    code: 'quota-exceeded',
    says: /^The quota of workflows \(1,000 unless it was raised\) is used up: Max workflows reached\. .*Service Quotas \(L-7CAE62CF\)\.$/,
    step: 'vscode.open',
    answer: true,
  },
  'a quota of active runs': {
    error: failure('ServiceQuotaExceededException', 'Too many active runs with static storage', 402),
    code: 'quota-exceeded',
    says: /^The quota of active runs with static storage \(10 unless it was raised\)/,
    step: 'vscode.open',
    answer: true,
  },
  'a quota that the service does not name': {
    error: failure('ServiceQuotaExceededException', 'Limit exceeded', 402),
    who: LOCAL,
    code: 'quota-exceeded',
    says: /^A quota of your account is used up: Limit exceeded\./,
    answer: true,
  },
  'something that is gone': {
    error: failure('ResourceNotFoundException', 'Run 1 not found', 404),
    code: 'not-found',
    says: /no longer exists \(Run 1 not found\)/,
    answer: true,
  },
  'a conflict, of which the other side may be our own request': {
    error: failure('ConflictException', 'Run is being deleted', 409),
    code: 'conflict',
    says: /state does not allow this/,
    answer: false,
  },
  'a refusal': {
    error: failure('ValidationException', "Unknown parameter 'refernce'", 400),
    code: 'refused',
    says: /refuses the request: Unknown parameter 'refernce'/,
    answer: true,
  },
  'a fault of the service': {
    error: failure('InternalServerException', 'oops', 500),
    code: 'service-fault',
    says: /fault of its own \(HTTP 500, oops\)\. Try again/,
    answer: false,
    retries: true,
  },
  "the service's own time-out": {
    error: failure('RequestTimeoutException', 'slow', 408),
    code: 'service-fault',
    says: /HTTP 408/,
    answer: false,
    retries: true,
  },
};

describe('failures of services in words', () => {
  for (const [name, { error, who = AWS, code, says, step, answer, retries = false }] of Object.entries(
    CASES,
  )) {
    it(name, () => {
      const explanation = explainServiceError(error, who);
      assert.ok(explanation, 'it is explained');
      assert.match(explanation.sentence, says);
      assert.deepEqual(
        {
          code: explanation.code,
          step: explanation.nextStep?.command,
          answer: isAnswer(error),
          retries: isPassing(explanation),
        },
        { code, step, answer, retries },
      );
    });
  }

  it('leaves our own faults alone', () => {
    const bug = new TypeError('x is not a function');
    assert.equal(explainServiceError(bug, AWS), undefined);
    assert.equal(isAnswer(bug), false);
  });

  it('knows which failures other credentials would mend', () => {
    const codes = Object.values(CASES)
      .map(({ error, who = AWS }) => explainServiceError(error, who)!)
      .filter(isAboutCredentials)
      .map(({ code }) => code);
    assert.deepEqual([...new Set(codes)].sort(), [
      'credentials-expired',
      'credentials-failed',
      'credentials-wrong',
      'mfa-wrong',
      'no-credentials',
      'sign-in-expired',
      'unknown-profile',
    ]);
  });
});
