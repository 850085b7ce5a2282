import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LogMerger, type LogLine } from '../../../../client/src/features/logs/log-merger.ts';

/** `a1 b2`: streams and times; `| 5` ends a round at that time, `/ 5` one that read a stream only up to it. */
function check(script: string): string {
  const merger = new LogMerger();
  const shown: string[] = [];
  const show = (lines: readonly LogLine[]) => shown.push(lines.map((line) => line.message).join(' '));
  for (const step of script.split(' ')) {
    if (step.startsWith('|')) show(merger.endRound(Number(step.slice(1))));
    else if (step.startsWith('/')) show(merger.endPartialRound(Number(step.slice(1))));
    else merger.add(step.charAt(0), [{ timestamp: Number(step.slice(1)), message: step }]);
  }
  show(merger.flush());
  return shown.join(' | ');
}

describe('the log merger', () => {
  const cases: readonly (readonly [name: string, script: string, expected: string])[] = [
    ['sorts streams by time', 'a1 a4 b2 b3 |9', 'a1 b2 b3 a4 | '],
    ['equal times keep the order in which they came', 'a1 b1 a1 |9', 'a1 b1 a1 | '],
    ['holds what is newer than the round, since older lines may follow', 'a1 b7 |5 a6 |9', 'a1 | a6 b7 | '],
    ['holds a line one round at most, whatever the clocks say', 'a100 |5 b101 |6 |7', ' | a100 | b101 | '],
    ['waits for a stream that is still being read', 'a1 a2 b9 /2 a3 |10', 'a1 a2 | a3 b9 | '],
    [
      'keeps a long stream from being overtaken for many rounds',
      'a1 b9 /1 a2 /2 a3 /3 a4 |10',
      'a1 | a2 | a3 | a4 b9 | ',
    ],
    ['never turns the order of a stream round', 'a5 a3 b4 |9', 'b4 a5 a3 | '],
    ['gives out everything at the end', 'a9 b8', 'b8 a9'],
  ];
  for (const [name, script, expected] of cases) {
    it(name, () => assert.equal(check(script), expected));
  }

  it('gives each line once, in the order of its stream, whatever comes', () => {
    const event = fc.record({ stream: fc.constantFrom('a', 'b', 'c'), timestamp: fc.nat(20) });
    const round = fc.record({ round: fc.nat(25), partial: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: event }, { weight: 1, arbitrary: round })),
        (steps) => {
          const merger = new LogMerger();
          const given = new Map<string, string[]>();
          const out: LogLine[] = [];
          steps.forEach((step, index) => {
            if ('round' in step) {
              out.push(...(step.partial ? merger.endPartialRound(step.round) : merger.endRound(step.round)));
              return;
            }
            given.set(step.stream, [...(given.get(step.stream) ?? []), String(index)]);
            merger.add(step.stream, [{ timestamp: step.timestamp, message: String(index) }]);
          });
          out.push(...merger.flush());
          for (const stream of ['a', 'b', 'c']) {
            const messages = out.filter((line) => line.stream === stream).map((line) => line.message);
            assert.deepEqual(messages, given.get(stream) ?? []);
          }
        },
      ),
    );
  });
});
