import assert from 'node:assert/strict';
import type { Call } from '@omics-lens/server/model/index.ts';
import { composeModel, symbolId, workflowGraph } from '@omics-lens/server/model/index.ts';
import { MODEL_URI, call, scatter, task, workflow } from '../../support/model.ts';

/** Nodes in their order, then edges: `a; b [scatter@3] if x; a -> b`. */
function check(calls: readonly Call[], expected: string): void {
  const graph = workflowGraph(workflow('Main', {}, { calls, callables: [task('t', {})] }));
  const nodes = graph.nodes.map((node) => {
    const scatters = node.scatters.map((id) => ` [${id}]`).join('');
    const conditions = node.conditions.map((text) => ` if ${text}`).join('');
    return `${node.id}${scatters}${conditions}${node.cyclic === true ? ' cyclic' : ''}`;
  });
  const edges = graph.edges.map((edge) => `${edge.from} -> ${edge.to}`);
  assert.equal([...nodes, ...edges].join('; '), expected);
}

const T = task('t', {});

describe('model: graph', () => {
  it('keeps the order of the source where nothing waits', () => {
    check([call('b', T), call('a', T)], 'b; a');
  });

  it('puts what waits behind what it waits for', () => {
    check(
      [call('c', T, { dependsOn: ['b', 'a'] }), call('b', T, { dependsOn: ['a'] }), call('a', T)],
      'a; b; c; b -> c; a -> c; a -> b',
    );
  });

  it('names the blocks around a call, and their conditions', () => {
    const block = scatter('samples', 3, { input: 'samples' });
    const condition = { text: 'deep', at: block.at };
    check(
      [
        call('a', T, { scatters: [block] }),
        call('b', T, { scatters: [block, scatter('x', 9)], conditions: [condition] }),
      ],
      'a [scatter@3]; b [scatter@3] [scatter@9] if deep',
    );
  });

  it('gives each scatter block once', () => {
    const block = scatter('samples', 3, { input: 'samples', count: 2 });
    const calls = [call('a', T, { scatters: [block] }), call('b', T, { scatters: [block] })];
    assert.deepEqual(workflowGraph(workflow('Main', {}, { calls })).scatters, [
      { id: 'scatter@3', text: 'samples', input: 'samples', count: 2 },
    ]);
  });

  it('puts calls that wait for each other at the end', () => {
    check(
      [call('a', T, { dependsOn: ['b'] }), call('b', T, { dependsOn: ['a'] }), call('c', T)],
      'c; a cyclic; b cyclic; b -> a; a -> b',
    );
  });

  it('ignores names that are no calls', () => {
    check([call('a', T, { dependsOn: ['nothing', 'nothing'] })], 'a');
  });

  it('orders 20,000 calls in a chain', () => {
    const calls = Array.from({ length: 20_000 }, (_, i) =>
      call(`c${i}`, T, { dependsOn: i === 19_999 ? [] : [`c${i + 1}`] }),
    );
    const { nodes } = workflowGraph(workflow('Main', {}, { calls, callables: [T] }));
    assert.equal(nodes[0]?.id, 'c19999');
    assert.equal(nodes.at(-1)?.id, 'c0');
  });

  it('knows tasks, subworkflows and what is missing', () => {
    const sub = workflow('Sub', {}).entry;
    const model = workflow(
      'Main',
      {},
      { calls: [call('a', T), call('b', sub), call('c', 'gone')], callables: [T, sub] },
    );
    assert.deepEqual(
      workflowGraph(model).nodes.map((node) => `${node.id} ${node.kind} ${node.name}`),
      ['a task t', 'b workflow Sub', 'c unknown c'],
    );
  });

  it('a task is a graph of one node', () => {
    const model = composeModel(T, () => undefined, { engine: 'WDL' });
    assert.deepEqual(
      workflowGraph(model).nodes.map((node) => node.id),
      ['t'],
    );
  });
});

describe('model: compose', () => {
  it('reaches callees of callees, and ends where a call leads back', () => {
    const inner = workflow('Inner', {}, { calls: [call('t', T), call('again', 'Main')] }).entry;
    const model = workflow(
      'Main',
      {},
      { calls: [call('inner', inner), call('gone', 'Gone')], callables: [inner, T] },
    );
    assert.deepEqual(
      [...model.callables.keys()],
      ['Main', 'Inner', 't'].map((name) => symbolId(MODEL_URI, name)),
    );
  });
});
