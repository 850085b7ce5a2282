import assert from 'node:assert/strict';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { checkSpans, dumpTree, treeText } from '@omics-lens/server/syntax/tree-text.ts';
import type { SyntaxNode, SyntaxTree } from '@omics-lens/server/syntax/tree.ts';
import { elementAt, leaves, nodes, pathTo, tokenAt } from '@omics-lens/server/syntax/walk.ts';
import { mainText, parseFixture } from '../../support/fixture.ts';

/** Kinds of what lies around the cursor, outermost first. */
function check(source: string, expected: string): void {
  const fixture = parseFixture(source);
  const { tree } = parseWdl(mainText(fixture));
  const offset = fixture.cursor?.offset ?? 0;
  const path = pathTo(tree.root, offset);
  assert.equal(path.map((element) => element.kind).join(' > '), expected);
  assert.equal(elementAt(tree.root, offset), path.at(-1));
}

function tree(text: string, root: SyntaxNode, comments: SyntaxTree['comments'] = []): SyntaxTree {
  return { text, root, comments };
}

describe('the syntax tree kit', () => {
  it('finds what lies around an offset', () => {
    check('task <|>t { }', 'document > task > identifier');
    check('task t<|> { }', 'document > task > identifier');
    check('workflow w { Int x = a<|>+b }', 'document > workflow > decl > binary > operator');
    check('workflow w { Int x = a+<|>b }', 'document > workflow > decl > binary > name > identifier');
    check('workflow w {  <|>  }', 'document > workflow');
    check('<|>', 'document');
  });

  it('tells a token from the space between tokens', () => {
    const { tree } = parseWdl('task t {  }');
    assert.equal(tokenAt(tree.root, 1)?.kind, 'keyword');
    assert.equal(tokenAt(tree.root, 9), undefined);
  });

  it('lists nodes and tokens in the order of the text', () => {
    const { tree } = parseWdl('workflow w { call a }');
    assert.deepEqual(
      [...nodes(tree.root)].map((node) => node.kind),
      ['document', 'workflow', 'call'],
    );
    assert.equal(
      leaves(tree.root)
        .map((token) => tree.text.slice(token.start, token.end))
        .join(' '),
      'workflow w { call a }',
    );
  });

  it('dumps a tree', () => {
    assert.equal(
      dumpTree(parseWdl('struct S { Int x }').tree),
      [
        'document',
        '  struct',
        '    keyword "struct"',
        '    identifier "S"',
        '    punctuation "{"',
        '    decl',
        '      type',
        '        identifier "Int"',
        '      identifier "x"',
        '    punctuation "}"',
      ].join('\n'),
    );
  });

  it('puts the text together again, comments and all', () => {
    const text = ' # one\nstruct S { Int x # two\n}\n\n# three';
    assert.equal(treeText(parseWdl(text).tree), text);
  });

  it('notices text that a tree lost, has twice, or has in disorder', () => {
    const leaf = (start: number, end: number) => ({ kind: 'x', start, end });
    const node = (children: SyntaxNode['children']): SyntaxNode => ({
      kind: 'n',
      start: 0,
      end: 5,
      children,
    });
    assert.throws(() => treeText(tree('ab cd', node([leaf(0, 2)]))), /"cd" at 2 is in no token/);
    assert.throws(() => treeText(tree('ab cd', node([leaf(0, 4), leaf(3, 5)]))), /overlaps/);
    assert.throws(() => treeText(tree('ab cd', node([leaf(0, 5)]), [leaf(3, 5)])), /overlaps/);
    assert.throws(() => checkSpans(tree('ab cd', node([leaf(3, 5), leaf(0, 2)]))), /does not fit/);
    assert.throws(() => checkSpans(tree('ab cd', node([leaf(0, 6)]))), /does not fit/);
    checkSpans(tree('ab cd', node([leaf(0, 2), leaf(3, 5)])));
  });
});
