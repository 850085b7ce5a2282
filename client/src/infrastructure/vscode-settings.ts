import * as vscode from 'vscode';
import { readSettings, type Settings } from './settings.ts';

const SECTION = 'omicsLens';

/** The settings as they stand for a file, or for the window. */
export function settingsFor(uri?: string): Settings {
  const scope = uri === undefined ? undefined : vscode.Uri.parse(uri);
  const section = vscode.workspace.getConfiguration(SECTION, scope);
  return readSettings((name) => section.get(name));
}

/** The whole section, for the language server. */
export function settingsSection(): Readonly<Record<string, unknown>> {
  return vscode.workspace.getConfiguration().get<Record<string, unknown>>(SECTION) ?? {};
}

/** Writes where the user will find it again: into the workspace's settings, or their own when no folder is open. */
export async function changeSetting(name: string, value: string): Promise<void> {
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration(SECTION).update(name, value, target);
}

export function onSettingsChange(names: readonly string[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (names.some((name) => event.affectsConfiguration(`${SECTION}.${name}`))) listener();
  });
}
