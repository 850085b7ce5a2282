import assert from 'node:assert/strict';
import { layOut } from '../../../../client/src/features/graph/graph-layout.ts';
import { boxSize, graphSvg } from '../../../../client/src/features/graph/graph-svg.ts';
import { drawnState, stateWords } from '../../../../client/src/features/graph/run-states.ts';
import type { GraphCall, GraphWorkflow } from '@omics-lens/server/protocol/index.ts';

const PLACE = {
  uri: 'file:///a.wdl',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
};

function call(id: string, more: Partial<GraphCall> = {}): GraphCall {
  return {
    id,
    kind: 'task',
    callee: `#${id}`,
    calleeName: id,
    scatters: [],
    conditions: [],
    states: {},
    ...PLACE,
    ...more,
  };
}

const GRAPH: GraphWorkflow = {
  id: '#Main',
  name: 'Main',
  ...PLACE,
  calls: [
    call('prepare', { states: { COMPLETED: 1 } }),
    call('align', { scatters: ['s1'], states: { COMPLETED: 2, FAILED: 1 }, instance: 'omics.m.xlarge' }),
    call('sort', { scatters: ['s1', 's2'], conditions: ['a < b && "x"'] }),
    call('merge', { kind: 'workflow', calleeName: 'Merge' }),
    call('alone', { kind: 'unknown' }),
  ],
  edges: [
    { from: 'prepare', to: 'align' },
    { from: 'align', to: 'sort' },
    { from: 'sort', to: 'merge' },
  ],
  scatters: [
    { id: 's1', text: 'samples', count: 3 },
    { id: 's2', text: 'lanes' },
  ],
};

function drawn(graph: GraphWorkflow) {
  const sizes = new Map(graph.calls.map((each) => [each.id, boxSize(each)]));
  return layOut(graph, (id) => sizes.get(id) ?? { width: 0, height: 0 });
}

describe('the picture of a workflow', () => {
  it('has every call below what it waits for, none over another, and each inside its scatter', () => {
    const layout = drawn(GRAPH);
    const box = (id: string) => layout.boxes.find((each) => each.id === id)!;
    for (const { from, to } of GRAPH.edges) {
      assert.ok(box(from).y + box(from).height < box(to).y, `${to} is below ${from}`);
    }
    for (const one of layout.boxes) {
      for (const other of layout.boxes) {
        const isApart =
          one === other ||
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        assert.ok(isApart, `${one.id} and ${other.id}`);
      }
    }
    const frame = (id: string) => layout.frames.find((each) => each.id === id)!;
    const isIn = (inner: { x: number; y: number; width: number; height: number }, outer: typeof inner) =>
      inner.x >= outer.x &&
      inner.y >= outer.y &&
      inner.x + inner.width <= outer.x + outer.width &&
      inner.y + inner.height <= outer.y + outer.height;
    assert.ok(isIn(box('align'), frame('s1')));
    assert.ok(isIn(frame('s2'), frame('s1')));
    assert.ok(isIn(box('sort'), frame('s2')));
  });

  it('is a drawing that says in words what it shows, and nothing of the source runs in it', () => {
    const svg = graphSvg(GRAPH, drawn(GRAPH));
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
    assert.match(svg, /aria-label="align, omics\.m\.xlarge, 1 failed, 2 done of 3"/);
    assert.match(svg, /scatter samples × 3/);
    assert.match(svg, /if a &#60; b &#38;&#38; &#34;x&#34;/);
    assert.match(svg, /sort waits for align/);
    assert.match(svg, /class="call task failed"/);
    assert.doesNotMatch(svg, /<script|on\w+=/);
  });

  it('of a workflow without calls is empty, and one with a cycle is drawn', () => {
    assert.deepEqual(drawn({ ...GRAPH, calls: [], edges: [], scatters: [] }).boxes, []);
    const cyclic = { ...GRAPH, edges: [...GRAPH.edges, { from: 'merge', to: 'prepare' }] };
    assert.equal(drawn(cyclic).boxes.length, 5);
  });

  it('of a thousand calls is drawn', () => {
    const calls = Array.from({ length: 1000 }, (_, index) => call(`c${index}`));
    const edges = calls.slice(1).map(({ id }, index) => ({ from: `c${Math.floor(index / 3)}`, to: id }));
    const layout = drawn({ ...GRAPH, calls, edges, scatters: [] });
    assert.equal(layout.boxes.length, 1000);
  }).timeout(60_000);

  it('shows of many tasks the state that needs attention', () => {
    assert.equal(drawnState({ COMPLETED: 5, RUNNING: 1 }), 'running');
    assert.equal(drawnState({ COMPLETED: 5, FAILED: 1, RUNNING: 1 }), 'failed');
    assert.equal(drawnState({}), 'none');
    assert.equal(stateWords({ COMPLETED: 1 }), 'done');
    assert.equal(stateWords({ COMPLETED: 4, PENDING: 1, STARTING: 2 }), '2 running, 1 waiting, 4 done of 7');
  });
});
