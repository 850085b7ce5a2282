import assert from 'node:assert/strict';
import { getLogEvents } from '@omics-lens/local/logs/get-log-events.ts';

type Request = Parameters<typeof getLogEvents>[1];

/** A stream with an event every ten milliseconds: `a` at 10, `b` at 20, and so on. */
const EVENTS = [...'abcdefg'].map((message, index) => ({ at: (index + 1) * 10, message }));

function letters(request: Request, count = EVENTS.length): string {
  return (getLogEvents(EVENTS.slice(0, count), request).events ?? []).map((event) => event.message).join('');
}

/** All pages, following the token, until it repeats. */
function pages(request: Request, direction: 'nextForwardToken' | 'nextBackwardToken'): readonly string[] {
  const found: string[] = [];
  let { nextToken } = request;
  for (;;) {
    const page = getLogEvents(EVENTS, { ...request, nextToken });
    found.push((page.events ?? []).map((event) => event.message).join(''));
    if (page[direction] === nextToken) return found;
    nextToken = page[direction];
  }
}

describe('a page of log events', () => {
  it('is the last one, in order, when nothing else is asked for', () => {
    assert.equal(letters({}), 'abcdefg');
    assert.equal(letters({ limit: 3 }), 'efg');
  });

  it('is the first one from the head', () => {
    assert.equal(letters({ limit: 3, startFromHead: true }), 'abc');
  });

  it('leads to the end, where the token repeats', () => {
    assert.deepEqual(pages({ limit: 3, startFromHead: true }, 'nextForwardToken'), ['abc', 'def', 'g', '']);
    assert.deepEqual(pages({ startFromHead: true }, 'nextForwardToken'), ['abcdefg', '']);
  });

  it('leads back to the beginning, where the token repeats', () => {
    assert.deepEqual(pages({ limit: 3 }, 'nextBackwardToken'), ['efg', 'bcd', 'a', '']);
  });

  it('goes on with what is written after the end was reached', () => {
    const first = getLogEvents(EVENTS.slice(0, 4), { startFromHead: true });
    const nothing = getLogEvents(EVENTS.slice(0, 4), { nextToken: first.nextForwardToken });
    assert.equal(nothing.nextForwardToken, first.nextForwardToken);
    assert.equal(letters({ nextToken: nothing.nextForwardToken }), 'efg');
  });

  it('starts at the start time and ends before the end time', () => {
    assert.equal(letters({ startTime: 30, endTime: 60 }), 'cde');
    assert.equal(letters({ startTime: 30, endTime: 60, limit: 2, startFromHead: true }), 'cd');
    assert.equal(letters({ startTime: 30, endTime: 60, limit: 2 }), 'de');
    assert.equal(letters({ startTime: 1000 }), '');
    assert.deepEqual(pages({ startTime: 30, limit: 2, startFromHead: true }, 'nextForwardToken'), [
      'cd',
      'ef',
      'g',
      '',
    ]);
  });

  it('always has both tokens, also when it is empty', () => {
    const { events, nextForwardToken, nextBackwardToken } = getLogEvents([], { startFromHead: true });
    assert.deepEqual(events, []);
    assert.match(nextForwardToken ?? '', /^f\/\d{56}$/);
    assert.match(nextBackwardToken ?? '', /^b\/\d{56}$/);
  });

  it('holds a mebibyte at most, and at least one event', () => {
    const large = Array.from({ length: 5 }, (_, at) => ({ at, message: 'x'.repeat(400_000) }));
    assert.equal(getLogEvents(large, { startFromHead: true }).events?.length, 2);
    const huge = [{ at: 1, message: 'x'.repeat(2_000_000) }];
    assert.equal(getLogEvents(huge, {}).events?.length, 1);
  });

  it('refuses a token that is none', () => {
    assert.throws(() => getLogEvents(EVENTS, { nextToken: 'x' }), /nextToken is invalid/);
  });
});
