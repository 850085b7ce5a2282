import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { WdlTree } from '@omics-lens/server/languages/wdl/ast.ts';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { SYNTAX_RULES } from '@omics-lens/server/languages/wdl/syntax-rules.ts';
import { checkSpans, treeText } from '@omics-lens/server/syntax/tree-text.ts';
import type { SyntaxToken } from '@omics-lens/server/syntax/tree.ts';
import { leaves } from '@omics-lens/server/syntax/walk.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';

/** What holds for every text, shown on all WDL files of the tree and on broken variants of them. */
const root = join(import.meta.dirname, '../../../../..');
const files = [join(root, 'samples'), join(root, 'test')].flatMap(wdlFiles);

const codes = new Set<string>(SYNTAX_RULES.map((rule) => rule.code));

describe('WDL parser properties', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const name = file.slice(root.length + 1);

    it(`${name}: the tree holds the text, and every prefix parses`, () => {
      parse(text);
      for (let end = 0; end < text.length; end += step(text)) parse(text.slice(0, end));
    });

    // A misspelled keyword is no line at which a broken item could be seen to end.
    if (parseWdl(text).problems.some((problem) => problem.code === 'unknown-keyword')) continue;

    it(`${name}: a lost or doubled token costs nobody else a task`, () => {
      const { tree } = parse(text);
      for (const token of sample(leaves(tree.root))) {
        const lost = text.slice(0, token.start) + text.slice(token.end);
        const doubled = text.slice(0, token.end) + text.slice(token.start, token.end) + text.slice(token.end);
        for (const broken of [lost, doubled]) keepsOthers(tree, token, parse(broken).tree);
      }
    });
  }

  it('any text made of the pieces of WDL parses', () => {
    const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 }));
    const text = fc.array(piece, { maxLength: 60, size: 'max' }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (source) => {
        parse(source);
      }),
      { numRuns: 3000, seed: 20261120 },
    );
  });
});

function parse(text: string): { tree: WdlTree; problems: readonly Problem[] } {
  const parsed = parseWdl(text);
  checkSpans(parsed.tree);
  assert.equal(treeText(parsed.tree), text);
  let last = -1;
  const seen = new Set<string>();
  for (const { span, code } of parsed.problems) {
    assert.ok(span.start >= last && span.end >= span.start && span.end <= text.length, `span of ${code}`);
    assert.ok(codes.has(code), `rule ${code}`);
    assert.ok(!seen.has(`${span.start}-${span.end}`), `two problems at ${span.start}`);
    seen.add(`${span.start}-${span.end}`);
    last = span.start;
  }
  return parsed;
}

/** Every task and workflow that the changed token is not in keeps its name. */
function keepsOthers(before: WdlTree, changed: SyntaxToken, after: WdlTree): void {
  const names = new Set(itemNames(after, undefined));
  for (const name of itemNames(before, changed)) {
    const token = before.text.slice(changed.start, changed.end);
    assert.ok(names.has(name), `${name} is lost with ${JSON.stringify(token)} at ${changed.start}`);
  }
}

function itemNames(tree: WdlTree, except: SyntaxToken | undefined): readonly string[] {
  const names: string[] = [];
  for (const item of tree.root.items) {
    if (item.kind !== 'task' && item.kind !== 'workflow') continue;
    const isChanged = except !== undefined && item.start <= except.start && except.end <= item.end;
    if (item.name !== undefined && !isChanged) names.push(tree.text.slice(item.name.start, item.name.end));
  }
  return names;
}

/** Every token of a small file, and some of a large one. */
function sample(tokens: readonly SyntaxToken[]): readonly SyntaxToken[] {
  const every = Math.max(1, Math.floor(tokens.length / 400));
  return tokens.filter((_, i) => i % every === 0);
}

/** Every prefix of a small file, and some of a large one; odd, so that it meets every kind of place. */
function step(text: string): number {
  return text.length < 3000 ? 1 : Math.floor(text.length / 1500) | 1;
}

function wdlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.wdl'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const PIECES = [
  'version 1.1\n',
  'task t {\n',
  'workflow w {\n',
  'struct S {\n',
  'enum E[Int] {',
  'import "a"',
  ' as ',
  'input {',
  'output {',
  'command <<<',
  'command {',
  '>>>',
  'meta {',
  'runtime {',
  'hints {',
  'call a.b ',
  'input:',
  'scatter (x in ',
  'if (',
  'if ',
  ' then ',
  ' else ',
  'File? x = ',
  'Array[Int]+ y = ',
  'object {',
  'S {a: ',
  'None',
  'true',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  "'",
  '<<<',
  '~{',
  '${',
  'sep=',
  '\\',
  '\n',
  '  ',
  '# c\n',
  ',',
  ':',
  '=',
  '.',
  '+',
  '-',
  '**',
  '==',
  '!',
  '1',
  '0x1F',
  '1.5e3',
  'a',
  '“',
  '\u00a0',
  ';',
];
