import assert from 'node:assert/strict';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { chooseProfile, chooseRegion } from '../../../../client/src/features/account/choose-account.ts';
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
  const prompts = scriptedPrompts(...answers);
  const kept: string[] = [];
  const outcome = await choose({
    prompts,
    sharedConfig: () => Promise.resolve(shared),
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
      'AWS profile: default / lab / admin / tool\nprofile=lab',
    );
  });

  it('keeps nothing when dismissed', async () => {
    assert.equal(await check(chooseProfile, SHARED), 'AWS profile: default / lab / admin / tool\nCancelled');
  });

  it('says what to do when there is no profile', async () => {
    assert.match(
      await check(chooseProfile, { configFile: {}, credentialsFile: {} }),
      /holds no profiles\. Run "aws configure sso" in a terminal, or try everything on the local HealthOmics\.$/,
    );
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
