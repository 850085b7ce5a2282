import * as vscode from 'vscode';
import type { Clock } from '../../infrastructure/clock.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { count } from '../../infrastructure/readable.ts';
import { commandItem, redrawing, rowItem } from '../../infrastructure/vscode-rows.ts';
import type { Task } from '../../omics/omics-api.ts';
import { fits, isFiltered, type RunGrouping } from './run-filter.ts';
import type { RunRefresh } from './run-refresh.ts';
import type { RunState, RunStore } from './run-store.ts';
import { runRow, taskRow } from './run-view.ts';
import { runNodes, type GroupNode, type RunNode } from './runs-nodes.ts';

/** A row; commands of the context menu are given it. */
export type RunsNode =
  | RunNode
  | GroupNode
  | { readonly kind: 'task'; readonly runId: string; readonly task: Task }
  | { readonly kind: 'moreTasks'; readonly runId: string; readonly hidden: number }
  | { readonly kind: 'note'; readonly text: string; readonly runId: string | undefined }
  | { readonly kind: 'more' }
  | { readonly kind: 'gap'; readonly hidden: number };

export interface RunsTreePorts {
  readonly store: RunStore;
  readonly refresh: RunRefresh;
  readonly clock: Clock;
  readonly grouping: () => RunGrouping;
}

export interface RunsTree extends Disposable {
  /** What stands above the rows; `undefined` takes it away. */
  setMessage(message: string | undefined): void;
  /** Stands beside the title: what the view is narrowed to. */
  setDescription(description: string): void;
  redraw(): void;
  /** More tasks of a run. */
  showMoreTasks(runId: string): void;
  reveal(runId: string): Promise<void>;
}

/** Rows under one run at first, and for each wish for more: a scatter may have tens of thousands of tasks. */
const TASKS = 500;

/** The view *Runs*: it renders the store, and tells the refresher what is being looked at. */
export function createRunsTree({ store, refresh, clock, grouping }: RunsTreePorts): RunsTree {
  const owned = new DisposableStore();
  const redraw = owned.add(new vscode.EventEmitter<undefined>());
  /** A view that is drawn for the first time while a row is revealed selects the row and may forget to open it. */
  const revealed = new Set<string>();
  const taskLimits = new Map<string, number>();
  const shown = (): readonly RunState[] =>
    store.runs().filter(({ run }) => fits(run, refresh.filter, clock.now()));
  const provider: vscode.TreeDataProvider<RunsNode> = {
    onDidChangeTreeData: redraw.event,
    getTreeItem: (node) => itemOf(node, { store, now: clock.now(), revealed }),
    getChildren: (node) => {
      // An expansion that VS Code restores comes without an event.
      if (node?.kind === 'run') refresh.expand(node.runId);
      if (node?.kind === 'run') return tasksOf(node.runId, store, taskLimits.get(node.runId) ?? TASKS);
      if (node?.kind === 'group') return [...node.runs];
      return node ? [] : roots(shown(), { store, refresh, grouping: grouping() });
    },
    getParent(node) {
      if (node.kind === 'task' || node.kind === 'note') {
        return node.runId === undefined ? undefined : { kind: 'run', runId: node.runId };
      }
      if (node.kind !== 'run' || grouping() === 'none') return undefined;
      return runNodes(shown(), grouping()).find(
        (group): group is GroupNode =>
          group.kind === 'group' && group.runs.some(({ runId }) => runId === node.runId),
      );
    },
  };
  const view = owned.add(
    vscode.window.createTreeView('omicsLens.runs', { treeDataProvider: provider, canSelectMany: true }),
  );
  const tell = () => refresh.setVisibility(view.visible ? 'visible' : 'hidden');
  owned.add(view.onDidChangeVisibility(tell));
  owned.add(
    view.onDidCollapseElement(({ element }) => {
      if (element.kind !== 'run') return;
      taskLimits.delete(element.runId);
      refresh.collapse(element.runId);
    }),
  );
  owned.add(store.changed(redrawing(() => redraw.fire(undefined), owned)));
  tell();
  return {
    setMessage: (message) => {
      view.message = message ?? '';
    },
    setDescription: (description) => {
      view.description = description;
    },
    redraw: () => redraw.fire(undefined),
    showMoreTasks(runId) {
      taskLimits.set(runId, (taskLimits.get(runId) ?? TASKS) + TASKS);
      redraw.fire(undefined);
    },
    reveal: async (runId) => {
      revealed.add(runId);
      await view.reveal({ kind: 'run', runId }, { select: true, focus: false, expand: true });
    },
    dispose: () => owned.dispose(),
  };
}

interface Roots {
  readonly store: RunStore;
  readonly refresh: RunRefresh;
  readonly grouping: RunGrouping;
}

function roots(shown: readonly RunState[], { store, refresh, grouping }: Roots): RunsNode[] {
  const nodes: RunsNode[] = [...runNodes(shown, grouping)];
  if (nodes.length === 0 && store.loaded && isFiltered(refresh.filter)) {
    nodes.push({ kind: 'note', text: 'No run fits the filter', runId: undefined });
  }
  if (store.hidden > 0) {
    const after = nodes.findLastIndex((node) => node.kind === 'run' && store.isNewest(node.runId));
    nodes.splice(after + 1, 0, { kind: 'gap', hidden: store.hidden });
  }
  return store.next === undefined ? nodes : [...nodes, { kind: 'more' }];
}

function tasksOf(runId: string, store: RunStore, limit: number): RunsNode[] {
  const tasks = store.get(runId)?.tasks;
  if (!tasks) return [{ kind: 'note', text: 'Loading tasks…', runId }];
  if (tasks.length === 0) return [{ kind: 'note', text: 'No tasks yet', runId }];
  const nodes = tasks.slice(0, limit).map((task): RunsNode => ({ kind: 'task', runId, task }));
  if (tasks.length <= limit) return nodes;
  return [...nodes, { kind: 'moreTasks', runId, hidden: tasks.length - limit }];
}

interface Drawing {
  readonly store: RunStore;
  readonly now: number;
  /** Runs whose tasks are shown from the start. */
  readonly revealed: ReadonlySet<string>;
}

function itemOf(node: RunsNode, { store, now, revealed }: Drawing): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'run': {
      const run = store.get(node.runId)?.run;
      const item = run ? rowItem(runRow(run, now)) : new vscode.TreeItem(node.runId);
      item.id = `run ${node.runId}`;
      item.collapsibleState = revealed.has(node.runId) ? Expanded : Collapsed;
      return item;
    }
    case 'group': {
      const item = new vscode.TreeItem(node.label, Expanded);
      item.id = `group ${node.key}`;
      item.description = count(node.runs.length);
      item.contextValue = 'group';
      item.accessibilityInformation = { label: `${node.label}, ${node.runs.length} runs` };
      return item;
    }
    case 'task': {
      const item = rowItem(taskRow(node.task, now));
      item.id = `task ${node.runId} ${node.task.id}`;
      item.command = { command: 'omicsLens.followLogs', title: 'Follow Logs', arguments: [node] };
      return item;
    }
    case 'note':
      return new vscode.TreeItem(node.text);
    case 'moreTasks':
      return commandItem(`more tasks ${node.runId}`, `${count(node.hidden)} more tasks`, 'ellipsis', {
        command: 'omicsLens.loadMoreTasks',
        title: 'Show More Tasks',
        arguments: [node],
      });
    case 'gap':
      return commandItem('gap', `${count(node.hidden)} newer runs are hidden`, 'fold', {
        command: 'omicsLens.showNewestRuns',
        title: 'Show the Newest Runs Again',
      });
    case 'more':
      return commandItem('more', 'Load older runs', 'ellipsis', {
        command: 'omicsLens.loadMoreRuns',
        title: 'Load Older Runs',
      });
  }
}
