import * as vscode from 'vscode';
import { checkParametersCommand, startRunCommand } from '@omics-lens/server/protocol/index.ts';
import { clickedFile } from '../../infrastructure/clicked-file.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { answered, Cancelled } from '../../infrastructure/errors.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { CheckParametersPorts } from './check-parameters.ts';
import { chooseRun, runIdsOf } from './choose-run.ts';
import type { OpenInConsolePorts } from './open-in-console.ts';
import type { RunActionPorts } from './run-actions.ts';
import type { RunRefresh } from './run-refresh.ts';
import type { RunStore } from './run-store.ts';
import type { RunStarter } from './start-run.ts';
import type { WorkflowType } from '../../omics/workflows-api.ts';
import type { GivenWorkflow, StartWizardPorts } from './start-wizard.ts';

export interface RunCommandsPorts {
  readonly starter: () => Promise<RunStarter>;
  readonly wizard: StartWizardPorts;
  readonly checking: CheckParametersPorts;
  readonly actions: RunActionPorts;
  readonly console: OpenInConsolePorts;
  readonly store: RunStore;
  readonly refresh: RunRefresh;
  readonly files: Files;
  readonly followLogs: (runId: string) => Promise<void>;
  /** Looks at accounts that are only tried when somebody asks. */
  readonly askedForRuns: () => Promise<unknown>;
}

const work = () => import('./run-work.ts');

/** Every command about runs. Those that take a run are given its id, a row of the tree, or nothing: then they ask. */
export function runCommands(ports: RunCommandsPorts): readonly Command[] {
  return [...startCommands(ports), ...actionCommands(ports), ...refreshCommands(ports)];
}

function startCommands(ports: RunCommandsPorts): readonly Command[] {
  const { starter, wizard, checking, actions, files } = ports;
  const startWith = async (key: string, given?: GivenWorkflow) => {
    const { planOfWizard } = await work();
    return (await (await starter()).startPlan(key, () => planOfWizard(wizard, given))).id;
  };
  const { omics, prompts } = actions;
  const choose = chooser(ports);
  return [
    {
      name: startRunCommand,
      action: 'start the run',
      trust: 'needed',
      async run(argument, selected) {
        const given = givenWorkflow(argument);
        if (!given) return startSelected(argument, selected, { starter: await starter(), prompts });
        return startWith(`workflow ${given.ref.id}`, given);
      },
    },
    {
      name: 'omicsLens.startRunWizard',
      action: 'start the run',
      trust: 'needed',
      run: () => startWith('wizard'),
    },
    {
      name: 'omicsLens.preflight',
      action: 'look at what the run needs',
      trust: 'needed',
      run: async (argument) => (await starter()).preflight(clickedFile(argument)),
    },
    {
      name: checkParametersCommand,
      action: 'check the parameters',
      run: async (argument) => (await work()).checkParameters(clickedFile(argument), checking),
    },
    {
      name: 'omicsLens.runAgain',
      action: 'run it again',
      trust: 'needed',
      async run(argument) {
        const runId = await choose(argument, 'any');
        const { planOfRepeat } = await work();
        const repeat = async () => planOfRepeat(runId, await omics());
        return (await (await starter()).startPlan(`again ${runId}`, repeat)).id;
      },
    },
    {
      name: 'omicsLens.runAgainWithChanges',
      action: 'write a run file of it',
      trust: 'needed',
      async run(argument) {
        const run = await (await omics()).earlierRun(await choose(argument, 'any'));
        return (await work()).createRunFile(run, wizard.folder(), files);
      },
    },
  ];
}

function actionCommands(ports: RunCommandsPorts): readonly Command[] {
  const { actions, console, store } = ports;
  const choose = chooser(ports);
  /** All rows that are selected, where a row was clicked that is one of them. */
  const chosen = async (argument: unknown, selected: unknown, which: 'any' | 'alive' | 'over') => {
    const ids = runIdsOf(argument, selected);
    return ids.length > 0 ? ids : [await choose(undefined, which)];
  };
  return [
    {
      name: 'omicsLens.cancelRun',
      action: 'cancel the run',
      trust: 'needed',
      run: async (argument, selected) =>
        (await work()).cancelRuns(await chosen(argument, selected, 'alive'), actions),
    },
    {
      name: 'omicsLens.deleteRun',
      action: 'delete the run',
      trust: 'needed',
      run: async (argument, selected) =>
        (await work()).deleteRuns(await chosen(argument, selected, 'over'), actions),
    },
    {
      name: 'omicsLens.openRunInConsole',
      action: 'open the run in the AWS console',
      trust: 'needed',
      async run(argument) {
        const id = await choose(argument, 'any');
        const run = store.get(id)?.run ?? (await (await actions.omics()).getRun(id));
        await (await work()).openInConsole(run, console);
      },
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
        const run = store.get(runId)?.run ?? (await (await actions.omics()).getRun(runId));
        await vscode.env.clipboard.writeText(run.arn);
      },
    },
  ];
}

function refreshCommands(ports: RunCommandsPorts): readonly Command[] {
  const { refresh, followLogs, askedForRuns } = ports;
  const choose = chooser(ports);
  return [
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
  ];
}

function chooser({ store, actions: { prompts, clock } }: RunCommandsPorts) {
  return (argument: unknown, which: 'any' | 'alive' | 'over') =>
    chooseRun(argument, which, { store, prompts, now: clock.now() });
}

/** A workflow of the account, as the view *Workflows* hands it over. */
function givenWorkflow(argument: unknown): GivenWorkflow | undefined {
  if (typeof argument !== 'object' || argument === null || !('workflowId' in argument)) return undefined;
  const { workflowId, workflowType, versionName, workflowOwnerId, name } = argument as {
    readonly workflowId: string;
    readonly workflowType?: WorkflowType;
    readonly versionName?: string;
    readonly workflowOwnerId?: string;
    readonly name?: string;
  };
  const ref = { id: workflowId, type: workflowType, versionName, ownerId: workflowOwnerId };
  return { name: name ?? workflowId, ref };
}

/** Several files that are selected in the explorer are started one after the other, after asking. */
async function startSelected(
  argument: unknown,
  selected: unknown,
  { starter, prompts }: { readonly starter: RunStarter; readonly prompts: RunActionPorts['prompts'] },
): Promise<string | readonly string[]> {
  const files = Array.isArray(selected)
    ? selected.filter((each): each is vscode.Uri => each instanceof vscode.Uri)
    : [];
  if (files.length < 2) return (await starter.start(clickedFile(argument))).id;
  const yes = `Start ${files.length} Runs`;
  const names = files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join('\n');
  if (answered(await prompts.decide(`Start ${files.length} runs?`, names, [yes])) !== yes)
    throw new Cancelled();
  const ids: string[] = [];
  for (const file of files) ids.push((await starter.start(file.toString())).id);
  return ids;
}
