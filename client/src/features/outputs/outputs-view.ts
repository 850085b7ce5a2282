import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { commandItem, rowItem } from '../../infrastructure/vscode-rows.ts';
import type { OutputValue } from './output-value.ts';
import type { OutputNode, RunOutputs } from './run-outputs.ts';

export interface OutputsView extends Disposable {
  /** `undefined`: the welcome stands there, which says how to choose a run. */
  show(outputs: RunOutputs | undefined): void;
  redraw(): void;
}

/** The view *Outputs*: what one run has made. */
export function createOutputsView(): OutputsView {
  const owned = new DisposableStore();
  const changed = owned.add(new vscode.EventEmitter<undefined>());
  let shown: RunOutputs | undefined;
  const view = owned.add(
    vscode.window.createTreeView<OutputNode>('omicsLens.outputs', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getTreeItem: itemOf,
        getChildren: async (node) => [...((await shown?.children(node)) ?? [])],
      },
      showCollapseAll: true,
    }),
  );
  return {
    show(outputs) {
      shown = outputs;
      view.description = outputs === undefined ? '' : (outputs.run.name ?? outputs.run.id);
      changed.fire(undefined);
    },
    redraw: () => changed.fire(undefined),
    dispose: () => owned.dispose(),
  };
}

async function itemOf(node: OutputNode): Promise<vscode.TreeItem> {
  if (node.kind === 'more') {
    const command = { command: 'omicsLens.loadMoreOutputs', title: 'Load More', arguments: [node] };
    return commandItem(node.id, 'Load more', 'ellipsis', command);
  }
  if (node.kind === 'note') {
    const item = new vscode.TreeItem(node.text);
    item.id = node.id;
    item.tooltip = node.text;
    return item;
  }
  const { outputRow, partCount } = await import('./output-work.ts');
  const item = rowItem(outputRow(node));
  item.id = node.id;
  item.collapsibleState = collapsibleState(node, partCount);
  if (item.contextValue === 'output.file.text') {
    item.command = { command: 'omicsLens.openOutput', title: 'Open', arguments: [node] };
  }
  if (item.contextValue === 'output.file.large') {
    item.command = { command: 'omicsLens.previewOutput', title: 'Preview First Part', arguments: [node] };
  }
  return item;
}

function collapsibleState(
  node: OutputNode,
  partCount: (value: OutputValue) => number,
): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  if (node.kind === 'section') return node.initially === 'expanded' ? Expanded : Collapsed;
  if (node.kind === 'folder') return Collapsed;
  if (node.kind !== 'value') return None;
  return node.value.kind === 'folder' || partCount(node.value) > 0 ? Collapsed : None;
}
