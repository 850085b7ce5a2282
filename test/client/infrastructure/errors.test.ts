import assert from 'node:assert/strict';
import { Cancelled, UserError } from '../../../client/src/infrastructure/errors.ts';

/** What another bundle throws is of a class of its own, with the same name. */
class Elsewhere extends Error {
  override readonly name: string;
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

describe('errors of several bundles', () => {
  const cases: readonly (readonly [error: unknown, cancelled: boolean, ofUser: boolean])[] = [
    [new Cancelled(), true, false],
    [new Elsewhere('Cancelled'), true, false],
    [new UserError({ code: 'x', sentence: 'x' }), false, true],
    [new Elsewhere('UserError'), false, true],
    [new Error('Cancelled'), false, false],
    ['Cancelled', false, false],
    [undefined, false, false],
  ];
  for (const [error, cancelled, ofUser] of cases) {
    it(`tell ${String(error)} from the others`, () => {
      assert.deepEqual([error instanceof Cancelled, error instanceof UserError], [cancelled, ofUser]);
    });
  }
});
