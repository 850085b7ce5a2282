import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import type { Place, PreflightFactsParams, PreflightFactsResult } from '@omics-lens/server/protocol/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { parseFixture } from '../../support/fixture.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const FIXTURE = `
//- /.vscode/settings.json
{
  // Comments may stand here.
  "omicsLens.run.outputUri": "s3://from-settings/out/",
  "omicsLens.run.roleArn": ""
}
//- /p/.healthomics/config.toml
omics_iam_role = "arn:aws:iam::123456789012:role/project"
run_storage_type = "STATIC" # more room
//- /p/container-registry-map.json
{
  "registryMappings": [
    { "upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "quay", "upstreamRepositoryPrefix": "biocontainers" },
    { "upstreamRegistryUrl": "registry-1.docker.io", "ecrRepositoryPrefix": "hub", "ecrAccountId": "111122223333" }
  ],
  "imageMappings": [{ "sourceImage": "old:1", "destinationImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/new:2" }]
}
//- /p/main.wdl
version development
struct Sample { File bam String label }
workflow W {
  input {
    Array[Sample] samples
    Directory reference
    String where = "s3://defaults/where"
    File known = "s3://defaults/known.vcf"
    File given = "s3://defaults/given.vcf"
    String note
    String docker_image
  }
  scatter (s in samples) { call A { input: bam = s.bam, docker = docker_image } }
  call B
  call C
  call D
}
task A {
  input { File bam String docker }
  command <<< a ~{bam} >>>
  runtime { container: docker }
}
task B {
  input { String image = "quay.io/biocontainers/samtools:1.21" }
  command <<< b >>>
  runtime { container: image gpu: true acceleratorType: "nvidia-tesla-t4" acceleratorCount: 2 }
}
task C { command <<< c >>> runtime { container: "ubuntu:22.04" } }
task D { command <<< d >>> runtime { container: "old:1" } }
//- /p/w.params.json
{
  "samples": [{ "bam": "s3://data/a.bam", "label": "s3://maybe" }, { "bam": "omics://123456789012.storage.us-east-1.amazonaws.com/1234567890/readSet/1000000001" }],
  "reference": "s3://data/ref/",
  "given": "s3://data/given.vcf",
  "note": "no place",
  "docker_image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1"
}
//- /p/w.run.json
{
  "roleArn": "arn:aws:iam::123456789012:role/own",
  "workflowId": "12",
  "priority": 7,
  "outputUri": "",
  "tags": { "patient": "Jane" },
  "parameters": { "given": "s3://data/given.vcf" }
}
`;

describe('omicsLens/preflightFacts', () => {
  const texts: ReadonlyMap<string, string> = new Map(
    [...parseFixture(FIXTURE).files].map(([path, text]) => [`file:///ws${path}`, text] as const),
  );

  async function ask(params: PreflightFactsParams): Promise<PreflightFactsResult> {
    const server = startServerHere(stubEnvironment({ ...product, host: new MemoryHost([...texts]) }));
    await server.initialize({ workspaceFolders: [{ uri: 'file:///ws', name: 'ws' }] });
    server.notify('initialized', {});
    const { result } = await server.request('omicsLens/preflightFacts', params);
    return result as PreflightFactsResult;
  }

  /** `config.toml:1 text under the range`. */
  function shown({ uri, range }: Place): string {
    const text = texts.get(uri) ?? '';
    const lines = new LineIndex(text);
    const under = text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
    return `${uri.split('/').at(-1) ?? ''}:${range.start.line + 1} ${under}`;
  }

  it('gives the places of parameters, tasks, the project and the settings', async () => {
    const facts = await ask({ uri: 'file:///ws/p/main.wdl', parameters: 'file:///ws/p/w.params.json' });
    assert.equal(shown(facts.place), 'w.params.json:1 {');
    assert.deepEqual(
      facts.members.map(({ name, place }) => `${name} ${shown(place)}`),
      [
        'roleArn config.toml:1 arn:aws:iam::123456789012:role/project',
        'storageType config.toml:2 STATIC',
        'outputUri settings.json:3 s3://from-settings/out/',
      ],
    );
    assert.deepEqual(
      facts.parameters.map(({ name }) => name),
      ['samples', 'reference', 'given', 'note', 'docker_image'],
    );
    assert.deepEqual(
      facts.inputs.map(({ name, wanted, value, place }) => {
        assert.ok(shown(place).includes(value), `${value} at ${shown(place)}`);
        return `${name} ${wanted} ${shown(place).slice(0, 28)}`;
      }),
      [
        'samples[0].bam file w.params.json:2 s3://data/a.',
        'samples[0].label unknown w.params.json:2 s3://maybe',
        'samples[1].bam file w.params.json:2 omics://1234',
        'reference folder w.params.json:3 s3://data/re',
        'given file w.params.json:4 s3://data/gi',
        'where unknown main.wdl:7 "s3://defaults/wh',
        'known file main.wdl:8 "s3://defaults/kn',
      ],
    );
    assert.deepEqual(
      facts.images.map(({ name, value, pulledFrom, certainty, runsOn, gpus, place }) =>
        [name, value, pulledFrom, certainty, runsOn, gpus, shown(place).split(' ')[0]].join(' '),
      ),
      [
        'docker_image 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1 certain cpu  w.params.json:6',
        'B quay.io/biocontainers/samtools:1.21 quay/samtools:1.21 default gpu 2 main.wdl:26',
        'C ubuntu:22.04 111122223333/hub/library/ubuntu:22.04 certain cpu  main.wdl:28',
        'D old:1 123456789012.dkr.ecr.us-east-1.amazonaws.com/new:2 certain cpu  main.wdl:29',
      ],
    );
  });

  it('gives the places of a run file first', async () => {
    const facts = await ask({ uri: 'file:///ws/p/w.run.json' });
    assert.deepEqual(
      facts.members.map(({ name, value, place }) => `${name}=${value} ${place.uri.split('/').at(-1) ?? ''}`),
      [
        'roleArn=arn:aws:iam::123456789012:role/own w.run.json',
        'workflowId=12 w.run.json',
        'priority=7 w.run.json',
        'outputUri= w.run.json',
        'tags.patient=Jane w.run.json',
        'roleArn=arn:aws:iam::123456789012:role/project config.toml',
        'storageType=STATIC config.toml',
        'outputUri=s3://from-settings/out/ settings.json',
      ],
    );
    assert.deepEqual(
      facts.inputs.map(({ name }) => name),
      ['given', 'where', 'known'],
    );
  });

  it('has nothing to say about a file that is none of a run', async () => {
    const facts = await ask({ uri: 'file:///ws/p/gone.wdl' });
    assert.deepEqual([facts.inputs, facts.images, facts.place.uri], [[], [], 'file:///ws/p/gone.wdl']);
  });
});
