import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Event } from '../../infrastructure/emitter.ts';
import { isBatchAlive, settledRuns, type Batch, type ListedBatch } from '../../omics/batches-api.ts';
import { isAlive, type Run } from '../../omics/omics-api.ts';
import type { Session } from '../../omics/session.ts';
import { identityText, type WhoAmI } from '../../omics/who-am-i.ts';
import { statusText } from './status-text.ts';

export interface StatusBarPorts {
  readonly session: Pick<Session, 'account' | 'changed'>;
  readonly whoAmI: Pick<WhoAmI, 'current' | 'changed'>;
  readonly runs: {
    runs(): readonly { readonly run: Run }[];
    readonly next: string | undefined;
    readonly changed: Event<void>;
  };
  readonly batches: {
    batches(): readonly { readonly batch: ListedBatch; readonly details: Batch | undefined }[];
    readonly changed: Event<void>;
  };
}

/** The item at the foot of the window: who runs are started for, and what is going on. */
export function createStatusBar({ session, whoAmI, runs, batches }: StatusBarPorts): Disposable {
  const owned = new DisposableStore();
  const item = owned.add(
    vscode.window.createStatusBarItem('omicsLens.account', vscode.StatusBarAlignment.Left, -10),
  );
  item.name = 'Omics Lens Account';
  item.command = 'omicsLens.changeAccount';
  const update = async () => {
    const account = await session.account();
    const known = runs.runs();
    const { text, tooltip, accessibleLabel } = statusText(account, {
      runs: known.filter(({ run }) => isAlive(run.status)).length,
      moreRuns: runs.next !== undefined && isAlive(known.at(-1)?.run.status ?? ''),
      batches: progress(batches.batches()),
    });
    item.text = text;
    const { current } = whoAmI;
    item.tooltip = current ? `${tooltip}\n${identityText(current)}` : tooltip;
    item.accessibilityInformation = { label: accessibleLabel, role: 'button' };
    item.show();
  };
  owned.add(session.changed(() => void update()));
  owned.add(whoAmI.changed(() => void update()));
  owned.add(runs.changed(() => void update()));
  owned.add(batches.changed(() => void update()));
  void update();
  return owned;
}

function progress(all: ReturnType<StatusBarPorts['batches']['batches']>) {
  const alive = all.filter(({ batch }) => isBatchAlive(batch.status));
  const counted = alive.flatMap(({ details }) => details ?? []);
  return {
    count: alive.length,
    settled: counted.reduce((sum, details) => sum + settledRuns(details), 0),
    total: counted.reduce((sum, { totalRuns = 0 }) => sum + totalRuns, 0),
  };
}
