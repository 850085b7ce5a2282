import * as vscode from 'vscode';
import type { Boundary } from './boundary.ts';
import type { Disposable } from './disposables.ts';
import { requireTrust } from './trust.ts';

export interface Command {
  readonly name: string;
  /** Finishes the sentence "Could not …". */
  readonly action: string;
  /** Sends or starts something: in a workspace that is not trusted it only says so. */
  readonly trust?: 'needed';
  run(...args: readonly unknown[]): Promise<unknown>;
}

/** Registers the command inside the error boundary. What it returns is for tests and other extensions. */
export function registerCommand(command: Command, boundary: Boundary): Disposable {
  return vscode.commands.registerCommand(command.name, (...args: unknown[]) =>
    boundary(command.action, async () => {
      if (command.trust === 'needed') await requireTrust();
      return command.run(...args);
    }),
  );
}
