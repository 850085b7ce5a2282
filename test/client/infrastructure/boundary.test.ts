import assert from 'node:assert/strict';
import { createBoundary } from '../../../client/src/infrastructure/boundary.ts';
import { Cancelled, UserError, type Explanation } from '../../../client/src/infrastructure/errors.ts';
import { keptLog } from '../support/kept-log.ts';

interface Outcome {
  readonly result: unknown;
  readonly shown: readonly string[];
  readonly executed: readonly string[];
  readonly logged: readonly string[];
}

/** Runs work inside a boundary; the user presses `pressed` on whatever is shown. */
async function check(work: () => Promise<unknown>, pressed?: string, known?: Explanation): Promise<Outcome> {
  const shown: string[] = [];
  const executed: string[] = [];
  const log = keptLog();
  const boundary = createBoundary({
    log,
    explain: () => Promise.resolve(known),
    show(message, buttons) {
      shown.push(`${message} [${buttons.join('] [')}]`);
      return Promise.resolve(pressed);
    },
    execute(step) {
      executed.push(`${step.command}(${(step.arguments ?? []).join()})`);
      return Promise.resolve();
    },
    showLog: () => void executed.push('show log'),
  });
  const result = await boundary('start the run', work);
  await new Promise((resolve) => setImmediate(resolve));
  return { result, shown, executed, logged: log.lines };
}

const SIGN_IN = { label: 'Sign In', command: 'omicsLens.signIn', arguments: ['lab'] };

describe('the error boundary', () => {
  it('gives back what the work gives', async () => {
    const outcome = await check(() => Promise.resolve(7));
    assert.deepEqual(outcome, { result: 7, shown: [], executed: [], logged: [] });
  });

  it('is silent when the user changed their mind', async () => {
    const outcome = await check(() => Promise.reject(new Cancelled()));
    assert.deepEqual(outcome.shown, []);
    assert.deepEqual(outcome.logged, ['debug: Cancelled: start the run.']);
  });

  it('shows a foreseen failure with its next step, and takes the step', async () => {
    const failure = new UserError({
      code: 'expired',
      sentence: 'The sign-in has expired.',
      nextStep: SIGN_IN,
    });
    const outcome = await check(() => Promise.reject(failure), 'Sign In');
    assert.deepEqual(outcome.shown, [
      'Could not start the run: The sign-in has expired. [Sign In] [Show Log]',
    ]);
    assert.deepEqual(outcome.executed, ['omicsLens.signIn(lab)']);
    assert.deepEqual(outcome.logged, ['error: Could not start the run [expired].']);
  });

  it('asks for the words of a failure that it does not know', async () => {
    const known = { code: 'throttled', sentence: 'AWS asks for fewer requests.' };
    const outcome = await check(() => Promise.reject(new Error('429')), undefined, known);
    assert.deepEqual(outcome.shown, ['Could not start the run: AWS asks for fewer requests. [Show Log]']);
  });

  it('says the message of a failure that nobody knows, and leads to the log', async () => {
    const outcome = await check(() => Promise.reject(new TypeError('x is not a function')), 'Show Log');
    assert.deepEqual(outcome.shown, [
      'Could not start the run: Something unforeseen happened (x is not a function). [Show Log]',
    ]);
    assert.deepEqual(outcome.executed, ['show log']);
  });
});
