import assert from 'node:assert/strict';
import { BatchStream, checkBatchRuns } from '@omics-lens/server/documents/index.ts';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type { WorkflowModel } from '@omics-lens/server/model/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { workflow } from '../../support/model.ts';
import { CONTEXT, documentOf } from './support.ts';

const model = workflow(
  'Main',
  { bam: 'File', n: 'Int = 1', s: 'Sample?', docker: 'String?' },
  {
    types: { Sample: { name: 'String', lanes: 'Array[Int]' } },
  },
);

function streamed(text: string, size: number, tied: WorkflowModel | undefined) {
  const context = tied === undefined ? CONTEXT : { ...CONTEXT, model: tied };
  const stream = new BatchStream(context, (element) => {
    const { tree, problems } = json.parse(element);
    return { root: tree.root.value, problems };
  });
  for (let at = 0; at < text.length; at += size) stream.add(text.slice(at, at + size));
  return stream.end();
}

function rendered(problems: readonly Problem[], lines: LineIndex): string[] {
  return problems.map(({ span, code, message }) => {
    const { line, character } = lines.positionAt(span.start);
    return `${line + 1}:${character + 1} +${span.end - span.start} ${code}: ${message}`;
  });
}

/** The stream finds what the tree finds, wherever the pieces end. */
function checkSame(text: string, tied: WorkflowModel | undefined = model): void {
  const document = documentOf(text);
  const context = tied === undefined ? CONTEXT : { ...CONTEXT, model: tied };
  const whole = rendered(
    checkBatchRuns(document, context).toSorted(
      (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
    ),
    new LineIndex(text),
  );
  for (const size of [1, 2, 3, 7, 64, 1_000_000]) {
    const { problems, lines } = streamed(text, size, tied);
    assert.deepEqual(rendered(problems, lines), whole, `pieces of ${size}`);
  }
}

const GOOD = { runSettingId: 'a', name: 'A "quoted" [name]', parameters: { bam: 's3://bucket/a.bam', n: 2 } };

describe('documents: a streamed array of runs', () => {
  const TEXTS: Readonly<Record<string, string>> = {
    'good runs': JSON.stringify([GOOD, { ...GOOD, runSettingId: 'b' }], undefined, 2),
    'line breaks of all kinds':
      '[\r\n{"runSettingId": "a"},\r{"runSettingId": "a"},\n\n  {"runSettingId": 1}\r\n]\n',
    'ids that stand twice': JSON.stringify([GOOD, GOOD, { ...GOOD, runSettingId: 'b' }, GOOD]),
    'misplaced and unknown fields': '[{"runSettingId": "a", "cacheId": "1", "nmae": "x"}, {"id": "b"}]',
    'wrong parameters': JSON.stringify([
      { runSettingId: 'a', parameters: { bma: 's3://bucket/a.bam', n: 'x' } },
      { runSettingId: 'b', parameters: { bam: 'gs://bucket/a.bam', s: { name: 'x', lanes: [1, 'y'] } } },
      { runSettingId: 'c', parameters: { bam: 's3://bucket/dir/', docker: 'quay.io/a/b:1' } },
      { runSettingId: 'd', parameters: [] },
    ]),
    'an Int written as a Float': '[{"runSettingId": "a", "parameters": {"n": 1.0}}]',
    'elements of other kinds': '[1, "x", null, {"runSettingId": "a"}, [], true]',
    'outputs and tags': JSON.stringify([
      { runSettingId: 'a', outputUri: 'out', runTags: { 'aws:x': '1' } },
      { runSettingId: 'b', outputUri: 's3://bucket', runTags: { k: 'v'.repeat(300) } },
    ]),
    'the good and the bad in the same file': `[${[1, 2, 3, 4, 5].map((i) => `{"runSettingId": "${i % 4}", "priority": ${i * 40000}}`).join(',\n')}]`,
  };
  for (const [title, text] of Object.entries(TEXTS)) {
    it(`${title}: as the tree finds it`, () => {
      checkSame(text);
      checkSame(text, undefined);
    });
  }

  const SHAPES: readonly (readonly [string, string])[] = [
    ['', '1:1 document-shape: The file is empty: it must hold an array of runs.'],
    [' {"a": 1}', '1:2 document-shape: This file must hold an array of runs, in square brackets.'],
    ['[{"runSettingId": "a"}', "1:22 document-shape: The array is not closed: a ']' is missing."],
    ['[{"runSettingId": "a"}]\n]', '2:1 document-shape: The file goes on behind its end.'],
    ['[]', '1:1 field-value: the array of runs must not be empty.'],
    ['[{"runSettingId": "a",}]', '1:22 json-syntax: A comma stands behind the last element.'],
  ];
  for (const [text, expected] of SHAPES) {
    it(`'${text}'`, () => {
      const { problems, lines } = streamed(text, 5, undefined);
      assert.deepEqual(
        rendered(problems, lines).map((line) => line.replace(/ \+\d+/, '')),
        [expected],
      );
    });
  }

  it('counts what it does not show', () => {
    const runs = Array.from({ length: 3_000 }, (_, i) => ({ runSettingId: `r${i}`, priority: -1 }));
    const { problems } = streamed(JSON.stringify(runs), 1000, undefined);
    assert.equal(problems.length, 1_001);
    assert.equal(problems[0]?.message, 'Up to 2,000 more runs have problems that are not shown.');
  });

  it('allows 100,000 runs and no more', () => {
    const text = (count: number) =>
      `[${Array.from({ length: count }, (_, i) => `{"runSettingId":"${i}"}`).join(',')}]`;
    const messages = (count: number) =>
      streamed(text(count), 65_536, undefined).problems.map(({ message }) => message);
    assert.deepEqual(messages(100_000), []);
    assert.deepEqual(messages(100_001), ['The batch has 100,001 runs, and 100,000 are allowed.']);
  });
});
