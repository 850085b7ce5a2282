import assert from 'node:assert/strict';
import type { Environment } from '@omics-lens/server/lsp/environment.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { FileContent } from '@omics-lens/server/workspace/host.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import type { LspClient } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';
import { stubLanguage } from '../../support/stub-language.ts';

const ROOT = 'file:///project';
const MAIN = `${ROOT}/main.stub`;
const NOT_INITIALIZED = -32002;
const INVALID_PARAMS = -32602;
const INTERNAL_ERROR = -32603;
const METHOD_NOT_FOUND = -32601;
const CANCELLED = -32800;
const CONTENT_MODIFIED = -32801;

/** A host whose files are read only when the test lets them. */
class SlowHost extends MemoryHost {
  readonly #waiting: (() => void)[] = [];
  open = false;

  override async read(uri: string): Promise<FileContent> {
    if (!this.open) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return super.read(uri);
  }

  release(): void {
    this.open = true;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

async function started(
  over: Partial<Environment> = {},
  params: Record<string, unknown> = {},
): Promise<LspClient> {
  const client = startServerHere(stubEnvironment(over));
  await client.initialize({ workspaceFolders: [{ uri: ROOT, name: 'project' }], ...params });
  client.notify('initialized', {});
  return client;
}

const at = (line: number, character: number, uri = MAIN) => ({
  textDocument: { uri },
  position: { line, character },
});

describe('a request', () => {
  it('before initialize is refused', async () => {
    const client = startServerHere(stubEnvironment());
    const { error } = await client.request('textDocument/hover', at(0, 0));
    assert.equal(error?.code, NOT_INITIALIZED);
  });

  it('that is cancelled while it waits is answered as cancelled', async () => {
    const host = new SlowHost([[`${ROOT}/lib.stub`, 'def x']]);
    const client = await started({ host });
    client.open(MAIN, 'import lib.stub\nuse x');
    const hover = client.request('textDocument/definition', at(1, 5));
    client.cancel(hover);
    host.release();
    assert.equal((await hover).error?.code, CANCELLED);
    assert.ok(Array.isArray(await client.ask('textDocument/definition', at(1, 5))));
  });

  it('whose document changes meanwhile is answered as out of date', async () => {
    const host = new SlowHost([[`${ROOT}/lib.stub`, 'def x']]);
    const client = await started({ host });
    client.open(MAIN, 'import lib.stub\nuse x');
    const definition = client.request('textDocument/definition', at(1, 5));
    client.notify('textDocument/didChange', {
      textDocument: { uri: MAIN, version: 2 },
      contentChanges: [{ text: 'import lib.stub\n\nuse x' }],
    });
    await client.ask('shutdown').then(() => host.release());
    assert.equal((await definition).error?.code, CONTENT_MODIFIED);
  });

  it('is answered before the problems of the same text are looked for', async () => {
    const order: string[] = [];
    const language = stubLanguage();
    const watched: typeof language = {
      ...language,
      analyze(parsed, context) {
        const analysis = language.analyze(parsed, context);
        return {
          ...analysis,
          allProblems() {
            order.push('problems');
            return analysis.problems;
          },
        };
      },
    };
    const client = await started({ languages: [watched] });
    client.open(MAIN, 'def x\nuse x');
    await client.diagnostics(MAIN, 1);
    order.length = 0;
    client.notify('textDocument/didChange', {
      textDocument: { uri: MAIN, version: 2 },
      contentChanges: [{ text: 'def y\nuse y' }],
    });
    const definition = client.ask('textDocument/definition', at(1, 5)).then(() => order.push('answer'));
    await Promise.all([definition, client.diagnostics(MAIN, 2)]);
    assert.deepEqual(order, ['answer', 'problems']);
  });

  it('whose feature throws fails alone, and the fault is logged', async () => {
    const language = stubLanguage();
    const broken: typeof language = {
      ...language,
      analyze: (parsed, context) => ({
        ...language.analyze(parsed, context),
        completions() {
          throw new Error('stub completion');
        },
      }),
    };
    const client = await started({ languages: [broken] });
    client.open(MAIN, 'def x\nuse x');
    const completion = client.request('textDocument/completion', at(1, 4));
    const definition = client.request<unknown[]>('textDocument/definition', at(1, 5));
    assert.equal((await completion).error?.code, INTERNAL_ERROR);
    assert.equal((await definition).result?.length, 1);
    const log = await client.notification<{ message: string }>('window/logMessage');
    assert.match(log.message, /stub completion/);
  });

  it('about a file on which the language throws is answered, and so are others', async () => {
    const client = await started();
    client.open(MAIN, 'throw analyze');
    client.open(`${ROOT}/other.stub`, 'def x\nuse x');
    assert.deepEqual(await client.ask('textDocument/definition', at(0, 1)), []);
    assert.equal(
      (await client.ask<unknown[]>('textDocument/definition', at(1, 5, `${ROOT}/other.stub`))).length,
      1,
    );
    const { diagnostics } = await client.diagnostics(MAIN);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['analysis-failed'],
    );
  });

  it('that makes no sense is refused, and the next one is answered', async () => {
    const client = await started();
    client.open(MAIN, 'def x\nuse x');
    const codes = async (method: string, params?: unknown) =>
      (await client.request(method, params)).error?.code;
    assert.equal(await codes('textDocument/hover'), INVALID_PARAMS);
    assert.equal(await codes('textDocument/hover', {}), INVALID_PARAMS);
    assert.equal(await codes('textDocument/hover', { textDocument: { uri: 7 } }), INVALID_PARAMS);
    assert.equal(await codes('textDocument/hover', { textDocument: { uri: MAIN } }), INVALID_PARAMS);
    assert.equal(await codes('textDocument/nothing', {}), METHOD_NOT_FOUND);
    client.raw('Content-Length: 9\r\n\r\nnot json!');
    client.notify('textDocument/didChange', {
      textDocument: { uri: 'file:///never/opened' },
      contentChanges: [],
    });
    client.notify('textDocument/didChange', {});
    assert.equal((await client.ask<unknown[]>('textDocument/definition', at(1, 5))).length, 1);
  });

  it('for a position outside the text is answered at its edge', async () => {
    const client = await started();
    client.open(MAIN, 'def x');
    assert.equal(await client.ask('textDocument/hover', at(99, 99)).then(() => 'answered'), 'answered');
  });

  it('about a file of no language has no answer', async () => {
    const client = await started();
    assert.equal(await client.ask('textDocument/hover', at(0, 0, 'file:///x.txt')), null);
    assert.equal(await client.ask('textDocument/hover', at(0, 0, 'untitled:Untitled-1')), null);
  });
});

describe('JSON files', () => {
  const json = { ...stubLanguage('json'), accepts: (uri: string) => uri.endsWith('.json') };
  const file = (name: string) => ({ textDocument: { uri: `${ROOT}/${name}` } });
  const fold = { ...json, folds: new Set(['line']) };

  it('that hold no parameters are left alone', async () => {
    const client = await started({ languages: [stubLanguage(), json] });
    client.open(`${ROOT}/package.json`, 'def x\nuse x\nbad', 'json');
    client.open(`${ROOT}/params.json`, 'def x\nuse x\nbad', 'json');
    const definition = (name: string) =>
      client.ask<unknown[]>('textDocument/definition', {
        ...file(name),
        position: { line: 1, character: 5 },
      });
    assert.equal((await definition('package.json')).length, 0);
    assert.equal((await definition('params.json')).length, 1);
    assert.equal((await client.diagnostics(`${ROOT}/params.json`)).diagnostics.length, 1);
    assert.ok(client.notifications.every(({ method }) => method !== 'textDocument/publishDiagnostics'));
  });

  it('are outlined, folded and selected in by us only where the editor does not do it', async () => {
    const selections = async (name: string) => {
      const client = await started({ languages: [fold] }, { clientInfo: { name } });
      client.open(`${ROOT}/params.json`, 'def x', 'json');
      const params = { ...file('params.json'), positions: [{ line: 0, character: 5 }] };
      return (await client.ask<unknown[]>('textDocument/selectionRange', params)).length;
    };
    assert.deepEqual([await selections('Neovim'), await selections('Visual Studio Code')], [1, 0]);
  });
});

describe('documents', () => {
  it('follow incremental changes, several at a time', async () => {
    const client = await started();
    client.open(MAIN, 'def x\nuse y\n');
    assert.equal((await client.diagnostics(MAIN, 1)).diagnostics.length, 1);
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    client.notify('textDocument/didChange', {
      textDocument: { uri: MAIN, version: 2 },
      contentChanges: [
        { range: range(0, 0, 0), text: 'def z\n' },
        { range: range(2, 4, 5), text: 'z' },
        { range: range(1, 4, 5), text: '😀' },
        { range: range(1, 4, 6), text: 'w' },
      ],
    });
    assert.deepEqual((await client.diagnostics(MAIN, 2)).diagnostics, []);
    const symbols = await client.ask<{ name: string }[]>('workspace/symbol', { query: '' });
    assert.deepEqual(symbols, []);
  });

  it('have the spelling of the URI that the client uses', async () => {
    const client = await started();
    const odd = 'file:///project/a%20b%2Bc+d.stub';
    client.open(odd, 'def x\nuse x\nbad');
    assert.equal((await client.diagnostics(odd)).uri, odd);
    const [location] = await client.ask<{ uri: string }[]>('textDocument/definition', at(1, 5, odd));
    assert.equal(location?.uri, odd);
  });
});

describe('problems', () => {
  const codes = (published: { diagnostics: { code: string }[] }) =>
    published.diagnostics.map(({ code }) => code);

  it('are published for files of the workspace that are not open, and taken back when they are mended', async () => {
    const host = new MemoryHost([[`${ROOT}/lib.stub`, 'bad']]);
    const client = await started({ host });
    assert.deepEqual(codes(await client.diagnostics(`${ROOT}/lib.stub`)), ['stub-bad']);
    host.write(`${ROOT}/lib.stub`, 'def x');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${ROOT}/lib.stub`, type: 2 }] });
    assert.deepEqual(codes(await client.diagnostics(`${ROOT}/lib.stub`)), []);
  });

  it('are taken back when a file is deleted', async () => {
    const host = new MemoryHost([[`${ROOT}/lib.stub`, 'bad']]);
    const client = await started({ host });
    assert.deepEqual(codes(await client.diagnostics(`${ROOT}/lib.stub`)), ['stub-bad']);
    host.remove(`${ROOT}/lib.stub`);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${ROOT}/lib.stub`, type: 3 }] });
    assert.deepEqual(codes(await client.diagnostics(`${ROOT}/lib.stub`)), []);
  });

  it('of open importers follow an edit of what they import', async () => {
    const client = await started();
    client.open(`${ROOT}/lib.stub`, 'def x');
    client.open(MAIN, 'import lib.stub\nuse x');
    assert.deepEqual(codes(await client.diagnostics(MAIN)), []);
    client.notify('textDocument/didChange', {
      textDocument: { uri: `${ROOT}/lib.stub`, version: 2 },
      contentChanges: [{ text: 'def y' }],
    });
    assert.deepEqual(codes(await client.diagnostics(MAIN)), ['stub-unknown']);
  });
});

describe('folders of the workspace', () => {
  it('come and go', async () => {
    const other = 'file:///other';
    const client = await started({ host: new MemoryHost([[`${other}/lib.stub`, 'bad']]) });
    const change = (event: object) => client.notify('workspace/didChangeWorkspaceFolders', { event });
    change({ added: [{ uri: other, name: 'other' }], removed: [] });
    assert.equal((await client.diagnostics(`${other}/lib.stub`)).diagnostics.length, 1);
    change({ added: [], removed: [{ uri: other, name: 'other' }] });
    assert.equal((await client.diagnostics(`${other}/lib.stub`)).diagnostics.length, 0);
  });
});

describe('settings', () => {
  const language = () => {
    const stub = stubLanguage();
    return {
      ...stub,
      analyze: (...[parsed, context]: Parameters<typeof stub.analyze>) => ({
        ...stub.analyze(parsed, context),
        problems: [
          {
            span: { start: 0, end: 0 },
            severity: 'hint' as const,
            code: context.settings.target,
            message: context.settings.region ?? 'no Region',
          },
        ],
      }),
    };
  };

  it('come at first with initialize, then by asking, then by being told', async () => {
    const client = startServerHere(stubEnvironment({ languages: [language()] }));
    client.settings = { target: 'healthomics', region: 'eu-west-1' };
    await client.initialize({
      capabilities: { workspace: { configuration: true } },
      initializationOptions: { settings: { target: 'spec' } },
    });
    client.open(MAIN, 'def x');
    assert.equal((await client.diagnostics(MAIN)).diagnostics[0]?.code, 'spec');
    client.notify('initialized', {});
    assert.equal((await client.diagnostics(MAIN)).diagnostics[0]?.message, 'eu-west-1');
    client.notify('workspace/didChangeConfiguration', { settings: { omicsLens: { region: 'us-west-2' } } });
    assert.equal((await client.diagnostics(MAIN)).diagnostics[0]?.message, 'us-west-2');
  });
});
