import assert from 'node:assert/strict';
import { formatLine, StreamLabels, textOf } from '../../../../client/src/features/logs/log-line.ts';

const TIME = Date.UTC(2026, 10, 20, 9, 0, 1, 250);

describe('a log line', () => {
  const cases: readonly (readonly [message: string, expected: string])[] = [
    ['reads 12\n', '2026-11-20T09:00:01.250Z [align] reads 12'],
    ['', '2026-11-20T09:00:01.250Z [align] '],
    ['one\r\ntwo', `2026-11-20T09:00:01.250Z [align] one\n${' '.repeat(33)}two`],
  ];
  for (const [message, expected] of cases) {
    it(JSON.stringify(message), () => {
      assert.equal(formatLine({ timestamp: TIME, message, stream: 's' }, 'align'), expected);
    });
  }

  const texts: readonly (readonly [message: string, expected: string])[] = [
    [
      '{"runStatus":"RUNNING","logMessage":"STARTING_TASK","message":"Starting task align"}',
      'Starting task align',
    ],
    ['{"message":"a program of the user prints JSON"}', '{"message":"a program of the user prints JSON"}'],
    ['{"logMessage":7,"message":"x"}', '{"logMessage":7,"message":"x"}'],
    ['{ broken', '{ broken'],
  ];
  for (const [message, expected] of texts) {
    it(message, () => assert.equal(textOf(message), expected));
  }

  it('tells apart tasks of one name', () => {
    const labels = new StreamLabels();
    assert.deepEqual(
      [
        labels.label('run', ''),
        labels.label('align', '11'),
        labels.label('align', '12'),
        labels.label('run', '13'),
      ],
      ['run', 'align', 'align 12', 'run 13'],
    );
  });
});
