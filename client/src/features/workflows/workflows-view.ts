import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { ListRefresh } from '../../infrastructure/list-refresh.ts';
import {
  createSectionTree,
  rowsOf,
  type Section,
  type SectionRow,
} from '../../infrastructure/section-tree.ts';
import type { Named, SharedWorkflow } from '../../omics/workflows-api.ts';
import { filterMessage, passes, type WorkflowFilter } from './workflow-filter.ts';
import type { WorkflowLists } from './workflow-lists.ts';
import { ownRow, ready2runRow, sharedRow, versionRow, type WorkflowTarget } from './workflow-rows.ts';

export interface WorkflowsViewPorts {
  readonly lists: WorkflowLists;
  readonly refresh: ListRefresh;
  readonly filter: () => WorkflowFilter;
  readonly isReady: () => boolean;
  /** What is wrong now, as a sentence. */
  readonly message: () => string | undefined;
}

export interface WorkflowsView extends Disposable {
  redraw(): void;
}

const OPEN = { command: 'omicsLens.describeWorkflow', title: 'Describe Workflow' };

/** The view *Workflows*: private ones with their versions, shared ones, Ready2Run. */
export function createWorkflowsView({
  lists,
  refresh,
  filter,
  isReady,
  message,
}: WorkflowsViewPorts): WorkflowsView {
  const owned = new DisposableStore();
  const readyRows = rowsOf(lists.ready2run, ready, ({ id, name }) => passes(filter(), id, name));
  const all: readonly (Section & { readonly section: WorkflowFilter['section'] })[] = [
    {
      section: 'private',
      id: 'private workflows',
      label: 'Private',
      icon: 'account',
      context: 'section.private',
      initially: 'expanded',
      list: lists.own,
      rows: rowsOf(
        lists.own,
        (workflow) => own(workflow, lists),
        ({ id, name }) => passes(filter(), id, name),
      ),
      empty: 'None yet. Create one from an open workflow file.',
    },
    {
      section: 'shared',
      id: 'shared workflows',
      label: 'Shared with You',
      icon: 'organization',
      context: 'section.shared',
      initially: 'collapsed',
      list: lists.shared,
      rows: rowsOf(
        lists.shared,
        (share) => shared(share, lists),
        ({ workflowId, shareName, ownerId }) => passes(filter(), workflowId, shareName, ownerId),
      ),
      empty: 'Nobody shares a workflow with this account.',
    },
    {
      section: 'ready2run',
      id: 'ready2run workflows',
      label: 'Ready2Run',
      icon: 'rocket',
      context: 'section.ready2run',
      initially: 'collapsed',
      list: lists.ready2run,
      rows: () => byName(readyRows()),
      empty: 'None in this Region.',
    },
  ];
  const tree = owned.add(
    createSectionTree({
      refresh,
      sections: () => all.filter(({ section }) => filter().section === 'all' || filter().section === section),
      opened: [lists.own],
      moreCommand: 'omicsLens.loadMoreWorkflows',
      isReady,
    }),
  );
  const view = owned.add(
    vscode.window.createTreeView('omicsLens.workflows', {
      treeDataProvider: tree.provider,
      showCollapseAll: true,
    }),
  );
  tree.attach(view);
  return {
    redraw() {
      view.message = message() ?? filterMessage(filter()) ?? '';
      tree.redraw();
    },
    dispose: () => owned.dispose(),
  };
}

/** They are all as old as each other: a name is found faster. */
function byName(rows: readonly SectionRow[]): readonly SectionRow[] {
  return [...rows].sort((a, b) => a.row.label.localeCompare(b.row.label, 'en'));
}

function own(workflow: Named, lists: WorkflowLists): SectionRow {
  const { id, name, arn, status } = workflow;
  const target: WorkflowTarget = { id, name, arn, status };
  const list = lists.versions(id);
  return {
    id: `workflow ${id}`,
    row: ownRow(workflow),
    value: target,
    open: OPEN,
    children: {
      list,
      rows: rowsOf(list, (version) => ofVersion(version, target, 'version.private')),
      empty: 'No versions',
    },
  };
}

function shared(share: SharedWorkflow, lists: WorkflowLists): SectionRow {
  const { workflowId: id, ownerId, shareName: name, workflowArn: arn, status, shareId } = share;
  const target: WorkflowTarget & { readonly shareId: string } = { id, ownerId, name, arn, status, shareId };
  const row = { id: `share ${shareId}`, row: sharedRow(share), value: target };
  if (status !== 'ACTIVE') return row;
  const list = lists.versions(id, ownerId);
  return {
    ...row,
    open: OPEN,
    children: {
      list,
      rows: rowsOf(list, (version) => ofVersion(version, target, 'version.shared')),
      empty: 'No versions',
    },
  };
}

function ready(workflow: Named): SectionRow {
  const { id, name, arn, status } = workflow;
  const target: WorkflowTarget = { id, name, arn, status, type: 'READY2RUN' };
  return { id: `ready2run ${id}`, row: ready2runRow(workflow), value: target, open: OPEN };
}

function ofVersion(
  version: Named,
  workflow: WorkflowTarget,
  context: 'version.private' | 'version.shared',
): SectionRow {
  const { id: versionName, arn, status } = version;
  const { id, name, ownerId } = workflow;
  const target: WorkflowTarget = { id, name, versionName, ownerId, arn, status };
  return {
    id: `version ${ownerId ?? ''} ${id} ${versionName}`,
    row: versionRow(version, context),
    value: target,
    open: OPEN,
  };
}
