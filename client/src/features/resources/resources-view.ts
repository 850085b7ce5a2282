import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { ListRefresh } from '../../infrastructure/list-refresh.ts';
import { createSectionTree, rowsOf, type Section } from '../../infrastructure/section-tree.ts';
import type { RunCache, RunGroup } from '../../omics/resources-api.ts';
import type { Named } from '../../omics/workflows-api.ts';
import type { ResourceLists } from './resource-lists.ts';
import { cacheRow, configurationRow, groupRow } from './resource-rows.ts';

/** What commands of a row are given. */
export type ResourceTarget = {
  readonly id: string;
  readonly name: string | undefined;
  readonly arn: string | undefined;
} & (
  | { readonly kind: 'group'; readonly group: RunGroup }
  | { readonly kind: 'cache'; readonly cache: RunCache }
  | { readonly kind: 'configuration'; readonly configuration: Named }
);

export interface ResourcesViewPorts {
  readonly lists: ResourceLists;
  readonly refresh: ListRefresh;
  readonly isReady: () => boolean;
  /** What is wrong now, as a sentence. */
  readonly message: () => string | undefined;
}

export interface ResourcesView extends Disposable {
  redraw(): void;
}

/** The view *Resources*: run groups, run caches and VPC configurations. */
export function createResourcesView({ lists, refresh, isReady, message }: ResourcesViewPorts): ResourcesView {
  const owned = new DisposableStore();
  const { groups, caches, configurations } = lists;
  const sections: readonly Section[] = [
    {
      id: 'run groups',
      label: 'Run Groups',
      icon: 'layers',
      context: 'section.groups',
      initially: 'expanded',
      list: groups,
      rows: rowsOf(groups, (group) => {
        const { id, name, arn } = group;
        const value: ResourceTarget = { kind: 'group', id, name: name ?? id, arn, group };
        return { id: `group ${id}`, row: groupRow(group), value };
      }),
      empty: 'None yet. A group limits what its runs use at once.',
    },
    {
      id: 'run caches',
      label: 'Run Caches',
      icon: 'database',
      context: 'section.caches',
      initially: 'expanded',
      list: caches,
      rows: rowsOf(caches, (cache) => {
        const { id, name, arn } = cache;
        const value: ResourceTarget = { kind: 'cache', id, name: name ?? id, arn, cache };
        return { id: `cache ${id}`, row: cacheRow(cache), value };
      }),
      empty: 'None yet. A cache lets a run go on where another one failed.',
    },
    {
      id: 'configurations',
      label: 'VPC Configurations',
      icon: 'plug',
      context: 'section.configurations',
      initially: 'expanded',
      list: configurations,
      rows: rowsOf(configurations, (configuration) => {
        const { id, arn } = configuration;
        const value: ResourceTarget = { kind: 'configuration', id, name: id, arn, configuration };
        return {
          id: `configuration ${id}`,
          row: configurationRow(configuration),
          value,
          open: { command: 'omicsLens.describeConfiguration', title: 'Describe Configuration' },
        };
      }),
      empty: 'None yet. A configuration gives runs a network of yours.',
    },
  ];
  const tree = owned.add(
    createSectionTree({
      refresh,
      sections: () => sections,
      opened: [groups, caches, configurations],
      moreCommand: 'omicsLens.loadMoreResources',
      isReady,
    }),
  );
  const view = owned.add(
    vscode.window.createTreeView('omicsLens.resources', { treeDataProvider: tree.provider }),
  );
  tree.attach(view);
  return {
    redraw() {
      view.message = message() ?? '';
      tree.redraw();
    },
    dispose: () => owned.dispose(),
  };
}
