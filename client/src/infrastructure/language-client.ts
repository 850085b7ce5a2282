import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import { serverNodeOptions, type InitializationOptions } from '@omics-lens/server/protocol/index.ts';

export interface LanguageClientSettings {
  /** Absolute path of the server's bundle. */
  readonly serverPath: string;
  readonly channel: vscode.LogOutputChannel;
  /** Asked at each start. */
  readonly initialization: () => InitializationOptions;
}

/** The part of the language client that the extension uses. */
export interface RunningLanguageClient {
  request<Result>(method: string, params: unknown): Promise<Result>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the language server in a process of its own. JSON files are sent too: the server knows which of them hold run
 * parameters and leaves the others alone. This module is loaded on first use, so that activation does not wait for it.
 */
export async function startLanguageClient(settings: LanguageClientSettings): Promise<RunningLanguageClient> {
  const run = {
    module: settings.serverPath,
    transport: TransportKind.ipc,
    options: { execArgv: [...serverNodeOptions] },
  };
  const watchers = ['**/*.{wdl,json}', '**/.healthomics/config.toml'].map((glob) =>
    vscode.workspace.createFileSystemWatcher(glob),
  );
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: 'wdl' },
      { pattern: '**/*.wdl' },
      { language: 'json' },
      { language: 'jsonc' },
    ],
    // The server pushes problems as soon as it knows them, those of files that are not open too; VS Code would ask.
    initializationOptions: () => ({ ...settings.initialization(), diagnostics: 'push' as const }),
    outputChannel: settings.channel,
    synchronize: { configurationSection: 'omicsLens', fileEvents: watchers },
  };
  const client = new LanguageClient('omicsLens', 'Omics Lens', { run, debug: run }, options);
  await client.start();
  return {
    request: (method, params) => client.sendRequest(method, params),
    restart: () => client.restart(),
    async stop() {
      for (const watcher of watchers) watcher.dispose();
      await client.dispose();
    },
  };
}
