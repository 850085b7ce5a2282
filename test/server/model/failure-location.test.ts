import assert from 'node:assert/strict';
import { FAILURE_REASONS } from '@omics-lens/server/healthomics/index.ts';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type {
  FailedTask,
  JsonValue,
  LocatedFailure,
  PlacedValue,
  RunFailure,
} from '@omics-lens/server/model/index.ts';
import { composeModel, locateFailure } from '@omics-lens/server/model/index.ts';
import type { Location } from '@omics-lens/server/text/index.ts';
import { LineIndex, span } from '@omics-lens/server/text/index.ts';
import { wdlProject } from '../../support/wdl-project.ts';

const PIPELINE = `
  version 1.1
  import "tasks/align.wdl" as tasks

  workflow Main {
    input {
      Array[File] reads
      String image
    }
    scatter (read in reads) {
      call tasks.Align as first { input: read = read, image = image }
    }
    call tasks.Align as second { input: read = reads[0], image = image }
    call Caller
    call Inner as inner
  }

  workflow Inner {
    call Caller
  }

  task Caller {
    command <<< >>>
    runtime {
      docker: "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1"
      cpu: 2
      memory: "4 GiB"
      acceleratorType: "nvidia-l40s"
    }
  }
  //- /tasks/align.wdl
  version 1.1
  task Align {
    input { File read String image }
    command <<< samtools sort ~{read} >>>
    runtime {
      docker: image
      cpu: 4
      memory: "8 GiB"
    }
  }
`;

const PARAMETERS = `{
  "reads": ["s3://genomes/a.fastq.gz", "s3://genomes/b.fastq.gz"],
  "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/align:2",
  "folder": "s3://genomes/reference/"
}`;

const RUN_FILE = `{
  "roleArn": "arn:aws:iam::123456789012:role/Runner",
  "outputUri": "s3://genomes/out",
  "storageType": "STATIC",
  "storageCapacity": 1200,
  "runGroupId": "1234567"
}`;

const project = wdlProject(PIPELINE);

const TEXTS: ReadonlyMap<string, string> = new Map([
  ...[...project.fixture.files].map(([path, text]): [string, string] => [`file://${path}`, text]),
  ['file:///main.params.json', PARAMETERS],
  ['file:///main.run.json', RUN_FILE],
]);

function locate(failure: Partial<RunFailure>): readonly LocatedFailure[] {
  const callables = [project.main, project.file('/tasks/align.wdl')].flatMap(
    ({ analysis }) => analysis.callables,
  );
  const entry = callables.find(({ name }) => name === 'Main');
  assert.ok(entry);
  const model = composeModel(entry, (id) => callables.find((callable) => callable.id === id), {
    engine: 'WDL',
  });
  return locateFailure(
    { run: 'nightly', tasks: [], engineLog: [], ...failure },
    {
      model,
      files: ['file:///main.wdl', 'file:///tasks/align.wdl'],
      locate: (uri, line, character) => {
        const lines = new LineIndex(TEXTS.get(uri) ?? '');
        const start = lines.offsetAt({ line, character: character ?? 0 });
        return { uri, span: span(start, lines.lineEnd(line)) };
      },
      parameters: strings('file:///main.params.json'),
      settings: strings('file:///main.run.json'),
      versionAt: { uri: 'file:///main.wdl', span: span(0, 'version 1.1'.length) },
    },
  );
}

/** Of each member and of the elements of its list. */
function strings(uri: string): readonly PlacedValue[] {
  const text = TEXTS.get(uri) ?? '';
  const { root } = json.parse(text).tree;
  const placed = (name: string, value: JsonValue | undefined): readonly PlacedValue[] => {
    if (value === undefined) return [];
    if (value.kind === 'array') return value.elements.flatMap((element) => placed(name, element));
    return [
      {
        name,
        value: value.kind === 'string' ? value.value : text.slice(value.start, value.end),
        at: { uri, span: value },
      },
    ];
  };
  return root.value?.kind === 'object'
    ? root.value.members.flatMap((member) => placed(member.key.value, member.value))
    : [];
}

/** `path:line text` of a place, counted from 1. */
function where({ uri, span: at }: Location): string {
  const text = TEXTS.get(uri) ?? '';
  const line = new LineIndex(text).positionAt(at.start).line + 1;
  return `${uri.replace('file:///', '')}:${line} ${text.slice(at.start, at.end)}`;
}

function render(found: readonly LocatedFailure[]): string {
  return found
    .map(({ at, about, message, related }) =>
      [
        `${about} at ${where(at)}`,
        `  ${message}`,
        ...related.map((other) => `  ${where(other.at)}: ${other.message}`),
      ].join('\n'),
    )
    .join('\n');
}

function task(name: string, more: Partial<FailedTask> = {}): FailedTask {
  return { id: '1234567', name, log: [], ...more };
}

describe('model: where a failed run failed', () => {
  /** One case for each code: what the service says of it, and where it is shown. */
  const CASES: Readonly<Record<string, readonly [failure: Partial<RunFailure>, place: string]>> = {
    ASSUME_ROLE_FAILED: [{}, 'setting at main.run.json:2 "arn:aws:iam::123456789012:role/Runner"'],
    CANNOT_START_CONTAINER_ERROR: [
      { tasks: [task('Caller', { reason: 'CANNOT_START_CONTAINER_ERROR' })] },
      'container at main.wdl:24 "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1"',
    ],
    CANNOT_START_CONTAINER_SIZE_ERROR: [
      { tasks: [task('second', { reason: 'CANNOT_START_CONTAINER_SIZE_ERROR' })] },
      'container at tasks/align.wdl:6 image',
    ],
    ECR_PERMISSION_ERROR: [
      { message: 'No access to 123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.' },
      'container at main.wdl:24 "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1"',
    ],
    EXPORT_FAILED: [{}, 'setting at main.run.json:3 "s3://genomes/out"'],
    FILE_SYSTEM_OUT_OF_SPACE: [{}, 'setting at main.run.json:5 1200'],
    IMAGE_VERIFICATION_FAILURE: [
      { tasks: [task('Caller', { reason: 'IMAGE_VERIFICATION_FAILURE' })] },
      'container at main.wdl:24 "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1"',
    ],
    IMPORT_FAILED: [
      { message: 'Could not read s3://genomes/b.fastq.gz.' },
      'parameter at main.params.json:2 "s3://genomes/b.fastq.gz"',
    ],
    INACTIVE_OMICS_STORAGE_RESOURCE: [
      { message: "The resource of parameter 'folder' is not active" },
      'parameter at main.params.json:4 "s3://genomes/reference/"',
    ],
    INPUT_URI_NOT_FOUND: [
      { message: 'There is no s3://genomes/reference/hg38.fa' },
      'parameter at main.params.json:4 "s3://genomes/reference/"',
    ],
    INSTANCE_RESERVATION_FAILED: [
      {
        tasks: [
          task('Caller', { reason: 'INSTANCE_RESERVATION_FAILED', message: 'No GPU instance is free' }),
        ],
      },
      'accelerator at main.wdl:27 "nvidia-l40s"',
    ],
    INVALID_ECR_IMAGE_URI: [
      { tasks: [task('Caller', { reason: 'INVALID_ECR_IMAGE_URI' })] },
      'container at main.wdl:24 "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1"',
    ],
    INVALID_TASK_RESOURCE_VALUE: [
      { tasks: [task('Caller', { id: '77' })], message: 'The vCPU value of task 77 is above what there is' },
      'cpu at main.wdl:25 2',
    ],
    INVALID_URI_INPUT: [
      { message: 'Malformed: s3://genomes/a.fastq.gz' },
      'parameter at main.params.json:2 "s3://genomes/a.fastq.gz"',
    ],
    MODIFIED_INPUT_RESOURCE: [
      { message: 's3://genomes/a.fastq.gz changed' },
      'parameter at main.params.json:2 "s3://genomes/a.fastq.gz"',
    ],
    OUT_OF_MEMORY_ERROR: [
      { tasks: [task('first-1-1', { reason: 'OUT_OF_MEMORY_ERROR' })] },
      'memory at tasks/align.wdl:8 "8 GiB"',
    ],
    RUN_TASK_FAILED: [{ tasks: [task('second')] }, 'call at main.wdl:12 second'],
    RUN_TIMED_OUT: [{}, 'setting at main.run.json:6 "1234567"'],
    SERVICE_ERROR: [{}, 'workflow at main.wdl:4 Main'],
    TASK_TIMED_OUT: [
      { tasks: [task('Caller', { reason: 'TASK_TIMED_OUT' })] },
      'time at main.wdl:23 runtime',
    ],
    UNSUPPORTED_INPUT_SIZE: [{}, 'parameter at main.params.json:2 "s3://genomes/a.fastq.gz"'],
    WORKFLOW_RUN_FAILED: [
      { engineLog: ['wdl.w:Main task Align (../tasks/align.wdl Ln 3 Col 3) failed :: error: "x"'] },
      'place at tasks/align.wdl:3 input { File read String image }',
    ],
    WORKFLOW_VER_VALIDATION_FAILED: [{}, 'version at main.wdl:1 version 1.1'],
    UNSUPPORTED_GPU_INSTANCE_TYPE: [
      { tasks: [task('Caller', { reason: 'UNSUPPORTED_GPU_INSTANCE_TYPE' })] },
      'accelerator at main.wdl:27 "nvidia-l40s"',
    ],
  };

  for (const { code, remedy } of FAILURE_REASONS.rows) {
    it(code, () => {
      const [failure, place] = CASES[code] ?? [{}, 'no case'];
      const found = locate({ reason: code, ...failure });
      assert.equal(render(found).split('\n')[0], place);
      assert.ok(found[0]?.note.includes(remedy), found[0]?.note);
      assert.match(
        found[0]?.message ?? '',
        new RegExp(`^Run 'nightly' failed .*\\(${code}.*\\)\\.$|^Run 'nightly' failed`),
      );
    });
  }

  it('says a code that it does not know as it is', () => {
    const found = locate({ reason: 'SOMETHING_NEW', message: 'It broke' });
    assert.equal(render(found), "workflow at main.wdl:4 Main\n  Run 'nightly' failed (SOMETHING_NEW).");
    assert.match(found[0]?.note ?? '', /^HealthOmics says: It broke\. /);
  });

  const TASKS: readonly (readonly [title: string, failure: Partial<RunFailure>, expected: string])[] = [
    [
      'shards of one call are one cause',
      {
        reason: 'RUN_TASK_FAILED',
        tasks: [task('first-0-1', { log: ['exit status 2'] }), task('first-7-1')],
      },
      `call at main.wdl:10 first
  Run 'nightly' failed in 2 tasks such as 'first-0-1' (exit status 2).
  tasks/align.wdl:2 Align: Task 'Align' is declared here.`,
    ],
    [
      'a name that several calls share leads to the first and names the others',
      { tasks: [task('Caller-0', { reason: 'OUT_OF_MEMORY_ERROR' })] },
      `memory at main.wdl:26 "4 GiB"
  Run 'nightly' failed in task 'Caller-0': a task ran out of memory (OUT_OF_MEMORY_ERROR).
  main.wdl:13 Caller: Called as 'Caller' here.
  main.wdl:18 Caller: The name 'Caller-0' fits here as well.`,
    ],
    [
      'the call around a task tells calls of one name apart',
      { tasks: [task('inner.Caller')] },
      `call at main.wdl:18 Caller
  Run 'nightly' failed in task 'inner.Caller'.
  main.wdl:21 Caller: Task 'Caller' is declared here.`,
    ],
    [
      'a path of the engine leads to its call',
      { tasks: [task('call-inner/call-Caller-3')] },
      `call at main.wdl:18 Caller
  Run 'nightly' failed in task 'call-inner/call-Caller-3'.
  main.wdl:21 Caller: Task 'Caller' is declared here.`,
    ],
    [
      'an image that is a parameter names the parameter',
      { tasks: [task('second', { reason: 'ECR_PERMISSION_ERROR' })] },
      `container at tasks/align.wdl:6 image
  Run 'nightly' failed in task 'second': HealthOmics may not pull an image (ECR_PERMISSION_ERROR).
  main.wdl:12 second: Called as 'second' here.
  main.params.json:3 "123456789012.dkr.ecr.us-east-1.amazonaws.com/align:2": Parameter 'image' decides it in this run.`,
    ],
    [
      'status 137 points at the memory',
      { reason: 'RUN_TASK_FAILED', tasks: [task('second', { message: 'ended with exit status 137' })] },
      `memory at tasks/align.wdl:8 "8 GiB"
  Run 'nightly' failed in task 'second' (exit status 137).
  main.wdl:12 second: Called as 'second' here.`,
    ],
    [
      'a log that speaks of memory points at the memory',
      {
        tasks: [
          task('second', { log: ['Exception: java.lang.OutOfMemoryError: Java heap space', 'exit code: 1'] }),
        ],
      },
      `memory at tasks/align.wdl:8 "8 GiB"
  Run 'nightly' failed in task 'second' (exit status 1).
  main.wdl:12 second: Called as 'second' here.`,
    ],
    [
      'a full disk points at the storage',
      { tasks: [task('second', { log: ['write error: No space left on device'] })] },
      `call at main.wdl:12 second
  Run 'nightly' failed in task 'second'.
  main.run.json:5 1200: 'storageCapacity' is set here.`,
    ],
    [
      'two tasks that failed for different reasons are two causes',
      {
        tasks: [
          task('Caller', { id: '1', reason: 'OUT_OF_MEMORY_ERROR' }),
          task('second', { id: '2', reason: 'TASK_TIMED_OUT' }),
        ],
      },
      `memory at main.wdl:26 "4 GiB"
  Run 'nightly' failed in task 'Caller': a task ran out of memory (OUT_OF_MEMORY_ERROR).
  main.wdl:13 Caller: Called as 'Caller' here.
  main.wdl:18 Caller: The name 'Caller' fits here as well.
time at tasks/align.wdl:5 runtime
  Run 'nightly' failed in task 'second': a task took longer than it may (TASK_TIMED_OUT).
  main.wdl:12 second: Called as 'second' here.`,
    ],
    [
      'a task that the source does not have stands where the log says',
      {
        tasks: [task('renamed', { log: ['see (main.wdl Ln 13 Col 3)'] })],
      },
      `place at main.wdl:13 call Caller
  Run 'nightly' failed in task 'renamed'.`,
    ],
    [
      'nothing that is known stands on the workflow',
      { tasks: [task('renamed')] },
      `workflow at main.wdl:4 Main
  Run 'nightly' failed in task 'renamed'.`,
    ],
  ];
  for (const [title, failure, expected] of TASKS) {
    it(title, () => {
      assert.equal(render(locate(failure)), expected);
    });
  }

  it('says what an exit status means', () => {
    const [found] = locate({ tasks: [task('second', { log: ['exit status 127'] })] });
    assert.equal(
      found?.note,
      "Exit status 127: a command was not found in the container. Read the failed task's log; its last lines are the cause most of the time.",
    );
  });
});
