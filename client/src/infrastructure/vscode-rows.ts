import * as vscode from 'vscode';
import type { DisposableStore } from './disposables.ts';
import type { TreeRow } from './tree-row.ts';

/** The item of a tree that shows the row. */
export function rowItem(row: TreeRow): vscode.TreeItem {
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

/** A row that loads more, or does something else when it is clicked. */
export function commandItem(
  id: string,
  label: string,
  icon: string,
  command: vscode.Command,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = command;
  return item;
}

/** Several changes of one round make one redraw. */
const REDRAW_DELAY = 100;

/** Calls at most once per delay, and always after the last call. */
export function redrawing(call: () => void, owned: DisposableStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  owned.add({ dispose: () => clearTimeout(timer) });
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      call();
    }, REDRAW_DELAY);
  };
}
