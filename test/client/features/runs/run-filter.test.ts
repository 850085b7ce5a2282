import assert from 'node:assert/strict';
import {
  filterText,
  fits,
  groupOf,
  oldestThatFits,
  queryOf,
  type RunFilter,
  type RunGrouping,
} from '../../../../client/src/features/runs/run-filter.ts';
import { chooseFilter, chooseGrouping } from '../../../../client/src/features/runs/choose-filter.ts';
import { runNodes } from '../../../../client/src/features/runs/runs-nodes.ts';
import { RunStore } from '../../../../client/src/features/runs/run-store.ts';
import type { Run } from '../../../../client/src/omics/omics-api.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;

function run(id: string, change: Partial<Run> = {}): Run {
  return {
    id,
    arn: `arn:aws:omics:us-east-1:123456789012:run/${id}`,
    uuid: undefined,
    name: `germline NA${id}`,
    status: 'COMPLETED',
    workflowId: '11',
    creationTime: NOW - Number(id) * HOUR,
    startTime: undefined,
    stopTime: undefined,
    failureReason: undefined,
    statusMessage: undefined,
    ...change,
  };
}

const RUNS = [
  run('1', { status: 'RUNNING', workflowName: 'Somatic' }),
  run('2', { status: 'PENDING', creationTime: undefined }),
  run('3', { status: 'FAILED', batchId: '7' }),
  run('30', { workflowId: '12' }),
  run('4', { name: undefined, status: 'NEW_STATE' }),
];

describe('a filter of runs', () => {
  const cases: readonly (readonly [
    filter: RunFilter,
    ids: string,
    query: object | undefined,
    text: string,
  ])[] = [
    [{}, '1 2 3 30 4', undefined, ''],
    [{ state: 'alive' }, '1 2', undefined, 'not over'],
    [{ state: 'over' }, '3 30 4', undefined, 'over'],
    [{ state: 'FAILED' }, '3', { status: 'FAILED' }, 'failed'],
    [{ name: 'na3' }, '3 30', undefined, "name 'na3'"],
    [{ workflow: '12' }, '30', undefined, "workflow '12'"],
    [{ workflow: 'soma' }, '1', undefined, "workflow 'soma'"],
    [{ hours: 24 }, '1 2 3 4', undefined, 'last day'],
    [{ hours: 3 }, '1 2 3', undefined, 'last 3 hours'],
    [{ batchId: '7', state: 'FAILED' }, '3', { status: 'FAILED', batchId: '7' }, 'failed, batch 7'],
  ];
  for (const [filter, ids, query, text] of cases) {
    it(`by ${text || 'nothing'}`, () => {
      const shown = RUNS.filter((each) => fits(each, filter, NOW)).map(({ id }) => id);
      assert.deepEqual([shown.join(' '), queryOf(filter), filterText(filter)], [ids, query, text]);
    });
  }

  it('by time ends the search where all that follows is older', () => {
    assert.equal(oldestThatFits({ hours: 2 }, NOW), NOW - 2 * HOUR);
    assert.equal(oldestThatFits({}, NOW), -Infinity);
  });

  it('is made of answers, one condition at a time', async () => {
    const ask = (filter: RunFilter, ...answers: readonly string[]) =>
      chooseFilter(filter, scriptedPrompts(...answers));
    assert.deepEqual(await ask({}, 'State', 'failed'), { state: 'FAILED' });
    assert.deepEqual(await ask({ state: 'FAILED' }, 'Time', 'last 7 days'), { state: 'FAILED', hours: 168 });
    assert.deepEqual(await ask({ state: 'FAILED', name: 'x' }, 'State', 'Any'), { name: 'x' });
    assert.deepEqual(await ask({ name: 'x' }, 'Name', ''), {});
    assert.deepEqual(await ask({ name: 'x', hours: 1 }, 'Show All Runs'), {});
    await assert.rejects(ask({ name: 'x' }, 'Batch', 'seven'), /Cancelled/);
    assert.equal(await chooseGrouping('none', scriptedPrompts('Day')), 'day');
  });
});

describe('groups of runs', () => {
  const headings = (grouping: RunGrouping) => {
    const store = new RunStore();
    store.showFirstPage(RUNS, undefined);
    return runNodes(store.runs(), grouping).map((node) =>
      node.kind === 'run' ? node.runId : `${node.label}: ${node.runs.map(({ runId }) => runId).join(' ')}`,
    );
  };
  const cases: readonly (readonly [grouping: RunGrouping, ...headings: string[]])[] = [
    ['none', '2', '1', '3', '4', '30'],
    ['state', 'New state: 4', 'Running: 1', 'Waiting: 2', 'Failed: 3', 'Completed: 30'],
    ['day', 'Just started: 2', '2026-11-20: 1 3 4', '2026-11-19: 30'],
    ['workflow', 'Workflow 11: 2 3 4', 'Workflow 12: 30', 'Somatic: 1'],
    ['batch', 'Single runs: 2 1 4 30', 'Batch 7: 3'],
  ];
  for (const [grouping, ...expected] of cases) {
    it(`by ${grouping}`, () => assert.deepEqual(headings(grouping), expected));
  }

  it('have one heading for one key', () => {
    assert.deepEqual(groupOf(run('1', { batchId: '7' }), 'batch'), {
      key: groupOf(run('2', { batchId: '7' }), 'batch').key,
      label: 'Batch 7',
    });
  });
});
