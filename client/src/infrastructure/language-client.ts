import type * as vscode from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import { serverNodeOptions, type InitializationOptions } from '@omics-lens/server/protocol/index.ts';

export interface LanguageClientSettings {
  /** Absolute path of the server's bundle. */
  readonly serverPath: string;
  readonly channel: vscode.LogOutputChannel;
  /** Asked at each start. */
  readonly initialization: () => InitializationOptions;
  /** What the server may ask, by method. */
  readonly answers: Readonly<Record<string, Answer>>;
}

/** Answers a question of the server. */
export type Answer = (params: unknown) => Promise<unknown>;

/** The part of the language client that the extension uses. */
export interface RunningLanguageClient {
  request<Result>(method: string, params: unknown): Promise<Result>;
  notify(method: string, params: unknown): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the language server in a process of its own. This module is loaded on first use, so that activation does not
 * wait for it.
 */
export async function startLanguageClient(settings: LanguageClientSettings): Promise<RunningLanguageClient> {
  const run = {
    module: settings.serverPath,
    transport: TransportKind.ipc,
    options: { execArgv: [...serverNodeOptions] },
  };
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    // The server pushes problems as soon as it knows them, those of files that are not open too; VS Code would ask.
    initializationOptions: () => ({ ...settings.initialization(), diagnostics: 'push' as const }),
    outputChannel: settings.channel,
    // Which files it wants watched, the server says itself.
    synchronize: { configurationSection: 'omicsLens' },
  };
  const client = new LanguageClient('omicsLens', 'Omics Lens', { run, debug: run }, options);
  for (const [method, answer] of Object.entries(settings.answers)) client.onRequest(method, answer);
  await client.start();
  return {
    request: (method, params) => client.sendRequest(method, params),
    notify: (method, params) => client.sendNotification(method, params),
    restart: () => client.restart(),
    stop: () => client.dispose(),
  };
}

/**
 * What is sent to the server while it is open. Every JSON and YAML file is: the server knows which of them belong to
 * runs or hold a workflow, and leaves the others alone. Without another extension the project file and Dockerfiles are
 * plain text for VS Code, so they are known by their paths too.
 */
const DOCUMENTS = [
  { language: 'wdl' },
  { pattern: '**/*.wdl' },
  { language: 'nextflow' },
  { language: 'nextflow-config' },
  { pattern: '**/{*.nf,nextflow.config}' },
  { language: 'cwl' },
  { pattern: '**/*.cwl' },
  { language: 'yaml' },
  { language: 'json' },
  { language: 'jsonc' },
  { pattern: '**/.healthomics/config.toml' },
  { language: 'dockerfile' },
  { pattern: '**/{Dockerfile,Containerfile,*.Dockerfile,*.Containerfile}' },
];
