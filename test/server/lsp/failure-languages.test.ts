import assert from 'node:assert/strict';
import { FAILURE_REASONS } from '@omics-lens/server/healthomics/index.ts';
import { product } from '@omics-lens/server/product.ts';
import type { LocateFailureParams, LocateFailureResponse } from '@omics-lens/server/protocol/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { parseFixture } from '../../support/fixture.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/align:2';

/** The same pipeline: one task that asks for everything, its parameters, and a run file. */
interface Pipeline {
  readonly main: string;
  /** A task as the engine names it. */
  readonly task: string;
  readonly files: string;
  /** What is marked: by the member of a case, `path:line text`. */
  readonly places: Readonly<Record<Place, string>>;
  /** A line of the engine's log, and the place that it names. */
  readonly log: { readonly line: string; readonly place: string };
}

type Place = 'container' | 'memory' | 'cpu' | 'accelerator' | 'time' | 'call' | 'version' | 'workflow';

const SHARED = `
//- /main.params.json
{
  "reads": "s3://genomes/a.fastq.gz"
}
//- /main.run.json
{
  "roleArn": "arn:aws:iam::123456789012:role/Runner",
  "outputUri": "s3://genomes/out",
  "storageCapacity": 1200,
  "runGroupId": "1234567"
}
`;

const PIPELINES: Readonly<Record<string, Pipeline>> = {
  WDL: {
    main: 'main.wdl',
    task: 'first-0-1',
    files: `
//- /main.wdl
version 1.1
workflow Main {
  input { File reads }
  call Align as first { input: reads = reads }
}
task Align {
  input { File reads }
  command <<< align ~{reads} >>>
  output { File bam = "out.bam" }
  runtime {
    container: "${IMAGE}"
    cpu: 4
    memory: "16 GiB"
    acceleratorType: "nvidia-l40s"
  }
}`,
    places: {
      container: `main.wdl:11 "${IMAGE}"`,
      memory: 'main.wdl:13 "16 GiB"',
      cpu: 'main.wdl:12 4',
      accelerator: 'main.wdl:14 "nvidia-l40s"',
      time: 'main.wdl:10 runtime',
      call: 'main.wdl:4 first',
      version: 'main.wdl:2 Main',
      workflow: 'main.wdl:2 Main',
    },
    log: {
      line: 'wdl.w:Main task Align (main.wdl Ln 6 Col 1) failed :: error: "x"',
      place: 'main.wdl:6 task Align {',
    },
  },
  Nextflow: {
    main: 'main.nf',
    task: 'ALIGN (sample 1)',
    files: `
//- /nextflow.config
manifest {
  nextflowVersion = '>=24.10.0'
}
process {
  withName: ALIGN {
    memory = '16 GB'
  }
}
//- /main.nf
params.reads = null
process ALIGN {
  container '${IMAGE}'
  cpus 4
  time '2h'
  accelerator 1, type: 'nvidia-l40s'
  input:
  path reads
  output:
  path 'out.bam'
  script:
  """
  align $reads
  """
}
workflow {
  ALIGN(Channel.fromPath(params.reads))
}`,
    places: {
      container: `main.nf:3 '${IMAGE}'`,
      memory: "nextflow.config:6 '16 GB'",
      cpu: 'main.nf:4 4',
      accelerator: "main.nf:6 'nvidia-l40s'",
      time: "main.nf:5 '2h'",
      call: 'main.nf:17 ALIGN',
      version: "nextflow.config:2 '>=24.10.0'",
      workflow: 'main.nf:16 workflow',
    },
    log: {
      line: " -- Check script '/mnt/workflow/main.nf' at line: 17 or see '.nextflow.log'",
      place: 'main.nf:17   ALIGN(Channel.fromPath(params.reads))',
    },
  },
  CWL: {
    main: 'main.cwl',
    task: 'first_2',
    files: `
//- /main.cwl
cwlVersion: v1.2
class: Workflow
inputs:
  reads: File
outputs: {}
steps:
  first:
    run: align.cwl
    in:
      reads: reads
    out: []
//- /align.cwl
cwlVersion: v1.2
class: CommandLineTool
$namespaces: { cwltool: "http://commonwl.org/cwltool#" }
requirements:
  DockerRequirement:
    dockerPull: ${IMAGE}
  ResourceRequirement:
    coresMin: 4
    ramMin: 16384
  ToolTimeLimit:
    timelimit: 7200
  cwltool:CUDARequirement:
    cudaVersionMin: "11.0"
    cudaComputeCapability: nvidia-l40s
baseCommand: align
inputs:
  reads:
    type: File
    inputBinding: {}
outputs: {}`,
    places: {
      container: `align.cwl:6 ${IMAGE}`,
      memory: 'align.cwl:9 16384',
      cpu: 'align.cwl:8 4',
      accelerator: 'align.cwl:14 nvidia-l40s',
      time: 'align.cwl:11 7200',
      call: 'main.cwl:7 first',
      version: 'main.cwl:2 Workflow',
      workflow: 'main.cwl:2 Workflow',
    },
    log: { line: 'ERROR align.cwl:15:14: it did not work', place: 'align.cwl:15 align' },
  },
};

/** What is said of the run, and where it is shown: a place of the pipeline, or one of the files that all share. */
const CASES: Readonly<
  Record<string, readonly [said: 'task' | { readonly message?: string }, place: string]>
> = {
  ASSUME_ROLE_FAILED: [{}, 'main.run.json:2 arn:aws:iam::123456789012:role/Runner'],
  CANNOT_START_CONTAINER_ERROR: ['task', 'container'],
  CANNOT_START_CONTAINER_SIZE_ERROR: ['task', 'container'],
  ECR_PERMISSION_ERROR: [{ message: `No access to ${IMAGE}.` }, 'container'],
  EXPORT_FAILED: [{}, 'main.run.json:3 s3://genomes/out'],
  FILE_SYSTEM_OUT_OF_SPACE: [{}, 'main.run.json:4 1200'],
  IMAGE_VERIFICATION_FAILURE: ['task', 'container'],
  IMPORT_FAILED: [{ message: 's3://genomes/a.fastq.gz' }, 'main.params.json:2 s3://genomes/a.fastq.gz'],
  INACTIVE_OMICS_STORAGE_RESOURCE: [
    { message: "parameter 'reads'" },
    'main.params.json:2 s3://genomes/a.fastq.gz',
  ],
  INPUT_URI_NOT_FOUND: [{ message: 's3://genomes/a.fastq.gz' }, 'main.params.json:2 s3://genomes/a.fastq.gz'],
  INSTANCE_RESERVATION_FAILED: ['task', 'memory'],
  INVALID_ECR_IMAGE_URI: ['task', 'container'],
  INVALID_TASK_RESOURCE_VALUE: ['task', 'memory'],
  INVALID_URI_INPUT: [{ message: 's3://genomes/a.fastq.gz' }, 'main.params.json:2 s3://genomes/a.fastq.gz'],
  MODIFIED_INPUT_RESOURCE: [
    { message: 's3://genomes/a.fastq.gz' },
    'main.params.json:2 s3://genomes/a.fastq.gz',
  ],
  OUT_OF_MEMORY_ERROR: ['task', 'memory'],
  RUN_TASK_FAILED: ['task', 'call'],
  RUN_TIMED_OUT: [{}, 'main.run.json:5 1234567'],
  SERVICE_ERROR: [{}, 'workflow'],
  TASK_TIMED_OUT: ['task', 'time'],
  UNSUPPORTED_INPUT_SIZE: [{}, 'main.params.json:2 s3://genomes/a.fastq.gz'],
  WORKFLOW_RUN_FAILED: [{}, 'workflow'],
  WORKFLOW_VER_VALIDATION_FAILED: [{}, 'version'],
  UNSUPPORTED_GPU_INSTANCE_TYPE: ['task', 'accelerator'],
};

for (const [language, pipeline] of Object.entries(PIPELINES)) {
  describe(`where a failed run of ${language} failed`, () => {
    const texts: ReadonlyMap<string, string> = new Map(
      [...parseFixture(pipeline.files + SHARED).files].map(
        ([path, text]) => [`file:///ws${path}`, text] as const,
      ),
    );

    async function ask(params: Partial<LocateFailureParams>) {
      const server = startServerHere(stubEnvironment({ ...product, host: new MemoryHost([...texts]) }));
      await server.initialize({ workspaceFolders: [{ uri: 'file:///ws', name: 'ws' }] });
      server.notify('initialized', {});
      const { result } = await server.request('omicsLens/locateFailure', {
        uri: `file:///ws/${pipeline.main}`,
        parameters: 'file:///ws/main.params.json',
        run: 'nightly',
        tasks: [],
        taskNames: [],
        engineLog: [],
        ...params,
      });
      return result as LocateFailureResponse;
    }

    /** `path:line text` of the first failure. */
    function shown(response: LocateFailureResponse): string {
      const [first] = response?.failures ?? [];
      if (first === undefined) return 'nothing';
      const text = texts.get(first.uri) ?? '';
      const lines = new LineIndex(text);
      const under = text.slice(lines.offsetAt(first.range.start), lines.offsetAt(first.range.end));
      return `${first.uri.split('/').at(-1) ?? ''}:${first.range.start.line + 1} ${under}`;
    }

    for (const { code, remedy, pointsAt } of FAILURE_REASONS.rows) {
      it(code, async () => {
        const [said, place] = CASES[code] ?? [{}, 'no case'];
        const uri = pointsAt === 'setting' && said !== 'task' ? { uri: 'file:///ws/main.run.json' } : {};
        const response = await ask(
          said === 'task'
            ? { reason: code, tasks: [{ id: '7', name: pipeline.task, reason: code, log: [] }] }
            : { reason: code, ...said, ...(code === 'WORKFLOW_VER_VALIDATION_FAILED' ? {} : uri) },
        );
        const expected = pipeline.places[place as Place] ?? place;
        assert.equal(shown(response), expected);
        assert.ok(response?.failures[0]?.note.includes(remedy), response?.failures[0]?.note);
      });
    }

    it('the place that the engine names', async () => {
      const response = await ask({ reason: 'WORKFLOW_RUN_FAILED', engineLog: [pipeline.log.line] });
      assert.equal(shown(response), pipeline.log.place);
    });
  });
}
