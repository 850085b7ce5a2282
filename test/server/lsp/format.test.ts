import assert from 'node:assert/strict';
import type { Environment } from '@omics-lens/server/lsp/environment.ts';
import { product } from '@omics-lens/server/product.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { startServerHere } from '../../support/lsp-client.ts';

const URI = 'file:///main.wdl';
const OPTIONS = { tabSize: 2, insertSpaces: true };

const environment: Environment = {
  name: 'test',
  version: '0',
  languages: product.languages,
  watched: [],
  finish: product.finish,
  host: new MemoryHost(),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => performance.now(),
};

describe('formatting over the protocol', () => {
  it('is offered for the languages that have a formatter, where a client can be told', async () => {
    const client = startServerHere(environment);
    const dynamic = { dynamicRegistration: true };
    const { capabilities } = await client.initialize({
      capabilities: {
        textDocument: { formatting: dynamic, rangeFormatting: dynamic, onTypeFormatting: dynamic },
      },
    });
    assert.deepEqual(
      Object.keys(capabilities).filter((name) => name.includes('Formatting')),
      [],
    );
    client.notify('initialized', {});
    await client.ask('textDocument/formatting', { textDocument: { uri: URI }, options: OPTIONS });
    const registered = client.asked
      .filter(({ method }) => method === 'client/registerCapability')
      .flatMap(
        ({ params }) =>
          (params as { registrations: { method: string; registerOptions: object }[] }).registrations,
      )
      .map(({ method, registerOptions }) => [method, registerOptions]);
    const documentSelector = product.languages
      .filter((language) => 'format' in language)
      .map(({ id }) => ({ language: id }));
    assert.ok(documentSelector.some(({ language }) => language === 'wdl'));
    assert.deepEqual(registered, [
      ['textDocument/formatting', { documentSelector }],
      ['textDocument/rangeFormatting', { documentSelector }],
      [
        'textDocument/onTypeFormatting',
        { documentSelector, firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
      ],
    ]);
  });

  it('follows the editor for the indentation and the settings for the rest', async () => {
    const client = startServerHere(environment);
    const { capabilities } = await client.initialize({
      initializationOptions: { settings: { format: { lineWidth: 20, trailingCommas: 'keep' } } },
    });
    assert.equal(capabilities['documentFormattingProvider'], true);
    client.notify('initialized', {});
    client.open(URI, 'version 1.0\n\nworkflow w {\n  Array[Int] x = [1, 2]\n}\n');
    const edits = await client.ask<{ newText: string }[]>('textDocument/formatting', {
      textDocument: { uri: URI },
      options: OPTIONS,
    });
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['\n    ', '\n   ', '\n  '],
    );
  });
});
