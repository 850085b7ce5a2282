import assert from 'node:assert/strict';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { LspClient } from '../../support/lsp-client.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const ROOT = 'file:///project';
const MAIN = `${ROOT}/main.stub`;
const LIB = `${ROOT}/lib.stub`;
const PULLS = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

interface Report {
  readonly kind: string;
  readonly uri: string;
  readonly resultId: string;
  readonly items?: readonly { readonly code: string }[];
}

async function started(host: MemoryHost, params: Record<string, unknown>) {
  const client = startServerHere(stubEnvironment({ host }));
  const { capabilities } = await client.initialize({
    workspaceFolders: [{ uri: ROOT, name: 'project' }],
    ...params,
  });
  client.notify('initialized', {});
  return { client, capabilities };
}

const pull = (client: LspClient, uri: string, previousResultId?: string) =>
  client.ask<Report>('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
const pullAll = (client: LspClient, known: readonly Report[]) =>
  client.ask<{ items: Report[] }>('workspace/diagnostic', {
    previousResultIds: known.map(({ uri, resultId }) => ({ uri, value: resultId })),
  });
const shown = ({ kind, items }: Report) => [kind, ...(items ?? []).map(({ code }) => code)].join(' ');
const change = (client: LspClient, uri: string, version: number, text: string) =>
  client.notify('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ text }],
  });

describe('problems that a client asks for', () => {
  it('are not pushed', async () => {
    const { client, capabilities } = await started(new MemoryHost([[LIB, 'bad']]), { capabilities: PULLS });
    assert.ok('diagnosticProvider' in capabilities);
    client.open(MAIN, 'bad');
    assert.equal(shown(await pull(client, MAIN)), 'full stub-bad');
    assert.equal((await pullAll(client, [])).items.length, 2);
    await client.ask('workspace/symbol', { query: '' });
    assert.ok(client.notifications.every(({ method }) => method !== 'textDocument/publishDiagnostics'));
  });

  it('are not offered to clients that do not, or that want them pushed', async () => {
    for (const params of [
      { capabilities: {} },
      { capabilities: PULLS, initializationOptions: { diagnostics: 'push' } },
    ]) {
      const { client, capabilities } = await started(new MemoryHost(), params);
      assert.ok(!('diagnosticProvider' in capabilities));
      client.open(MAIN, 'bad');
      assert.equal((await client.diagnostics(MAIN)).diagnostics.length, 1);
    }
  });

  it('are sent once as long as they are the same', async () => {
    const { client } = await started(new MemoryHost(), { capabilities: PULLS });
    client.open(MAIN, 'bad');
    const first = await pull(client, MAIN);
    assert.deepEqual(await pull(client, MAIN, first.resultId), {
      kind: 'unchanged',
      resultId: first.resultId,
    });
    change(client, MAIN, 2, 'bad\ndef x');
    assert.equal((await pull(client, MAIN, first.resultId)).kind, 'unchanged');
    change(client, MAIN, 3, 'def x');
    assert.equal(shown(await pull(client, MAIN, first.resultId)), 'full');
  });

  it('of an importer are asked for again when what it imports has changed', async () => {
    const { client } = await started(new MemoryHost(), { capabilities: PULLS });
    client.open(LIB, 'def x');
    client.open(MAIN, 'import lib.stub\nuse x');
    assert.equal(shown(await pull(client, MAIN)), 'full');
    await client.ask('workspace/symbol', { query: '' });
    assert.ok(client.asked.every(({ method }) => method !== 'workspace/diagnostic/refresh'));
    change(client, LIB, 2, 'def y');
    await client.until(() => client.asked.some(({ method }) => method === 'workspace/diagnostic/refresh'));
    assert.equal(shown(await pull(client, MAIN)), 'full stub-unknown');
  });

  it('of the workspace are those that are new to the client; where none is, the answer waits for one', async () => {
    const host = new MemoryHost([
      [LIB, 'bad'],
      [`${ROOT}/clean.stub`, 'def x'],
    ]);
    const { client } = await started(host, { capabilities: PULLS });
    const { items: first } = await pullAll(client, []);
    assert.deepEqual(
      first.map(({ uri }) => uri),
      [LIB],
    );
    const gone = pullAll(client, first);
    host.remove(LIB);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: LIB, type: 3 }] });
    assert.deepEqual((await gone).items, [{ kind: 'full', uri: LIB, version: null, items: [] }]);
    const next = pullAll(client, []);
    host.write(`${ROOT}/new.stub`, 'bad');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${ROOT}/new.stub`, type: 1 }] });
    assert.deepEqual(
      (await next).items.map((report) => `${report.uri} ${shown(report)}`),
      [`${ROOT}/new.stub full stub-bad`],
    );
  });

  it('of the workspace can be given up while the answer waits', async () => {
    const { client } = await started(new MemoryHost(), { capabilities: PULLS });
    const waiting = client.request('workspace/diagnostic', { previousResultIds: [] });
    await client.ask('workspace/symbol', { query: '' });
    client.cancel(waiting);
    assert.equal((await waiting).error?.code, -32800);
  });
});
