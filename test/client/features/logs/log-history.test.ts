import assert from 'node:assert/strict';
import { LogHistory } from '../../../../client/src/features/logs/log-history.ts';
import { logLinks } from '../../../../client/src/features/logs/log-links.ts';
import { logUri, parseLogQuery } from '../../../../client/src/features/logs/log-reference.ts';
import { folds, outline } from '../../../../client/src/features/logs/log-structure.ts';
import { openHistory } from '../../../../client/src/features/logs/open-history.ts';
import { logFileUris } from '../../../../client/src/omics/run-folder.ts';
import type { LogEvent } from '../../../../client/src/omics/logs-api.ts';
import type { RunDetails } from '../../../../client/src/omics/run-details-api.ts';
import { client } from '../../support/client.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { until } from '../../support/until.ts';

const START = Date.UTC(2026, 10, 20, 9, 0, 0);

function event(seconds: number, message: string): LogEvent {
  return { timestamp: START + seconds * 1000, message };
}

/** Streams of pages, the newest page last. */
function history(streams: Readonly<Record<string, readonly (readonly LogEvent[])[]>>): LogHistory {
  return new LogHistory(
    Object.keys(streams).map((name) => ({ name, label: name })),
    undefined,
    {
      back(stream, token) {
        const pages = streams[stream] ?? [];
        const at = token === undefined ? pages.length - 1 : Math.max(-1, Number(token) - 1);
        if (pages.length === 0) return Promise.resolve(undefined);
        return Promise.resolve({ events: pages[at] ?? [], token: String(at), end: at < 0 });
      },
    },
  );
}

describe('logs as documents', () => {
  it('are read from their end, older pages on request', async () => {
    const log = history({ run: [[event(1, 'one')], [event(2, 'two'), event(3, 'three\nand a half')]] });
    await log.readOlder();
    assert.equal(
      log.text('shown').text,
      '2026-11-20T09:00:02.000Z two\n2026-11-20T09:00:03.000Z three\n                         and a half',
    );
    assert.equal(log.hasOlder, true);
    await log.readOlder();
    await log.readOlder();
    assert.equal(log.text('hidden').text, 'one\ntwo\nthree\nand a half');
    assert.equal(log.hasOlder, false);
  });

  it('of several streams stand in the order of time, each line marked', async () => {
    const log = history({
      run: [[event(1, 'start'), event(4, 'end')]],
      align: [[event(2, 'a'), event(3, 'b')]],
    });
    await log.readOlder();
    assert.equal(log.text('hidden').text, '[run] start\n[align] a\n[align] b\n[run] end');
    assert.deepEqual(folds(log.text('hidden').entries), [{ start: 1, end: 2 }]);
  });

  it('have an outline of steps and errors, and fold what takes several lines', async () => {
    const step = JSON.stringify({ runStatus: 'RUNNING', logMessage: 'TASK_FAILED', message: 'align failed' });
    const trace = 'Traceback (most recent call last)\n  File "x.py"';
    const log = history({ run: [[event(1, step), event(2, 'fine'), event(3, trace)]] });
    await log.readOlder();
    const { entries, text } = log.text('hidden');
    assert.equal(text.split('\n')[0], 'align failed');
    assert.deepEqual(
      outline(entries).map(({ name, kind, line, lastLine }) => [name, kind, line, lastLine]),
      [
        ['TASK_FAILED', 'error', 0, 0],
        ['Traceback (most recent call last)', 'error', 2, 3],
      ],
    );
    assert.deepEqual(folds(entries), [{ start: 2, end: 3 }]);
  });

  it('lead to the source and to objects', async () => {
    const asked: string[] = [];
    const links = await logLinks(
      [
        'task Align (../wdl/tasks/align.wdl Ln 12 Col 5) failed',
        "-- Check script '/mnt/x/main.nf' at line: 3",
        'wrote s3://genomes/out/a b, s3://genomes/out/c.bam.',
        '(gone.wdl Ln 1 Col 1)',
      ],
      (end) => {
        asked.push(end);
        return Promise.resolve(end === 'gone.wdl' ? undefined : `file:///ws/${end}`);
      },
    );
    assert.deepEqual(
      links.map(({ line, target }) => `${line} ${target}`),
      [
        '0 file:///ws/tasks/align.wdl#L12,5',
        '1 file:///ws/x/main.nf#L3,1',
        '2 https://s3.console.aws.amazon.com/s3/object/genomes?prefix=out%2Fa',
        '2 https://s3.console.aws.amazon.com/s3/object/genomes?prefix=out%2Fc.bam',
      ],
    );
    assert.deepEqual(asked, ['tasks/align.wdl', 'x/main.nf', 'gone.wdl']);
  });

  it('have addresses that say what they are', () => {
    const { path, query } = logUri({ kind: 'task', runId: '7', taskId: '8' }, 'nightly/1', 'task a?b');
    assert.equal(path, '/nightly-1/task a-b.log');
    assert.deepEqual(parseLogQuery(query), { kind: 'task', runId: '7', taskId: '8' });
    for (const wrong of ['', 'kind=task&runId=7', 'kind=other&runId=7', 'kind=run']) {
      assert.equal(parseLogQuery(wrong), undefined, wrong);
    }
  });

  it('lie in S3 where the guide says, in all its forms', () => {
    const run = {
      id: '7',
      uuid: 'u',
      outputUri: 's3://b/out/',
      runOutputUri: 's3://b/out/7/u',
    } as RunDetails;
    assert.deepEqual(logFileUris(run, 'engine.log'), [
      's3://b/out/7/u/logs/engine.log',
      's3://b/out/7/logs/engine.log',
      's3://b/out/logs/engine.log',
    ]);
  });
});

describe('logs of a run of the service', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  it('are there when it has ended: run, task, engine, manifest and all together', async () => {
    await services.play({ tasks: [{ task: 'Merge', fail: { message: 'no such file' } }] });
    const window = client(services);
    const { id } = await window.start();
    await until(() => window.store.get(id)?.settled === true);
    const task = window.store.get(id)?.tasks?.find(({ name }) => name === 'Merge');
    const read = async (kind: 'run' | 'engine' | 'manifest' | 'all') => {
      const opened = await openHistory({ kind, runId: id }, services);
      return opened.stored ?? opened.history.text('hidden').text;
    };
    assert.match(await read('run'), /Workflow run task failed with name: Merge/);
    assert.match(await read('engine'), /task Merge \(.*Ln \d+ Col \d+\) failed/);
    assert.match(await read('manifest'), /"name":"Merge"/);
    assert.match(await read('all'), /\[Call-0\] .*\n(.*\n)*\[Merge\] no such file/);
    const one = await openHistory({ kind: 'task', runId: id, taskId: task?.id ?? '' }, services);
    assert.equal(one.title, 'task Merge');
    assert.match(one.history.text('hidden').text, /no such file/);
    await assert.rejects(openHistory({ kind: 'cache', runId: id }, services), /uses no run cache/);
  });

  it('of the engine are read from S3 where CloudWatch has none', async () => {
    const window = client(services);
    const { id } = await window.start();
    await until(() => window.store.get(id)?.settled === true);
    const opened = await openHistory({ kind: 'engine', runId: id }, services);
    assert.match(opened.stored ?? '', /simulation/);
  });

  it('say why they are empty', async () => {
    const window = client(services);
    const { id } = await window.start();
    const opened = await openHistory({ kind: 'manifest', runId: id }, services);
    assert.match(
      opened.emptyBecause,
      /^The manifest log is written when the run has ended; this one is \w+\.$/,
    );
  });
});
