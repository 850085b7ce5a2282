import assert from 'node:assert/strict';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { checkSpans, treeText } from '@omics-lens/server/syntax/tree-text.ts';
import type { SyntaxElement, SyntaxNode } from '@omics-lens/server/syntax/tree.ts';
import { isNode } from '@omics-lens/server/syntax/tree.ts';

/** What no person writes, but a broken download or a generator does: one problem, and no end of memory or time. */
const value = (text: string): string =>
  `version 1.2\nworkflow w {\n  Int x = ${text}\n}\ntask t {\n  command <<<>>>\n}\n`;
const many = (text: string): string => text.repeat(100_000);

/** Codes of all problems, and the names of the tasks and workflows that are still known. */
function summary(text: string): string {
  const { tree, problems } = parseWdl(text);
  checkSpans(tree);
  assert.ok(treeText(tree) === text, 'the tree holds the text');
  assert.ok(depthOf(tree.root) < 1000, 'the tree can be walked by recursion');
  const names = tree.root.items.map((item) =>
    (item.kind === 'task' || item.kind === 'workflow') && item.name !== undefined
      ? text.slice(item.name.start, item.name.end)
      : item.kind,
  );
  return `${[...new Set(problems.map((problem) => problem.code))].join(' ')} (${problems.length}): ${names.join(' ')}`;
}

function depthOf(root: SyntaxNode): number {
  let deepest = 0;
  const stack: { element: SyntaxElement; depth: number }[] = [{ element: root, depth: 1 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.depth > deepest) deepest = top.depth;
    if (isNode(top.element))
      for (const element of top.element.children) stack.push({ element, depth: top.depth + 1 });
  }
  return deepest;
}

describe('WDL files that nobody wrote', () => {
  const cases: readonly (readonly [name: string, text: () => string, expected: string])[] = [
    ['open parentheses', () => value(many('(')), 'nested-too-deeply (1): w t'],
    ['balanced parentheses', () => value(many('(') + '1' + many(')')), 'nested-too-deeply (1): w t'],
    ['open brackets', () => value(many('[')), 'nested-too-deeply (1): w t'],
    ['negations', () => value(many('!') + 'x'), 'nested-too-deeply (1): w t'],
    ['a sum', () => value(many('a + ') + 'a'), 'nested-too-deeply (1): w t'],
    ['members', () => value('a' + many('.a')), 'nested-too-deeply (1): w t'],
    ['indexes', () => value('a' + many('[0]')), 'nested-too-deeply (1): w t'],
    ['conditionals', () => value(many('if a then b else ') + 'c'), 'nested-too-deeply (1): w t'],
    ['strings in placeholders', () => value(many('"~{')), 'unclosed-string (1): w t'],
    ['types', () => value('1\n  ' + many('Array[') + 'Int' + many(']') + ' y'), 'nested-too-deeply (1): w t'],
    ['metadata', () => value('1\n  meta { a: ' + many('[') + many(']') + ' }'), 'nested-too-deeply (1): w t'],
    ['scatters', () => value('1\n' + many('scatter (i in x) {') + many('}')), 'nested-too-deeply (1): w t'],
    [
      'a sum of sums',
      () => value('('.repeat(200) + 'a' + (' + a'.repeat(200) + ')').repeat(200)),
      'nested-too-deeply (1): w t',
    ],
    ['multi-line strings without end', () => `version 1.2\nworkflow w {\n${many('String s = <<<\n')}}\n`, ''],
    ['braces', () => many('{'), 'unexpected-text (1): error'],
    ['closing braces', () => many('}'), 'unexpected-text (1): error'],
    ['quotes', () => many('"\''), 'unexpected-text (1): error'],
    ['blanks', () => many(' \n\t'), ' (0): '],
    ['comments', () => many('# x\n'), ' (0): '],
    ['nothing', () => '', ' (0): '],
    ['a byte order mark', () => `\ufeff${value('1')}`, ' (0): w t'],
    ['zero bytes', () => '\u007fELF\0\0\u0001', 'not-text (1): error'],
    ['random bytes', () => bytes(200_000), 'unexpected-text (1): error'],
    ['fifty million characters', () => 'version 1.0\n'.repeat(4_200_000), 'file-too-large (1): error'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => {
      const actual = summary(text());
      if (expected === '') assert.match(actual, /^unclosed-string/);
      else assert.equal(actual, expected);
    });
  }

  it('keeps its limit out of the way of real code', () => {
    assert.equal(summary(value('('.repeat(100) + '1' + ')'.repeat(100))), ' (0): w t');
    assert.equal(summary(value('a' + ' + a'.repeat(200))), ' (0): w t');
  });
});

/** The same arbitrary bytes every time, without zeros and without what begins an item of WDL. */
function bytes(length: number): string {
  let seed = 7;
  let text = '';
  for (let i = 0; i < length; i++) {
    seed = (seed * 48271) % 2147483647;
    text += String.fromCharCode(128 + (seed % 60000));
  }
  return text.replaceAll(/\s/g, '?');
}
