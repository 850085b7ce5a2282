import assert from 'node:assert/strict';
import { redactingLog } from '../../../client/src/infrastructure/log.ts';

describe('the redacting log', () => {
  it('writes an error with its causes and the request, and no credential of any of them', () => {
    const lines: string[] = [];
    const keep = (message: string) => void lines.push(message);
    const log = redactingLog({ debug: keep, info: keep, warn: keep, error: keep });
    const answer = Object.assign(new Error('The token abc is expired'), {
      name: 'ExpiredTokenException',
      stack: undefined,
      $metadata: { httpStatusCode: 403, requestId: 'r-1' },
    });
    const outer = new Error('session_token=abc', { cause: answer });
    delete outer.stack;
    log.error('Could not start the run.', outer);
    assert.deepEqual(lines, [
      [
        'Could not start the run.',
        'Error: session_token=[hidden]',
        'caused by ExpiredTokenException: The token abc is expired (HTTP 403, request r-1)',
      ].join('\n'),
    ]);
  });
});
