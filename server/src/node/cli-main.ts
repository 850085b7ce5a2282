import { stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { runCommandLine } from '../cli/main.ts';
import type { Terminal } from '../cli/terminal.ts';
import { EXIT } from '../cli/terminal.ts';
import type { FetchOptions, FileContent } from '../workspace/host.ts';
import { fileHost } from './file-host.ts';
import { nextTurn } from './next-turn.ts';
import { replaceText } from './replace-text.ts';

/** What few checks need is read when it is needed. */
const fetcher = once(async () => {
  const [{ importCacheFolder }, { importFetcher }] = await Promise.all([
    import('./import-cache.ts'),
    import('./import-fetcher.ts'),
  ]);
  return importFetcher(importCacheFolder());
});

async function fetch(url: string, options: FetchOptions): Promise<FileContent> {
  return (await fetcher()).fetch(url, options);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

const terminal: Terminal = {
  host: { ...fileHost, fetch },
  shellChecker: {
    async check(script, program) {
      const { shellChecker } = await import('./shellcheck.ts');
      return shellChecker.check(script, program);
    },
  },
  folder: URI.file(process.cwd()).toString(),
  colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  pause: nextTurn,
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  uriOf: (path) => URI.file(resolve(path)).toString(),
  async kindOf(uri) {
    try {
      return (await stat(URI.parse(uri).fsPath)).isDirectory() ? 'folder' : 'file';
    } catch {
      return 'missing';
    }
  },
  async write(uri, pieces) {
    await writeFile(URI.parse(uri).fsPath, pieces);
  },
  replace: (uri, text) => replaceText(URI.parse(uri).fsPath, text),
  async serve() {
    await import('./server-main.ts');
    await new Promise(() => undefined);
  },
};

// Somebody who pipes into `head` closes the pipe early; that is no failure.
process.stdout.on('error', () => process.exit(EXIT.clean));

runCommandLine(process.argv.slice(2), terminal).then(
  (exit) => {
    process.exitCode = exit;
  },
  (error: unknown) => {
    terminal.error(
      `Omics Lens failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = EXIT.failed;
  },
);
