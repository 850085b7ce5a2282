import * as vscode from 'vscode';
import { startRunCommand } from '@omics-lens/server/protocol/index.ts';
import { clickedFile } from '../../infrastructure/clicked-file.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import { diskTree } from '../../infrastructure/file-tree.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { ListRefresh } from '../../infrastructure/list-refresh.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { RefreshableList } from '../../infrastructure/paged-list.ts';
import { consoleAddress } from '../../omics/console-address.ts';
import type { Services } from '../../omics/session.ts';
import type { WorkflowDetails } from '../../omics/workflows-api.ts';
import { chooseWorkflow, valueOf } from './choose-workflow.ts';
import type { CreateWorkflowPorts } from './create-workflow.ts';
import { download } from './download.ts';
import { NO_FILTER, type WorkflowFilter } from './workflow-filter.ts';
import { wantAllPages, type WorkflowLists } from './workflow-lists.ts';
import type { WorkflowTarget } from './workflow-rows.ts';

export interface WorkflowCommandsPorts {
  readonly creation: CreateWorkflowPorts;
  readonly services: () => Promise<Services>;
  readonly lists: WorkflowLists;
  readonly refresh: ListRefresh;
  readonly files: Files;
  readonly prompts: Prompts;
  readonly setFilter: (filter: WorkflowFilter) => void;
  readonly showText: (title: string, text: string) => Promise<void>;
  /** Role, output and storage of runs, as far as settings and project say them. */
  readonly knownSettings: (uri: string) => Promise<Readonly<Record<string, string>>>;
}

/** Every command about workflows. Those that take a workflow are given a row of the view, or nothing: then they ask. */
export function workflowCommands(ports: WorkflowCommandsPorts): readonly Command[] {
  const { creation, services, lists, refresh, files, prompts, setFilter, showText, knownSettings } = ports;
  const definitions = () => import('./definitions.ts');
  const omics = async () => (await services()).omics;
  const choose = async (argument: unknown): Promise<WorkflowTarget> =>
    chooseWorkflow(argument, { omics: await omics(), prompts });
  const chooseShare = (argument: unknown): string => {
    const share = valueOf<{ readonly shareId?: string }>(argument)?.shareId;
    if (share === undefined) throw noRow();
    return share;
  };
  return [
    {
      name: 'omicsLens.createWorkflow',
      action: 'create the workflow',
      trust: 'needed',
      run: async (argument) => {
        // The button of the view hands over what is selected there.
        const file = typeof argument === 'string' || argument instanceof vscode.Uri ? argument : undefined;
        const { createWorkflow } = await definitions();
        const { workflowId, versionName } = await createWorkflow(clickedFile(file), creation);
        return { workflowId, versionName };
      },
    },
    {
      name: 'omicsLens.refreshWorkflows',
      action: 'refresh the workflows',
      trust: 'needed',
      async run() {
        await services();
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.loadMoreWorkflows',
      action: 'load more workflows',
      trust: 'needed',
      run(node) {
        (node as { readonly list?: RefreshableList } | undefined)?.list?.wantMore();
        refresh.refresh();
        return Promise.resolve();
      },
    },
    {
      name: 'omicsLens.filterWorkflows',
      action: 'filter the workflows',
      async run() {
        const section = answered(
          await prompts.pick<WorkflowFilter['section']>('Which workflows to show', [
            { label: 'All', value: 'all' },
            { label: 'Private', value: 'private' },
            { label: 'Shared with You', value: 'shared' },
            { label: 'Ready2Run', value: 'ready2run' },
          ]),
        );
        const text = answered(
          await prompts.ask({
            title: 'Part of the name or id',
            prompt: 'Empty shows all.',
            validate: () => undefined,
          }),
        );
        for (const list of [lists.own, lists.shared, lists.ready2run]) wantAllPages(list);
        setFilter({ section, text: text.trim().toLowerCase() });
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.clearWorkflowFilter',
      action: 'show all workflows',
      run() {
        setFilter(NO_FILTER);
        return Promise.resolve();
      },
    },
    {
      name: 'omicsLens.describeWorkflow',
      action: 'describe the workflow',
      trust: 'needed',
      async run(argument) {
        const target = await choose(argument);
        const workflow = await (await omics()).describeWorkflow(target);
        const readme = await readmeOf(workflow);
        const name = workflow.name ?? target.name ?? target.id;
        const shown = { ...workflow, name };
        const title = [name, target.versionName, target.id].filter(Boolean).join(' ');
        const { workflowDocument } = await definitions();
        await showText(`${title}.md`, workflowDocument(shown, readme));
      },
    },
    {
      name: 'omicsLens.startRunOfWorkflow',
      action: 'start a run of the workflow',
      trust: 'needed',
      async run(argument) {
        const { id, versionName, type = 'PRIVATE', ownerId, name } = await choose(argument);
        return vscode.commands.executeCommand(startRunCommand, {
          workflowId: id,
          workflowType: type,
          ...(versionName === undefined ? {} : { versionName }),
          ...(ownerId === undefined ? {} : { workflowOwnerId: ownerId }),
          ...(name === undefined ? {} : { name }),
        });
      },
    },
    {
      name: 'omicsLens.newRunFile',
      action: 'make a run file',
      trust: 'needed',
      async run(argument) {
        const target = await choose(argument);
        const workflow = await (await omics()).describeWorkflow(target);
        const named = { ...workflow, name: workflow.name ?? target.name };
        await newRunFile(target, named, files, knownSettings);
      },
    },
    {
      name: 'omicsLens.editWorkflowDefaults',
      action: "change the workflow's defaults",
      trust: 'needed',
      async run(argument) {
        const target = await choose(argument);
        const { editDefaults } = await definitions();
        await editDefaults(target, { omics: await omics(), prompts, readReadme: () => readReadme(files) });
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.deleteWorkflow',
      action: 'delete the workflow',
      trust: 'needed',
      async run(argument) {
        const { deleteWorkflow } = await definitions();
        await deleteWorkflow(await choose(argument), { omics: await omics(), prompts });
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.exportWorkflow',
      action: 'export the workflow',
      trust: 'needed',
      async run(argument, parent) {
        const target = await choose(argument);
        const folder = typeof parent === 'string' ? parent : await chooseFolder('Export Here');
        const api = await omics();
        const { EXPORTED, exportWorkflow } = await definitions();
        const written = await prompts.progress(`Exporting '${target.name ?? target.id}'`, (report, signal) =>
          exportWorkflow(target, folder, { omics: api, tree: diskTree, prompts, download }, report, signal),
        );
        await files.show(`${written}/${EXPORTED.settings}`);
        return written;
      },
    },
    {
      name: 'omicsLens.importWorkflow',
      action: 'import the workflow',
      trust: 'needed',
      async run(argument) {
        const folder = typeof argument === 'string' ? argument : await chooseFolder('Import This Folder');
        const { createFromDraft, readExported } = await definitions();
        const { draft, packing, uri } = await readExported(folder, {
          tree: diskTree,
          read: (at) => files.read(at),
          readIfPresent: (at) => files.readIfPresent(at),
        });
        const { workflowId, versionName } = await createFromDraft(
          draft,
          packing,
          { uri, template: draft.template },
          creation,
        );
        return { workflowId, versionName };
      },
    },
    {
      name: 'omicsLens.acceptShare',
      action: 'accept the shared workflow',
      trust: 'needed',
      async run(argument) {
        await (await omics()).acceptShare(chooseShare(argument));
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.leaveShare',
      action: 'give back the shared workflow',
      trust: 'needed',
      async run(argument) {
        const shareId = chooseShare(argument);
        const give = 'Give Back';
        const detail = 'You can no longer run it. Its owner can share it with you again.';
        const button = await prompts.decide('Give back this shared workflow?', detail, [give]);
        if (button !== give) return;
        await (await omics()).leaveShare(shareId);
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.copyWorkflowId',
      action: "copy the workflow's id",
      run: async (argument) => vscode.env.clipboard.writeText((await choose(argument)).id),
    },
    {
      name: 'omicsLens.copyWorkflowArn',
      action: "copy the workflow's ARN",
      async run(argument) {
        const target = await choose(argument);
        const arn = target.arn ?? (await (await omics()).describeWorkflow(target)).arn;
        await vscode.env.clipboard.writeText(arn);
      },
    },
    {
      name: 'omicsLens.openWorkflowInConsole',
      action: 'open the workflow in the console',
      async run(argument) {
        const { account } = await services();
        if (account.kind !== 'aws' || account.region === undefined) throw noConsole();
        const { id, ownerId } = await choose(argument);
        const page =
          ownerId === undefined
            ? ({ kind: 'workflow', id } as const)
            : ({ kind: 'sharedWorkflows' } as const);
        await vscode.env.openExternal(vscode.Uri.parse(consoleAddress(page, account.region)));
      },
    },
  ];
}

async function newRunFile(
  target: WorkflowTarget,
  workflow: Pick<WorkflowDetails, 'name' | 'parameterTemplate'>,
  files: Files,
  knownSettings: WorkflowCommandsPorts['knownSettings'],
): Promise<void> {
  const { runFileName, runFileText } = await import('./definitions.ts');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.toString();
  const text = runFileText(target, workflow, await knownSettings(folder ?? 'untitled:run.json'));
  if (folder === undefined) {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: text });
    await vscode.window.showTextDocument(document);
    return;
  }
  const taken = new Set((await diskTree.list(folder)).map(({ name }) => name));
  const name = runFileName(workflow.name ?? target.id, (each) => taken.has(each));
  await files.create(`${folder}/${encodeURIComponent(name)}`, text);
}

async function readmeOf({ readmeAddress }: WorkflowDetails): Promise<string | undefined> {
  if (readmeAddress === undefined) return undefined;
  return new TextDecoder().decode(await download(readmeAddress, new AbortController().signal));
}

async function readReadme(
  files: Files,
): Promise<{ readonly uri: string; readonly text: string } | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'README',
    filters: { Markdown: ['md'] },
    openLabel: 'Take This README',
  });
  const uri = chosen?.[0]?.toString();
  return uri === undefined ? undefined : { uri, text: new TextDecoder().decode(await files.read(uri)) };
}

async function chooseFolder(openLabel: string): Promise<string> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel,
  });
  return answered(chosen?.[0]).toString().replace(/\/$/, '');
}

function noRow(): UserError {
  return new UserError({
    code: 'no-share',
    sentence: "No shared workflow is chosen. Open the view 'Workflows' and use the menu of a row there.",
    nextStep: { label: 'Show Workflows', command: 'omicsLens.refreshWorkflows' },
  });
}

function noConsole(): UserError {
  return new UserError({
    code: 'no-console',
    sentence: 'The AWS console does not know this service. It shows only what is in AWS itself.',
  });
}
