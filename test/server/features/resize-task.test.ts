import assert from 'node:assert/strict';
import { resizeTask } from '@omics-lens/server/features/resize-task.ts';
import type { Resources } from '@omics-lens/server/model/index.ts';
import { task, workflow, call } from '../../support/model.ts';

describe('features: another size of a task', () => {
  const resized = (
    resources: Parameters<typeof task>[1],
    texts: Partial<Record<keyof Resources, string>> = {},
  ) => {
    const align = task('Align', resources);
    const asked = align.resources!;
    const memory = asked.memory && { ...asked.memory, text: texts.memory ?? asked.memory.text };
    const whole = { ...align, resources: { ...asked, ...(memory && { memory }) } };
    const model = workflow('Main', {}, { calls: [call('first', whole)], callables: [whole] });
    return resizeTask(model, 'first-0-1', { cpus: 2, memory: 4 }).map(({ newText }) => newText);
  };

  it('writes numbers as they are written, with their unit', () => {
    assert.deepEqual(resized({ cpu: 8, memory: '16 GiB' }, { memory: '"16 GiB"' }), ['2', '"4 GiB"']);
    assert.deepEqual(resized({ cpu: 8, memory: '16384 MiB' }, { memory: '"16384 MiB"' }), [
      '2',
      '"4096 MiB"',
    ]);
  });

  it('leaves alone what is computed or not there', () => {
    assert.deepEqual(resized({ memory: '16 GiB' }, { memory: 'gib + " GiB"' }), []);
    assert.deepEqual(resizeTask(workflow('Main', {}), 'none', { cpus: 2, memory: 4 }), []);
  });
});
