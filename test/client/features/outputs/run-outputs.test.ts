import assert from 'node:assert/strict';
import {
  MOST_ROWS,
  PAGE_ROWS,
  findOutputs,
  RunOutputs,
} from '../../../../client/src/features/outputs/run-outputs.ts';
import { explainAnything } from '../../../../client/src/infrastructure/boundary.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { explainServiceError } from '../../../../client/src/omics/service-errors.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { drawn, endedRun, put, rowAt } from './ended-run.ts';

const never = new AbortController().signal;

describe('the outputs of a run', () => {
  let services: LocalServices;
  before(async () => {
    services = await localServices();
  });
  after(() => services.close());
  afterEach(() => services.play({}));

  const ports = (from: LocalServices) => ({
    services: () => Promise.resolve(from),
    explain: async (error: unknown) =>
      (
        await explainAnything(error, {
          explain: (failure) => Promise.resolve(explainServiceError(failure, from.account)),
        })
      ).sentence,
  });

  async function look(runId: string, from = services): Promise<RunOutputs> {
    return new RunOutputs(await findOutputs(runId, ports(from), never), ports(from));
  }

  /** The time is the simulation's, and the same for all files that a run has written. */
  function without(folder: string, lines: readonly string[]): string {
    return lines
      .join('\n')
      .replaceAll(folder, '<run>/')
      .replaceAll(/, \d{4}-\d\d-\d\d [\d:]+ UTC/g, '');
  }

  it('of WDL are its named outputs with their sizes, then its folders', async () => {
    const { id, folder } = await endedRun(services, 'WDL');
    const outputs = await look(id);
    assert.equal(
      without(folder, await drawn(outputs, { closed: ['logs'] })),
      `Outputs
  vcf (vcf, 24 bytes)
  reads (1 element)
    0 (reads, 26 bytes)
  count (1)
All Files
  logs (of the engine)
  out (outputs)
    reads
      0
        reads (26 bytes)
    vcf
      vcf (24 bytes)`,
    );
    assert.match(
      (await drawn(outputs, { closed: ['All Files'] })).join('\n'),
      /vcf \(vcf, 24 bytes, 2026-11-20 /,
    );
  });

  it('of CWL are File and Directory objects, with the files that belong to them', async () => {
    const { id, folder } = await endedRun(services, 'CWL');
    assert.equal(
      without(folder, await drawn(await look(id), { closed: ['All Files'] })),
      'Outputs\n  vcf (vcf, 24 bytes)\nAll Files',
    );
    const file = (path: string, more: object = {}) => ({
      class: 'File',
      location: `${folder}out/${path}`,
      basename: path,
      size: 5000,
      ...more,
    });
    const summary = {
      'bam.sorted': file('a.bam', { secondaryFiles: [file('a.bam.bai')] }),
      report: { class: 'Directory', location: `${folder}out/report`, basename: 'report' },
      pairs: [{ left: 1, right: null }],
      elsewhere: { class: 'File', location: 'file:///tmp/x', basename: 'x' },
      name: 'two\nlines',
    };
    await put(services, `${folder}logs/outputs.json`, JSON.stringify(summary));
    await put(services, `${folder}out/report/index.html`, '<p>');
    assert.equal(
      without(folder, await drawn(await look(id), { closed: ['All Files'] })),
      `Outputs
  bam.sorted (a.bam, 4.9 KiB)
    0 (a.bam.bai, 4.9 KiB)
  report (report)
    index.html (3 bytes)
  pairs (1 element)
    0 (2 members)
      left (1)
      right (null)
  elsewhere (3 members)
    class (File)
    location (file:///tmp/x)
    basename (x)
  name (two lines)
All Files`,
    );
  });

  it('of a WDL Directory are a folder, although its address looks like that of a file', async () => {
    const { id, folder } = await endedRun(services, 'WDL');
    await put(services, `${folder}out/qc/deep/a.html`, '<p>');
    await put(services, `${folder}logs/outputs.json`, JSON.stringify({ 'w.qc': `${folder}out/qc` }));
    assert.equal(
      without(folder, await drawn(await look(id), { closed: ['All Files'] })),
      'Outputs\n  qc (qc)\n    deep\n      a.html (3 bytes)\nAll Files',
    );
  });

  it('are not taken from a place that runs share, unless they were written when this one ended', async () => {
    const shared = 's3://results/runs/logs/outputs.json';
    const late = await endedRun(services, 'NEXTFLOW');
    await put(services, shared, '{"w.of_another_run": 1}');
    assert.match((await drawn(await look(late.id), { closed: ['All Files'] })).join(), /There is no summary/);
    const { id } = await endedRun(services, 'NEXTFLOW', 'alive');
    while ((await services.omics.getRun(id)).status !== 'COMPLETED')
      await services.clock.sleep(30_000, never);
    await put(services, shared, '{"w.of_this_run": 1}');
    assert.match((await drawn(await look(id), { closed: ['All Files'] })).join(), /of_this_run \(1\)/);
    await put(services, shared, '');
  });

  it('of Nextflow are what was published, under a sentence that says why there are no named ones', async () => {
    const { id, folder } = await endedRun(services, 'NEXTFLOW');
    await put(services, `${folder}pubdir/calls/a.vcf.gz`, 'x');
    await put(services, `${folder}output/report.html`, '<p>');
    await put(services, `${folder}pubdir//odd`, 'x');
    assert.equal(
      without(folder, await drawn(await look(id), { closed: ['logs'] })),
      `Outputs
  ! There is no summary of the outputs: Nextflow writes none. What was published is in All Files.
All Files
  logs (of the engine)
  output (published by Nextflow)
    report.html (3 bytes)
  pubdir (published by Nextflow)
    /
      odd (1 byte)
    calls
      a.vcf.gz (1 byte)`,
    );
  });

  it('of a run that was cancelled or has failed are said to be none', async () => {
    const cancelled = await endedRun(services, 'WDL', 'cancelled');
    assert.equal(
      (await drawn(await look(cancelled.id))).join('\n'),
      `Outputs
  ! The run was cancelled: HealthOmics exports no outputs of such a run.
All Files
  ! The run was cancelled and left no files.`,
    );
    await services.play({ tasks: [{ task: '*', fail: {} }] });
    const failed = await endedRun(services, 'WDL');
    assert.equal(
      without(failed.folder, await drawn(await look(failed.id))).replace(/engine.log \(.*\)/, 'engine.log'),
      `Outputs
  ! The run failed and wrote no summary of outputs. What it left is in All Files.
All Files
  logs (of the engine)
    engine.log`,
    );
  });

  it('are not asked for before the run is over', async () => {
    const { id } = await endedRun(services, 'WDL', 'alive');
    assert.equal(
      await look(id).catch(messageOf),
      "Run 'nightly' is not over yet. Its outputs are written when it has ended.",
    );
  });

  it('that may not be read are said so, each in its place', async () => {
    const { id, folder } = await endedRun(services, 'WDL');
    await services.play({ account: { denied: ['s3:GetObject', 's3:ListBucket'] } });
    const denied = (uri: string, permission: string) =>
      `You may not read '${uri}'. Ask for the permission '${permission}' on it; a bucket policy or an encryption key can refuse it too.`;
    const outputs = await look(id);
    assert.equal(
      (await drawn(outputs)).join('\n'),
      `Outputs
  ! ${denied(`${folder}logs/outputs.json`, 's3:GetObject')}
All Files
  ! ${denied(folder, 's3:ListBucket')}`,
    );
    await services.play({});
    const again = await outputs.children(await rowAt(outputs, 'All Files'));
    assert.deepEqual(
      again.map(({ kind }) => kind),
      ['folder', 'folder'],
    );
  });

  it('are shown without sizes to who may read and not list', async () => {
    const { id } = await endedRun(services, 'WDL');
    await services.play({ account: { denied: ['s3:ListBucket'] } });
    assert.match(
      (await drawn(await look(id))).join('\n'),
      /^Outputs\n {2}vcf \(vcf\)\n {2}reads \(1 element\)\n {4}0 \(reads\)\n {2}count \(1\)\nAll Files\n {2}! You may not read/,
    );
  });

  it('are read although the service asks for fewer requests, or breaks off', async () => {
    const { id } = await endedRun(services, 'WDL');
    await services.play({
      requests: [
        { operation: 'GetObject', error: 'ThrottlingException', times: 2 },
        { operation: 'ListObjectsV2', drop: 'before', times: 1 },
      ],
    });
    assert.match((await drawn(await look(id))).join('\n'), /vcf \(vcf, 24 bytes/);
  }).timeout(30_000);

  it('of a run whose files were deleted are said to be gone', async () => {
    const { id, folder } = await endedRun(services, 'WDL');
    const { S3Client, ListObjectsV2Command, DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    const s3 = new S3Client({
      endpoint: services.endpoint,
      forcePathStyle: true,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    services.own({ close: () => s3.destroy() });
    const Prefix = folder.slice('s3://results/'.length);
    for (const { Key } of (await s3.send(new ListObjectsV2Command({ Bucket: 'results', Prefix }))).Contents ??
      []) {
      await s3.send(new DeleteObjectCommand({ Bucket: 'results', Key }));
    }
    assert.match(
      (await drawn(await look(id))).join('\n'),
      /All Files\n {2}! Nothing of this run is in 's3:\/\/results\/runs\/?'\. It may have been moved or deleted\.$/,
    );
  });

  it('that are no JSON, or no object, are said so', async () => {
    const { id, folder } = await endedRun(services, 'WDL');
    const summaries = ['{"a": ', '[1]', '{}'];
    const seen: string[] = [];
    for (const summary of summaries) {
      await put(services, `${folder}logs/outputs.json`, summary);
      seen.push(...(await drawn(await look(id), { closed: ['All Files'] })).slice(1, 2));
    }
    const uri = `${folder}logs/outputs.json`;
    assert.deepEqual(seen, [
      `  ! '${uri}' is not valid JSON. Open it under All Files to look at it.`,
      `  ! '${uri}' names no outputs. Open it under All Files to look at it.`,
      '  ! The workflow has no outputs.',
    ]);
  });

  it('are read a page at a time, and never more than a tree should hold', async () => {
    const objects = Array.from({ length: 6_000 }, (_each, index) => ({
      key: `all/${String(index).padStart(6, '0')}.txt`,
      size: 1,
    }));
    const crowded = await localServices({ account: { buckets: [{ name: 'many', objects }] } });
    try {
      const { id, folder } = await endedRun(crowded, 'CWL');
      const summary = { all: { class: 'Directory', location: 's3://many/all' } };
      await put(crowded, `${folder}logs/outputs.json`, JSON.stringify(summary));
      const outputs = await look(id, crowded);
      const all = await rowAt(outputs, 'Outputs', 'all');
      const shown: number[] = [];
      for (;;) {
        const rows = await outputs.children(all);
        assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
        shown.push(rows.length);
        const last = rows.at(-1);
        if (last?.kind !== 'more') break;
        await outputs.more(last.of);
      }
      assert.deepEqual(shown.slice(0, 3), [PAGE_ROWS + 1, 2 * PAGE_ROWS + 1, 3 * PAGE_ROWS + 1]);
      assert.ok(shown.at(-1)! <= MOST_ROWS + 1, String(shown.at(-1)));
      assert.match((await drawn(outputs)).join('\n'), /! No more are shown here\. Download the folder/);
    } finally {
      await crowded.close();
    }
  }).timeout(120_000);

  it('stay where they were read and the next page may not be', async () => {
    const { id, folder } = await endedRun(services, 'WDL');
    const key = `${folder.slice('s3://results/'.length)}out/many/`;
    const objects = Array.from({ length: 500 }, (_each, index) => ({ key: `${key}${index}.txt`, size: 1 }));
    const account = { buckets: [{ name: 'results', objects }] };
    await services.play({ account });
    const outputs = await look(id);
    const many = await rowAt(outputs, 'All Files', 'out', 'many');
    const more = (await outputs.children(many)).at(-1);
    assert.ok(more?.kind === 'more');
    await services.play({ account: { ...account, denied: ['s3:ListBucket'] } });
    assert.match(String(await outputs.more(more.of).catch(messageOf)), /^You may not read/);
    assert.equal((await outputs.children(many)).length, PAGE_ROWS + 1);
    await services.play({ account });
    await outputs.more(more.of);
    assert.equal((await outputs.children(many)).length, 2 * PAGE_ROWS + 1);
  });

  it('of a long array are shown a page at a time, up to a limit', async () => {
    const { id, folder } = await endedRun(services, 'WDL');
    const long = Array.from({ length: 100_000 }, (_each, index) => index);
    await put(services, `${folder}logs/outputs.json`, JSON.stringify({ 'calls.long': long }));
    const outputs = await look(id);
    const row = await rowAt(outputs, 'Outputs', 'long');
    const counts: number[] = [];
    for (;;) {
      const shown = await outputs.children(row);
      counts.push(shown.length);
      const last = shown.at(-1);
      if (last?.kind !== 'more') break;
      await outputs.more(last.of);
    }
    assert.deepEqual([counts[0], counts.at(-1)], [PAGE_ROWS + 1, MOST_ROWS + 1]);
    assert.match((await drawn(outputs)).join('\n'), /! 5,000 of 100,000 are shown here\./);
  });
});
