import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetRunCommand, GetWorkflowCommand, ListRunTasksCommand } from '@aws-sdk/client-omics';
import type { StartRunRequest } from '@aws-sdk/client-omics';
import { zipSync } from 'fflate';
import { errorOf } from '../support/errors.ts';
import { eachWithService } from '../support/service.ts';

const SAMPLES = fileURLToPath(new URL('../../../samples/', import.meta.url));

/** Each sample by its language: its folder, its parameter files, and the tasks of its scatter. */
const LANGUAGES = {
  WDL: {
    folder: 'germline',
    good: 'params.json',
    broken: 'broken.params.json',
    calls: ['CallVariants-0', 'CallVariants-1', 'CallVariants-2'],
  },
  Nextflow: {
    folder: 'germline-nextflow',
    good: 'params.json',
    broken: 'broken.params.json',
    calls: ['CallVariants (1)', 'CallVariants (2)', 'CallVariants (3)'],
  },
  CWL: {
    folder: 'germline-cwl',
    good: 'inputs.json',
    broken: 'broken.inputs.json',
    calls: ['CallVariants', 'CallVariants_2', 'CallVariants_3'],
  },
} as const;

for (const [language, { folder, good, broken, calls }] of Object.entries(LANGUAGES)) {
  describe(`the sample pipeline in ${language}`, () => {
    const local = eachWithService();
    const sample = join(SAMPLES, folder);
    const createSample = () => {
      const files = readdirSync(sample, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      return local().workflow(
        zipSync(
          Object.fromEntries(
            files.map((file) => [
              relative(sample, file).replaceAll('\\', '/'),
              new Uint8Array(readFileSync(file)),
            ]),
          ),
        ),
      );
    };
    const parameters = (file: string) =>
      JSON.parse(readFileSync(join(sample, file), 'utf8')) as Exclude<
        StartRunRequest['parameters'],
        undefined
      >;

    it('runs to its end with the good parameters, with a task for each interval, named as its engine does', async () => {
      const workflowId = await createSample();
      assert.equal((await local().omics.send(new GetWorkflowCommand({ id: workflowId }))).status, 'ACTIVE');
      const given = parameters(good) as { intervals: string[] } & Record<string, never>;
      const id = await local().start({ workflowId, parameters: given });
      await local().pass(600);
      const run = await local().omics.send(new GetRunCommand({ id }));
      assert.deepEqual([run.status, run.statusMessage], ['COMPLETED', undefined]);
      const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
      const tasks = items.map((task) => task.name ?? '');
      assert.deepEqual(tasks.filter((name) => name.startsWith('CallVariants')).toSorted(), calls);
      assert.equal(tasks.length, given.intervals.length + 4);
    });

    it('does not start with the broken parameters', async () => {
      const workflowId = await createSample();
      const start = local().start({ workflowId, parameters: parameters(broken) });
      assert.match(await errorOf(start), /^ValidationException 400: Invalid run parameters/);
    });
  });
}
