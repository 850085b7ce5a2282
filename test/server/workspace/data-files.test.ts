import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { parseFixture } from '../../support/fixture.ts';

const ROOT = 'file:///project';

function workspaceOf(fixture: string, settings: Partial<ServerSettings> = {}) {
  const host = new MemoryHost([...parseFixture(fixture).files].map(([path, text]) => [ROOT + path, text]));
  const workspace = new Workspace({
    host,
    languages: product.languages,
    finish: product.finish,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    report: (error) => {
      throw error;
    },
  });
  workspace.addFolder(ROOT);
  return { workspace, host };
}

/** `path code` of every problem of the files that are data, in the order in which files are checked. */
async function codes(workspace: Workspace): Promise<string[]> {
  await workspace.prepareAll();
  const found: string[] = [];
  for (const uri of await workspace.files()) {
    for (const { code } of (await workspace.summary(uri))?.problems ?? []) {
      found.push(`${uri.slice(ROOT.length)} ${code}`);
    }
  }
  return found;
}

const WDL = `//- /w.wdl
version 1.0
workflow W {
  input {
    File bam
    Int n = 1
  }
  call t { input: bam = bam, n = n }
  output { File o = t.o }
}
task t {
  input {
    File bam
    Int n
  }
  command <<< cat ~{bam} ~{n} >>>
  output { File o = stdout() }
  runtime { container: "quay.io/biocontainers/samtools:1.17" cpu: 2 memory: "4 GiB" }
}`;

const RUN =
  '"workflowId": "1", "roleArn": "arn:aws:iam::123456789012:role/r", "outputUri": "s3://bucket/", "storageType": "DYNAMIC"';

describe('files of runs', () => {
  it('are checked by their names, against the workflow that they belong to', async () => {
    const { workspace } = workspaceOf(`${WDL}
//- /w.run.json
{${RUN}, "parameters": {"bma": "s3://bucket/a.bam"}}
//- /w.batch.json
{"defaultRunSetting": {${RUN}}, "batchRunSettings": {"inlineSettings": [{"runSettingId": "a", "parameters": {"n": "x", "bam": "s3://bucket/a"}}]}}
//- /w.batch-runs.json
[{"runSettingId": "a", "parameters": {"m": 1}}]
//- /parameter-template.json
{"bam": {"description": "Reads", "optional": true}, "n": {"description": "N", "optional": true}}
//- /nextflow_schema.json
{}
//- /other.json
{"bam": 1}`);
    assert.deepEqual(await codes(workspace), [
      '/parameter-template.json template-optional-wrong',
      '/nextflow_schema.json schema-no-parameters',
      '/w.batch-runs.json parameter-unknown',
      '/w.batch.json parameter-type',
      '/w.run.json parameter-unknown',
      '/w.wdl container-not-ecr',
    ]);
  });

  it('have their project file among them', async () => {
    const { workspace } = workspaceOf(
      '//- /.healthomics/config.toml\nrun_storage_type = "FAST"\n//- /Cargo.toml\nx = y',
    );
    assert.deepEqual(await codes(workspace), ['/.healthomics/config.toml project-value']);
  });

  it('have recipes of images among them while they are open', async () => {
    const { workspace } = workspaceOf('//- /Dockerfile\nENTRYPOINT ["x"]');
    assert.deepEqual(await codes(workspace), []);
    workspace.openDocument({
      uri: `${ROOT}/Dockerfile`,
      languageId: 'dockerfile',
      version: 1,
      text: 'ENTRYPOINT ["x"]',
    });
    assert.deepEqual(await codes(workspace), ['/Dockerfile dockerfile-entrypoint']);
  });

  it('of HealthOmics are nobody else’s', async () => {
    const { workspace } = workspaceOf('//- /w.run.json\n{}\n//- /registry-map.json\n{"x": 1}', {
      target: 'spec',
    });
    assert.deepEqual(await codes(workspace), []);
  });

  it('named *.template.json count beside a workflow of their stem only', async () => {
    const { workspace } = workspaceOf(
      `${WDL}\n//- /w.template.json\n{"bma": {"description": ""}}\n//- /stack.template.json\n{"Resources": {}}`,
    );
    assert.deepEqual(await codes(workspace), [
      '/w.template.json template-parameter-missing',
      '/w.template.json template-name-unknown',
      '/w.wdl container-not-ecr',
    ]);
  });
});

describe('a registry map', () => {
  const MAP = '{"registryMappings": [{"upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "quay"}]}';

  it('leads images of workflows and parameters of its folder to private ones', async () => {
    const { workspace, host } = workspaceOf(`${WDL}\n//- /container-registry-map.json\n${MAP}`);
    assert.deepEqual(await codes(workspace), []);
    host.remove(`${ROOT}/container-registry-map.json`);
    workspace.filesChanged([{ uri: `${ROOT}/container-registry-map.json`, kind: 'deleted' }]);
    assert.deepEqual(await codes(workspace), ['/w.wdl container-not-ecr']);
  });

  it('counts as soon as it is written', async () => {
    const { workspace } = workspaceOf(WDL);
    assert.deepEqual(await codes(workspace), ['/w.wdl container-not-ecr']);
    const uri = `${ROOT}/registry-map.json`;
    workspace.openDocument({ uri, languageId: 'json', version: 1, text: '{}' });
    assert.deepEqual(await codes(workspace), ['/w.wdl container-not-ecr']);
    workspace.changeDocument(uri, 2, MAP);
    assert.deepEqual(await codes(workspace), []);
  });
});

describe('a parameter template', () => {
  it('says what the parameters of its workflow may and must give', async () => {
    const { workspace } =
      workspaceOf(`${WDL.replace('quay.io/biocontainers', '123456789012.dkr.ecr.us-east-1.amazonaws.com')}
//- /w.params.json
{"bam": "s3://bucket/a.bam", "n": 2}
//- /w.parameter-template.json
{"bam": {"description": "Reads"}}`);
    assert.deepEqual(await codes(workspace), [
      '/w.parameter-template.json template-parameter-missing',
      '/w.params.json parameter-not-in-template',
    ]);
  });
});

describe('a file in no language of ours', () => {
  it('is read as it is now', async () => {
    const { workspace, host } = workspaceOf('//- /s.csv\na,b');
    const uri = `${ROOT}/s.csv`;
    assert.equal(await workspace.textOf(uri), 'a,b');
    host.write(uri, 'a,c');
    assert.equal(await workspace.textOf(uri), 'a,c');
    workspace.openDocument({ uri, languageId: 'csv', version: 1, text: 'typed' });
    assert.equal(await workspace.textOf(uri), 'typed');
    assert.equal(await workspace.textOf(`${ROOT}/gone.csv`), undefined);
  });
});

describe('a long array of runs', () => {
  const runs = (count: number) =>
    `[\n${Array.from({ length: count }, (_, i) => `{"runSettingId": "r${i}", "name": "${'n'.repeat(100)}"}`).join(',\n')}\n]`;

  it('is checked in pieces, with its places', async () => {
    const text = runs(60_000).replace('"r54321"', '"r54320"');
    const { workspace } = workspaceOf(`//- /x.batch-runs.json\n${text}`);
    const file = await workspace.summary(`${ROOT}/x.batch-runs.json`);
    const [problem, ...others] = file?.problems ?? [];
    assert.deepEqual(others, []);
    assert.equal(problem?.message, "Two runs of the batch have the id 'r54320'.");
    assert.deepEqual(file?.lines.positionAt(problem.span.start), { line: 54322, character: 17 });
  });

  it('may be larger than any file that is kept', async () => {
    const note = 'n'.repeat(10_000);
    const text = `[\n${Array.from({ length: 5_500 }, (_, i) => `{"runSettingId": "r${i}", "parameters": {"note": "${note}"}}`).join(',\n')},\n{}\n]`;
    const { workspace } = workspaceOf(`//- /x.batch-runs.json\n${text}`);
    const file = await workspace.summary(`${ROOT}/x.batch-runs.json`);
    assert.deepEqual(
      file?.problems.map(({ span, code }) => `${file.lines.positionAt(span.start).line} ${code}`),
      ['5501 field-missing'],
    );
  });

  it('is read again when it changes', async () => {
    const uri = `${ROOT}/x.batch-runs.json`;
    const { workspace, host } = workspaceOf(`//- /x.batch-runs.json\n${runs(50_000)}`);
    assert.deepEqual((await workspace.summary(uri))?.problems, []);
    host.write(uri, `${runs(50_000)} x`);
    workspace.filesChanged([{ uri, kind: 'changed' }]);
    assert.deepEqual(
      (await workspace.summary(uri))?.problems.map(({ code }) => code),
      ['document-shape'],
    );
  });
});
