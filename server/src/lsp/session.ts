import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import { KNOWN_TO_VSCODE } from '../features/diagnostics.ts';
import type { LanguageId } from '../languages/language.ts';
import type { InitializationOptions } from '../protocol/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import { readSettings } from '../workspace/read-settings.ts';
import { canonicalUri } from '../workspace/uris.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { AskClient } from './account-values.ts';
import type { Environment } from './environment.ts';
import { ResultIds } from './result-ids.ts';
import { SemanticTokenResults } from './semantic-token-results.ts';
import { Signal } from './signal.ts';

/** Writes a line to the client's log. */
export type Log = (message: string) => void;

/** One client and what is being worked on with it. */
export interface Session {
  readonly workspace: Workspace;
  readonly capabilities: ClientCapabilities;
  /** Commands that the client has announced. */
  readonly commands: ReadonlySet<string>;
  /** Codes of problems that the client finds without us. */
  readonly leaveOut: ReadonlySet<string>;
  /** The client asks for problems; where it does not, they are pushed. Never both. */
  readonly pullsDiagnostics: boolean;
  readonly resultIds: ResultIds;
  /** All files have been checked after a change. */
  readonly passed: Signal;
  readonly semanticTokens: SemanticTokenResults;
  /** The version of each file that the client may have asked about, and what was known of it then. */
  readonly shown: Map<string, Pick<FileSummary, 'version' | 'analysis'>>;
  /** Languages that the client outlines and folds without us. */
  readonly clientReads: ReadonlySet<LanguageId>;
  readonly folders: readonly string[];
  /** The languages that have a formatter: an editor must not come to us with the others, which have their own. */
  readonly formatted: readonly LanguageId[];
  readonly log: Log;
  /** Asks the client what its account holds; absent for clients that cannot say. */
  readonly ask?: AskClient;
  /** Our spelling of a URI that the client wrote. */
  ownUri(uri: string): string;
  /** The client's spelling, where it has used the URI, else ours. */
  clientUri(uri: string): string;
}

export function startSession(
  params: InitializeParams,
  environment: Environment,
  log: Log,
  ask?: AskClient,
): Session {
  const options = readOptions(params.initializationOptions);
  const spellings = new Map<string, string>();
  const workspace = new Workspace({
    host: environment.host,
    languages: environment.languages,
    finish: environment.finish,
    settings: readSettings(options.settings),
    pause: environment.pause,
    shellChecker: environment.shellChecker,
    report: (error, doing) =>
      log(`Failed ${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
  const session: Session = {
    workspace,
    capabilities: params.capabilities,
    commands: new Set(options.commands),
    leaveOut: isVsCode(params) ? KNOWN_TO_VSCODE : new Set(),
    pullsDiagnostics:
      params.capabilities.textDocument?.diagnostic !== undefined && options.diagnostics !== 'push',
    resultIds: new ResultIds(),
    passed: new Signal(),
    semanticTokens: new SemanticTokenResults(),
    shown: new Map(),
    clientReads: new Set(isVsCode(params) ? (['json'] as const) : []),
    folders: foldersOf(params).map(canonicalUri),
    formatted: environment.languages.filter((language) => language.format !== undefined).map(({ id }) => id),
    log,
    ...(options.accountValues === true && ask !== undefined ? { ask } : {}),
    ownUri(uri) {
      const own = canonicalUri(uri);
      if (own !== uri) spellings.set(own, uri);
      return own;
    },
    clientUri: (uri) => spellings.get(uri) ?? environment.host.shownAs?.(uri) ?? uri,
  };
  return session;
}

function readOptions(options: unknown): InitializationOptions {
  if (typeof options !== 'object' || options === null) return {};
  const { commands, settings, diagnostics, accountValues } = options as Partial<
    Record<keyof InitializationOptions, unknown>
  >;
  return {
    commands: Array.isArray(commands) ? commands.filter((command) => typeof command === 'string') : [],
    ...(diagnostics === 'push' ? { diagnostics } : {}),
    ...(accountValues === true ? { accountValues } : {}),
    ...(typeof settings === 'object' && settings !== null
      ? { settings: settings as Readonly<Record<string, unknown>> }
      : {}),
  };
}

/** VS Code, and what is built from it, marks JSON syntax by itself. */
function isVsCode(params: InitializeParams): boolean {
  return /\bcode\b|VSCodium|Cursor|Windsurf|Positron/i.test(params.clientInfo?.name ?? '');
}

function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  // Older clients know one folder only.
  const { rootUri } = params as { readonly rootUri?: string | null };
  return typeof rootUri === 'string' ? [rootUri] : [];
}
