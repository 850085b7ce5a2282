import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetRunCommand, GetWorkflowCommand, ListRunTasksCommand } from '@aws-sdk/client-omics';
import type { StartRunRequest } from '@aws-sdk/client-omics';
import { zipSync } from 'fflate';
import { errorOf } from '../support/errors.ts';
import { eachWithService } from '../support/service.ts';

const SAMPLE = fileURLToPath(new URL('../../../samples/germline/', import.meta.url));

describe('the sample pipeline', () => {
  const local = eachWithService();
  const createSample = () => {
    const files = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.wdl'),
    );
    return local().workflow(
      zipSync(
        Object.fromEntries(
          files.map((file) => [file.replaceAll('\\', '/'), new Uint8Array(readFileSync(join(SAMPLE, file)))]),
        ),
      ),
    );
  };
  const parameters = (file: string) =>
    JSON.parse(readFileSync(join(SAMPLE, file), 'utf8')) as Exclude<StartRunRequest['parameters'], undefined>;

  it('runs to its end with the good parameters, with a task for each interval', async () => {
    const workflowId = await createSample();
    assert.equal((await local().omics.send(new GetWorkflowCommand({ id: workflowId }))).status, 'ACTIVE');
    const given = parameters('params.json') as { intervals: string[] } & Record<string, never>;
    const id = await local().start({ workflowId, parameters: given });
    await local().pass(600);
    const run = await local().omics.send(new GetRunCommand({ id }));
    assert.deepEqual([run.status, run.statusMessage], ['COMPLETED', undefined]);
    const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    assert.deepEqual(
      items.filter((task) => task.name?.startsWith('CallVariants-')).length,
      given.intervals.length,
    );
  });

  it('does not start with the broken parameters', async () => {
    const workflowId = await createSample();
    const start = local().start({ workflowId, parameters: parameters('broken.params.json') });
    assert.match(await errorOf(start), /^ValidationException 400: Invalid run parameters/);
  });
});
