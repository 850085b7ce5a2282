import assert from 'node:assert/strict';
import { SemanticTokenResults } from '@omics-lens/server/lsp/semantic-token-results.ts';

const URI = 'file:///main.wdl';

/** The client's list after it has applied what it was sent. */
function applied(before: readonly number[], after: number[], expectedEdits: number): void {
  const results = new SemanticTokenResults();
  const { resultId = '' } = results.whole(URI, [...before]);
  const delta = results.since(URI, resultId, after);
  assert.ok('edits' in delta);
  assert.equal(delta.edits.length, expectedEdits);
  const list = [...before];
  for (const { start, deleteCount, data = [] } of delta.edits) list.splice(start, deleteCount, ...data);
  assert.deepEqual(list, after);
}

describe('semantic tokens since the last answer', () => {
  it('are the stretch that differs', () => {
    applied([1, 2, 3, 4, 5], [1, 2, 9, 4, 5], 1);
    applied([1, 2, 3], [1, 2, 3], 0);
    applied([], [1, 2], 1);
    applied([1, 2], [], 1);
    applied([1, 1, 1], [1, 1], 1);
    applied([1, 1], [1, 1, 1, 1], 1);
    applied([0, 1, 2], [1, 2], 1);
  });

  it('are whole where the client holds others', () => {
    const results = new SemanticTokenResults();
    const first = results.whole(URI, [1]);
    results.whole(URI, [2]);
    assert.ok('data' in results.since(URI, first.resultId ?? '', [3]));
    const last = results.whole(URI, [4]);
    results.forget(URI);
    assert.ok('data' in results.since(URI, last.resultId ?? '', [4]));
  });
});
