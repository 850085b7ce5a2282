import assert from 'node:assert/strict';
import { startLocalService } from '@omics-lens/local/index.ts';
import { START, eachWithService } from './support/service.ts';

describe('steering the local HealthOmics', () => {
  const local = eachWithService();
  const ask = async (method: string, path: string, body?: string, contentType = 'application/json') => {
    const answer = await fetch(`${local().service.endpoint}/_local/${path}`, {
      method,
      ...(body !== undefined && { body, headers: { 'content-type': contentType } }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('shows what is there, and that it is a simulation', async () => {
    await local().start({ workflowId: await local().workflow() });
    assert.deepEqual(await ask('GET', 'state'), {
      status: 200,
      body: {
        simulation: true,
        region: 'us-east-1',
        now: new Date(START + 3000).toISOString(),
        manualClock: true,
        workflows: 1,
        runs: 1,
        batches: 0,
        objects: 0,
        scenario: {},
      },
    });
  });

  it('advances a clock that stands still', async () => {
    const { status, body } = await ask('POST', 'clock/advance', '{ "seconds": 90 }');
    assert.deepEqual([status, body], [200, { now: new Date(START + 90_000).toISOString() }]);
    assert.equal(local().clock.now(), START + 90_000);
    for (const wrong of ['{}', '{ "seconds": -1 }', '{ "seconds": "1" }', 'null', 'x']) {
      assert.equal((await ask('POST', 'clock/advance', wrong)).status, 400, wrong);
    }
  });

  it('does not advance a clock that runs by itself', async () => {
    const running = await startLocalService({ speed: 1 });
    const answer = await fetch(`${running.endpoint}/_local/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{ "seconds": 1 }',
    });
    assert.equal(answer.status, 409);
    await running.close();
  });

  it('replaces the scenario, and keeps the old one when the new one is broken', async () => {
    const scenario = { listLag: 3 };
    assert.deepEqual(await ask('PUT', 'scenario', JSON.stringify(scenario)), { status: 200, body: scenario });
    const broken = await ask('PUT', 'scenario', '{ "listLagg": 3 }');
    assert.deepEqual(broken, {
      status: 400,
      body: { error: 'ValidationException', message: "'listLagg' is unknown." },
    });
    assert.deepEqual((await ask('GET', 'scenario')).body, scenario);
  });

  it('takes only JSON, which web pages cannot send unasked', async () => {
    assert.equal((await ask('PUT', 'scenario', '{}', 'text/plain')).status, 400);
    assert.equal((await ask('POST', 'clock/advance', '{ "seconds": 1 }', 'text/plain')).status, 400);
    assert.equal(local().clock.now(), START);
  });

  it('knows nothing else', async () => {
    assert.equal((await ask('GET', 'secrets')).status, 404);
    assert.equal((await ask('GET', 'definition/abc')).status, 404);
  });
});
