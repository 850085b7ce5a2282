import * as vscode from 'vscode';
import { clickedFile } from '../../infrastructure/clicked-file.ts';
import type { Command } from '../../infrastructure/commands.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import { sheetToBatch, type SheetToBatchPorts } from './sheet-to-batch.ts';
import { createSheetView } from './sheet-view.ts';

export interface BatchesFeature extends Disposable {
  readonly commands: readonly Command[];
}

export function createBatchesFeature(
  ports: Omit<SheetToBatchPorts, 'view' | 'showProblems'>,
): BatchesFeature {
  const view = createSheetView();
  const showProblems = async () => {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  };
  return {
    commands: [
      {
        name: 'omicsLens.sheetToBatch',
        action: 'make a batch of the sample sheet',
        run: (argument) => sheetToBatch(clickedSheet(argument), { ...ports, view, showProblems }),
      },
    ],
    dispose: () => view.dispose(),
  };
}

/** The file that was clicked, or the one in the editor where that is a sheet. */
function clickedSheet(argument: unknown): string | undefined {
  if (argument !== undefined) return clickedFile(argument);
  const open = vscode.window.activeTextEditor?.document.uri.toString();
  return open !== undefined && /\.[ct]sv$/i.test(open) ? open : undefined;
}
