import assert from 'node:assert/strict';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { chooseProfile, chooseRegion } from '../../../../client/src/features/account/choose-account.ts';
import { askMfaCode } from '../../../../client/src/features/account/mfa-code.ts';
import {
  profileDescription,
  ssoProfileBehind,
} from '../../../../client/src/features/account/profile-kind.ts';
import type { SharedConfig } from '../../../../client/src/omics/account.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const SHARED: SharedConfig = {
  configFile: {
    default: { region: 'us-east-1' },
    lab: { sso_session: 'corp', region: 'eu-west-2' },
    admin: { role_arn: 'arn', source_profile: 'lab' },
    tool: { credential_process: '/bin/keys' },
    'sso-session.corp': { sso_region: 'eu-west-2' },
  },
  credentialsFile: { default: { aws_access_key_id: 'x' } },
};

/** What was offered, and what was kept. */
async function check(
  choose: typeof chooseProfile,
  shared: SharedConfig,
  ...answers: readonly string[]
): Promise<string> {
  return checkWith({}, choose, shared, ...answers);
}

async function checkWith(
  environment: Readonly<Record<string, string>>,
  choose: typeof chooseProfile,
  shared: SharedConfig,
  ...answers: readonly string[]
): Promise<string> {
  const prompts = scriptedPrompts(...answers);
  const kept: string[] = [];
  const outcome = await choose({
    prompts,
    sharedConfig: () => Promise.resolve(shared),
    environment: () => environment,
    changeSetting: (name, value) => {
      kept.push(`${name}=${value}`);
      return Promise.resolve();
    },
  }).then(() => kept.join(), messageOf);
  return [...prompts.shown, outcome].join('\n');
}

describe('choosing an account', () => {
  it('offers the profiles', async () => {
    assert.equal(
      await check(chooseProfile, SHARED, 'lab'),
      'AWS profile: default / lab / admin / tool / No Profile\nprofile=lab',
    );
  });

  it('keeps nothing when dismissed', async () => {
    assert.equal(
      await check(chooseProfile, SHARED),
      'AWS profile: default / lab / admin / tool / No Profile\nCancelled',
    );
  });

  it('says what to do when there is no profile', async () => {
    assert.match(
      await check(chooseProfile, { configFile: {}, credentialsFile: {} }),
      /holds no profiles\. Run "aws configure sso" in a terminal, or try everything on the local HealthOmics\.$/,
    );
  });

  it('offers the environment where no profile is', async () => {
    const empty = { configFile: {}, credentialsFile: {} };
    assert.equal(
      await checkWith({ AWS_ACCESS_KEY_ID: 'AKIA' }, chooseProfile, empty, 'No Profile'),
      'AWS profile: No Profile\nprofile=',
    );
  });

  const sections: readonly (readonly [section: Record<string, string>, expected: string])[] = [
    [{ region: 'eu-west-2', sso_session: 'corp' }, 'eu-west-2, sign-in through the browser'],
    [{ sso_start_url: 'https://x' }, 'sign-in through the browser'],
    [{ role_arn: 'arn', source_profile: 'x' }, 'role'],
    [{ role_arn: 'arn', source_profile: 'x', mfa_serial: 'arn:aws:iam::1:mfa/a' }, 'role with MFA'],
    [{ credential_process: '/bin/keys' }, 'credential program'],
    [{ aws_access_key_id: 'AKIA' }, 'access key'],
    [{}, ''],
  ];
  for (const [section, expected] of sections) {
    it(`${JSON.stringify(section)} is ${expected || 'not described'}`, () =>
      assert.equal(profileDescription(section), expected));
  }

  it('finds the profile whose sign-in a role stands on, also where profiles stand on each other', () => {
    const shared: SharedConfig = {
      configFile: {
        lab: { sso_session: 'corp' },
        admin: { role_arn: 'arn', source_profile: 'lab' },
        a: { role_arn: 'arn', source_profile: 'b' },
        b: { role_arn: 'arn', source_profile: 'a' },
        keys: {},
      },
      credentialsFile: { keys: { aws_access_key_id: 'x' } },
    };
    assert.deepEqual(
      ['lab', 'admin', 'a', 'keys', 'nope'].map((name) => ssoProfileBehind(name, shared)),
      ['lab', 'lab', undefined, undefined, undefined],
    );
  });

  it('asks for the code of the MFA device, and says what is missing when nobody types it', async () => {
    const serial = 'arn:aws:iam::123456789012:mfa/anna-phone';
    const prompts = scriptedPrompts('123456');
    assert.equal(await askMfaCode(prompts, 'admin')(serial), '123456');
    assert.deepEqual(prompts.shown, ["MFA code for profile 'admin'?"]);
    const wrong = scriptedPrompts('12345');
    assert.match(
      await askMfaCode(wrong, 'admin')(serial).then(() => 'a code', messageOf),
      /^Profile 'admin' asks for the code of its MFA device\. Try again/,
    );
    assert.deepEqual(wrong.shown, ["MFA code for profile 'admin'? The code has six digits."]);
  });

  it('offers the Regions that have workflows', async () => {
    const [offered, kept] = (await check(chooseRegion, SHARED, 'eu-west-2')).split('\n');
    assert.match(
      offered ?? '',
      /^AWS Region: us-east-1 \/ us-west-2 \/ .*il-central-1.* \/ Another Region…$/,
    );
    assert.equal(kept, 'region=eu-west-2');
  });

  it('takes another Region, because the service grows', async () => {
    assert.match(
      await check(chooseRegion, SHARED, 'Another Region…', 'eu-north-1'),
      /AWS Region\?\nregion=eu-north-1$/,
    );
  });

  it('refuses what is no Region', async () => {
    assert.match(
      await check(chooseRegion, SHARED, 'Another Region…', 'Frankfurt'),
      /AWS Region\? A Region looks like 'us-east-1'\.\nCancelled$/,
    );
  });
});
