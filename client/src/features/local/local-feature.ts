import * as vscode from 'vscode';
import type { Command } from '../../infrastructure/commands.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Log } from '../../infrastructure/log.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { Session } from '../../omics/session.ts';
import { LocalService } from './local-service.ts';

export interface LocalFeaturePorts {
  /** Absolute path of the service's bundle. */
  readonly script: string;
  readonly session: Pick<Session, 'account' | 'useLocal'>;
  readonly prompts: Pick<Prompts, 'tell'>;
  readonly log: Log;
}

export interface LocalFeature extends Disposable {
  readonly commands: readonly Command[];
  /** What can be chosen now. */
  ways(): readonly { readonly label: string; readonly run: () => Promise<unknown> }[];
}

const RUNNING_KEY = 'omicsLens.localServiceRuns';
const NOTICE =
  'The local HealthOmics is running. It is a simulation: no tool runs, no data is read, and nothing leaves this machine.';

/** *Start* and *Stop Local HealthOmics*. While it runs, the window speaks to it; no setting is changed. */
export function createLocalFeature({ script, session, prompts, log }: LocalFeaturePorts): LocalFeature {
  const service = new LocalService({
    script,
    executable: process.execPath,
    arguments: async () => {
      const { region } = await session.account();
      return ['--port', '0', '--exit-with-parent', ...(region === undefined ? [] : ['--region', region])];
    },
    environment: process.env,
    log,
    onExit(how) {
      session.useLocal(undefined);
      void vscode.commands.executeCommand('setContext', RUNNING_KEY, false);
      if (how === 'died') void offerRestart();
    },
  });
  const offerRestart = async () => {
    const again = 'Start Again';
    const button = await prompts.tell('warning', 'The local HealthOmics has ended unexpectedly.', [again]);
    if (button === again) await vscode.commands.executeCommand(start.name);
  };
  const start: Command = {
    name: 'omicsLens.startLocalService',
    action: 'start the local HealthOmics',
    trust: 'needed',
    async run() {
      const address = await service.start();
      session.useLocal(address);
      await vscode.commands.executeCommand('setContext', RUNNING_KEY, true);
      void prompts.tell('information', NOTICE, []);
      return address;
    },
  };
  const stop: Command = {
    name: 'omicsLens.stopLocalService',
    action: 'stop the local HealthOmics',
    trust: 'needed',
    run() {
      service.stop();
      return Promise.resolve();
    },
  };
  return {
    commands: [start, stop],
    ways: () =>
      service.isRunning
        ? [{ label: 'Stop Local HealthOmics', run: () => stop.run() }]
        : [{ label: 'Start Local HealthOmics', run: () => start.run() }],
    dispose: () => service.dispose(),
  };
}
