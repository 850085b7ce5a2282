import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { commandItem, redrawing, rowItem } from '../../infrastructure/vscode-rows.ts';
import type { CountedStatus, Submission } from '../../omics/batches-api.ts';
import type { Run } from '../../omics/omics-api.ts';
import type { BatchPart, BatchRefresh } from './batch-refresh.ts';
import { MOST_IN_WINDOW, type BatchStore, type ListWindow } from './batch-store.ts';
import { batchRow, batchRunRow, partRows, submissionRow, type BatchPartRow } from './batch-view.ts';

/** A row; commands of the context menu are given it. */
export type BatchesNode =
  | { readonly kind: 'batch'; readonly batchId: string }
  | {
      readonly kind: 'part';
      readonly part: BatchPart;
      readonly row: Exclude<BatchPartRow, { kind: 'note' }>['row'];
    }
  | { readonly kind: 'submission'; readonly batchId: string; readonly submission: Submission }
  | { readonly kind: 'run'; readonly runId: string; readonly batchId: string; readonly run: Run }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'more'; readonly part: BatchPart | undefined };

export interface BatchesTreePorts {
  readonly store: BatchStore;
  readonly refresh: BatchRefresh;
}

export interface BatchesTree extends Disposable {
  /** What stands above the rows; `undefined` takes it away. */
  setMessage(message: string | undefined): void;
  reveal(batchId: string): Promise<void>;
}

/** The view *Batches*: it renders the store, and tells the refresher what is being looked at. */
export function createBatchesTree({ store, refresh }: BatchesTreePorts): BatchesTree {
  const owned = new DisposableStore();
  const redraw = owned.add(new vscode.EventEmitter<undefined>());
  const revealed = new Set<string>();
  const provider: vscode.TreeDataProvider<BatchesNode> = {
    onDidChangeTreeData: redraw.event,
    getTreeItem: (node) => itemOf(node, store, revealed),
    getChildren(node) {
      // An expansion that VS Code restores comes without an event.
      const part = node && partOf(node);
      if (part) refresh.expand(part);
      return childrenOf(node, store);
    },
    getParent: (node) => (node.kind === 'part' ? { kind: 'batch', batchId: node.part.batchId } : undefined),
  };
  const view = owned.add(vscode.window.createTreeView('omicsLens.batches', { treeDataProvider: provider }));
  const tell = () => refresh.setVisibility(view.visible ? 'visible' : 'hidden');
  owned.add(view.onDidChangeVisibility(tell));
  owned.add(
    view.onDidCollapseElement(({ element }) => {
      const part = partOf(element);
      if (part) refresh.collapse(part);
    }),
  );
  owned.add(store.changed(redrawing(() => redraw.fire(undefined), owned)));
  tell();
  return {
    setMessage: (message) => {
      view.message = message ?? '';
    },
    reveal: async (batchId) => {
      revealed.add(batchId);
      await view.reveal({ kind: 'batch', batchId }, { select: true, focus: false, expand: true });
    },
    dispose: () => owned.dispose(),
  };
}

function partOf(node: BatchesNode): BatchPart | undefined {
  if (node.kind === 'batch') return { kind: 'batch', batchId: node.batchId };
  return node.kind === 'part' ? node.part : undefined;
}

function childrenOf(node: BatchesNode | undefined, store: BatchStore): BatchesNode[] {
  if (!node) {
    const batches = store.batches().map(({ batch }): BatchesNode => ({ kind: 'batch', batchId: batch.id }));
    return store.next === undefined ? batches : [...batches, { kind: 'more', part: undefined }];
  }
  if (node.kind === 'batch') return partsOf(node.batchId, store);
  if (node.kind !== 'part') return [];
  const { part } = node;
  const state = store.get(part.batchId);
  const { batchId } = part;
  if (part.kind === 'failed') {
    return listOf(part, state?.failed, (submission) => ({ kind: 'submission', batchId, submission }));
  }
  if (part.kind !== 'runs') return [];
  return listOf(part, state?.runs.get(part.status), (run) => ({ kind: 'run', runId: run.id, batchId, run }));
}

function partsOf(batchId: string, store: BatchStore): BatchesNode[] {
  const state = store.get(batchId);
  if (!state) return [];
  return partRows(state).map((row): BatchesNode => {
    if (row.kind === 'note') return row;
    const part: BatchPart =
      row.kind === 'failed' ? { kind: 'failed', batchId } : runsPart(batchId, row.status);
    return { kind: 'part', part, row: row.row };
  });
}

function runsPart(batchId: string, status: CountedStatus): BatchPart {
  return { kind: 'runs', batchId, status };
}

function listOf<Item>(
  part: BatchPart,
  list: ListWindow<Item> | undefined,
  node: (item: Item) => BatchesNode,
): BatchesNode[] {
  if (!list) return [{ kind: 'note', text: 'Loading…' }];
  const rows = list.items.map(node);
  if (list.next !== undefined) return [...rows, { kind: 'more', part }];
  if (list.items.length < MOST_IN_WINDOW) return rows;
  return [...rows, { kind: 'note', text: `The first ${MOST_IN_WINDOW}: filter the Runs view to see others` }];
}

function itemOf(node: BatchesNode, store: BatchStore, revealed: ReadonlySet<string>): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'batch': {
      const state = store.get(node.batchId);
      const item = state ? rowItem(batchRow(state)) : new vscode.TreeItem(node.batchId);
      item.id = `batch ${node.batchId}`;
      item.collapsibleState = revealed.has(node.batchId) ? Expanded : Collapsed;
      return item;
    }
    case 'part': {
      const item = rowItem(node.row);
      item.id = partId(node.part);
      item.collapsibleState = Collapsed;
      return item;
    }
    case 'submission': {
      const item = rowItem(submissionRow(node.submission));
      item.id = `submission ${node.batchId} ${node.submission.runSettingId}`;
      item.command = {
        command: 'omicsLens.showSubmission',
        title: 'Show Where It Comes From',
        arguments: [node],
      };
      return item;
    }
    case 'run': {
      const item = rowItem(batchRunRow(node.run));
      item.id = `run ${node.batchId} ${node.runId}`;
      item.command = { command: 'omicsLens.followLogs', title: 'Follow Logs', arguments: [node] };
      return item;
    }
    case 'note':
      return new vscode.TreeItem(node.text);
    case 'more':
      return commandItem(
        `more ${node.part ? partId(node.part) : ''}`,
        node.part ? 'Load more' : 'Load older batches',
        'ellipsis',
        { command: 'omicsLens.loadMoreBatches', title: 'Load More', arguments: [node] },
      );
  }
}

function partId(part: BatchPart): string {
  return ['part', part.batchId, part.kind, 'status' in part ? part.status : ''].join(' ');
}
