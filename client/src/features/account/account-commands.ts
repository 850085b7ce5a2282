import type { Command } from '../../infrastructure/commands.ts';
import { answered } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { chooseProfile, chooseRegion, type ChooseAccountPorts } from './choose-account.ts';
import { signIn } from './sign-in.ts';

export interface AccountCommandsPorts extends ChooseAccountPorts {
  readonly prompts: Prompts;
  readonly currentProfile: () => Promise<string>;
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
        signIn(typeof profile === 'string' ? profile : await ports.currentProfile());
      },
    },
  ];
}
