import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import type { Environment } from '../lsp/environment.ts';
import { startServer } from '../lsp/server.ts';
import { product } from '../product.ts';
import { fileHost } from './file-host.ts';
import { importCacheFolder } from './import-cache.ts';
import { importFetcher } from './import-fetcher.ts';
import { nextTurn } from './next-turn.ts';
import { shellChecker } from './shellcheck.ts';

/**
 * Serves the client at the other end of the transport that the command line names: `--stdio`, `--node-ipc`,
 * `--socket=PORT` or `--pipe=NAME`; standard input and output where it names none. From here on nothing but the
 * protocol is written to standard output.
 */
export function startNodeServer(environment: Partial<Environment> = {}): void {
  const named = process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(argument));
  const connection = named
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // A fault in one piece of work is written down; the server goes on with the others.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  }
  startServer(connection, {
    ...product,
    host: { ...fileHost, ...importFetcher(importCacheFolder()) },
    pause: nextTurn,
    shellChecker,
    now: () => performance.now(),
    ...environment,
  });
}
