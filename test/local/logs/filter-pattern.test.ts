import assert from 'node:assert/strict';
import { messageFilter } from '@omics-lens/local/logs/filter-pattern.ts';

function check(pattern: string, message: string, passes: boolean): void {
  it(`${JSON.stringify(pattern)} ${passes ? 'lets through' : 'stops'} ${JSON.stringify(message)}`, () => {
    assert.equal(messageFilter(pattern)(message), passes);
  });
}

describe('filter patterns', () => {
  check('', 'anything', true);
  check('ERROR', 'an ERROR here', true);
  check('ERROR', 'an error here', false);
  check('ERROR task', 'task with ERROR', true);
  check('ERROR task', 'ERROR', false);
  check('"exit status"', 'exit status 1', true);
  check('"exit status"', 'status exit', false);
  check('task -DEBUG', 'task', true);
  check('task -DEBUG', 'task DEBUG', false);
  check('?ERROR ?WARN', 'WARN', true);
  check('?ERROR ?WARN', 'INFO', false);
  check('-"a b"', 'a b', false);

  for (const pattern of ['{ $.a = 1 }', '[ip, user]', '%re%']) {
    it(`${pattern} is refused as not simulated`, () => {
      assert.throws(() => messageFilter(pattern), /not part of the local simulation/);
    });
  }
});
