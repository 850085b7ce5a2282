import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from './disposables.ts';
import type { ListRefresh } from './list-refresh.ts';
import type { PagedList, RefreshableList } from './paged-list.ts';
import type { TreeRow } from './tree-row.ts';
import { commandItem, redrawing, rowItem } from './vscode-rows.ts';

/** A heading of a view with the list under it. */
export interface Section {
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** Offers the commands of the heading. */
  readonly context: string;
  readonly initially: 'expanded' | 'collapsed';
  readonly list: RefreshableList;
  /** The rows as they stand now. */
  readonly rows: () => readonly SectionRow[];
  /** What stands there while the list is empty. */
  readonly empty: string;
}

export interface SectionRow {
  /** Unique in the view, and the same for the same thing. */
  readonly id: string;
  readonly row: TreeRow;
  /** What commands of the row are given. */
  readonly value: unknown;
  /** A list of its own under the row. */
  readonly children?: {
    readonly list: RefreshableList;
    readonly rows: () => readonly SectionRow[];
    readonly empty: string;
  };
  /** What a click does; the row's value is its argument. */
  readonly open?: { readonly command: string; readonly title: string };
}

/** The rows of a typed list, which the view shows without knowing the type. */
export function rowsOf<Item>(
  list: PagedList<Item>,
  row: (item: Item) => SectionRow,
  isShown: (item: Item) => boolean = () => true,
): () => readonly SectionRow[] {
  return () => list.items.filter(isShown).map(row);
}

export interface SectionTreePorts {
  readonly refresh: ListRefresh;
  readonly sections: () => readonly Section[];
  /** What is looked at from the start. */
  readonly opened: readonly RefreshableList[];
  /** The command that reads further pages; its argument is the node. */
  readonly moreCommand: string;
  /** Nothing is shown before the state is known or where nothing can be: the welcome stands there. */
  readonly isReady: () => boolean;
}

/** A row of the view. Commands in its menu are given it, and take `value`. */
export type SectionNode =
  | { readonly kind: 'section'; readonly section: Section }
  | { readonly kind: 'row'; readonly row: SectionRow; readonly value: unknown }
  | { readonly kind: 'note'; readonly id: string; readonly text: string }
  | { readonly kind: 'more'; readonly id: string; readonly list: RefreshableList };

export interface SectionTree extends Disposable {
  readonly provider: vscode.TreeDataProvider<SectionNode>;
  redraw(): void;
  /** Connects the view that shows it. */
  attach(view: vscode.TreeView<SectionNode>): void;
}

/** Renders sections of lists, and tells the refresher which of them are looked at. */
export function createSectionTree(ports: SectionTreePorts): SectionTree {
  const { refresh, sections, opened, moreCommand, isReady } = ports;
  const owned = new DisposableStore();
  const redraw = owned.add(new vscode.EventEmitter<undefined>());
  owned.add(refresh.changed(redrawing(() => redraw.fire(undefined), owned)));
  for (const list of opened) refresh.open(list);
  const provider: vscode.TreeDataProvider<SectionNode> = {
    onDidChangeTreeData: redraw.event,
    getTreeItem: (node) => itemOf(node, moreCommand),
    getChildren(node) {
      if (!node) {
        return isReady() ? sections().map((section): SectionNode => ({ kind: 'section', section })) : [];
      }
      const holder = holderOf(node);
      if (!holder) return [];
      // An expansion that VS Code restores comes without an event.
      refresh.open(holder.list);
      return contentOf(holder);
    },
  };
  return {
    provider,
    redraw: () => redraw.fire(undefined),
    attach(view) {
      const tell = () => refresh.setVisibility(view.visible ? 'visible' : 'hidden');
      owned.add(view.onDidChangeVisibility(tell));
      owned.add(
        view.onDidExpandElement(({ element }) => {
          const holder = holderOf(element);
          if (holder) refresh.open(holder.list);
        }),
      );
      owned.add(
        view.onDidCollapseElement(({ element }) => {
          const holder = holderOf(element);
          if (holder) refresh.close(holder.list);
        }),
      );
      tell();
    },
    dispose: () => owned.dispose(),
  };
}

interface Holder {
  readonly id: string;
  readonly list: RefreshableList;
  readonly empty: string;
  readonly rows: () => readonly SectionRow[];
}

function holderOf(node: SectionNode): Holder | undefined {
  if (node.kind === 'section') return node.section;
  if (node.kind !== 'row' || !node.row.children) return undefined;
  const { list, empty, rows } = node.row.children;
  return { id: node.row.id, list, empty, rows };
}

function contentOf({ id, list, empty, rows }: Holder): SectionNode[] {
  if (!list.isLoaded) return [{ kind: 'note', id: `${id} loading`, text: 'Loading…' }];
  if (list.problem !== undefined) return [{ kind: 'note', id: `${id} problem`, text: list.problem }];
  const shown = rows().map((row): SectionNode => ({ kind: 'row', row, value: row.value }));
  const more: SectionNode[] = list.hasMore ? [{ kind: 'more', id: `${id} more`, list }] : [];
  if (shown.length === 0 && more.length === 0) return [{ kind: 'note', id: `${id} empty`, text: empty }];
  return [...shown, ...more];
}

function itemOf(node: SectionNode, moreCommand: string): vscode.TreeItem {
  switch (node.kind) {
    case 'section': {
      const { label, icon, id, context, initially } = node.section;
      const item = new vscode.TreeItem(
        label,
        initially === 'expanded'
          ? vscode.TreeItemCollapsibleState.Expanded
          : vscode.TreeItemCollapsibleState.Collapsed,
      );
      item.id = id;
      item.iconPath = new vscode.ThemeIcon(icon);
      item.contextValue = context;
      return item;
    }
    case 'row':
      return sectionRowItem(node.row);
    case 'note': {
      const item = new vscode.TreeItem(node.text);
      item.id = node.id;
      item.tooltip = node.text;
      return item;
    }
    case 'more': {
      const command = { command: moreCommand, title: 'Load More', arguments: [node] };
      return commandItem(node.id, 'Load more', 'ellipsis', command);
    }
  }
}

function sectionRowItem({ id, row, children, open, value }: SectionRow): vscode.TreeItem {
  const item = rowItem(row);
  item.id = id;
  if (children) item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
  if (open) item.command = { ...open, arguments: [{ value }] };
  return item;
}
