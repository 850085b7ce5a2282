import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const URI = 'file:///project/main.wdl';
const LINE = 'version 1.1\nworkflow W {\n  Int number = 1\n  Int other = nuer\n}\n';
const POSITION = { line: 3, character: 16 };

interface Range {
  readonly start: { readonly character: number };
  readonly end: { readonly character: number };
}
interface List {
  readonly itemDefaults?: { readonly editRange: unknown };
  readonly items: readonly {
    readonly label: string;
    readonly textEdit?: { readonly newText: string; readonly range?: Range; readonly replace?: Range };
    readonly textEditText?: string;
  }[];
}

async function complete(completion: object): Promise<List> {
  const client = startServerHere(stubEnvironment({ languages: product.languages }));
  await client.initialize({ capabilities: { textDocument: { completion } } });
  client.open(URI, LINE);
  return client.ask<List>('textDocument/completion', { textDocument: { uri: URI }, position: POSITION });
}

describe('completion over the protocol', () => {
  const at = (start: number, end: number) => ({
    start: { line: 3, character: start },
    end: { line: 3, character: end },
  });

  it('says what each item replaces', async () => {
    const { itemDefaults, items } = await complete({});
    assert.equal(itemDefaults, undefined);
    assert.deepEqual(items[0]?.textEdit, { newText: 'number', range: at(14, 16) });
  });
  it('lets the client choose whether the rest of the word is kept', async () => {
    const { items } = await complete({ completionItem: { insertReplaceSupport: true } });
    assert.deepEqual(items[0]?.textEdit, {
      newText: 'number',
      insert: at(14, 16),
      replace: at(14, 18),
    });
  });
  it('says it once where the client understands that', async () => {
    const { itemDefaults, items } = await complete({
      completionItem: { insertReplaceSupport: true, snippetSupport: true },
      completionList: { itemDefaults: ['editRange'] },
    });
    assert.deepEqual(itemDefaults?.editRange, { insert: at(14, 16), replace: at(14, 18) });
    assert.ok(items.every(({ textEdit }) => textEdit === undefined));
    assert.equal(items[0]?.label, 'number');
    assert.equal(items[0].textEditText, undefined);
  });
});
