import assert from 'node:assert/strict';
import { CancelRunCommand, GetRunCommand } from '@aws-sdk/client-omics';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { errorOf } from './support/errors.ts';
import { PIPELINE, eachWithService, zipOf } from './support/service.ts';

describe('what local runs leave in S3', () => {
  const local = eachWithService();
  const parameters = { samples: ['a'], reference: 's3://inputs/ref.fa' };
  const start = async () =>
    local().start({
      workflowId: await local().workflow(zipOf(PIPELINE)),
      parameters,
      outputUri: 's3://results/mine/',
    });
  const keys = async (Prefix: string, more: object = {}) => {
    const page = await local().s3.send(new ListObjectsV2Command({ Bucket: 'results', Prefix, ...more }));
    return [
      ...(page.CommonPrefixes ?? []).map((item) => item.Prefix),
      ...(page.Contents ?? []).map((item) => item.Key),
    ];
  };
  const folderOf = async (id: string) => {
    const { uuid = '', runOutputUri } = await local().omics.send(new GetRunCommand({ id }));
    assert.equal(runOutputUri, `s3://results/mine/${id}/${uuid}`);
    return `mine/${id}/${uuid}`;
  };
  const read = async (Key: string) => {
    const { Body } = await local().s3.send(new GetObjectCommand({ Bucket: 'results', Key }));
    return (await Body?.transformToString()) ?? '';
  };

  it('are outputs, their summary and the log of the engine, once the run is over', async () => {
    const id = await start();
    assert.match(await errorOf(keys('')), /^NoSuchBucket 404/);
    await local().pass(600);
    const folder = await folderOf(id);
    assert.deepEqual(await keys('mine/'), [
      `${folder}/logs/engine.log`,
      `${folder}/logs/outputs.json`,
      `${folder}/out/bam/bam`,
    ]);
    assert.deepEqual(await keys(`${folder}/`, { Delimiter: '/' }), [`${folder}/logs/`, `${folder}/out/`]);
    assert.deepEqual(JSON.parse(await read(`${folder}/logs/outputs.json`)), {
      'Pipeline.bam': `s3://results/${folder}/out/bam/bam`,
    });
    assert.equal(await read(`${folder}/out/bam/bam`), "Simulated output 'bam'.\n");
    const head = await local().s3.send(
      new HeadObjectCommand({ Bucket: 'results', Key: `${folder}/out/bam/bam` }),
    );
    assert.equal(head.ContentLength, 24);
    assert.deepEqual(await keys('other/'), []);
  });

  it('are only the log of the engine when the run failed', async () => {
    await local().play({ tasks: [{ task: 'Merge', fail: {} }] });
    const id = await start();
    await local().pass(600);
    const folder = await folderOf(id);
    assert.deepEqual(await keys(''), [`${folder}/logs/engine.log`]);
    assert.match(
      await read(`${folder}/logs/engine.log`),
      /task Merge \(tasks\/tools\.wdl Ln \d+ Col \d+\) failed/,
    );
  });

  it('are nothing when the run was cancelled', async () => {
    const id = await start();
    await local().pass(15);
    await local().omics.send(new CancelRunCommand({ id }));
    await local().pass(600);
    assert.deepEqual(await keys(''), []);
  });
});
