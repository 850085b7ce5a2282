import * as vscode from 'vscode';
import { checkParametersCommand, startRunCommand } from '@omics-lens/server/protocol/index.ts';
import { clickedFile } from '../../infrastructure/clicked-file.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import { cancelRun } from './cancel-run.ts';
import { checkParameters, type CheckParametersPorts } from './check-parameters.ts';
import { chooseRun } from './choose-run.ts';
import type { RunRefresh } from './run-refresh.ts';
import type { RunStore } from './run-store.ts';
import type { RunStarter } from './start-run.ts';

export interface RunCommandsPorts {
  readonly starter: RunStarter;
  readonly checking: CheckParametersPorts;
  readonly store: RunStore;
  readonly refresh: RunRefresh;
  readonly omics: () => Promise<OmicsApi>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  readonly followLogs: (runId: string) => Promise<void>;
  /** Looks at accounts that are only tried when somebody asks. */
  readonly askedForRuns: () => Promise<unknown>;
}

/** Every command about runs. Those that take a run are given its id, a row of the tree, or nothing: then they ask. */
export function runCommands(ports: RunCommandsPorts): readonly Command[] {
  const { starter, checking, store, refresh, omics, prompts, clock, followLogs, askedForRuns } = ports;
  const choose = (argument: unknown, which: 'any' | 'alive') =>
    chooseRun(argument, which, { store, prompts, now: clock.now() });
  return [
    {
      name: startRunCommand,
      action: 'start the run',
      trust: 'needed',
      run: async (argument) => (await starter.start(clickedFile(argument))).id,
    },
    {
      name: checkParametersCommand,
      action: 'check the parameters',
      run: (argument) => checkParameters(clickedFile(argument), checking),
    },
    {
      name: 'omicsLens.cancelRun',
      action: 'cancel the run',
      trust: 'needed',
      run: async (argument) =>
        cancelRun(await choose(argument, 'alive'), {
          store,
          omics,
          prompts,
          onCancelled: () => refresh.refresh(),
        }),
    },
    {
      name: 'omicsLens.refreshRuns',
      action: 'refresh the runs',
      trust: 'needed',
      async run() {
        await askedForRuns();
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.loadMoreRuns',
      action: 'load older runs',
      trust: 'needed',
      run: () => Promise.resolve(refresh.loadMore()),
    },
    {
      name: 'omicsLens.followLogs',
      action: 'follow the logs',
      trust: 'needed',
      run: async (argument) => followLogs(await choose(argument, 'any')),
    },
    {
      name: 'omicsLens.copyRunId',
      action: "copy the run's id",
      run: async (argument) => vscode.env.clipboard.writeText(await choose(argument, 'any')),
    },
    {
      name: 'omicsLens.copyRunArn',
      action: "copy the run's ARN",
      async run(argument) {
        const runId = await choose(argument, 'any');
        await vscode.env.clipboard.writeText(store.get(runId)?.run.arn ?? runId);
      },
    },
  ];
}
