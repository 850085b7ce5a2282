import * as vscode from 'vscode';
import type { Boundary } from './boundary.ts';
import type { Disposable } from './disposables.ts';

export interface Command {
  readonly name: string;
  /** Finishes the sentence "Could not …". */
  readonly action: string;
  run(...args: readonly unknown[]): Promise<unknown>;
}

/** Registers the command inside the error boundary. What it returns is for tests and other extensions. */
export function registerCommand(command: Command, boundary: Boundary): Disposable {
  return vscode.commands.registerCommand(command.name, (...args: unknown[]) =>
    boundary(command.action, () => command.run(...args)),
  );
}
