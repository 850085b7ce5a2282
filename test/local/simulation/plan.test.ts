import assert from 'node:assert/strict';
import type { WorkflowModel } from '@omics-lens/server/model/index.ts';
import type { Parameters } from '@omics-lens/local/simulation/plan.ts';
import { planRun } from '@omics-lens/local/simulation/plan.ts';
import { call, input, model, source, task, workflow } from '../support/models.ts';

/** Each task on a line: what it is called, where it is, what it waits for and what it was given. */
function check(given: WorkflowModel, parameters: Parameters, expected: readonly string[]): void {
  const plan = planRun(given, parameters);
  assert.deepEqual(
    plan.tasks.map((planned) => {
      const inputs = planned.inputs.map(
        ({ name, value, text }) =>
          `${name}=${value === undefined ? `<${text ?? ''}>` : JSON.stringify(value)}`,
      );
      const after = planned.after.length > 0 ? ` after ${planned.after.join(' ')}` : '';
      const key = planned.key === planned.name ? '' : ` (${planned.key})`;
      return `${planned.name}${key}${after}${inputs.length > 0 ? `: ${inputs.join(', ')}` : ''}`;
    }),
    expected,
  );
}

const A = task('A');
const B = task('B');
const C = task('C');

describe('the plan of a run', () => {
  it('puts a task behind those whose outputs it uses, wherever they stand', () => {
    check(
      model(workflow('W', [], [call(C, { after: ['B'] }), call(A), call(B, { after: ['A'] })]), A, B, C),
      {},
      ['A', 'B after A', 'C after B'],
    );
  });

  it('makes as many shards as the parameter has elements, and each waits for its own', () => {
    const scatter = { ...source('samples', { line: 1 }), input: 'samples', variable: 's' };
    const withSample = task('A', { inputs: [input('sample')] });
    check(
      model(
        workflow(
          'W',
          [input('samples')],
          [
            call(withSample, { scatters: [scatter], with: { sample: 's' } }),
            call(B, { scatters: [scatter], after: ['A'] }),
            call(C, { after: ['B'] }),
          ],
        ),
        withSample,
        B,
        C,
      ),
      { samples: ['x', 'y'] },
      ['A-0: sample="x"', 'A-1: sample="y"', 'B-0 after A-0', 'B-1 after A-1', 'C after B-0 B-1'],
    );
  });

  it('waits for all shards of another scatter', () => {
    const first = source('xs', { line: 1 });
    const second = source('xs', { line: 2 });
    check(
      model(
        workflow(
          'W',
          [input('xs')],
          [call(A, { scatters: [first] }), call(B, { scatters: [second], after: ['A'] })],
        ),
        A,
        B,
      ),
      { xs: [1, 2] },
      ['A-0', 'A-1', 'B-0 after A-0 A-1', 'B-1 after A-0 A-1'],
    );
  });

  it('multiplies nested scatters, whose inner one may use the outer element', () => {
    const outer = { ...source('rows', { line: 1 }), variable: 'row' };
    const inner = source('row.cells', { line: 2 });
    check(
      model(workflow('W', [input('rows')], [call(A, { scatters: [outer, inner] })]), A),
      { rows: [{ cells: [1, 2] }, { cells: [3] }] },
      ['A-0-0', 'A-0-1', 'A-1-0'],
    );
  });

  it('makes no task of an empty scatter and lets what follows go on', () => {
    check(
      model(
        workflow(
          'W',
          [input('xs')],
          [call(A), call(B, { scatters: [source('xs')], after: ['A'] }), call(C, { after: ['B'] })],
        ),
        A,
        B,
        C,
      ),
      { xs: [] },
      ['A', 'C after A'],
    );
  });

  it('takes a known number of elements, and guesses two where nothing is known', () => {
    const given = model(
      workflow(
        'W',
        [],
        [
          call(A, { scatters: [{ ...source('read_lines(f)', { line: 1 }), count: 3 }] }),
          call(B, { scatters: [source('A.out', { line: 2 })], after: ['A'] }),
        ],
      ),
      A,
      B,
    );
    const plan = planRun(given, {});
    assert.deepEqual(
      plan.tasks.map(({ name }) => name),
      ['A-0', 'A-1', 'A-2', 'B-0', 'B-1'],
    );
    assert.deepEqual(plan.guesses, [
      "How many elements 'A.out' has is known only when tasks have run; the simulation takes 2.",
    ]);
  });

  it('leaves out what a condition switches off, and runs what cannot be decided', () => {
    const conditional = (text: string) =>
      model(
        workflow(
          'W',
          [input('qc', { default: source('false', { constant: false }) }), input('bed', { optional: true })],
          [call(A), call(B, { conditions: [source(text)], after: ['A'] }), call(C, { after: ['B'] })],
        ),
        A,
        B,
        C,
      );
    check(conditional('qc'), {}, ['A', 'C after A']);
    check(conditional('qc'), { qc: true }, ['A', 'B after A', 'C after B']);
    check(conditional('defined(bed)'), {}, ['A', 'C after A']);
    check(conditional('defined(bed)'), { bed: 's3://b/x.bed' }, ['A', 'B after A', 'C after B']);
    check(conditional('A.count > 3'), {}, ['A', 'B after A', 'C after B']);
    assert.deepEqual(planRun(conditional('A.count > 3'), {}).guesses, [
      "Whether 'A.count > 3' holds is known only when tasks have run; the simulation runs 'B'.",
    ]);
  });

  it('decides for each shard, and what follows a shard that is switched off waits for what came before it', () => {
    const scatter = { ...source('samples', { line: 1 }), variable: 's' };
    check(
      model(
        workflow(
          'W',
          [input('samples')],
          [
            call(A, { scatters: [scatter] }),
            call(B, { scatters: [scatter], conditions: [source('s == "x"')], after: ['A'] }),
            call(C, { scatters: [scatter], after: ['B'] }),
          ],
        ),
        A,
        B,
        C,
      ),
      { samples: ['x', 'y'] },
      ['A-0', 'A-1', 'B-0 after A-0', 'C-0 after B-0', 'C-1 after A-1'],
    );
  });

  it('walks into workflows that are called, with their own inputs', () => {
    const inner = task('Inner', {
      inputs: [input('name'), input('threads', { default: source('base * 2') })],
    });
    const withThreads = {
      ...inner,
      inputs: [...inner.inputs, input('base', { default: source('2', { constant: 2 }) })],
    };
    const sub = workflow(
      'Sub',
      [input('id')],
      [call(withThreads, { with: { name: 'id + "-x"' } }), call(B, { after: ['Inner'] })],
    );
    const scatter = { ...source('samples', { line: 1 }), variable: 's' };
    check(
      model(
        workflow(
          'W',
          [input('samples')],
          [
            call(A),
            call(sub, { name: 'each', scatters: [scatter], with: { id: 's' }, after: ['A'] }),
            call(C, { after: ['each'] }),
          ],
        ),
        A,
        sub,
        withThreads,
        B,
        C,
      ),
      { samples: ['p', 'q'] },
      [
        'A',
        'Inner (each-0/Inner) after A: name="p-x", threads=4, base=2',
        'B (each-0/B) after each-0/Inner',
        'Inner (each-1/Inner) after A: name="q-x", threads=4, base=2',
        'B (each-1/B) after each-1/Inner',
        'C after each-0/Inner each-0/B each-1/Inner each-1/B',
      ],
    );
  });

  it('shows the expression of what is known only later', () => {
    const uses = task('Uses', { inputs: [input('bam'), input('extra', { optional: true })] });
    check(
      model(workflow('W', [], [call(A), call(uses, { after: ['A'], with: { bam: 'A.bam' } })]), A, uses),
      {},
      ['A', 'Uses after A: bam=<A.bam>, extra=null'],
    );
  });

  it('does not take what every object has for a parameter', () => {
    const given = task('Alone', { inputs: [input('constructor', { optional: true })] });
    check(model(given), {}, ['Alone: constructor=null']);
  });

  it('runs a task by itself', () => {
    check(model(task('Alone', { inputs: [input('x')] })), { x: 1 }, ['Alone: x=1']);
  });

  it('ends with a workflow that calls itself, calls that wait for each other, and too many shards', () => {
    const loop = workflow('Loop', [], []);
    const again = { ...loop, calls: [call(loop)] };
    assert.throws(() => planRun(model(again), {}), /nested more than 40 deep/);
    check(model(workflow('W', [], [call(A, { after: ['B'] }), call(B, { after: ['A'] })]), A, B), {}, [
      'B',
      'A after B',
    ]);
    const many = model(workflow('W', [], [call(A, { scatters: [source('range(10001)')] })]), A);
    assert.throws(() => planRun(many, {}), /more than 10000 shards/);
  });
});
