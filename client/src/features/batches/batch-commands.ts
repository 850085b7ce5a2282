import * as vscode from 'vscode';
import { startBatchCommand } from '@omics-lens/server/protocol/index.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import { baseName, folderName, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import { actOnBatch } from './batch-actions.ts';
import { isBatchFile, isRunArray } from './batch-file.ts';
import type { BatchPart, BatchRefresh } from './batch-refresh.ts';
import type { BatchState, BatchStore } from './batch-store.ts';
import { batchRow } from './batch-view.ts';
import type { FailedKind } from './resubmit.ts';
import type { SentBatch } from './send-batch.ts';

export interface BatchCommandsPorts {
  readonly store: BatchStore;
  readonly refresh: BatchRefresh;
  readonly omics: () => Promise<OmicsApi>;
  readonly files: Pick<Files, 'find'>;
  readonly prompts: Prompts;
  readonly start: (file: string) => Promise<SentBatch>;
  readonly retry: (batchId: string) => Promise<SentBatch>;
  readonly resubmit: (batchId: string, kind: FailedKind) => Promise<SentBatch>;
  readonly makeBatch: (sheet: string | undefined) => Promise<unknown>;
  readonly showSubmission: (batchId: string, runSettingId: string) => Promise<unknown>;
  readonly showFailed: (batchId: string) => Promise<unknown>;
  /** Narrows the Runs view to the batch. */
  readonly showRuns: (batchId: string) => Promise<unknown>;
}

/** Every command about batches. Those that take a batch are given its id, a row of the tree, or nothing: then they ask. */
export function batchCommands(ports: BatchCommandsPorts): readonly Command[] {
  const { store, refresh, omics, prompts, start, retry, resubmit, makeBatch } = ports;
  const choose = (argument: unknown, which?: string) => chooseBatch(argument, which, ports);
  const actions = { batches: omics, prompts, onDone: () => refresh.refresh() };
  return [
    {
      name: 'omicsLens.sheetToBatch',
      action: 'make a batch of the sample sheet',
      run: (argument) => makeBatch(clickedSheet(argument)),
    },
    {
      name: startBatchCommand,
      action: 'start the batch',
      trust: 'needed',
      async run(argument) {
        const file = await chooseFile(argument, ports);
        // A sheet becomes a batch first, which is looked at before it is started.
        if (isSheet(file)) return makeBatch(file);
        return (await start(file)).started.id;
      },
    },
    {
      name: 'omicsLens.resubmitFailed',
      action: 'resubmit the runs that could not be started',
      trust: 'needed',
      run: async (argument) =>
        (await resubmit(await choose(argument, 'failedSubmissions'), 'submissions')).started.id,
    },
    {
      name: 'omicsLens.restartFailedRuns',
      action: 'start the runs that failed again',
      trust: 'needed',
      run: async (argument) => (await resubmit(await choose(argument, 'failedRuns'), 'runs')).started.id,
    },
    {
      name: 'omicsLens.retryBatch',
      action: 'start the batch again',
      trust: 'needed',
      run: async (argument) => (await retry(await choose(argument, 'failedBatch'))).started.id,
    },
    {
      name: 'omicsLens.cancelBatch',
      action: 'cancel the batch',
      trust: 'needed',
      run: async (argument) => actOnBatch('cancel', await choose(argument, 'cancel'), actions),
    },
    {
      name: 'omicsLens.deleteBatchRuns',
      action: 'delete the runs of the batch',
      trust: 'needed',
      run: async (argument) => actOnBatch('deleteRuns', await choose(argument, 'deleteRuns'), actions),
    },
    {
      name: 'omicsLens.deleteBatch',
      action: 'delete the batch',
      trust: 'needed',
      run: async (argument) => actOnBatch('delete', await choose(argument, 'delete'), actions),
    },
    {
      name: 'omicsLens.refreshBatches',
      action: 'refresh the batches',
      trust: 'needed',
      async run() {
        await omics();
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.loadMoreBatches',
      action: 'load more',
      trust: 'needed',
      run: (argument) => Promise.resolve(refresh.loadMore(partIn(argument))),
    },
    {
      name: 'omicsLens.showSubmission',
      action: 'show where the run comes from',
      trust: 'needed',
      async run(argument) {
        const { batchId, submission } = argument as {
          readonly batchId: string;
          readonly submission: { readonly runSettingId: string };
        };
        await ports.showSubmission(batchId, submission.runSettingId);
      },
    },
    {
      name: 'omicsLens.showFailedSubmissions',
      action: 'show the runs that could not be started',
      trust: 'needed',
      run: async (argument) => ports.showFailed(await choose(argument, 'failedSubmissions')),
    },
    {
      name: 'omicsLens.showBatchRuns',
      action: 'show the runs of the batch',
      trust: 'needed',
      run: async (argument) => ports.showRuns(await choose(argument)),
    },
    {
      name: 'omicsLens.copyBatchId',
      action: "copy the batch's id",
      run: async (argument) => vscode.env.clipboard.writeText(await choose(argument)),
    },
  ];

  /** `which`: a word of the row's context, for commands that not every state allows. */
  async function chooseBatch(
    argument: unknown,
    which: string | undefined,
    { prompts: asking }: Pick<BatchCommandsPorts, 'prompts'>,
  ): Promise<string> {
    const given = batchIdOf(argument);
    if (given !== undefined) return given;
    if (!store.loaded) await loadFirst();
    const allows = (state: BatchState) =>
      which === undefined || batchRow(state).context.split(' ').includes(which);
    const batches = store.batches().filter(allows);
    if (batches.length === 0) {
      throw new UserError({
        code: 'no-batches',
        sentence:
          which === undefined
            ? 'No batches are known. Open the Batches view to load them.'
            : 'No batch is in a state that allows this. Open the Batches view to see them.',
      });
    }
    const choices = batches.map((state) => {
      const { label, description } = batchRow(state);
      return { label, description, detail: state.batch.id, value: state.batch.id };
    });
    return answered(await asking.pick('Batch', choices));
  }

  async function loadFirst(): Promise<void> {
    const api = await omics();
    store.showFirstPage(await api.listBatches(undefined));
  }
}

function partIn(argument: unknown): BatchPart | undefined {
  if (typeof argument !== 'object' || argument === null || !('part' in argument)) return undefined;
  return argument.part as BatchPart | undefined;
}

/** From a batch's id, or from a row of the tree. */
function batchIdOf(argument: unknown): string | undefined {
  if (typeof argument === 'string' && argument !== '') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('batchId' in argument && typeof argument.batchId === 'string') return argument.batchId;
  return partIn(argument)?.batchId;
}

function isSheet(uri: string): boolean {
  return /\.[ct]sv$/i.test(uri);
}

/** The sheet that was clicked, or the one in the editor. */
function clickedSheet(argument: unknown): string | undefined {
  const file = givenFile(argument) ?? openFile();
  return file !== undefined && (isSheet(file) || givenFile(argument) !== undefined) ? file : undefined;
}

/** The file that was clicked, the one in the editor where that is a batch or a sheet, or one of the workspace. */
async function chooseFile(argument: unknown, { files, prompts }: BatchCommandsPorts): Promise<string> {
  const given = givenFile(argument);
  if (given !== undefined) return given;
  const open = openFile();
  if (open !== undefined && (isBatchFile(open) || isRunArray(open) || isSheet(open))) return open;
  const found = await files.find('**/*.{batch.json,batch-runs.json,csv,tsv}');
  if (found.length === 0) {
    throw new UserError({
      code: 'no-batch-file',
      sentence:
        "The workspace holds no batch. Put a sample sheet or a file 'name.batch.json' into it and try again.",
    });
  }
  const choices = found.map((uri) => ({
    label: baseName(uri),
    description: baseName(folderName(uri)),
    value: uri,
  }));
  return answered(await prompts.pick('Batch file or sample sheet', choices));
}

function givenFile(argument: unknown): string | undefined {
  if (typeof argument === 'string' && argument !== '') return vscode.Uri.parse(argument).toString();
  return argument instanceof vscode.Uri ? argument.toString() : undefined;
}

function openFile(): string | undefined {
  return vscode.window.activeTextEditor?.document.uri.toString();
}
