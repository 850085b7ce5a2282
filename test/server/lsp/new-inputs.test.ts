import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const ROOT = 'file:///project';
const MAIN = `${ROOT}/main.wdl`;
const WDL = 'version 1.1\nworkflow W {\n  input {\n    Int n\n  }\n  Int m = n\n}\n';
const CAN_CREATE = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

async function actions(capabilities: object, only?: readonly string[]) {
  const host = new MemoryHost([[`${ROOT}/main.inputs.json`, '{}']]);
  const client = startServerHere(stubEnvironment({ host, languages: product.languages }));
  await client.initialize({ capabilities, workspaceFolders: [{ uri: ROOT, name: 'project' }] });
  client.open(MAIN, WDL);
  const at = { line: 1, character: 9 };
  return client.ask<{ title: string; kind: string; edit: object }[]>('textDocument/codeAction', {
    textDocument: { uri: MAIN },
    range: { start: at, end: at },
    context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
  });
}

describe('creating an inputs file over the protocol', () => {
  it('is one edit that creates the file and fills it', async () => {
    const [action, ...more] = await actions(CAN_CREATE, ['refactor']);
    assert.deepEqual(more, []);
    const uri = `${ROOT}/main.2.inputs.json`;
    const start = { line: 0, character: 0 };
    assert.deepEqual(action, {
      title: "Create 'main.2.inputs.json' with all inputs",
      kind: 'refactor.create',
      edit: {
        documentChanges: [
          { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
          {
            textDocument: { uri, version: null },
            edits: [{ range: { start, end: start }, newText: '{\n  "n": 0\n}\n' }],
          },
        ],
      },
    });
  });
  it('is not offered to a client that cannot create files, or asks for other things', async () => {
    assert.deepEqual(await actions({}), []);
    assert.deepEqual(await actions(CAN_CREATE, ['quickfix']), []);
  });
});
