import assert from 'node:assert/strict';
import type { StartLiveTailCommandInput, StartLiveTailResponseStream } from '@aws-sdk/client-cloudwatch-logs';
import { StartLiveTailCommand } from '@aws-sdk/client-cloudwatch-logs';
import { errorOf } from '../support/errors.ts';
import { readStream } from '../support/logs.ts';
import { SMALL, eachWithService, startTestService, zipOf } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const GROUP_ARN = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/omics/WorkflowLog';

/** A session and what has come of it so far. */
interface Session {
  readonly seen: StartLiveTailResponseStream[];
  /** Advances a second and waits for the update of it. Undefined when the session has ended. */
  second(): Promise<StartLiveTailResponseStream | undefined>;
  leave(): void;
}

describe('StartLiveTail', () => {
  const local = eachWithService();

  async function tail(
    input: Partial<StartLiveTailCommandInput>,
    from: () => TestService = local,
  ): Promise<Session> {
    const abort = new AbortController();
    const { responseStream } = await from().logs.send(
      new StartLiveTailCommand({ logGroupIdentifiers: [GROUP_ARN], ...input }),
      { abortSignal: abort.signal },
    );
    assert.ok(responseStream !== undefined);
    const events = responseStream[Symbol.asyncIterator]();
    const seen: StartLiveTailResponseStream[] = [];
    const next = async () => {
      const result = await events.next();
      if (result.done === true) return undefined;
      seen.push(result.value);
      return result.value;
    };
    await next();
    return {
      seen,
      leave: () => {
        abort.abort();
      },
      async second() {
        const [update] = await Promise.all([next(), from().pass(1)]);
        return update;
      },
    };
  }

  const messages = (seen: readonly StartLiveTailResponseStream[]) =>
    seen.flatMap((event) =>
      (event.sessionUpdate?.sessionResults ?? []).map((result) => result.message ?? ''),
    );

  it('begins with what the session is', async () => {
    const id = await local().start({ workflowId: await local().workflow() });
    const session = await tail({ logStreamNames: [`run/${id}`], logEventFilterPattern: 'RUN' });
    const [first] = session.seen;
    assert.deepEqual(first?.sessionStart?.logGroupIdentifiers, [GROUP_ARN]);
    assert.deepEqual(first?.sessionStart?.logStreamNames, [`run/${id}`]);
    assert.equal(first?.sessionStart?.logEventFilterPattern, 'RUN');
    assert.match(first?.sessionStart?.sessionId ?? '', /^[0-9a-f-]{36}$/);
    session.leave();
  });

  it('brings each line once and in order, an update every second, and ends when the run is over', async () => {
    const workflowId = await local().workflow();
    const id = await local().start({ workflowId });
    const session = await tail({ logStreamNames: [`run/${id}`] });
    let updates = 0;
    while ((await session.second()) !== undefined) updates++;
    assert.equal(await local().status(id), 'COMPLETED');
    const all = await readStream(local(), `run/${id}`);
    // The first line was written before the session began, and live tail has no history.
    assert.deepEqual(messages(session.seen), all.slice(1));
    assert.ok(updates > 15 && updates < 60, `${updates} updates`);
  });

  it('follows all streams of a run by prefix', async () => {
    const id = await local().start({ workflowId: await local().workflow() });
    const session = await tail({ logStreamNamePrefixes: [`run/${id}/`] });
    while ((await session.second()) !== undefined);
    assert.deepEqual(messages(session.seen), await readStream(local(), `run/${id}/task/${id}00001`));
    const update = session.seen.find((event) => (event.sessionUpdate?.sessionResults ?? []).length > 0);
    const [result] = update?.sessionUpdate?.sessionResults ?? [];
    assert.deepEqual(
      [result?.logStreamName, result?.logGroupIdentifier, update?.sessionUpdate?.sessionMetadata?.sampled],
      [`run/${id}/task/${id}00001`, GROUP_ARN, false],
    );
  });

  it('lets through what the pattern says', async () => {
    const id = await local().start({ workflowId: await local().workflow() });
    const session = await tail({ logStreamNames: [`run/${id}`], logEventFilterPattern: 'TASK' });
    while ((await session.second()) !== undefined);
    assert.equal(messages(session.seen).length, 3);
  });

  it('says when there is too much, and leaves the rest out', async () => {
    const line = { after: 0, line: 'x' };
    await local().play({ tasks: [{ task: '*', log: Array.from({ length: 700 }, () => line) }] });
    const id = await local().start({ workflowId: await local().workflow() });
    const session = await tail({ logStreamNames: [`run/${id}/task/${id}00001`] });
    while ((await session.second()) !== undefined);
    const sampled = session.seen.filter((event) => event.sessionUpdate?.sessionMetadata?.sampled === true);
    assert.deepEqual(
      sampled.map((event) => event.sessionUpdate?.sessionResults?.length),
      [500],
    );
  });

  it('goes on without end while no run is named, and times out after three hours', async () => {
    const session = await tail({});
    for (let second = 0; second < 5; second++) {
      assert.deepEqual((await session.second())?.sessionUpdate?.sessionResults, []);
    }
    const ended = errorOf(
      (async () => {
        while ((await session.second()) !== undefined);
      })(),
    );
    await local().pass(3 * 3600);
    assert.match(await ended, /^SessionTimeoutException/);
  });

  it('ends when the client leaves, and the service goes on', async () => {
    const id = await local().start({ workflowId: await local().workflow() });
    const session = await tail({ logStreamNames: [`run/${id}`] });
    await session.second();
    session.leave();
    await local().pass(600);
    assert.equal(await local().status(id), 'COMPLETED');
  });

  it('ends when the service stops', async () => {
    const other = await startTestService();
    const id = await other.start({ workflowId: await other.workflow(zipOf(SMALL)) });
    const session = await tail({ logStreamNames: [`run/${id}`] }, () => other);
    await session.second();
    const rest = (async () => {
      while ((await session.second()) !== undefined);
    })();
    await other.service.close();
    await rest;
    await other.close();
  });

  it('refuses what the service refuses', async () => {
    const start = (input: object) => errorOf(tail(input));
    const other = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/x';
    assert.match(await start({ logGroupIdentifiers: [other] }), /^ResourceNotFoundException 400/);
    assert.match(await start({ logGroupIdentifiers: [] }), /'logGroupIdentifiers' must have 1 to 10 items/);
    assert.match(
      await start({ logStreamNames: ['a'], logStreamNamePrefixes: ['a'] }),
      /^InvalidParameterException 400: Give either/,
    );
    assert.match(await start({ logEventFilterPattern: '{ $.a = 1 }' }), /^InvalidParameterException 400/);
  });
});
