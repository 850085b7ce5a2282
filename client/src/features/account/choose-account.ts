import { looksLikeRegion, REGIONS } from '@omics-lens/server/healthomics/regions.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import type { Choice, Prompts } from '../../infrastructure/prompts.ts';
import { profileNames, type SharedConfig } from '../../omics/account.ts';
import { nextSteps } from '../../omics/service-errors.ts';
import { profileDescription, profileSectionOf } from './profile-kind.ts';

export interface ChooseAccountPorts {
  readonly prompts: Pick<Prompts, 'pick' | 'ask'>;
  readonly sharedConfig: () => Promise<SharedConfig>;
  readonly environment: () => Readonly<Record<string, string | undefined>>;
  /** Keeps the choice; the account follows the settings. */
  readonly changeSetting: (name: 'profile' | 'region', value: string) => Promise<void>;
}

/** Offers the profiles of the shared configuration. */
export async function chooseProfile({
  prompts,
  sharedConfig,
  environment,
  changeSetting,
}: ChooseAccountPorts): Promise<void> {
  const shared = await sharedConfig();
  const names = profileNames(shared);
  if (names.length === 0 && !hasSource(environment())) {
    throw new UserError({
      code: 'no-profiles',
      sentence:
        'Your AWS configuration (~/.aws/config) holds no profiles. Run "aws configure sso" in a terminal, or try everything on the local HealthOmics.',
      nextStep: nextSteps.startLocalService,
    });
  }
  const choices = [...names.map((name) => profileChoice(name, shared)), chainChoice(environment())];
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

function profileChoice(name: string, shared: SharedConfig): Choice<string> {
  const description = profileDescription(profileSectionOf(shared, name));
  return { label: name, ...(description === '' ? {} : { description }), value: name };
}

/** No profile: the SDK looks in the environment, and then asks the container or the machine that it runs on. */
function chainChoice(environment: Readonly<Record<string, string | undefined>>): Choice<string> {
  const [name, what] = Object.entries(CHAIN_SOURCES).find(([each]) => environment[each]) ?? [];
  return {
    label: 'No Profile',
    description:
      what?.replace('%', environment[name ?? ''] ?? '') ?? 'the role of the machine that this runs on',
    detail: 'Takes the environment, the default profile, or the role of a container or an instance.',
    value: '',
  };
}

function hasSource(environment: Readonly<Record<string, string | undefined>>): boolean {
  return Object.keys(CHAIN_SOURCES).some((name) => environment[name]);
}

/** In the order in which they count. None of the values of keys is shown. */
const CHAIN_SOURCES: Readonly<Record<string, string>> = {
  AWS_PROFILE: "AWS_PROFILE, which is '%'",
  AWS_ACCESS_KEY_ID: 'keys in the environment',
  AWS_WEB_IDENTITY_TOKEN_FILE: 'a token file',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: 'the role of this container',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'the role of this container',
};
