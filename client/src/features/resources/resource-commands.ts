import * as vscode from 'vscode';
import type { Command } from '../../infrastructure/commands.ts';
import { confirmByTyping } from '../../infrastructure/confirm.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { ListRefresh } from '../../infrastructure/list-refresh.ts';
import type { RefreshableList } from '../../infrastructure/paged-list.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { consoleAddress, type ConsoleTarget } from '../../omics/console-address.ts';
import type { ResourceTarget } from './resources-view.ts';
import { createOnce, type CreateOncePorts } from './create-once.ts';

export interface ResourceCommandsPorts extends CreateOncePorts {
  readonly refresh: ListRefresh;
  readonly prompts: Prompts;
  /** Where runs write to: a cache beside it is offered. */
  readonly outputUri: () => string | undefined;
  readonly showText: (title: string, text: string) => Promise<void>;
}

/** Every command about run groups, run caches and VPC configurations. Those that take one are given its row. */
export function resourceCommands(ports: ResourceCommandsPorts): readonly Command[] {
  const { services, refresh, prompts, outputUri, showText } = ports;
  const forms = () => import('./resource-forms.ts');
  const omics = async () => (await services()).omics;
  return [
    {
      name: 'omicsLens.refreshResources',
      action: 'refresh the resources',
      trust: 'needed',
      async run() {
        await services();
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.loadMoreResources',
      action: 'load more',
      trust: 'needed',
      run(node) {
        (node as { readonly list?: RefreshableList } | undefined)?.list?.wantMore();
        refresh.refresh();
        return Promise.resolve();
      },
    },
    {
      name: 'omicsLens.createRunGroup',
      action: 'create the run group',
      trust: 'needed',
      async run() {
        const { fillGroupForm } = await forms();
        const group = await fillGroupForm({ title: 'New Run Group', submit: 'Create' }, {}, prompts);
        const id = await createOnce('runGroup', group, ports, (api, requestId) =>
          api.createRunGroup({ ...group, requestId }).then((created) => created.id),
        );
        refresh.refresh();
        return id;
      },
    },
    {
      name: 'omicsLens.editRunGroup',
      action: 'change the run group',
      trust: 'needed',
      async run(argument) {
        const { fillGroupForm, groupChange } = await forms();
        const { group } = targetOf(argument, 'group');
        const { id, name, maxCpus, maxGpus, maxRuns, maxDuration } = group;
        const before = defined({ name, maxCpus, maxGpus, maxRuns, maxDuration });
        const title = `Run Group '${name ?? id}'`;
        const change = groupChange(before, await fillGroupForm({ title, submit: 'Save' }, before, prompts));
        if (Object.keys(change).length === 0) return;
        await (await omics()).updateRunGroup(id, change);
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.deleteRunGroup',
      action: 'delete the run group',
      trust: 'needed',
      async run(argument) {
        const { group } = targetOf(argument, 'group');
        const word = group.name ?? group.id;
        const what = 'It must have no run that is not over. Runs that it had stay.';
        await confirmByTyping({ title: `Delete Run Group '${word}'`, what, word }, prompts);
        await (await omics()).deleteRunGroup(group.id);
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.createRunCache',
      action: 'create the run cache',
      trust: 'needed',
      async run() {
        const output = outputUri();
        const suggestion = output === undefined ? undefined : `${output.replace(/\/?$/, '/')}cache/`;
        const { askNewCache } = await forms();
        const cache = await askNewCache(suggestion, prompts);
        const id = await createOnce('runCache', cache, ports, (api, requestId) =>
          api.createRunCache({ ...cache, requestId }).then((created) => created.id),
        );
        refresh.refresh();
        return id;
      },
    },
    {
      name: 'omicsLens.editRunCache',
      action: 'change the run cache',
      trust: 'needed',
      async run(argument) {
        const { cache } = targetOf(argument, 'cache');
        const { id, name } = cache;
        // The list does not tell the description.
        const before = { label: name ?? id, ...(await (await omics()).getRunCache(id)) };
        const { askCacheChange } = await forms();
        const change = await askCacheChange(before, prompts);
        if (Object.keys(change).length === 0) return;
        await (await omics()).updateRunCache(id, change);
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.deleteRunCache',
      action: 'delete the run cache',
      trust: 'needed',
      async run(argument) {
        const { cache } = targetOf(argument, 'cache');
        const word = cache.name ?? cache.id;
        const what = `What it keeps stays in ${cache.cacheS3Uri ?? 'S3'}, but no run can use it again.`;
        await confirmByTyping({ title: `Delete Run Cache '${word}'`, what, word }, prompts);
        await (await omics()).deleteRunCache(cache.id);
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.createConfiguration',
      action: 'create the VPC configuration',
      trust: 'needed',
      async run() {
        const { askNewConfiguration } = await forms();
        const configuration = await askNewConfiguration(prompts);
        const name = await createOnce('configuration', configuration, ports, (api, requestId) =>
          api.createConfiguration({ ...configuration, requestId }).then((created) => created.name),
        );
        refresh.refresh();
        return name;
      },
    },
    {
      name: 'omicsLens.describeConfiguration',
      action: 'describe the VPC configuration',
      trust: 'needed',
      async run(argument) {
        const { configuration } = targetOf(argument, 'configuration');
        const found = await (await omics()).getConfiguration(configuration.id);
        const { configurationDocument } = await forms();
        await showText(`Configuration ${configuration.id}.md`, configurationDocument(found));
      },
    },
    {
      name: 'omicsLens.deleteConfiguration',
      action: 'delete the VPC configuration',
      trust: 'needed',
      async run(argument) {
        const { configuration } = targetOf(argument, 'configuration');
        const { id: word } = configuration;
        const what = 'Runs can no longer be started with it.';
        await confirmByTyping({ title: `Delete Configuration '${word}'`, what, word }, prompts);
        await (await omics()).deleteConfiguration(word);
        refresh.refresh();
      },
    },
    {
      name: 'omicsLens.copyResourceId',
      action: 'copy the id',
      run: async (argument) => vscode.env.clipboard.writeText(anyTarget(argument).id),
    },
    {
      name: 'omicsLens.openResourceInConsole',
      action: 'open it in the console',
      async run(argument) {
        const target = anyTarget(argument);
        const { account } = await services();
        if (account.kind !== 'aws' || account.region === undefined) throw noConsole();
        const page: ConsoleTarget =
          target.kind === 'cache'
            ? { kind: 'runCache', id: target.id }
            : { kind: target.kind === 'group' ? 'runGroups' : 'configurations' };
        await vscode.env.openExternal(vscode.Uri.parse(consoleAddress(page, account.region)));
      },
    },
  ];
}

function targetOf<Kind extends ResourceTarget['kind']>(
  argument: unknown,
  kind: Kind,
): Extract<ResourceTarget, { readonly kind: Kind }> {
  const target = anyTarget(argument);
  if (target.kind !== kind) throw noRow();
  return target as Extract<ResourceTarget, { readonly kind: Kind }>;
}

function anyTarget(argument: unknown): ResourceTarget {
  const value = (argument as { readonly value?: Partial<ResourceTarget> } | undefined)?.value;
  if (value?.kind === undefined) throw noRow();
  return value as ResourceTarget;
}

function noRow(): UserError {
  return new UserError({
    code: 'no-resource',
    sentence: "Nothing is chosen. Open the view 'Resources' and use the menu of a row there.",
    nextStep: { label: 'Show Resources', command: 'omicsLens.refreshResources' },
  });
}

function noConsole(): UserError {
  return new UserError({
    code: 'no-console',
    sentence: 'The AWS console does not know this service. It shows only what is in AWS itself.',
  });
}

type Defined<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

function defined<Values extends object>(values: Values): Defined<Values> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<Values>;
}
