import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import type { LocateFailureParams, LocateFailureResponse } from '@omics-lens/server/protocol/index.ts';
import { LineIndex, applyEdits, span } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { parseFixture } from '../../support/fixture.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const FIXTURE = `
//- /p/main.wdl
version 1.1
import "align.wdl" as tasks
workflow W {
  input { File reads }
  call tasks.Align as first { input: reads = reads }
  call Call
}
task Call {
  command <<< >>>
  runtime {
    container: "c:1"
    acceleratorType: "nvidia-l40s"
  }
}
//- /p/align.wdl
version 1.1
task Align {
  input { File reads }
  command <<< >>>
  runtime {
    cpu: 4
    memory: "8 GiB"
  }
}
//- /p/w.params.json
{ "reads": "s3://genomes/a.fastq.gz" }
//- /p/w.run.json
{
  "roleArn": "arn:aws:iam::123456789012:role/own",
  "storageType": "STATIC",
  "storageCapacity": 1200,
  "parameters": "w.params.json"
}
//- /q/other.wdl
version 1.1
workflow Other { call Sort }
task Sort { command <<< >>> }
`;
describe('omicsLens/locateFailure', () => {
  const texts: ReadonlyMap<string, string> = new Map(
    [...parseFixture(FIXTURE).files].map(([path, text]) => [`file:///ws${path}`, text] as const),
  );

  async function ask(params: Partial<LocateFailureParams>): Promise<LocateFailureResponse> {
    const server = startServerHere(stubEnvironment({ ...product, host: new MemoryHost([...texts]) }));
    await server.initialize({
      workspaceFolders: [{ uri: 'file:///ws', name: 'ws' }],
      initializationOptions: { settings: { region: 'us-east-1' } },
    });
    server.notify('initialized', {});
    const whole = { run: 'nightly', tasks: [], taskNames: [], engineLog: [], ...params };
    const { result } = await server.request('omicsLens/locateFailure', whole);
    return result as LocateFailureResponse;
  }

  /** Each failure with its place, and what the first line of each fix makes of the file's line. */
  async function check(params: Partial<LocateFailureParams>, expected: string): Promise<void> {
    const response = await ask(params);
    const rendered = (response?.failures ?? []).flatMap(({ uri, range, message, related, fixes }) => [
      `${shown(uri, range)} ${message}`,
      ...related.map((other) => `  ${shown(other.uri, other.range)} ${other.message}`),
      ...fixes.map((fix) => `  fix: ${fix.title} → ${fixed(fix)}`),
    ]);
    assert.equal(rendered.join('\n'), expected);
  }

  type Found = NonNullable<LocateFailureResponse>['failures'][number];

  function shown(uri: string, range: Found['range']): string {
    const text = texts.get(uri) ?? '';
    const lines = new LineIndex(text);
    const under = text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
    return `${uri.split('/').at(-1) ?? ''}:${range.start.line + 1} [${under}]`;
  }

  function fixed({ uri, edits }: Found['fixes'][number]): string {
    const text = texts.get(uri) ?? '';
    const lines = new LineIndex(text);
    const changes = edits.map(({ range, newText }) => ({
      span: span(lines.offsetAt(range.start), lines.offsetAt(range.end)),
      newText,
    }));
    return applyEdits(text, changes).split('\n')[edits[0]?.range.start.line ?? 0]?.trim() ?? '';
  }

  const memory = { id: '1', name: 'first', reason: 'OUT_OF_MEMORY_ERROR', log: [] };

  const FIRST = `align.wdl:7 ["8 GiB"] Run 'nightly' failed in task 'first': a task ran out of memory (OUT_OF_MEMORY_ERROR).
  main.wdl:5 [first] Called as 'first' here.
  fix: Ask for 16 GiB of memory, all of omics.m.xlarge (16 GiB) → memory: "16 GiB"`;

  it('puts a failed task on its resource, with a larger instance as fix', () =>
    check({ uri: 'file:///ws/p/main.wdl', tasks: [memory] }, FIRST));

  it('knows a workflow by the names of its tasks', async () => {
    await check({ tasks: [memory], taskNames: ['first', 'Call'] }, FIRST);
    assert.equal(await ask({ tasks: [memory], taskNames: ['align', 'merge'] }), null);
  });

  it('offers the accelerators of the Region', () =>
    check(
      {
        uri: 'file:///ws/p/main.wdl',
        region: 'eu-west-1',
        tasks: [{ id: '2', name: 'Call', reason: 'UNSUPPORTED_GPU_INSTANCE_TYPE', log: [] }],
      },
      `main.wdl:12 ["nvidia-l40s"] Run 'nightly' failed in task 'Call': the Region has no instance with the GPU that a task asks for (UNSUPPORTED_GPU_INSTANCE_TYPE).
  main.wdl:6 [Call] Called as 'Call' here.
  fix: Ask for 'nvidia-tesla-t4', which eu-west-1 has → acceleratorType: "nvidia-tesla-t4"
  fix: Ask for 'nvidia-tesla-t4-a10g', which eu-west-1 has → acceleratorType: "nvidia-tesla-t4-a10g"
  fix: Ask for 'nvidia-tesla-a10g', which eu-west-1 has → acceleratorType: "nvidia-tesla-a10g"
  fix: Ask for 'nvidia-t4-a10g-l4', which eu-west-1 has → acceleratorType: "nvidia-t4-a10g-l4"
  fix: Ask for 'nvidia-l4-a10g', which eu-west-1 has → acceleratorType: "nvidia-l4-a10g"`,
    ));

  it('finds the input of the parameter file that belongs to the workflow', () =>
    check(
      {
        uri: 'file:///ws/p/main.wdl',
        reason: 'INPUT_URI_NOT_FOUND',
        message: 'No object s3://genomes/a.fastq.gz',
      },
      `w.params.json:1 [s3://genomes/a.fastq.gz] Run 'nightly' failed: an input does not exist (INPUT_URI_NOT_FOUND).`,
    ));

  it('finds the settings of the run file', () =>
    check(
      {
        uri: 'file:///ws/p/w.run.json',
        parameters: 'file:///ws/p/w.params.json',
        reason: 'FILE_SYSTEM_OUT_OF_SPACE',
      },
      `w.run.json:4 [1200] Run 'nightly' failed: the run storage is full (FILE_SYSTEM_OUT_OF_SPACE).
  fix: Ask for 2400 GiB → "storageCapacity": 2400,`,
    ));

  it('finds the place that the engine names', () =>
    check(
      {
        uri: 'file:///ws/p/main.wdl',
        reason: 'WORKFLOW_RUN_FAILED',
        engineLog: ['task Align (../align.wdl Ln 3 Col 3) failed :: error: "x"'],
      },
      `align.wdl:3 [input { File reads }] Run 'nightly' failed: the workflow engine failed (WORKFLOW_RUN_FAILED).`,
    ));
});
