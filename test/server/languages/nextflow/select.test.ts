import assert from 'node:assert/strict';
import { matchesLabel, matchesName } from '@omics-lens/server/languages/nextflow/config/select.ts';

describe('selectors of configuration', () => {
  for (const [pattern, name, expected] of [
    ['ALIGN', 'ALIGN', true],
    ['ALIGN', 'ALIGN_2', false],
    ['ALIGN.*', 'ALIGN_2', true],
    ['ALIGN|SORT', 'SORT', true],
    ['(ALIGN|SORT)', 'SORT', true],
    ['.*:ALIGN', 'ALIGN', true],
    ['.*:(ALIGN|SORT)', 'SORT', true],
    ['MAIN:SUB:ALIGN', 'ALIGN', true],
    ['MAIN:SUB:ALIGN', 'SUB', false],
    ['MAIN:SUB:ALIGN|MAIN:SORT', 'SORT', true],
    ['.*:ALIGN_.*:SORT', 'SORT', true],
    ['!ALIGN', 'ALIGN', false],
    ['!ALIGN', 'SORT', true],
    ['ALIGN(', 'ALIGN', false],
  ] as const) {
    it(`withName: '${pattern}' ${expected ? 'means' : 'does not mean'} ${name}`, () => {
      assert.equal(matchesName(pattern, name), expected);
    });
  }

  for (const [pattern, labels, expected] of [
    ['big', ['big'], true],
    ['big', ['small', 'big'], true],
    ['big|huge', ['huge'], true],
    ['process_.*', ['process_low'], true],
    ['!big', ['small'], true],
    ['!big', [], true],
    ['!big', ['big'], false],
    ['big', [], false],
  ] as const) {
    it(`withLabel: '${pattern}' ${expected ? 'means' : 'does not mean'} a process with [${labels.join(', ')}]`, () => {
      assert.equal(matchesLabel(pattern, labels), expected);
    });
  }
});
