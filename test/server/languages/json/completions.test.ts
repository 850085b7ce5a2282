import assert from 'node:assert/strict';
import type { CompletionCandidate } from '@omics-lens/server/languages/language.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { mainText, parseFixture } from '../../../support/fixture.ts';
import { analyzeJson } from '../../../support/json-analysis.ts';
import { workflow } from '../../../support/model.ts';

const TYPES = {
  Sample: { name: 'String', bam: 'File', bai: 'File?' },
  Platform: ['ILLUMINA', 'PACBIO'],
} as const;

const GERMLINE = workflow(
  'Germline',
  {
    n: 'Int?',
    reference: 'File',
    samples: 'Array[Sample]',
    deep: 'Boolean = true',
    platform: 'Platform',
    pair: 'Pair[Int, String]?',
    tags: 'Map[String, String]?',
    choice: 'Int|Boolean?',
  },
  { types: TYPES, docs: { reference: 'Reference genome.' } },
);

interface Completed {
  readonly text: string;
  readonly offset: number;
  readonly candidates: readonly CompletionCandidate[];
}

function complete(fixture: string, model: typeof GERMLINE | undefined = GERMLINE): Completed {
  const parsed = parseFixture(`//- /params.json\n${fixture}`);
  const text = mainText(parsed);
  const offset = parsed.cursor?.offset;
  assert.ok(offset !== undefined, 'the fixture has a cursor');
  const candidates = [...analyzeJson(text, model).completions(offset)];
  candidates.sort((a, b) => (a.rank ?? 5) - (b.rank ?? 5) || (a.label < b.label ? -1 : 1));
  return { text, offset, candidates };
}

/** The labels, best first. */
function check(fixture: string, expected: readonly string[], model?: typeof GERMLINE): void {
  assert.deepEqual(
    complete(fixture, model).candidates.map((candidate) => candidate.label),
    expected,
  );
}

/** The text after choosing a candidate, with its snippet places as they are written. */
function checkChosen(fixture: string, label: string, expected: string): void {
  const { text, offset, candidates } = complete(fixture);
  const chosen = candidates.find((candidate) => candidate.label === label);
  assert.ok(chosen, `'${label}' is not among: ${candidates.map((candidate) => candidate.label).join(', ')}`);
  const replace = chosen.replace ?? { start: offset, end: offset };
  assert.ok(replace.start <= offset && offset <= replace.end, 'the replaced span holds the cursor');
  assert.ok(!text.slice(replace.start, replace.end).includes('\n'), 'the replaced span is one line');
  const edit = { span: replace, newText: chosen.insert ?? chosen.label };
  assert.equal(applyEdits(text, [...(chosen.edits ?? []), edit]), expected);
}

const ALL = ['platform', 'reference', 'samples', 'choice', 'deep', 'n', 'pair', 'tags'];
const without = (...names: readonly string[]) => ALL.filter((name) => !names.includes(name));

describe('json: completion of keys', () => {
  const PLACES: readonly (readonly [fixture: string, expected: readonly string[]])[] = [
    ['{<|>}', ALL],
    ['{<|>', ALL],
    ['{"<|>"}', ALL],
    ['{"<|>', ALL],
    ['{"<|>}', ALL],
    ['{re<|>}', ALL],
    ['{"re<|>": 1}', ALL],
    ['{"n": 1, <|>}', without('n')],
    ['{"n": 1, "<|>', without('n')],
    ['{"n": 1, "<|>\n}', without('n')],
    ['{"n": 1, "<|>\n"deep": true}', without('n', 'deep')],
    ['{"n": 1\n<|>\n}', without('n')],
    ['{"n": 1\n"<|>\n"deep": true}', without('n', 'deep')],
    ['{<|>"n": 1}', without('n')],
    ['{"n": {"x": 1}, <|>, "deep": {"tags": {}}}', without('n', 'deep')],
    [
      '{"Germline.n": 1, <|>}',
      ['platform', 'reference', 'samples', 'choice', 'deep', 'pair', 'tags'].map((n) => `Germline.${n}`),
    ],
  ];
  for (const [fixture, expected] of PLACES) {
    it(`at ${JSON.stringify(fixture)}`, () => {
      check(fixture, expected);
    });
  }

  it('of struct members and pairs', () => {
    check('{"samples": [{<|>}]}', ['bam', 'name', 'bai']);
    check('{"samples": [{"name": "a", "b<|>"}]}', ['bam', 'bai']);
    check('{"samples": [{}, {"bam": "", <|>', ['name', 'bai']);
    check('{"pair": {"left": 1, <|>}}', ['right']);
  });

  it('of nothing where nothing is known', () => {
    check('{"tags": {<|>}}', []);
    check('{"unknown": {<|>}}', []);
    check('{"n" <|>}', []);
    check('{} <|>', []);
    const model = undefined;
    assert.deepEqual(complete('{<|>}').candidates.length, ALL.length);
    assert.deepEqual(analyzeJson('{}', model).completions(1), []);
  });

  const CHOSEN: readonly (readonly [fixture: string, label: string, expected: string])[] = [
    ['{<|>}', 'n', '{"n": ${1:0}}'],
    ['{"<|>"}', 'reference', '{"reference": "${1:s3://}"}'],
    ['{"re<|>', 'reference', '{"reference": "${1:s3://}"'],
    ['{"re<|>}', 'reference', '{"reference": "${1:s3://}"}'],
    ['{re<|>}', 'reference', '{"reference": "${1:s3://}"}'],
    ['{"re<|>": 1}', 'reference', '{"reference": 1}'],
    ['{<|>"n": 1}', 'deep', '{"deep": ${1|false,true|},"n": 1}'],
    ['{"d<|>"\n"n": 1}', 'deep', '{"deep": ${1|false,true|},\n"n": 1}'],
    ['{"n": 1\n<|>}', 'deep', '{"n": 1,\n"deep": ${1|false,true|}}'],
    ['{"n": 1\n"d<|>}', 'deep', '{"n": 1,\n"deep": ${1|false,true|}}'],
    ['{<|>}', 'samples', '{"samples": [$1]}'],
    ['{<|>}', 'tags', '{"tags": {$1\\}}'],
    ['{<|>}', 'platform', '{"platform": "${1:ILLUMINA}"}'],
    ['{\n  <|>\n}', 'pair', '{\n  "pair": {\n    "left": ${1:0},\n    "right": "$2"\n  }\n}'],
    ['{"Germline.n": 1, <|>}', 'Germline.deep', '{"Germline.n": 1, "Germline.deep": ${1|false,true|}}'],
  ];
  for (const [fixture, label, expected] of CHOSEN) {
    it(`'${label}' at ${JSON.stringify(fixture)}`, () => {
      checkChosen(fixture, label, expected);
    });
  }

  it('says type, need and words', () => {
    const reference = complete('{"<|>"}').candidates.find(({ label }) => label === 'reference');
    assert.equal(reference?.detail, 'File');
    assert.equal(
      reference.documentation,
      '```wdl\nFile reference\n```\n\n**Required.**\n\nReference genome.',
    );
    assert.equal(reference.filter, '"reference"');
    const deep = complete('{<|>}').candidates.find(({ label }) => label === 'deep');
    assert.equal(deep?.detail, 'Boolean, optional');
    assert.equal(deep.filter, 'deep');
  });
});

describe('json: completion of values', () => {
  const PLACES: readonly (readonly [fixture: string, expected: readonly string[]])[] = [
    ['{"deep": <|>}', ['false', 'true']],
    ['{"deep": t<|>}', ['false', 'true']],
    ['{"deep": <|>', ['false', 'true']],
    ['{"choice": <|>}', ['false', 'true', 'null']],
    ['{"platform": <|>}', ['"ILLUMINA"', '"PACBIO"']],
    ['{"platform": "<|>"}', ['"ILLUMINA"', '"PACBIO"']],
    ['{"platform": "<|>', ['"ILLUMINA"', '"PACBIO"']],
    ['{"n": <|>}', ['null']],
    ['{"samples": <|>}', ['[ … ]']],
    ['{"samples": [<|>]}', ['{ … }']],
    ['{"samples": [{}, <|>', ['{ … }']],
    ['{"tags": <|>}', ['{ … }', 'null']],
    ['{"tags": {"a": <|>}}', []],
    ['{"pair": {"left": <|>}}', []],
    ['<|>', ['{ … }']],
  ];
  for (const [fixture, expected] of PLACES) {
    it(`at ${JSON.stringify(fixture)}`, () => {
      check(fixture, expected);
    });
  }

  it('of files: folders of this file, most used first', () => {
    const others = ['s3://', 'omics:// read set', 'omics:// reference'];
    check('{"reference": <|>}', others);
    check(
      '{"samples": [{"bam": "s3://b/x/1.bam"}, {"bam": "s3://b/y/2.bam"}, {"bam": "s3://b/y/3.bam"}], "reference": "<|>"}',
      ['s3://b/x/', 's3://b/y/', ...others],
    );
    checkChosen(
      '{"samples": [{"bam": "s3://b/x/1.bam"}], "reference": "<|>"}',
      's3://b/x/',
      '{"samples": [{"bam": "s3://b/x/1.bam"}], "reference": "s3://b/x/$1"}',
    );
    checkChosen(
      '{"reference": <|>}',
      'omics:// reference',
      '{"reference": "omics://${1:account}.storage.us-east-1.amazonaws.com/${3:store}/reference/${4:reference}"}',
    );
  });

  const CHOSEN: readonly (readonly [fixture: string, label: string, expected: string])[] = [
    ['{"deep": <|>}', 'true', '{"deep": true}'],
    ['{"deep": f<|>}', 'true', '{"deep": true}'],
    ['{"deep": <|>\n"n": 1}', 'true', '{"deep": true,\n"n": 1}'],
    ['{"platform": "I<|>"}', '"PACBIO"', '{"platform": "PACBIO"}'],
    ['{"platform": "I<|>}', '"PACBIO"', '{"platform": "PACBIO"}'],
    ['{"samples": [{} <|>]}', '{ … }', '{"samples": [{}, {\n  "name": "$1",\n  "bam": "${2:s3://}"\n}]}'],
    ['<|>', '{ … }', '{\n  "reference": "${1:s3://}",\n  "samples": [$2],\n  "platform": "${3:ILLUMINA}"\n}'],
  ];
  for (const [fixture, label, expected] of CHOSEN) {
    it(`'${label}' at ${JSON.stringify(fixture)}`, () => {
      checkChosen(fixture, label, expected);
    });
  }

  it('never throws, wherever the cursor is', () => {
    for (const text of [
      '{"samples": [{"name": "a", "bam": "s3://x"}], "deep": tru',
      '[[{"a"}]',
      '}]{"',
      '"\\u12',
    ]) {
      for (let end = 0; end <= text.length; end++) {
        const analysis = analyzeJson(text.slice(0, end), GERMLINE);
        for (let offset = 0; offset <= end; offset++) {
          for (const candidate of analysis.completions(offset)) {
            const { replace } = candidate;
            assert.ok(replace !== undefined && replace.start <= offset && offset <= replace.end);
          }
        }
      }
    }
  });
});
