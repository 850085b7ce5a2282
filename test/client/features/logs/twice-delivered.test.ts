import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TwiceDelivered } from '../../../../client/src/features/logs/twice-delivered.ts';

/** `p` polled, `l` live, `+` and `-` begin and end a session; a digit is the event. Gives what was shown. */
function check(script: string): string {
  const twice = new TwiceDelivered();
  const shown: string[] = [];
  for (const step of script.split(' ')) {
    if (step === '+') twice.beginLive();
    else if (step === '-') twice.endLive();
    else {
      const event = { timestamp: Number(step.slice(1)), message: 'x' };
      const fresh = step.startsWith('p') ? twice.polled('s', [event]) : twice.live('s', [event]);
      shown.push(...fresh.map(({ timestamp }) => String(timestamp)));
    }
  }
  return shown.join(' ');
}

describe('events that polling and Live Tail both deliver', () => {
  const cases: readonly (readonly [name: string, script: string, expected: string])[] = [
    ['polling alone', 'p1 p2 p2', '1 2 2'],
    ['Live Tail first', '+ l1 l2 p1 p2 p3', '1 2 3'],
    ['polling first', '+ p1 p2 l1 l2 l3', '1 2 3'],
    ['equal events are counted', '+ l1 l1 p1 p1 p1', '1 1 1'],
    ['what Live Tail has sampled away is polled', '+ l1 l3 p1 p2 p3', '1 3 2'],
    ['after the session polling skips what it delivered', '+ l1 l2 - p1 p2 p3', '1 2 3'],
    ['a second session', '+ l1 - p1 p2 + l3 p3 l4', '1 2 3 4'],
    ['forgets what was sampled away long ago', '+ p1 p90000 l1', '1 90000 1'],
  ];
  for (const [name, script, expected] of cases) {
    it(name, () => assert.equal(check(script), expected));
  }

  it('shows each once however the two interleave', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (turns) => {
        const events = Array.from({ length: 20 }, (_, index) => ({ timestamp: index >> 1, message: 'same' }));
        const twice = new TwiceDelivered();
        twice.beginLive();
        const sides = { polled: [...events], live: [...events] };
        let shown = 0;
        for (const turn of [...turns, ...Array<boolean>(20).fill(true), ...Array<boolean>(20).fill(false)]) {
          const side = turn ? 'polled' : 'live';
          const event = sides[side].shift();
          if (event) shown += twice[side]('s', [event]).length;
        }
        assert.equal(shown, events.length);
      }),
    );
  });
});
