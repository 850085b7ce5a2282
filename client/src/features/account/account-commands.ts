import type { Command } from '../../infrastructure/commands.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { SharedConfig } from '../../omics/account.ts';
import { nextSteps } from '../../omics/service-errors.ts';
import { chooseProfile, chooseRegion, type ChooseAccountPorts } from './choose-account.ts';
import { profileKind, profileSectionOf, ssoProfileBehind, type ProfileKind } from './profile-kind.ts';
import { signIn } from './sign-in.ts';

export interface AccountCommandsPorts extends ChooseAccountPorts {
  readonly prompts: Prompts;
  readonly currentProfile: () => Promise<string>;
  /** The credentials may be good now. */
  readonly onSignedIn: () => void;
  /** Other ways to change where runs go, by label. */
  readonly moreWays: () => readonly { readonly label: string; readonly run: () => Promise<unknown> }[];
}

export function accountCommands(ports: AccountCommandsPorts): readonly Command[] {
  return [
    { name: 'omicsLens.chooseProfile', action: 'choose a profile', run: () => chooseProfile(ports) },
    { name: 'omicsLens.chooseRegion', action: 'choose a Region', run: () => chooseRegion(ports) },
    {
      name: 'omicsLens.changeAccount',
      action: 'change the account',
      async run() {
        const ways = [
          { label: 'Choose AWS Profile…', run: () => chooseProfile(ports) },
          { label: 'Choose Region…', run: () => chooseRegion(ports) },
          ...ports.moreWays(),
        ];
        const choices = ways.map((way) => ({ label: way.label, value: way }));
        await answered(await ports.prompts.pick('Where runs go', choices)).run();
      },
    },
    {
      name: 'omicsLens.signIn',
      action: 'sign in',
      trust: 'needed',
      async run(profile) {
        const name = typeof profile === 'string' ? profile : await ports.currentProfile();
        const shared = await ports.sharedConfig();
        signIn(ssoProfileBehind(name, shared) ?? notThroughBrowser(name, shared), ports.onSignedIn);
      },
    },
  ];
}

/** `aws sso login` would only fail: what renews these credentials is known to the user alone. */
function notThroughBrowser(name: string, shared: SharedConfig): never {
  const ways: Readonly<Record<ProfileKind, string>> = {
    sso: '',
    keys: 'Its keys stand in your AWS configuration: put new ones there, and they are read at once.',
    process: 'A program gives its credentials: see that it still works.',
    role: 'Renew the credentials of the profile that its role is taken on from.',
    unknown: "Run 'aws configure sso' in a terminal, or choose another profile.",
  };
  throw new UserError({
    code: 'no-browser-sign-in',
    sentence: `Profile '${name}' does not sign in through the browser. ${ways[profileKind(profileSectionOf(shared, name))]}`,
    nextStep: nextSteps.chooseProfile,
  });
}
