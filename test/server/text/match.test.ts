import assert from 'node:assert/strict';
import { matchScore } from '@omics-lens/server/text/index.ts';

/** The names that fit, best first; equal ones keep their order. */
function check(typed: string, names: readonly string[], expected: readonly string[]) {
  const fitting = names
    .map((name) => ({ name, score: matchScore(typed, name) }))
    .filter((one): one is { name: string; score: number } => one.score !== undefined)
    .sort((a, b) => a.score - b.score);
  assert.deepEqual(
    fitting.map(({ name }) => name),
    expected,
  );
}

describe('matchScore', () => {
  it('prefers the name itself, then beginnings, then words, then letters', () => {
    check(
      'read',
      ['thread', 'first_read', 'r_e_a_d', 'reads', 'Read', 'READ_GROUP', 'read', 'bam'],
      ['read', 'Read', 'reads', 'READ_GROUP', 'first_read', 'r_e_a_d', 'thread'],
    );
  });
  it('takes initials of words and of capitals', () => {
    check('ar', ['AlignReads', 'barn', 'align_reads'], ['AlignReads', 'align_reads', 'barn']);
  });
  it('fits everything when nothing is typed', () => {
    check('', ['b', 'a'], ['b', 'a']);
  });
  it('needs every letter in order', () => {
    check('ba', ['ab', 'b', 'bxa'], ['bxa']);
  });
});
