import assert from 'node:assert/strict';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type { SyntaxElement, SyntaxTree } from '@omics-lens/server/syntax/tree.ts';
import { isNode } from '@omics-lens/server/syntax/tree.ts';
import { applyFix, dedent, renderProblems } from '../../../support/fixture.ts';

/** The problems of the syntax under their lines. */
function check(text: string, expected: string): void {
  assert.equal(renderProblems(text, json.parse(text).problems), dedent(expected).trimEnd());
}

function checkTree(text: string, expected: string): void {
  assert.equal(renderTree(json.parse(text).tree), expected);
}

/** `(object { (property (string "a") : (number 1)) })`. */
function renderTree(tree: SyntaxTree): string {
  const render = (element: SyntaxElement): string => {
    if (!isNode(element)) {
      const text = tree.text.slice(element.start, element.end);
      return element.kind === 'error' ? `error<${text}>` : text;
    }
    return `(${[element.kind, ...element.children.map(render)].join(' ')})`;
  };
  return tree.root.children.map(render).join(' ');
}

/** What holds for every text: the tokens and comments are the text, and spans nest. */
function checkLossless(text: string): void {
  const { tree } = json.parse(text);
  const pieces: { start: number; end: number }[] = [...tree.comments];
  const visit = (element: SyntaxElement, from: number, to: number): void => {
    assert.ok(
      from <= element.start && element.start <= element.end && element.end <= to,
      `spans nest in ${text}`,
    );
    if (!isNode(element)) {
      pieces.push(element);
      return;
    }
    let at = element.start;
    for (const child of element.children) {
      visit(child, at, element.end);
      at = child.end;
    }
  };
  visit(tree.root, 0, text.length);
  pieces.sort((a, b) => a.start - b.start);
  let at = 0;
  for (const piece of pieces) {
    assert.equal(text.slice(at, piece.start).trim(), '', `nothing is left out of ${JSON.stringify(text)}`);
    assert.ok(piece.start >= at);
    at = piece.end;
  }
  assert.equal(text.slice(at).trim(), '');
}

const BROKEN = [
  '{"a": 1, "',
  '{a: 1, "b" 2 , , }',
  '{"a": [1 2], "x": tru}',
  '{"a": "b\n}',
  '{"a" "b"}',
  '{"a":1} x',
  '{"a": /* c */ 1,} // d',
  '[1,,2',
  '{"a":{"b":1}',
  '{"a" }',
  '{"a": ,"b":1}',
  '{"a"',
  '\uFEFF{"a":1}',
  '}{',
  '{{}:1}',
  '{"a":[}',
  '{"a\\q":1, \'b\': "\\u00"}',
  '] ] "x" {',
  'PK\u0003\u0004\u0000\u0000',
  '{"samples": [{"name": "a", "bam": "s3://bucket/a.bam"}, {"name": None}], "n": 1.5e3, "ok": true}\n',
];

describe('json: syntax', () => {
  it('is a tree of nodes and tokens', () => {
    checkTree(
      '{"a": [1, true], "b": null}',
      '(object { (property (string "a") : (array [ (number 1) , (boolean true) ])) , (property (string "b") : (null null)) })',
    );
  });

  it('keeps what it cannot read as errors, where they stand', () => {
    checkTree('{"a": 1, b}', '(object { (property (string "a") : (number 1)) , error<b> })');
    checkTree('{"a":1} x y', '(object { (property (string "a") : (number 1)) }) error<x y>');
    checkTree('{"a":[}', '(object { (property (string "a") : (array [))) error<}>');
  });

  it('reads on behind a missing comma and a missing value', () => {
    checkTree(
      '{"a": 1 "b": , "c"}',
      '(object { (property (string "a") : (number 1)) (property (string "b") :) , (property (string "c")) })',
    );
  });

  for (const text of BROKEN) {
    it(`loses nothing of any beginning of ${JSON.stringify(text)}`, () => {
      for (let end = 0; end <= text.length; end++) checkLossless(text.slice(0, end));
    });
  }

  it('goes no deeper than it can', () => {
    for (const open of ['[', '{"a":']) {
      const text = open.repeat(100_000);
      checkLossless(text);
      assert.match(json.parse(text).problems[0]?.message ?? '', /nested more than 200 deep/);
    }
  });

  it('does not read what is far too large', () => {
    const text = `["${'x'.repeat(5_000_000)}"]`;
    assert.match(json.parse(text).problems[0]?.message ?? '', /too large/);
    checkLossless(text);
  });
});

describe('json: syntax problems', () => {
  it('says nothing about JSON', () => {
    check('{"a": [1, true, null, "x", {}], "b": -1.5e-3}\n', '');
    check('\uFEFF{}', '');
  });

  const CASES: readonly (readonly [text: string, expected: string])[] = [
    ['', '\n\n^ json-syntax (error): The file is empty.'],
    ['{"a": 1,}', '\n{"a": 1,}\n       ^ json-syntax (error): A comma stands behind the last element.'],
    ['{"a": 1 "b": 2}', '\n{"a": 1 "b": 2}\n      ^ json-syntax (error): A \',\' is missing here.'],
    ['{"a" 1}', '\n{"a" 1}\n     ^ json-syntax (error): A \':\' is missing between the key and its value.'],
    ['{"a": }', '\n{"a": }\n      ^ json-syntax (error): A value is missing here.'],
    ['{"a": 1', '\n{"a": 1\n      ^ json-syntax (error): The object is not closed: a \'}\' is missing.'],
    ['{"a": None}', "\n{\"a\": None}\n      ^^^^ json-syntax (error): 'None' is written 'null' in JSON."],
    ['{"a": True}', "\n{\"a\": True}\n      ^^^^ json-syntax (error): 'True' is written 'true' in JSON."],
    [
      '{a: 1, "b": 2}',
      '\n{a: 1, "b": 2}\n ^ json-syntax (error): The key \'a\' must stand in double quotes.',
    ],
    ['{"a": yes}', '\n{"a": yes}\n      ^^^ json-syntax (error): \'yes\' is no JSON value.'],
    ['{"a": 1} // x', '\n{"a": 1} // x\n         ^^^^ json-syntax (error): JSON has no comments.'],
    [
      '{"a": "x',
      '\n{"a": "x\n      ^^ json-syntax (error): The string is not closed: a \'"\' is missing.\n       ^ json-syntax (error): The object is not closed: a \'}\' is missing.',
    ],
    ['{"a": "\\x"}', '\n{"a": "\\x"}\n      ^^^^ json-syntax (error): The string has an invalid escape.'],
    ['{} {}', '\n{} {}\n   ^ json-syntax (error): The file goes on behind its end.'],
  ];
  for (const [text, expected] of CASES) {
    it(text === '' ? 'an empty file' : text, () => {
      check(text, expected);
    });
  }

  const FIXES: readonly (readonly [text: string, fixed: string])[] = [
    ['{"a": 1,\n}', '{"a": 1\n}'],
    ['{"a": 1\n"b": 2}', '{"a": 1,\n"b": 2}'],
    ['{"a": [1', '{"a": [1]'],
    ['{"a": None}', '{"a": null}'],
    ['{a: 1}', '{"a": 1}'],
    ['{"a": 1} // x', '{"a": 1} '],
  ];
  for (const [text, fixed] of FIXES) {
    it(`${text} becomes ${fixed}`, () => {
      assert.equal(applyFix(text, json.parse(text).problems[0]?.fixes?.[0]), fixed);
    });
  }

  it('reports the first hundred of many', () => {
    assert.equal(json.parse(`[${'x '.repeat(1000)}]`).problems.length <= 100, true);
  });
});
