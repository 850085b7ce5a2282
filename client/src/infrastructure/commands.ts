import * as vscode from 'vscode';
import type { Boundary } from './boundary.ts';
import { DisposableStore, type Disposable } from './disposables.ts';

export interface Command {
  readonly name: string;
  /** Finishes the sentence "Could not …". */
  readonly action: string;
  /** Sends or starts something: it does not exist in a workspace that is not trusted. */
  readonly trust?: 'needed';
  run(...args: readonly unknown[]): Promise<unknown>;
}

/** Registers those commands that may exist now, and the others as soon as the workspace is trusted. */
export function registerCommands(commands: readonly Command[], boundary: Boundary): Disposable {
  const owned = new DisposableStore();
  const register = (command: Command) => owned.add(registerCommand(command, boundary));
  const waiting = commands.filter(({ trust }) => trust === 'needed' && !vscode.workspace.isTrusted);
  for (const command of commands) if (!waiting.includes(command)) register(command);
  owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => waiting.splice(0).forEach(register)));
  return owned;
}

/** Registers the command inside the error boundary. What it returns is for tests and other extensions. */
function registerCommand(command: Command, boundary: Boundary): Disposable {
  return vscode.commands.registerCommand(command.name, (...args: unknown[]) =>
    boundary(command.action, () => command.run(...args)),
  );
}
