import { strict as assert } from 'node:assert';
import path from 'node:path';
import { CORPUS_LANGUAGES } from './corpus-languages.ts';
import { addedAt, nearShare, slipsIn } from './mutation.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');

describe('A slip of one token in a WDL document', () => {
  // The same slips each time; other seeds and public repositories: `npm run corpus -- FOLDER --mutate SEED`.
  const outcomes = slipsIn(SAMPLES, 1, 120, CORPUS_LANGUAGES.WDL);

  it('costs one error at the median, and seldom more than three', () => {
    assert.ok(outcomes.length > 500, String(outcomes.length));
    assert.equal(addedAt(outcomes, 0.5), 1);
    assert.ok(addedAt(outcomes, 0.97) <= 3, String(addedAt(outcomes, 0.97)));
  });

  it('is said within a line of it', () => assert.ok(nearShare(outcomes) > 0.95, String(nearShare(outcomes))));

  it('costs no other task its place in the outline', () =>
    assert.deepEqual(
      outcomes.filter(({ lostTasks }) => lostTasks > 0),
      [],
    ));
});
