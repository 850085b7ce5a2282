import assert from 'node:assert/strict';
import { pacedAndOnce } from '../../../../client/src/features/preflight/paced.ts';
import type { PreflightRates } from '../../../../client/src/omics/pace.ts';
import type { PreflightApi } from '../../../../client/src/omics/preflight-api.ts';

const { signal } = new AbortController();

describe('questions of a preflight', () => {
  const limit = { perSecond: 10, atOnce: 1 };
  const rates: PreflightRates = { s3: limit, iam: limit, ecr: limit, storage: limit, lists: limit };

  /** What was asked, and when. */
  function asked() {
    const calls: string[] = [];
    let now = 0;
    const clock = {
      now: () => now,
      sleep: (milliseconds: number) => {
        now += milliseconds;
        return Promise.resolve();
      },
    };
    const api = {
      bucket: (name: string) => {
        calls.push(`${now} bucket ${name}`);
        return Promise.resolve({ kind: 'missing' });
      },
      role: (name: string) => {
        calls.push(`${now} role ${name}`);
        return Promise.resolve({ kind: 'missing' });
      },
    } as unknown as PreflightApi;
    return { calls, api: pacedAndOnce(api, clock, rates) };
  }

  it('are asked once, however many want to know', async () => {
    const { calls, api } = asked();
    await Promise.all([api.bucket('a', signal), api.bucket('a', signal), api.bucket('b', signal)]);
    await api.bucket('a', signal);
    assert.deepEqual(calls, ['0 bucket a', '100 bucket b']);
  });

  it('are asked at the pace of each service', async () => {
    const { calls, api } = asked();
    await Promise.all([api.bucket('a', signal), api.role('r', signal), api.bucket('b', signal)]);
    assert.deepEqual(calls, ['0 bucket a', '0 role r', '100 bucket b']);
  });

  it('are not asked after a change of mind', async () => {
    const { calls, api } = asked();
    const abort = new AbortController();
    abort.abort();
    await assert.rejects(api.bucket('a', abort.signal), { name: 'Cancelled' });
    assert.deepEqual(calls, []);
  });
});
