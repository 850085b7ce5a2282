import assert from 'node:assert/strict';
import { taskUses } from '../../../../client/src/features/timeline/manifest.ts';
import { dollars, readPrices, taskCost } from '../../../../client/src/features/timeline/prices.ts';
import { runTimeline } from '../../../../client/src/features/timeline/run-timeline.ts';
import { betterSize } from '../../../../client/src/features/timeline/task-size.ts';
import { timelinePage } from '../../../../client/src/features/timeline/timeline-page.ts';
import { rowWords, timelineSvg } from '../../../../client/src/features/timeline/timeline-svg.ts';
import type { Task } from '../../../../client/src/omics/omics-api.ts';

const START = Date.UTC(2026, 10, 20, 9, 0, 0);
const at = (seconds: number) => START + seconds * 1000;

function task(
  id: string,
  name: string,
  times: readonly (number | undefined)[],
  more: Partial<Task> = {},
): Task {
  const [creationTime, startTime, stopTime] = times.map((time) =>
    time === undefined ? undefined : at(time),
  );
  return {
    id,
    name,
    status: 'COMPLETED',
    creationTime,
    startTime,
    stopTime,
    cpus: 4,
    memory: 16,
    gpus: 0,
    instanceType: 'omics.m.xlarge',
    cacheHit: false,
    ...more,
  };
}

const TASKS = [
  task('2', 'align', [90, 100, 400], { status: 'FAILED' }),
  task('1', 'prepare', [undefined, undefined, undefined], { cacheHit: true }),
  task('3', 'align', [400, 460, 760]),
  task('4', 'merge <all>', [760, undefined, undefined], { status: 'PENDING' }),
];
const RUN = { name: 'nightly', creationTime: START, stopTime: undefined };
const USES = taskUses([
  '{"arn":"arn:aws:omics:us-east-1:123456789012:run/9","status":"COMPLETED"}',
  '{"arn":"arn:aws:omics:us-east-1:123456789012:task/3","metrics":{"cpusReserved":4,"cpusMaximum":1.2,"memoryReservedGiB":16,"memoryMaximumGiB":3}}',
  '{"arn":"arn:aws:omics:us-east-1:123456789012:task/2","cpusReserved":4,"cpusMaximum":3.9,"memoryReservedGiB":16,"memoryMaximumGiB":15}',
  'no JSON',
  '[]',
]);

describe('the timeline of a run', () => {
  const timeline = runTimeline(RUN, TASKS, USES, at(800));

  it('has the tasks in the order of their creation; retries and cache hits are told apart', () => {
    assert.deepEqual(timeline.rows.map(rowWords), [
      'prepare, taken from the cache, waited 0 s',
      'align, failed, waited 10 s, ran 5 min 0 s',
      'align, attempt 2, completed, waited 1 min 0 s, ran 5 min 0 s',
      'merge <all>, pending, waited 40 s',
    ]);
    assert.deepEqual([timeline.start, timeline.end], [START, at(800)]);
  });

  it('is a drawing that says in words what it shows', () => {
    const svg = timelineSvg(timeline);
    assert.match(svg, /aria-label="Run nightly: 4 tasks in 13 min 20 s"/);
    assert.match(svg, /class="row failed" tabindex="0" role="link" data-part="2"/);
    assert.match(svg, /align ↻2</);
    assert.match(svg, /merge &#60;all&#62;/);
    assert.doesNotMatch(svg, /NaN|undefined|<script/);
  });

  it('has a table of all tasks, with what was used and what would have been enough', () => {
    const prices = readPrices('{"omics.m.xlarge": 0.24, "note": "x"}');
    const { table, toolbar } = timelinePage(timeline, { prices, region: 'us-east-1' });
    const rows = [...table.matchAll(/<tr><td.*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((cell) => cell[1]).join('|'),
    );
    assert.deepEqual(rows, [
      'prepare|from the cache|0 s||omics.m.xlarge|4 vCPU, 16 GiB|||$0',
      'align|failed|10 s|5 min 0 s|omics.m.xlarge|4 vCPU, 16 GiB|3.9 vCPU, 15 GiB||$0.020',
      'align (attempt 2)|completed|1 min 0 s|5 min 0 s|omics.m.xlarge|4 vCPU, 16 GiB|1.2 vCPU, 3 GiB|omics.c.large: 2 vCPU, 4 GiB|$0.020',
      'merge &#60;all&#62;|pending|40 s||omics.m.xlarge|4 vCPU, 16 GiB|||$0',
    ]);
    assert.match(toolbar, /Run nightly — 13 min 20 s — tasks about \$0\.040/);
  });

  it('invents no prices', () => {
    const { table, toolbar } = timelinePage(timeline, { prices: undefined, region: undefined });
    assert.doesNotMatch(table + toolbar, /\$/);
    assert.equal(taskCost('omics.c.large', 1000, new Map()), undefined);
    assert.equal(taskCost('x', 1000, new Map([['x', 60]])), 1, 'a minute is paid for at least');
    assert.equal(readPrices('no JSON'), undefined);
    assert.equal(dollars(12.345), '$12.35');
  });

  it('of a run without tasks, and of ten thousand tasks', () => {
    const none = runTimeline(RUN, [], new Map(), START);
    assert.match(timelinePage(none, { prices: undefined, region: undefined }).picture, /no tasks so far/);
    const many = Array.from({ length: 10_000 }, (_, index) =>
      task(String(index), `t${index}`, [index, index + 1, index + 9]),
    );
    const svg = timelineSvg(runTimeline(RUN, many, new Map(), at(20_000)));
    assert.equal(svg.match(/class="row/g)?.length, 1000);
  });

  it('knows no better size than that of a task that uses what it has, or of which nothing is known', () => {
    assert.equal(betterSize(USES.get('2'), 'omics.m.xlarge', undefined), undefined);
    assert.equal(betterSize(undefined, 'omics.m.xlarge', undefined), undefined);
  });
});
