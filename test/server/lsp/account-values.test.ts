import assert from 'node:assert/strict';
import { accountValues } from '@omics-lens/server/lsp/account-values.ts';
import { accountValuesRequest } from '@omics-lens/server/protocol/index.ts';

const URI = 'file:///w.run.json';

describe('what the account holds', () => {
  it('is asked from the client, with the file and the workflow', async () => {
    const asked: unknown[] = [];
    const values = await accountValues(
      (method, params) => {
        asked.push([method, params]);
        return Promise.resolve({ values: [{ value: '1', label: 'a' }, { value: 2 }, null, { value: '3' }] });
      },
      { kind: 'workflowVersion', workflowId: '1' },
      URI,
    );
    assert.deepEqual(values, [{ value: '1', label: 'a' }, { value: '3' }]);
    assert.deepEqual(asked, [[accountValuesRequest, { kind: 'workflowVersion', workflowId: '1', uri: URI }]]);
  });

  const NOTHING: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['nobody is signed in', () => Promise.resolve(null)],
    ['the client does not know the question', () => Promise.reject(new Error('method not found'))],
    ['the answer makes no sense', () => Promise.resolve({ values: 'x' })],
    ['no answer comes', () => new Promise(() => undefined)],
  ];
  for (const [title, answer] of NOTHING) {
    it(`is absent when ${title}`, async () => {
      assert.equal(await accountValues(answer, { kind: 'role' }, URI), undefined);
    });
  }

  it('is absent for clients that cannot say', async () => {
    assert.equal(await accountValues(undefined, { kind: 'role' }, URI), undefined);
  });
});
