import assert from 'node:assert/strict';
import { locateMessages } from '../../../../client/src/features/workflows/status-message.ts';

const URIS = new Map([
  ['main.wdl', 'file:///ws/main.wdl'],
  ['tasks/call.wdl', 'file:///ws/tasks/call.wdl'],
  ['call.wdl', 'file:///ws/call.wdl'],
]);

/** `path:line:column text` for each message, with one-based places, as the service counts. */
function check(statusMessage: string): readonly string[] {
  return locateMessages(statusMessage, URIS).map(
    ({ uri, line, character, severity, text }) =>
      `${uri.slice('file:///ws/'.length)}:${line + 1}:${character + 1} ${severity ?? 'says'} ${text}`,
  );
}

describe('what the service says of a workflow', () => {
  const cases: readonly (readonly [statusMessage: string, expected: readonly string[]])[] = [
    [
      '(main.wdl Ln 12 Col 5) Unknown identifier refernce',
      ['main.wdl:12:5 says Unknown identifier refernce'],
    ],
    ['(/tmp/x/tasks/call.wdl Ln 3 Col 1) Expected }', ['tasks/call.wdl:3:1 says Expected }']],
    ['(file:///tmp/x/call.wdl Ln 3 Col 1) Expected }', ['call.wdl:3:1 says Expected }']],
    ['task Call (tasks/call.wdl Ln 3 Col 1) failed', ['tasks/call.wdl:3:1 says failed']],
    ['main.wdl:7:2: warning: no version', ['main.wdl:7:2 warning no version']],
    [
      'Not valid. main.wdl:7:2: error: one (a: 2) | call.wdl:8:3: two; (main.wdl Ln 9 Col 1) Warning three',
      ['main.wdl:7:2 error one (a: 2)', 'call.wdl:8:3 says two', 'main.wdl:9:1 warning three'],
    ],
    [
      'two findings\nmain.wdl:7:2: one\n(main.wdl Ln 8 Col 3) two',
      ['main.wdl:7:2 says one', 'main.wdl:8:3 says two'],
    ],
    ['(other.wdl Ln 1 Col 1) of a file that was not sent', []],
    ['Workflow main.wdl has no outputs', []],
    ['at 10:20:30 something happened', []],
    ['', []],
  ];
  for (const [statusMessage, expected] of cases) {
    it(JSON.stringify(statusMessage), () => assert.deepEqual(check(statusMessage), expected));
  }
});
