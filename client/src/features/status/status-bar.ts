import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Event } from '../../infrastructure/emitter.ts';
import { isAlive, type Run } from '../../omics/omics-api.ts';
import type { Session } from '../../omics/session.ts';
import { statusText } from './status-text.ts';

export interface StatusBarPorts {
  readonly session: Pick<Session, 'account' | 'changed'>;
  readonly runs: { runs(): readonly { readonly run: Run }[]; readonly changed: Event<void> };
}

/** The item at the foot of the window: who runs are started for, and how many are alive. */
export function createStatusBar({ session, runs }: StatusBarPorts): Disposable {
  const owned = new DisposableStore();
  const item = owned.add(
    vscode.window.createStatusBarItem('omicsLens.account', vscode.StatusBarAlignment.Left, -10),
  );
  item.name = 'Omics Lens Account';
  item.command = 'omicsLens.changeAccount';
  const update = async () => {
    const account = await session.account();
    const alive = runs.runs().filter(({ run }) => isAlive(run.status)).length;
    const { text, tooltip, accessibleLabel } = statusText(account, alive);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: accessibleLabel, role: 'button' };
    item.show();
  };
  owned.add(session.changed(() => void update()));
  owned.add(runs.changed(() => void update()));
  void update();
  return owned;
}
