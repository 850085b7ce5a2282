import assert from 'node:assert/strict';
import {
  isLoopback,
  profileNames,
  resolveAccount,
  type AccountSources,
} from '../../../client/src/omics/account.ts';

const NO_SETTINGS = { profile: undefined, region: undefined, endpoint: undefined };

/** `kind profile@region -> omics, logs (credentials, configured)` for settings, environment and shared files. */
function check(sources: {
  readonly settings?: Partial<AccountSources['settings']>;
  readonly environment?: Record<string, string>;
  readonly config?: AccountSources['shared']['configFile'];
  readonly credentials?: AccountSources['shared']['credentialsFile'];
  readonly local?: string;
}): string {
  const account = resolveAccount({
    settings: { ...NO_SETTINGS, ...sources.settings },
    environment: sources.environment ?? {},
    shared: { configFile: sources.config ?? {}, credentialsFile: sources.credentials ?? {} },
    local: sources.local,
  });
  const { kind, profile, region, endpoints, credentials, configured } = account;
  const where =
    endpoints.omics || endpoints.logs ? `${endpoints.omics ?? 'aws'} ${endpoints.logs ?? 'aws'}` : 'aws';
  return `${kind} ${profile}@${region ?? '-'} -> ${where} (${credentials}, ${configured ? 'configured' : 'not configured'})`;
}

const LAB = { default: { region: 'us-east-1' }, lab: { region: 'eu-west-2', sso_session: 'x' } };
const LOOP = 'http://127.0.0.1:9000';

describe('the account', () => {
  const cases: readonly (readonly [name: string, sources: Parameters<typeof check>[0], expected: string])[] =
    [
      ['nothing at all', {}, 'aws default@- -> aws (chain, not configured)'],
      ['the default profile', { config: LAB }, 'aws default@us-east-1 -> aws (chain, configured)'],
      [
        'AWS_PROFILE',
        { config: LAB, environment: { AWS_PROFILE: 'lab' } },
        'aws lab@eu-west-2 -> aws (profile, configured)',
      ],
      [
        'the setting goes before AWS_PROFILE, and its Region before AWS_REGION',
        {
          config: LAB,
          settings: { profile: 'lab' },
          environment: { AWS_PROFILE: 'x', AWS_REGION: 'us-west-2' },
        },
        'aws lab@eu-west-2 -> aws (profile, configured)',
      ],
      [
        'without a setting AWS_REGION goes before the profile',
        { config: LAB, environment: { AWS_REGION: 'us-west-2' } },
        'aws default@us-west-2 -> aws (chain, configured)',
      ],
      [
        'the Region setting goes before everything',
        {
          config: LAB,
          settings: { region: 'il-central-1', profile: 'lab' },
          environment: { AWS_REGION: 'us-west-2' },
        },
        'aws lab@il-central-1 -> aws (profile, configured)',
      ],
      [
        'AWS_DEFAULT_REGION',
        { environment: { AWS_DEFAULT_REGION: 'eu-west-1' } },
        'aws default@eu-west-1 -> aws (chain, not configured)',
      ],
      [
        'keys in the environment',
        { environment: { AWS_ACCESS_KEY_ID: 'x' } },
        'aws default@- -> aws (chain, configured)',
      ],
      [
        'keys in the environment do not count beside a profile that was chosen',
        { environment: { AWS_ACCESS_KEY_ID: 'x', AWS_PROFILE: 'nope' } },
        'aws nope@- -> aws (profile, not configured)',
      ],
      [
        'a profile that only has credentials',
        { credentials: { default: {} } },
        'aws default@- -> aws (chain, configured)',
      ],
      [
        'an unknown profile',
        { config: LAB, settings: { profile: 'nope' } },
        'aws nope@- -> aws (profile, not configured)',
      ],
      [
        'an endpoint on this machine needs no credentials and no Region',
        { environment: { AWS_ENDPOINT_URL: LOOP } },
        `endpoint default@us-east-1 -> ${LOOP} ${LOOP} (placeholder, configured)`,
      ],
      [
        'an endpoint on this machine is given credentials that exist',
        { environment: { AWS_ENDPOINT_URL: LOOP, AWS_ACCESS_KEY_ID: 'x' } },
        `endpoint default@us-east-1 -> ${LOOP} ${LOOP} (chain, configured)`,
      ],
      [
        'an endpoint elsewhere needs both',
        { settings: { endpoint: 'https://omics.example' } },
        'endpoint default@- -> https://omics.example https://omics.example (chain, not configured)',
      ],
      [
        'variables of one service',
        {
          environment: {
            AWS_ENDPOINT_URL_OMICS: 'http://a',
            AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://b',
            AWS_ENDPOINT_URL: 'http://c',
          },
        },
        'endpoint default@- -> http://a http://b (chain, not configured)',
      ],
      [
        "the profile's services section and endpoint",
        {
          config: {
            default: { region: 'us-east-1', services: 'mine', endpoint_url: 'http://general' },
            'services.mine': { 'omics.endpoint_url': 'http://special' },
          },
        },
        'endpoint default@us-east-1 -> http://special http://general (chain, configured)',
      ],
      [
        'configured endpoints can be ignored',
        { environment: { AWS_ENDPOINT_URL: LOOP, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } },
        'aws default@- -> aws (chain, not configured)',
      ],
      [
        'the local service goes before everything, and never sees credentials',
        {
          local: LOOP,
          config: LAB,
          settings: { endpoint: 'https://omics.example', profile: 'lab' },
          environment: { AWS_ACCESS_KEY_ID: 'x', AWS_ENDPOINT_URL: 'http://other' },
        },
        `local lab@eu-west-2 -> ${LOOP} ${LOOP} (placeholder, configured)`,
      ],
    ];
  for (const [name, sources, expected] of cases) {
    it(name, () => assert.equal(check(sources), expected));
  }

  it('lists profiles, and no other sections', () => {
    const shared = {
      configFile: { default: {}, lab: {}, 'sso-session.corp': {}, 'services.mine': {} },
      credentialsFile: { lab: {}, old: {} },
    };
    assert.deepEqual(profileNames(shared), ['default', 'lab', 'old']);
  });

  const addresses: Readonly<Record<string, boolean>> = {
    'http://127.0.0.1:9000': true,
    'http://127.8.9.1': true,
    'http://localhost:1': true,
    'http://[::1]:80/': true,
    'http://127.0.0.1.example.com': false,
    'https://localhost.example': false,
    'http://10.0.0.1': false,
    'no address': false,
  };
  for (const [address, expected] of Object.entries(addresses)) {
    it(`${address} is ${expected ? '' : 'not '}this machine`, () =>
      assert.equal(isLoopback(address), expected));
  }
});
