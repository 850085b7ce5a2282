import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { NextflowTree } from '@omics-lens/server/languages/nextflow/syntax/ast.ts';
import type { SyntaxToken } from '@omics-lens/server/syntax/tree.ts';
import { leaves } from '@omics-lens/server/syntax/walk.ts';
import { parseChecked } from './render.ts';

/** What holds for every text, shown on the files of the tree and on broken variants of them. */
const root = join(import.meta.dirname, '../../../../..');
const files = [join(root, 'samples'), join(root, 'test/baselines')].flatMap(nextflowFiles);

describe('Nextflow parser properties', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const name = file.slice(root.length + 1);

    it(`${name}: the tree holds the text, and every prefix parses`, () => {
      parseChecked(text, name);
      for (let end = 0; end < text.length; end += step(text)) parseChecked(text.slice(0, end), name);
    });

    if (parseChecked(text, name).problems.length > 0) continue;

    it(`${name}: a lost or doubled token costs nobody else a process`, () => {
      const { tree } = parseChecked(text, name);
      for (const token of sample(leaves(tree.root))) {
        const lost = text.slice(0, token.start) + text.slice(token.end);
        const doubled = text.slice(0, token.end) + text.slice(token.start, token.end) + text.slice(token.end);
        for (const broken of [lost, doubled]) keepsOthers(tree, token, parseChecked(broken, name).tree);
      }
    });
  }

  it('any text made of the pieces of Nextflow parses', () => {
    const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 }));
    const text = fc.array(piece, { maxLength: 60, size: 'max' }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (source) => {
        parseChecked(source, 'x.nf');
        parseChecked(source, 'x.config');
      }),
      { numRuns: 1000, seed: 20261120 },
    );
  });

  it('what is nested without end is one problem', () => {
    for (const open of ['(', '[', '{', 'f(', 'a.b{', '!', '"${', 'x ? ', 'a + (', 'if (a) ', 'a: ', 'a.']) {
      const { problems } = parseChecked(open.repeat(3000), 'x.nf');
      assert.ok(problems.length > 0 && problems.length < 4000, `${open} ${problems.length}`);
    }
  });
});

/** Every process, workflow and include that the changed token is not in keeps its name. */
function keepsOthers(before: NextflowTree, changed: SyntaxToken, after: NextflowTree): void {
  const names = new Set(itemNames(after, undefined));
  for (const name of itemNames(before, changed)) {
    const token = before.text.slice(changed.start, changed.end);
    assert.ok(names.has(name), `${name} is lost with ${JSON.stringify(token)} at ${changed.start}`);
  }
}

function itemNames(tree: NextflowTree, except: SyntaxToken | undefined): readonly string[] {
  const names: string[] = [];
  for (const item of tree.root.items) {
    const isChanged = except !== undefined && item.start <= except.start && except.end <= item.end;
    if (isChanged) continue;
    if (item.kind !== 'process' && item.kind !== 'workflow' && item.kind !== 'configBlock') continue;
    names.push(
      `${item.kind} ${item.name === undefined ? '' : tree.text.slice(item.name.start, item.name.end)}`,
    );
  }
  return names;
}

/** Every token of a small file, and some of a large one. */
function sample(tokens: readonly SyntaxToken[]): readonly SyntaxToken[] {
  const every = Math.max(1, Math.floor(tokens.length / 120));
  return tokens.filter((_, i) => i % every === 0);
}

/** Every prefix of a small file, and some of a large one; odd, so that it meets every kind of place. */
function step(text: string): number {
  return text.length < 600 ? 1 : Math.floor(text.length / 120) | 1;
}

function nextflowFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:nf|config)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const PIECES = [
  ...['process a {\n', 'workflow {\n', 'workflow b {\n', 'include { c } from ', 'params {\n', 'output {\n'],
  ...['\ninput:\n', '\nscript:\n', '\nemit:\n', 'take: ', 'def f(a, b = 1) {\n', 'class X extends Y {\n'],
  ...['"""', "'''", '"', "'", '/', '$/', '/$', '${', '$x.y', '\\', '\\\n', '//', '/*', '*/', '#'],
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '[:]',
    ',',
    ';',
    '\n',
    ' ',
    ':',
    '::',
    '?',
    '?.',
    '?:',
    '?[',
    '->',
    '..<',
  ],
  ...[
    'a',
    'b.c',
    'it',
    '1',
    '1.5',
    '4.GB',
    '=',
    '==',
    '=~',
    '+=',
    '+',
    '-',
    '*',
    '**',
    '*:',
    '<',
    '>>',
    '!in',
    '@',
  ],
  ...[
    'if (',
    'else ',
    'for (x in y) ',
    'while (',
    'switch (',
    'case ',
    'try {',
    'catch (E e) {',
    'return ',
    'as ',
  ],
  ...[
    'new A(',
    'String s = ',
    'def ',
    'def (a, b) = ',
    'val x from ch ',
    'withName: x {',
    'includeConfig ',
    'x: T',
  ],
];
