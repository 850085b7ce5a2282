import assert from 'node:assert/strict';
import type { StartRunRequest } from '@aws-sdk/client-omics';
import {
  CreateRunCacheCommand,
  CreateRunGroupCommand,
  GetRunCommand,
  GetWorkflowCommand,
  ListWorkflowsCommand,
} from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { eachWithService } from '../support/service.ts';

describe('local Ready2Run workflows', () => {
  const local = eachWithService();
  const ID = '9000003';
  const start = (request: Partial<StartRunRequest> = {}) =>
    local().start({ workflowId: ID, workflowType: 'READY2RUN', ...request });

  it('are listed beside the private ones, and shown', async () => {
    const { items = [] } = await local().omics.send(new ListWorkflowsCommand({ type: 'READY2RUN' }));
    const listed = items.find((item) => item.id === ID);
    assert.deepEqual(
      [listed?.name, listed?.type, listed?.status, listed?.arn],
      ['GATK-BP fq2bam', 'READY2RUN', 'ACTIVE', `arn:aws:omics:us-east-1::workflow/${ID}`],
    );
    const shown = await local().omics.send(new GetWorkflowCommand({ id: ID, type: 'READY2RUN' }));
    assert.match(shown.description ?? '', /^By Broad Institute\. Inputs of up to 64 GiB/);
    assert.equal(shown.type, 'READY2RUN');
    assert.match(
      await errorOf(local().omics.send(new GetWorkflowCommand({ id: ID }))),
      /^ResourceNotFoundException 404/,
    );
  });

  it('run like others', async () => {
    const id = await start({ parameters: { inputs: ['s3://data/a.fastq.gz'] } });
    await local().pass(100);
    const run = await local().omics.send(new GetRunCommand({ id }));
    assert.deepEqual([run.status, run.workflowType, run.workflowId], ['COMPLETED', 'READY2RUN', ID]);
    const again = await local().start({ runId: id });
    assert.equal((await local().omics.send(new GetRunCommand({ id: again }))).workflowType, 'READY2RUN');
  });

  it('need their type, and go without groups and caches', async () => {
    assert.match(await errorOf(local().start({ workflowId: ID })), /^ResourceNotFoundException 404/);
    const { id: runGroupId } = await local().omics.send(new CreateRunGroupCommand({}));
    assert.match(await errorOf(start({ runGroupId })), /^ValidationException 400: .*cannot use a run group/);
    const { id: cacheId } = await local().omics.send(
      new CreateRunCacheCommand({ cacheS3Location: 's3://cache-bucket' }),
    );
    assert.match(await errorOf(start({ cacheId })), /^ValidationException 400: .*cannot use a run cache/);
  });
});
