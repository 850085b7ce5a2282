import { looksLikeRegion, REGIONS } from '@omics-lens/server/healthomics/regions.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import type { Choice, Prompts } from '../../infrastructure/prompts.ts';
import { profileNames, type SharedConfig } from '../../omics/account.ts';
import { nextSteps } from '../../omics/service-errors.ts';

export interface ChooseAccountPorts {
  readonly prompts: Pick<Prompts, 'pick' | 'ask'>;
  readonly sharedConfig: () => Promise<SharedConfig>;
  /** Keeps the choice; the account follows the settings. */
  readonly changeSetting: (name: 'profile' | 'region', value: string) => Promise<void>;
}

/** Offers the profiles of the shared configuration. */
export async function chooseProfile({
  prompts,
  sharedConfig,
  changeSetting,
}: ChooseAccountPorts): Promise<void> {
  const shared = await sharedConfig();
  const names = profileNames(shared);
  if (names.length === 0) {
    throw new UserError({
      code: 'no-profiles',
      sentence:
        'Your AWS configuration (~/.aws/config) holds no profiles. Run "aws configure sso" in a terminal, or try everything on the local HealthOmics.',
      nextStep: nextSteps.startLocalService,
    });
  }
  const choices = names.map((name) => profileChoice(name, shared));
  await changeSetting('profile', answered(await prompts.pick('AWS profile', choices)));
}

/** Offers the Regions where HealthOmics runs workflows, and any other, because the service grows. */
export async function chooseRegion({ prompts, changeSetting }: ChooseAccountPorts): Promise<void> {
  const choices: Choice<string | undefined>[] = REGIONS.rows.map(({ id, name, optIn }) => ({
    label: id,
    description: name,
    ...(optIn ? { detail: 'Has to be enabled in the account first.' } : {}),
    value: id,
  }));
  const chosen = answered(
    await prompts.pick<{ readonly region: string | undefined }>('AWS Region', [
      ...choices.map((choice) => ({ ...choice, value: { region: choice.value } })),
      { label: 'Another Region…', value: { region: undefined } },
    ]),
  );
  await changeSetting('region', chosen.region ?? (await askRegion(prompts)));
}

async function askRegion(prompts: Pick<Prompts, 'ask'>): Promise<string> {
  const answer = await prompts.ask({
    title: 'AWS Region',
    prompt: 'A Region in which HealthOmics runs workflows.',
    placeholder: 'us-east-1',
    validate: (text) => (looksLikeRegion(text) ? undefined : "A Region looks like 'us-east-1'."),
  });
  return answered(answer).trim();
}

/** What a profile signs in with, so that two of them can be told apart. */
function profileChoice(name: string, { configFile, credentialsFile }: SharedConfig): Choice<string> {
  const section = { ...configFile[name], ...credentialsFile[name] };
  const way =
    section['sso_session'] !== undefined || section['sso_start_url'] !== undefined
      ? 'sign-in through the browser'
      : section['role_arn'] !== undefined
        ? 'role'
        : section['credential_process'] !== undefined
          ? 'credential program'
          : section['aws_access_key_id'] !== undefined
            ? 'access key'
            : undefined;
  const description = [section['region'], way].filter((part) => part !== undefined).join(', ');
  return { label: name, ...(description === '' ? {} : { description }), value: name };
}
