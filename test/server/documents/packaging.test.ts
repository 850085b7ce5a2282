import assert from 'node:assert/strict';
import type { WorkflowPackage } from '@omics-lens/server/documents/index.ts';
import { PACKAGE_RULES, checkPackage } from '@omics-lens/server/documents/index.ts';

const file = (path: string, bytes = 100) => ({ path, bytes, isDefinition: /\.(wdl|nf|cwl)$/.test(path) });
const MIB = 1024 ** 2;
const ZIP: WorkflowPackage = { files: [file('w.wdl'), file('data.json')], sources: ['definitionZip'] };
const TWO = [file('w.wdl'), file('lib/x.wdl')];

const CASES: readonly (readonly [string, Partial<WorkflowPackage>, readonly string[]])[] = [
  ['one definition file', {}, []],
  [
    'several without a main file',
    { files: TWO },
    ['package-main-missing: The definition has 2 files, and none is said to be the main one.'],
  ],
  ['several with one called main', { files: [...TWO, file('workflows/main.wdl')] }, []],
  ['several and a main file', { files: TWO, main: 'lib/x.wdl' }, []],
  [
    'a main file that is not there',
    { files: TWO, main: 'x.wdl' },
    ["package-main-unknown: The main file 'x.wdl' is not part of the definition."],
  ],
  ['an archive of 4 MiB', { zipBytes: 4 * MIB }, []],
  [
    'a larger one',
    { zipBytes: 4 * MIB + 1 },
    [
      'package-too-large: The archive has 4,194,305 bytes, and 4,194,304 are allowed for a definition that is sent in the request.',
    ],
  ],
  ['an archive of 100 MB in S3', { sources: ['definitionUri'], zipBytes: 100_000_000 }, []],
  [
    'a larger one in S3',
    { sources: ['definitionUri'], zipBytes: 100_000_001 },
    [
      'package-too-large: The archive has 100,000,001 bytes, and 100,000,000 are allowed for a definition that lies in S3.',
    ],
  ],
  [
    'a repository',
    {
      sources: ['definitionRepository'],
      files: Array.from({ length: 10 }, (_, i) => file(`${i}.bin`, 100 * MIB)),
      main: '0.bin',
    },
    [],
  ],
  [
    'a large file, and a large repository',
    { sources: ['definitionRepository'], files: [file('a.wdl', 100 * MIB + 1), file('b.bin', 1000 * MIB)] },
    [
      "package-too-large: 'a.wdl' has 104,857,601 bytes, and 104,857,600 are allowed for one file of a repository.",
      "package-too-large: 'b.bin' has 1,048,576,000 bytes, and 104,857,600 are allowed for one file of a repository.",
      'package-too-large: The repository has 1,153,433,601 bytes, and 1,073,741,824 are allowed.',
    ],
  ],
  [
    'two definitions',
    { sources: ['definitionZip', 'definitionRepository'] },
    ['package-sources: The request gives the definition in 2 ways: definitionZip and definitionRepository.'],
  ],
  ['no definition', { sources: [] }, ['package-sources: The request gives no definition.']],
  ['a README', { readme: { path: 'docs/README.md', bytes: 500 * 1024 } }, []],
  [
    'another README',
    { readme: { path: 'README.txt', bytes: 500 * 1024 + 1 } },
    [
      "package-readme: The README 'README.txt' is no Markdown file.",
      'package-readme: The README has 512,001 bytes, and 512,000 are allowed.',
    ],
  ],
];

describe('documents: the package of a workflow', () => {
  for (const [title, more, expected] of CASES) {
    it(title, () => {
      assert.deepEqual(
        checkPackage({ ...ZIP, ...more }).map(({ code, message }) => `${code}: ${message}`),
        expected,
      );
    });
  }

  it('has rules under their own codes', () => {
    for (const [code, rule] of Object.entries(PACKAGE_RULES)) assert.equal(rule.code, code);
  });
});
