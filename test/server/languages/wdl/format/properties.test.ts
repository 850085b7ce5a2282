import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { leaves } from '@omics-lens/server/syntax/walk.ts';
import { FORMAT_OPTIONS, formatFaults } from '../../../../corpus/format.ts';

/** What formatting keeps, shown on all WDL files of the tree, on broken variants of them, and on other layouts. */
const root = join(import.meta.dirname, '../../../../..');
const files = [join(root, 'samples'), join(root, 'test')].flatMap(wdlFiles);
const OPTIONS = [
  FORMAT_OPTIONS,
  { indent: '\t', lineWidth: 40 },
  { indent: '  ', lineWidth: 1 },
  { indent: '    ', lineWidth: 90, trailingCommas: 'keep', newline: '\r\n' },
] as const;

describe('WDL formatter properties', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const name = file.slice(root.length + 1);

    it(`${name}: nothing is lost, and formatting again changes nothing`, () => {
      for (const options of OPTIONS) assert.deepEqual(formatFaults(text, options), []);
    });

    it(`${name}: nor in what is half typed, or lacks or doubles a token`, () => {
      const tokens = leaves(parseWdl(text).tree.root);
      for (let i = 0; i < tokens.length; i += Math.ceil(tokens.length / 60)) {
        const { start, end } = tokens[i] ?? assert.fail();
        const variants = [
          text.slice(0, end),
          text.slice(0, start) + text.slice(end),
          text.slice(0, end) + text.slice(start, end) + text.slice(end),
        ];
        for (const variant of variants) assert.deepEqual(formatFaults(variant), [], `at ${start}`);
      }
    });
  }

  it('any text made of the pieces of WDL keeps them', () => {
    const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 }));
    const text = fc.array(piece, { maxLength: 60, size: 'max' }).map((pieces) => pieces.join(''));
    const holds = fc.property(text, (source) => assert.deepEqual(formatFaults(source), []));
    fc.assert(holds, { numRuns: 2000, seed: 20261120 });
  });
});

function wdlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.wdl'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const PIECES = [
  ...['version 1.1\n', 'task t {\n', 'workflow w {\n', 'struct S {\n', 'enum E {', 'import "a"', ' as '],
  ...['input {', 'output {', 'command <<<', '>>>', 'meta {', 'runtime {', 'call a.b ', 'input:'],
  ...[
    'scatter (x in ',
    'if (',
    'if ',
    ' then ',
    ' else ',
    'File? x = ',
    'Array[Int]+ y = ',
    'object {',
    'S {a: ',
  ],
  ...['{', '}', '(', ')', '[', ']', '"', "'", '<<<', '~{', '\\', '\n', '\r\n', '\n\n\n', '  ', '\t'],
  ...['# c\n', ' # !Rule\n', ',', ':', '=', '.', '+', '&&', '!', '1', 'a', '\u00a0', ';'],
];
