import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { throwIfAborted, UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { consoleAddress } from '../../omics/console-address.ts';
import type { Session } from '../../omics/session.ts';
import type { Downloaded, DownloadPorts } from './download-outputs.ts';
import { fileOf, nodeOf, targetOf } from './output-target.ts';
import { createOutputsView } from './outputs-view.ts';
import type { RunOutputs } from './run-outputs.ts';

export interface OutputsFeaturePorts {
  readonly session: Pick<Session, 'services' | 'changed'>;
  /** The run that a command was called on, or one that is over and that the user picks. */
  readonly chooseRun: (argument: unknown) => Promise<string>;
  readonly showText: (title: string, text: string) => Promise<void>;
  /** The words for any failure. */
  readonly explain: (error: unknown) => Promise<string>;
  readonly prompts: Prompts;
  readonly clock: Clock;
}

export interface OutputsFeature extends Disposable {
  readonly commands: readonly Command[];
}

/** What runs have made, as a tree, to open, download and copy from. */
export function createOutputsFeature(ports: OutputsFeaturePorts): OutputsFeature {
  const { session, prompts, showText } = ports;
  const own = new DisposableStore();
  const view = own.add(createOutputsView());
  const services = () => session.services();
  const outputsPorts = { services, explain: ports.explain };
  let shown: RunOutputs | undefined;
  let generation = 0;
  own.add(
    session.changed(() => {
      generation++;
      shown = undefined;
      view.show(undefined);
    }),
  );

  const show = async (runId: string) => {
    const mine = ++generation;
    const work = await import('./output-work.ts');
    const found = await prompts.progress('Looking for the outputs', async (_report, signal) => {
      const outputs = await work.findOutputs(runId, outputsPorts, signal);
      throwIfAborted(signal);
      return outputs;
    });
    // Another run or another account was chosen meanwhile.
    if (mine !== generation) return;
    shown = new work.RunOutputs(found, outputsPorts);
    view.show(shown);
    await vscode.commands.executeCommand('omicsLens.outputs.focus');
  };
  const open = async (argument: unknown, extent: 'whole' | 'preview') => {
    const { uri, name, bytes } = fileOf(argument);
    const { outputText } = await import('./output-work.ts');
    const { stored } = await services();
    const { title, text } = await prompts.progress(`Reading '${name}'`, (_report, signal) =>
      outputText(uri, bytes, extent, stored, signal),
    );
    await showText(title, text);
  };
  const downloadPorts: DownloadPorts = {
    stored: async () => (await services()).stored,
    prompts,
    clock: ports.clock,
    chooseFile,
    chooseFolder,
  };

  const commands: readonly Command[] = [
    {
      name: 'omicsLens.showOutputs',
      action: 'show the outputs of the run',
      trust: 'needed',
      run: async (argument) => show(await ports.chooseRun(argument)),
    },
    {
      name: 'omicsLens.refreshOutputs',
      action: 'read the outputs again',
      trust: 'needed',
      run: async () => show(shown?.run.id ?? (await ports.chooseRun(undefined))),
    },
    {
      name: 'omicsLens.loadMoreOutputs',
      action: 'load more of the outputs',
      trust: 'needed',
      async run(argument) {
        const node = nodeOf(argument);
        if (node.kind !== 'more') return;
        await shown?.more(node.of);
        view.redraw();
      },
    },
    {
      name: 'omicsLens.openOutput',
      action: 'open the file',
      trust: 'needed',
      run: (argument) => open(argument, 'whole'),
    },
    {
      name: 'omicsLens.previewOutput',
      action: 'show the first part of the file',
      trust: 'needed',
      run: (argument) => open(argument, 'preview'),
    },
    {
      name: 'omicsLens.downloadOutput',
      action: 'download it',
      trust: 'needed',
      async run(argument) {
        const target = targetOf(argument);
        const { downloadFile, downloadFolder } = await import('./output-work.ts');
        const done =
          target.kind === 'file'
            ? await downloadFile(target, downloadPorts)
            : await downloadFolder(target, downloadPorts);
        void tellOf(done, prompts);
        return done;
      },
    },
    {
      name: 'omicsLens.copyOutputUri',
      action: 'copy the address',
      run: async (argument) => vscode.env.clipboard.writeText(targetOf(argument).uri),
    },
    {
      name: 'omicsLens.copyOutputValue',
      action: 'copy the value',
      async run(argument) {
        const node = nodeOf(argument);
        const { valueText } = await import('./output-work.ts');
        if (node.kind === 'value') await vscode.env.clipboard.writeText(valueText(node.value));
      },
    },
    {
      name: 'omicsLens.openOutputInConsole',
      action: 'open it in the console',
      trust: 'needed',
      async run(argument) {
        const place = parseS3Uri(targetOf(argument).uri);
        const { account } = await services();
        if (account.kind !== 'aws' || account.region === undefined || !place.ok) throw noConsole();
        const address = consoleAddress({ kind: 'stored', ...place.uri }, account.region);
        await vscode.env.openExternal(vscode.Uri.parse(address, true));
      },
    },
  ];
  return { commands, dispose: () => own.dispose() };
}

/** Nobody waits for the answer: the command has ended. */
async function tellOf(done: Downloaded, prompts: Pick<Prompts, 'tell'>): Promise<void> {
  const { downloadSentence } = await import('./output-work.ts');
  const severity = done.failed + done.archived > 0 ? 'warning' : 'information';
  // The file manager of this computer does not know the disk of another one.
  const reveal = vscode.env.remoteName === undefined ? ['Show in File Manager'] : [];
  const button = await prompts.tell(severity, downloadSentence(done), reveal);
  if (button !== undefined) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(done.path));
  }
}

/** The dialog asks itself before a file is written over. */
async function chooseFile(name: string): Promise<string | undefined> {
  const defaultUri = vscode.Uri.joinPath(workspaceFolder() ?? vscode.Uri.file(homedir()), name);
  return pathOf(await vscode.window.showSaveDialog({ defaultUri, saveLabel: 'Download' }));
}

async function chooseFolder(): Promise<string | undefined> {
  const folder = workspaceFolder();
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      openLabel: 'Download Here',
      title: 'Where the folder shall be put',
      ...(folder && { defaultUri: folder }),
    })) ?? [];
  return pathOf(chosen);
}

function workspaceFolder(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder?.scheme === 'file' ? folder : undefined;
}

function pathOf(uri: vscode.Uri | undefined): string | undefined {
  if (uri === undefined || uri.scheme === 'file') return uri?.fsPath;
  throw new UserError({
    code: 'not-a-disk',
    sentence: 'Files can be downloaded only to a disk. Choose a folder of this computer.',
  });
}

function noConsole(): UserError {
  return new UserError({
    code: 'no-console',
    sentence: 'The AWS console does not know this service. It shows only what is in AWS itself.',
  });
}
