import assert from 'node:assert/strict';
import { followFlood } from '../../support/follow-flood.ts';

describe('following two hundred tasks at once', () => {
  it('shows each of ten thousand lines a second once and in order, soon, whatever the network does', async () => {
    const { logs, shown, ended, whileRunning, tasks } = await followFlood(4);
    for (const { id, name } of tasks) {
      assert.deepEqual(shown.get(name), logs.written().get(`run/1/task/${id}`), name);
    }
    assert.equal(ended, 'complete');
    const sorted = whileRunning.sort((a, b) => a - b);
    console.log(
      sorted.length,
      sorted[Math.floor(sorted.length * 0.5)],
      sorted[Math.floor(sorted.length * 0.95)],
      logs.requests,
    );
    assert.ok((sorted[Math.floor(sorted.length * 0.95)] ?? Infinity) < 2_000);
  }).timeout(120_000);
});
