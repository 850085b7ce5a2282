import assert from 'node:assert/strict';
import { readBatchEntries } from '@omics-lens/server/documents/index.ts';

/** The runs found, each as its id, its place and its length, whatever pieces the text arrives in. */
async function check(kind: 'batch' | 'batch-runs', text: string, expected: readonly string[]): Promise<void> {
  for (const size of [1, 7, text.length + 1]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.slice(i * size, (i + 1) * size),
    );
    const found: string[] = [];
    const spans: { readonly start: number; readonly end: number }[] = [];
    const lines = await readBatchEntries(pieces, kind, ({ runSettingId, text: entry, span }) => {
      found.push(`${runSettingId ?? '-'} ${text.slice(span.start, span.end)} ${entry.length}`);
      spans.push(span);
    });
    assert.deepEqual(found, expected, `in pieces of ${size}`);
    for (const { start } of spans) {
      const { line, character } = lines.positionAt(start);
      assert.equal(text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character, start);
    }
  }
}

describe('the runs of a batch file', () => {
  it('are those of an array, each with the place of its id', () =>
    check('batch-runs', '[\n{"runSettingId": "a"},\n  { "name": "x", "runSettingId":"b" } ]\n', [
      'a "a" 21',
      'b "b" 35',
    ]));

  it('are the inline runs of a batch, and nothing that has the same name elsewhere', () =>
    check(
      'batch',
      '{"tags": {"inlineSettings": "[{"}, "defaultRunSetting": {"parameters": {"inlineSettings": [{"runSettingId": "no"}]}},\n "batchRunSettings": {"inlineSettings": [{"runSettingId": "ä"}, {}, 3]}}',
      ['ä "ä" 21', '- { 2'],
    ));

  it('are none where the batch names a file in S3', () =>
    check('batch', '{"batchRunSettings": {"s3UriSettings": "s3://b/k"}}', []));

  it('are those that can be told apart in a broken file', async () => {
    await check('batch-runs', '[{"runSettingId": "a"}, {"runSettingId": ', ['a "a" 21', '- { 16']);
    await check('batch-runs', '{"runSettingId": "a"}', []);
    await check('batch', '', []);
  });
});
