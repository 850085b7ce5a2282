import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkSpans, treeText } from '@omics-lens/server/syntax/tree-text.ts';
import { nodes } from '@omics-lens/server/syntax/walk.ts';
import type { YamlNode, YamlScalar } from '@omics-lens/server/syntax/yaml/index.ts';
import { parseYaml, resolved, scalarPlaces } from '@omics-lens/server/syntax/yaml/index.ts';
import { dedent, renderProblems } from '../../support/fixture.ts';

/** What the text says, as JSON; a key without a colon has the value `…`. */
function check(text: string, expected: unknown, problems = ''): void {
  const source = dedent(text);
  const parsed = parseYaml(source);
  checkTree(source);
  assert.deepEqual(plain(parsed.tree.root.value), expected);
  assert.equal(renderProblems(source, parsed.problems), dedent(problems).trimEnd());
}

function plain(written: YamlNode | undefined): unknown {
  const node = resolved(written);
  if (node === undefined) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(
    node.entries.map(({ key, value, bare }) => [key.text, bare ? '…' : plain(value)]),
  );
}

function checkTree(text: string): void {
  const { tree } = parseYaml(text);
  assert.equal(treeText(tree), text);
  checkSpans(tree);
}

function scalars(text: string): readonly YamlScalar[] {
  const { tree } = parseYaml(text);
  return [...nodes(tree.root)].filter((node): node is YamlScalar => node.kind === 'scalar');
}

describe('syntax/yaml', () => {
  it('reads mappings, lists and scalars', () => {
    check(
      `
      # a comment
      a: 1
      b: [x, "y z", 'it''s', 0x1F, 1e3, ~, true, yes]
      c:
      - d: |
          one
           two
      - >-
        folded
        text
      -
      e: {f: g, "h": [], i: }
      `,
      {
        a: 1,
        b: ['x', 'y z', "it's", 31, 1000, null, true, 'yes'],
        c: [{ d: 'one\n two\n' }, 'folded text', null],
        e: { f: 'g', h: [], i: null },
      },
    );
  });

  it('reads JSON', () => {
    check('{"a": [1, {"b": "c\\n"}], "d": null}', { a: [1, { b: 'c\n' }], d: null });
  });

  it('gives strict JSON the tree that it has as YAML', () => {
    const text =
      '{\n  "a": [1, -2.5e3, true, null, "x\\u00e9\\n", {}],\n  "b": {"c": [], "d": {"e": "f"}}\n}\n';
    const commented = parseYaml(`${text}# read as YAML`);
    assert.deepEqual(parseYaml(text).tree.root, commented.tree.root);
  });

  it('follows anchors and merges', () => {
    check('a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } });
  });

  it('reads brackets that close in the column of their key', () => {
    check('a: [x,\ny]\nb: [\n  x\n]\nc: 1', { a: ['x', 'y'], b: ['x'], c: 1 });
  });

  it('reads texts in quotes that go on in the column of their key', () => {
    check("a:\n  b: '${\n    return 1;\n  }'\n  c: 1", { a: { b: '${     return 1;   }', c: 1 } });
  });

  it('keeps half-typed keys', () => {
    check(
      'a:\n  x: File\n  y\nb: 1',
      { a: { x: 'File', y: '…' }, b: 1 },
      "  y\n  ^ yaml-syntax (error): The key 'y' has no colon.",
    );
    check(
      'steps:\n  one:\n    ru\n    in: {}\n  two:\n    in: {}',
      { steps: { one: { ru: '…', in: {} }, two: { in: {} } } },
      "    ru\n    ^^ yaml-syntax (error): The key 'ru' has no colon.",
    );
  });

  it('reads on behind a colon in a text', () => {
    check(
      'label: STAR: align\nclass: Workflow\nsteps: []',
      { label: 'STAR: align', class: 'Workflow', steps: [] },
      'label: STAR: align\n       ^^^^^^^^^^^ yaml-syntax (error): A text with a colon and a space in it needs quotes.',
    );
  });

  it('reads on behind a quote that was forgotten', () => {
    check(
      'label: "align\nclass: Workflow\ndoc: "x"',
      { label: 'align', class: 'Workflow', doc: 'x' },
      'label: "align\n       ^^^^^^ yaml-syntax (error): This text has no closing quote.',
    );
    check(
      '{\n  "label": "align,\n  "class": "Workflow"\n}',
      { label: 'align,', class: 'Workflow' },
      '  "label": "align,\n           ^^^^^^^ yaml-syntax (error): This text has no closing quote.',
    );
  });

  it('reads on behind a bracket that was forgotten', () => {
    check(
      'in: [a, b\nout: [c]',
      { in: ['a', 'b'], out: ['c'] },
      "out: [c]\n^ yaml-syntax (error): A bracket is not closed: ']' is missing.",
    );
    check(
      's:\n  in: [a, b\n  out: [c]',
      { s: { in: ['a', 'b'], out: ['c'] } },
      "  out: [c]\n  ^ yaml-syntax (error): A bracket is not closed: ']' is missing.",
    );
  });

  it('reads on behind a bracket before a key', () => {
    check(
      'a: 1\n[b: 2\nc: 3',
      { a: 1, '[b': 2, c: 3 },
      "[b: 2\n^ yaml-syntax (error): The bracket '[' is never closed.",
    );
  });

  it('reads the keys below a first line that is indented', () => {
    check(
      '# x\n a: 1\nb: 2\nc: 3',
      { b: 2, c: 3 },
      ' a: 1\n^ yaml-syntax (error): This line is indented further than the lines below.',
    );
  });

  it('reads the rest of a list behind a line that is no element', () => {
    check(
      'a:\n  - b\n  foo\n  - c\nd: 1',
      { a: ['b', 'c'], d: 1 },
      '  foo\n  ^^^ yaml-syntax (error): This line is not indented like its neighbours.',
    );
  });

  it('says once that lines are indented with tabs', () => {
    check(
      'a:\n\tb: 1\n\tc: 2\nd: 3',
      { a: { b: 1, c: 2 }, d: 3 },
      '\tb: 1\n^ yaml-syntax (error): Lines are indented with a tab, which YAML does not allow.',
    );
  });

  it('says once that a block is indented too far', () => {
    check(
      'a: x\n  b: 1\n  c: 2\nd: 3',
      { a: 'x b: 1 c: 2', d: 3 },
      "  b: 1\n  ^^ yaml-syntax (error): 'b' is indented below a key that has a value already.",
    );
  });

  it('gives every character of a scalar its place', () => {
    const text = dedent(`
      a: plain text
        over lines
      b: "es\\tcaped \\"text\\"
        folded"
      c: 'it''s'
      d: |
        $(inputs.a)
          $(inputs.b)

        $(inputs.c)
      e: >-
        folded $(inputs.d)
        $(inputs.e)
      f: |2
          indented
    `);
    for (const scalar of scalars(text)) {
      const places = scalarPlaces(text, scalar);
      for (const { 0: word, index } of scalar.text.matchAll(/[\w$(]+/g)) {
        const at = places.toFile(index);
        assert.equal(text.slice(at, at + word.length), word);
        assert.equal(places.toText(at), index);
        assert.equal(places.toText(at + word.length), index + word.length);
      }
    }
  });

  it('never throws and loses nothing', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      ':',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '|',
      '>',
      '#',
      '&x',
      '*x',
      '!t',
      '\t',
      '%',
      '---\n',
      '...\n',
      '? ',
      '<<',
      '\\',
      '\r\n',
      '\uFEFF',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        checkTree(pieces.join(''));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives up on what is nested too deep', () => {
    const [problem] = parseYaml('['.repeat(100_000)).problems;
    assert.equal(problem?.message, 'Mappings and sequences are nested too deep to be read.');
  });
});
