import assert from 'node:assert/strict';
import path from 'node:path';
import { fileHost } from '@omics-lens/server/node/file-host.ts';
import { product } from '@omics-lens/server/product.ts';
import { URI } from 'vscode-uri';
import { generateWorkspace } from '../../bench/generate.ts';
import { makeFolder } from '../../support/folder.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { runInTerminal } from '../../support/terminal.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

interface Printed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly message: string;
}
interface Published {
  readonly uri: string;
  readonly diagnostics: readonly {
    readonly range: Record<'start' | 'end', { readonly line: number; readonly character: number }>;
    readonly code: string;
    readonly message: string;
  }[];
}

/** Every problem as a line, of the command line and of an editor that opens nothing but the folder. */
async function checkSame(folder: string) {
  const { out } = await runInTerminal(['check', '--format', 'json', folder], folder);
  const printed = (JSON.parse(out) as { problems: Printed[] }).problems.map(
    ({ file, line, column, endLine, endColumn, code, message }) =>
      `${file}:${line}:${column}-${endLine}:${endColumn} ${code} ${message}`,
  );
  const client = startServerHere({
    ...product,
    host: fileHost,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
  });
  const uri = URI.file(folder).toString();
  await client.initialize({ workspaceFolders: [{ uri, name: 'folder' }] });
  client.notify('initialized', {});
  const published: string[] = [];
  const files = new Set(printed.map((line) => line.slice(0, line.indexOf(':'))));
  for (const file of files) {
    const { diagnostics } = await client.notification<Published>(
      'textDocument/publishDiagnostics',
      (params) => params.uri === URI.file(path.join(folder, file)).toString(),
    );
    for (const { range, code, message } of diagnostics) {
      const start = `${range.start.line + 1}:${range.start.character + 1}`;
      const end = `${range.end.line + 1}:${range.end.character + 1}`;
      published.push(`${file}:${start}-${end} ${code} ${message}`);
    }
  }
  await client.ask('shutdown');
  assert.deepEqual(published, printed);
  assert.deepEqual(
    client.notifications.filter(({ method }) => method === 'textDocument/publishDiagnostics'),
    [],
  );
}

describe('the editor shows what omics-lens check prints', () => {
  it('for the samples', async () => {
    await checkSame(path.join(ROOT, 'samples'));
  });

  it('for every fixture', async () => {
    await checkSame(path.join(ROOT, 'test/baselines'));
  });

  it('for a generated workspace, and for broken files of it', async () => {
    const { files } = generateWorkspace(7, 40);
    const folder = makeFolder([...files].map(([name, text]) => [name, text] as const));
    const [first = '', second = ''] = [...files.keys()].filter((name) => name.startsWith('tasks/'));
    folder.write(first, (files.get(first) ?? '').replace('command <<<', 'command <<'));
    folder.write(second, (files.get(second) ?? '').slice(0, 300));
    folder.write('params.json', '{"number": }');
    try {
      await checkSame(folder.path);
    } finally {
      folder.remove();
    }
  });
});
