import { stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { runCommandLine } from '@omics-lens/server/cli/main.ts';
import type { Terminal } from '@omics-lens/server/cli/terminal.ts';
import { fileHost } from '@omics-lens/server/node/file-host.ts';
import { replaceText } from '@omics-lens/server/node/replace-text.ts';

export interface TerminalResult {
  readonly exit: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in this process, with a folder as the working folder. */
export async function runInTerminal(
  args: readonly string[],
  folder: string,
  over: Partial<Terminal> = {},
): Promise<TerminalResult> {
  let out = '';
  let error = '';
  const exit = await runCommandLine(args, {
    host: fileHost,
    folder: URI.file(folder).toString(),
    colour: false,
    pause: () => new Promise((done) => setImmediate(done)),
    out: (text) => (out += text),
    error: (text) => (error += text),
    uriOf: (path) => URI.file(resolve(folder, path)).toString(),
    kindOf: (uri) =>
      stat(URI.parse(uri).fsPath).then(
        (stats) => (stats.isDirectory() ? 'folder' : 'file'),
        () => 'missing',
      ),
    write: (uri, pieces) => writeFile(URI.parse(uri).fsPath, pieces),
    replace: (uri, text) => replaceText(URI.parse(uri).fsPath, text),
    serve: () => Promise.resolve(),
    ...over,
  });
  return { exit, out, error };
}
