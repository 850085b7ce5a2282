import assert from 'node:assert/strict';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type { OutlineItem } from '@omics-lens/server/model/index.ts';
import { renderProblems, applyFix, mainText, parseFixture } from '../../../support/fixture.ts';
import { analyzeJson } from '../../../support/json-analysis.ts';
import { MODEL_URI, workflow } from '../../../support/model.ts';

const MODEL = workflow(
  'Germline',
  { n: 'Int?', reference: 'File', deep: 'Boolean = 1 > 0', samples: 'Array[Sample]' },
  { types: { Sample: { name: 'String', bai: 'File?' } }, docs: { reference: 'Reference genome.' } },
);

/** `"n" -> Germline.n`, in the order of the text. */
function checkOccurrences(text: string, expected: readonly string[]): void {
  const { occurrences } = analyzeJson(text, MODEL);
  let at = 0;
  const rendered = occurrences.map(({ span, symbol, role, form }) => {
    assert.ok(span.start >= at, 'occurrences are sorted and do not overlap');
    at = span.end;
    assert.equal(role, 'reference');
    assert.equal(form, text[span.start] === '"' ? 'quoted' : undefined);
    return `${text.slice(span.start, span.end)} -> ${symbol.replace(`${MODEL_URI}#`, '')}`;
  });
  assert.deepEqual(rendered, expected);
}

function checkHover(fixture: string, expected: string | undefined): void {
  const parsed = parseFixture(`//- /params.json\n${fixture}`);
  const description = analyzeJson(mainText(parsed), MODEL).describe(parsed.cursor?.offset ?? 0);
  assert.equal(description?.markdown, expected);
}

function renderOutline(items: readonly OutlineItem[]): string {
  return items
    .map(({ name, detail, children }) => {
      const inner = children.length === 0 ? '' : `(${renderOutline(children)})`;
      return `${name}${detail === undefined ? '' : `: ${detail}`}${inner}`;
    })
    .join(', ');
}

describe('json: occurrences', () => {
  it('lead from keys to inputs', () => {
    checkOccurrences('{"n": 1, "what": 2, "reference": ""}', [
      '"n" -> Germline.n',
      '"reference" -> Germline.reference',
    ]);
  });

  it('lead from keys with the name of the workflow to both', () => {
    checkOccurrences('{"Germline.n": 1, "Other.n": 1}', ['Germline -> Germline', 'n -> Germline.n']);
  });

  it('lead from members to members', () => {
    checkOccurrences('{"samples": [{"name": "a", "x": 1}, {"bai": null}]}', [
      '"samples" -> Germline.samples',
      '"name" -> Sample.name',
      '"bai" -> Sample.bai',
    ]);
  });

  it('know nothing without a workflow', () => {
    assert.deepEqual(analyzeJson('{"n": 1}', undefined).occurrences, []);
  });
});

describe('json: hover', () => {
  it('shows type, need, default and words of the declaration', () => {
    checkHover('{"refer<|>ence": ""}', '```wdl\nFile reference\n```\n\n**Required.**\n\nReference genome.');
    checkHover('{"Germline.de<|>ep": true}', '```wdl\nBoolean deep\n```\n\nOptional, default `1 > 0`.');
    checkHover('{"<|>n": 1}', '```wdl\nInt? n\n```\n\nOptional.');
    checkHover('{"samples": [{"bai<|>": null}]}', '```wdl\nFile? bai\n```\n\nOptional.');
    checkHover('{"samples": [{"name<|>": null}]}', '```wdl\nString name\n```\n\n**Required.**');
  });

  it('says what an omics URI stands for', () => {
    checkHover(
      '{"reference": "omics://123456789012.storage.us-east-1.amazonaws.com/1234567890/re<|>ference/2345678901"}',
      'Reference **2345678901**, file `source`, of store 1234567890 in us-east-1, account 123456789012.',
    );
  });

  it('is silent elsewhere', () => {
    checkHover('{"what<|>": 1}', undefined);
    checkHover('{"n": 1<|>}', undefined);
    checkHover('{"n": 1} <|>', undefined);
    checkHover('<|>', undefined);
  });
});

describe('json: outline', () => {
  it('has keys with their types', () => {
    const { outline } = analyzeJson('{"n": 1, "samples": [{"name": "a"}, 2], "x": {"y": 1}}', MODEL);
    assert.equal(renderOutline(outline), 'n: Int?, samples: Array[Sample]([0](name: String)), x(y)');
  });
});

describe('json: problems', () => {
  it('holds those of parameters and of keys', () => {
    const text = '{"reference": "s3://b1b/a", "samples": [{"name": "a", "name": "b"}], "deep": 1}';
    assert.equal(
      renderProblems(text, analyzeJson(text, MODEL).problems),
      [
        text,
        "                                                      ^^^^^^ json-duplicate-key (warning): The key 'name' stands here twice.",
        "                                                                             ^ parameter-type (error): 'deep' must be Boolean, and this is a number.",
      ].join('\n'),
    );
  });

  it('removes the value that does not count', () => {
    const text = '{"n": 1, "n": 2}';
    const problem = analyzeJson(text, undefined).problems[0];
    assert.equal(applyFix(text, problem?.fixes?.[0]), '{"n": 2}');
    assert.equal(applyFix(text, problem?.fixes?.[1]), '{"n": 1}');
  });

  it('follows the target', () => {
    const text = '{"reference": "/local.fa", "samples": []}';
    assert.equal(analyzeJson(text, MODEL).problems.length, 1);
    assert.deepEqual(analyzeJson(text, MODEL, { target: 'spec', region: undefined }).problems, []);
  });

  it('gives no code that it does not list', () => {
    const known = new Set(json.rules.map((rule) => rule.code));
    for (const text of ['', '[', '{"n": "x", "n": 1, "y": 1}', '{"reference": "x"}']) {
      const parsed = json.parse(text);
      for (const { code } of [...parsed.problems, ...analyzeJson(text, MODEL).problems]) {
        assert.ok(known.has(code), code);
      }
    }
  });
});

describe('json: language', () => {
  it('takes JSON files', () => {
    assert.equal(json.accepts('file:///a/params.json', ''), true);
    assert.equal(json.accepts('file:///a/main.wdl', ''), false);
  });
});
