import * as vscode from 'vscode';
import type { Clock } from '../../infrastructure/clock.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Task } from '../../omics/omics-api.ts';
import type { RunRefresh } from './run-refresh.ts';
import type { RunStore } from './run-store.ts';
import { runRow, taskRow, type Row } from './run-view.ts';

/** A row; commands of the context menu are given it. */
export type RunsNode =
  | { readonly kind: 'run'; readonly runId: string }
  | { readonly kind: 'task'; readonly runId: string; readonly task: Task }
  | { readonly kind: 'note'; readonly text: string; readonly runId: string }
  | { readonly kind: 'more' };

export interface RunsTreePorts {
  readonly store: RunStore;
  readonly refresh: RunRefresh;
  readonly clock: Clock;
}

export interface RunsTree extends Disposable {
  /** What stands above the rows; `undefined` takes it away. */
  setMessage(message: string | undefined): void;
  reveal(runId: string): Promise<void>;
}

/** Several changes of one round make one redraw. */
const REDRAW_DELAY = 100;

/** The view *Runs*: it renders the store, and tells the refresher what is being looked at. */
export function createRunsTree({ store, refresh, clock }: RunsTreePorts): RunsTree {
  const owned = new DisposableStore();
  const redraw = owned.add(new vscode.EventEmitter<undefined>());
  /** A view that is drawn for the first time while a row is revealed selects the row and may forget to open it. */
  const revealed = new Set<string>();
  const provider: vscode.TreeDataProvider<RunsNode> = {
    onDidChangeTreeData: redraw.event,
    getTreeItem: (node) => itemOf(node, { store, now: clock.now(), revealed }),
    getChildren: (node) => {
      // An expansion that VS Code restores comes without an event.
      if (node?.kind === 'run') refresh.expand(node.runId);
      return childrenOf(node, store);
    },
    getParent: (node) =>
      node.kind === 'task' || node.kind === 'note' ? { kind: 'run', runId: node.runId } : undefined,
  };
  const view = owned.add(vscode.window.createTreeView('omicsLens.runs', { treeDataProvider: provider }));
  const tell = () => refresh.setVisibility(view.visible ? 'visible' : 'hidden');
  owned.add(view.onDidChangeVisibility(tell));
  owned.add(
    view.onDidCollapseElement(({ element }) => element.kind === 'run' && refresh.collapse(element.runId)),
  );
  owned.add(store.changed(delayed(() => redraw.fire(undefined), owned)));
  tell();
  return {
    setMessage: (message) => {
      view.message = message ?? '';
    },
    reveal: async (runId) => {
      revealed.add(runId);
      await view.reveal({ kind: 'run', runId }, { select: true, focus: false, expand: true });
    },
    dispose: () => owned.dispose(),
  };
}

function childrenOf(node: RunsNode | undefined, store: RunStore): RunsNode[] {
  if (!node) {
    const runs = store.runs().map(({ run }): RunsNode => ({ kind: 'run', runId: run.id }));
    return store.next === undefined ? runs : [...runs, { kind: 'more' }];
  }
  if (node.kind !== 'run') return [];
  const { runId } = node;
  const tasks = store.get(runId)?.tasks;
  if (!tasks) return [{ kind: 'note', text: 'Loading tasks…', runId }];
  if (tasks.length === 0) return [{ kind: 'note', text: 'No tasks yet', runId }];
  return tasks.map((task): RunsNode => ({ kind: 'task', runId, task }));
}

interface Drawing {
  readonly store: RunStore;
  readonly now: number;
  /** Runs whose tasks are shown from the start. */
  readonly revealed: ReadonlySet<string>;
}

function itemOf(node: RunsNode, { store, now, revealed }: Drawing): vscode.TreeItem {
  switch (node.kind) {
    case 'run': {
      const run = store.get(node.runId)?.run;
      const item = run ? rowItem(runRow(run, now)) : new vscode.TreeItem(node.runId);
      item.id = `run ${node.runId}`;
      item.collapsibleState = revealed.has(node.runId)
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed;
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
    case 'more': {
      const item = new vscode.TreeItem('Load older runs');
      item.id = 'more';
      item.iconPath = new vscode.ThemeIcon('ellipsis');
      item.command = { command: 'omicsLens.loadMoreRuns', title: 'Load Older Runs' };
      return item;
    }
  }
}

function rowItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.description = row.description;
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
  );
  item.accessibilityInformation = { label: row.accessibleLabel };
  item.contextValue = row.context;
  item.tooltip = row.details.map(([name, value]) => `${name}: ${value}`).join('\n');
  return item;
}

/** Calls at most once per delay, and always after the last call. */
function delayed(call: () => void, owned: DisposableStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  owned.add({ dispose: () => clearTimeout(timer) });
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      call();
    }, REDRAW_DELAY);
  };
}
