import assert from 'node:assert/strict';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { LspClient } from '../../support/lsp-client.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';
import { stubLanguage } from '../../support/stub-language.ts';

const A = 'file:///a';
const B = 'file:///b';
const folders = (...uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
const messages = ({ diagnostics }: { diagnostics: readonly { message: string }[] }) =>
  diagnostics.map(({ message }) => message);

describe('settings of folders', () => {
  /** Says of each file which settings count for it. */
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
            code: 'x',
            message: `${context.settings.target} ${context.settings.region ?? ''}`,
          },
        ],
      }),
    };
  };

  async function started(workspaceFolders: readonly object[]) {
    const client = startServerHere(stubEnvironment({ languages: [language()] }));
    client.settings = { region: 'eu-west-1' };
    client.scopedSettings.set(B, { region: 'us-west-2', target: 'spec' });
    await client.initialize({ capabilities: { workspace: { configuration: true } }, workspaceFolders });
    client.notify('initialized', {});
    await client.until(() => client.asked.some(({ method }) => method === 'workspace/configuration'));
    await client.ask('workspace/symbol', { query: '' });
    return client;
  }
  async function settingsOf(client: LspClient, uri: string) {
    client.open(uri, 'def x');
    return messages(await client.diagnostics(uri));
  }

  it('count for the files in them, and for no others', async () => {
    const client = await started(folders(A, B));
    assert.deepEqual(await settingsOf(client, `${B}/deep/x.stub`), ['spec us-west-2']);
    assert.deepEqual(await settingsOf(client, `${A}/x.stub`), ['healthomics eu-west-1']);
    assert.deepEqual(await settingsOf(client, 'file:///bc/x.stub'), ['healthomics eu-west-1']);
  });

  it('are asked for again when settings change, and when folders come', async () => {
    const client = await started(folders(A));
    assert.deepEqual(await settingsOf(client, `${B}/x.stub`), ['healthomics eu-west-1']);
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: folders(B), removed: [] } });
    assert.deepEqual(messages(await client.diagnostics(`${B}/x.stub`)), ['spec us-west-2']);
    client.scopedSettings.set(B, { region: 'ap-southeast-1' });
    client.notify('workspace/didChangeConfiguration', { settings: { omicsLens: { region: 'eu-west-2' } } });
    assert.deepEqual(messages(await client.diagnostics(`${B}/x.stub`)), ['healthomics ap-southeast-1']);
  });
});

describe('imported files outside of the workspace', () => {
  const MAIN = `${A}/main.stub`;
  const LIB = 'file:///library/lib.stub';

  async function started(host: MemoryHost, didChangeWatchedFiles: object) {
    const client = startServerHere(stubEnvironment({ host }));
    await client.initialize({
      workspaceFolders: folders(A),
      capabilities: { workspace: { didChangeWatchedFiles } },
    });
    client.notify('initialized', {});
    client.open(MAIN, 'import ../library/lib.stub\nuse x');
    assert.deepEqual(messages(await client.diagnostics(MAIN)), []);
    return client;
  }

  it('are watched by a client that can', async () => {
    const host = new MemoryHost([[LIB, 'def x']]);
    const client = await started(host, { dynamicRegistration: true, relativePatternSupport: true });
    const patterns = () =>
      client.asked
        .filter(({ method }) => method === 'client/registerCapability')
        .map(({ params }) => JSON.stringify(params))
        .filter((text) => text.includes('"baseUri":"file:///library"'));
    await client.until(() => patterns().length > 0);
    host.write(LIB, 'def y');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: LIB, type: 2 }] });
    assert.equal(messages(await client.diagnostics(MAIN)).length, 1);
    assert.equal(patterns().length, 1);
  });

  it('are read again when a document is saved, for a client that cannot', async () => {
    const host = new MemoryHost([[LIB, 'def x']]);
    const client = await started(host, {});
    host.write(LIB, 'def y');
    client.notify('textDocument/didSave', { textDocument: { uri: MAIN } });
    assert.equal(messages(await client.diagnostics(MAIN)).length, 1);
    host.write(LIB, 'def x');
    client.open(`${A}/other.stub`, '');
    assert.deepEqual(messages(await client.diagnostics(MAIN)), []);
  });
});
