import assert from 'node:assert/strict';
import { openFixture } from '../../../support/open-fixture.ts';

const ALIGN = `//- /align.nf
process ALIGN {
  output:
  tuple val(meta), path("*.bam"), emit: bam
  path 'versions.yml', topic: versions, emit: versions, optional: true
  script:
  'true'
}
process SORT {
  output:
  path "sorted.bam"
  script:
  'true'
}
`;

async function check(statement: string, expected: readonly string[]) {
  const main = `//- /main.nf\ninclude { ALIGN as MAP; SORT } from './align'\nworkflow {\n  MAP()\n  ${statement}\n}\n`;
  const { file } = await openFixture(main + ALIGN, { target: 'spec' });
  const hints = file.analysis.unsaid?.({ start: 0, end: file.text.length }) ?? [];
  assert.deepEqual(
    hints.map(({ kind, span, text }) => `${kind} ${file.text.slice(span.start, span.end)}: ${text}`),
    expected,
  );
}

describe('what elements of Nextflow channels are', () => {
  for (const [statement, expected] of [
    ['bams = MAP.out.bam', 'type bams: tuple val(meta), path("*.bam")'],
    ['def bams = MAP.out.bam', 'type bams: tuple val(meta), path("*.bam")'],
    ['made = MAP.out.versions', "type made: path 'versions.yml'"],
    ['sorted = SORT()', 'type sorted: path "sorted.bam"'],
    ['SORT()\n  sorted = SORT.out', 'type sorted: path "sorted.bam"'],
  ] as const) {
    it(`is known of ${statement.split('\n').at(-1) ?? ''}`, () => check(statement, [expected]));
  }
  for (const statement of [
    'all = MAP.out',
    'all = MAP.out.nothing',
    'some = MAP.out.bam.map { it }',
    'ch = channel.of(1)',
  ]) {
    it(`is not known of ${statement}`, () => check(statement, []));
  }
});
