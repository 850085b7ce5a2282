import assert from 'node:assert/strict';
import { graphView } from '@omics-lens/server/features/graph-view.ts';
import { composeModel } from '@omics-lens/server/model/index.ts';
import { call, task, workflow } from '../../support/model.ts';

const align = task('Align', { cpu: 4, memory: '16 GiB' });
const sort = task('Sort', {});
const inner = workflow('Inner', {}, { calls: [call('Sort', sort)] }).entry;
const model = workflow(
  'Main',
  {},
  {
    calls: [
      call('first', align),
      call('inner', inner, { dependsOn: ['first'] }),
      call('last', sort, { dependsOn: ['inner'] }),
    ],
    callables: [align, sort, inner],
  },
);

describe('features: the graph of a workflow', () => {
  it('has a drawing for each workflow, the instance of each task, and the states of a run', () => {
    const view = graphView(
      model,
      [
        { name: 'first-0-1', status: 'COMPLETED' },
        { name: 'first-1-1', status: 'RUNNING' },
        { name: 'inner.Sort', status: 'FAILED' },
        { name: 'unknown', status: 'FAILED' },
      ],
      'us-east-1',
    );
    const rendered = view.workflows.map(({ name, calls, edges }) => [
      name,
      ...calls.map(
        ({ id, kind, calleeName, instance, states }) =>
          `${id} ${kind} ${calleeName} ${instance ?? '-'} ${JSON.stringify(states)}`,
      ),
      ...edges.map(({ from, to }) => `${from} → ${to}`),
    ]);
    assert.deepEqual(rendered, [
      [
        'Main',
        'first task Align omics.m.xlarge: 4 vCPU, 16 GiB {"COMPLETED":1,"RUNNING":1}',
        'inner workflow Inner - {"FAILED":1}',
        'last task Sort omics.c.large: 1 vCPU, 1 GiB {}',
        'first → inner',
        'inner → last',
      ],
      ['Inner', 'Sort task Sort omics.c.large: 1 vCPU, 1 GiB {"FAILED":1}'],
    ]);
  });

  it('of a task is the task alone', () => {
    const alone = graphView(
      composeModel(align, () => undefined, { engine: 'WDL' }),
      [{ name: 'Align', status: 'RUNNING' }],
      undefined,
    );
    assert.deepEqual(
      alone.workflows[0]?.calls.map(({ id, states }) => [id, states]),
      [['Align', { RUNNING: 1 }]],
    );
  });
});
