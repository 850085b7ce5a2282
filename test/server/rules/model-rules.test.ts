import assert from 'node:assert/strict';
import { applyRules, MODEL_RULES } from '@omics-lens/server/rules/index.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { applyFix, renderProblems } from '../../support/fixture.ts';
import { wdlProject } from '../../support/wdl-project.ts';

const CODES = new Set(MODEL_RULES.map((rule) => rule.code));
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17';

function taskWith(runtime: string, inputs = ''): string {
  return `version 1.1\ntask t {\n  input { ${inputs} }\n  command <<< >>>\n  runtime {\n    ${runtime}\n  }\n}\n`;
}

/** Problems of these rules only. */
function problemsOf(source: string, settings: Partial<ServerSettings> = {}): readonly Problem[] {
  const { main } = wdlProject(source);
  const all = applyRules({
    uri: main.uri,
    tree: main.parsed.tree,
    analysis: main.analysis,
    settings: { ...DEFAULT_SETTINGS, region: 'us-east-1', ...settings },
  });
  return all.filter(({ code }) => CODES.has(code));
}

/** What the rules say of one kind about a task with this runtime section, under its lines. */
function check(
  code: string,
  runtime: string,
  expected: string,
  more: { readonly inputs?: string; readonly region?: string | undefined } = {},
): void {
  const source = taskWith(runtime, more.inputs);
  const problems = problemsOf(source, 'region' in more ? { region: more.region } : {});
  const rendered = renderProblems(
    source,
    problems.filter((problem) => problem.code === code),
  );
  const unindented = rendered
    .split('\n')
    .map((line) => line.replace(/^ {4}/, ''))
    .join('\n');
  assert.equal(unindented, expected.replace(/^\n/, ''));
}

/** The runtime section after the fix. */
function checkFix(code: string, runtime: string, expected: string): void {
  const source = taskWith(runtime);
  const problem = problemsOf(source).find((candidate) => candidate.code === code);
  assert.equal(applyFix(source, problem?.fixes?.[0]), taskWith(expected));
}

function checkNoFix(code: string, runtime: string, inputs = ''): void {
  const problem = problemsOf(taskWith(runtime, inputs)).find((candidate) => candidate.code === code);
  assert.ok(problem);
  assert.equal(problem.fixes, undefined);
}

describe('rules: versions of images', () => {
  it('container-mutable', () => {
    for (const image of ['ubuntu:22.04', 'ubuntu@sha256:' + '0'.repeat(64), 'a/b:v1']) {
      check('container-mutable', `container: "${image}"`, '');
    }
    check(
      'container-mutable',
      'container: "ubuntu:latest"',
      `
container: "ubuntu:latest"
           ^^^^^^^^^^^^^^^ container-mutable (warning): Image 'ubuntu:latest' has no fixed version.`,
    );
    check(
      'container-mutable',
      'container: image',
      `
  input { String image = "ubuntu" }
                     ^^^^^^^^ container-mutable (information): Image 'ubuntu' has no fixed version.`,
      { inputs: 'String image = "ubuntu"' },
    );
  });

  it('container-mutable holds everywhere, and container-not-ecr on HealthOmics', () => {
    const codes = problemsOf(taskWith('container: "ubuntu"'), { target: 'spec' }).map(({ code }) => code);
    assert.deepEqual(codes, ['container-mutable']);
  });

  it('container-without-digest and container-fixed are off until they are switched on', () => {
    const source = taskWith(`container: "${ECR}"\n    cpu: 2\n    memory: "4 GiB"`);
    const codes = (rules: ServerSettings['rules']) => problemsOf(source, { rules }).map(({ code }) => code);
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ 'container-without-digest': 'hint' }), ['container-without-digest']);
    assert.deepEqual(codes({ 'container-fixed': 'hint' }), ['container-fixed']);
  });
});

describe('rules: retries', () => {
  it('retry-memory', () => {
    check('retry-memory', 'memory: "512 GiB"\n    maxRetries: 1', '');
    check('retry-memory', 'memory: "4 GiB"\n    maxRetries: 3', '');
    check('retry-memory', 'memory: "512 GiB"', '');
    check('retry-memory', 'memory: "512 GiB"\n    maxRetries: n', '', { inputs: 'Int n' });
    check('retry-memory', 'memory: "9999 GiB"\n    maxRetries: 1', '');
    check(
      'retry-memory',
      'memory: "512 GiB"\n    maxRetries: 3',
      `
maxRetries: 3
            ^ retry-memory (warning): Retry 2 would ask for 2048 GiB, and the largest instance in us-east-1 has 1536 GiB.`,
    );
    check(
      'retry-memory',
      'memory: "512 GiB"\n    maxRetries: 1',
      `
maxRetries: 1
            ^ retry-memory (warning): Retry 1 would ask for 1024 GiB, and the largest instance in eu-west-1 has 768 GiB.`,
      { region: 'eu-west-1' },
    );
  });
});

describe('rules: container', () => {
  it('container-missing', () => {
    check('container-missing', `docker: "${ECR}"`, '');
    check('container-missing', 'container: image', '', { inputs: 'String image' });
    check(
      'container-missing',
      'cpu: 1',
      `
  runtime {
  ^^^^^^^ container-missing (error): Task 't' names no container image.`,
    );
    check(
      'container-missing',
      'docker: ""',
      `
docker: ""
        ^^ container-missing (error): Task 't' names no container image.`,
    );
  });

  it('container-missing of a task without runtime section', () => {
    const source = 'version 1.1\ntask t {\n  command <<< >>>\n}\n';
    assert.equal(
      renderProblems(
        source,
        problemsOf(source).filter(({ code }) => code === 'container-missing'),
      ),
      "task t {\n     ^ container-missing (error): Task 't' names no container image.",
    );
  });

  it('container-not-ecr', () => {
    check('container-not-ecr', `docker: "${ECR}"`, '');
    check('container-not-ecr', 'docker: image', '', { inputs: 'String image' });
    check(
      'container-not-ecr',
      'docker: "ubuntu:22.04"',
      `
docker: "ubuntu:22.04"
        ^^^^^^^^^^^^^^ container-not-ecr (warning): Image 'ubuntu:22.04' is not in Amazon ECR private.`,
    );
    check(
      'container-not-ecr',
      'docker: "public.ecr.aws/ubuntu/ubuntu:22.04"',
      `
docker: "public.ecr.aws/ubuntu/ubuntu:22.04"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ container-not-ecr (warning): Image 'public.ecr.aws/ubuntu/ubuntu:22.04' is not in Amazon ECR private.`,
    );
  });

  it('container-not-ecr of the default of an input', () => {
    const source = taskWith('docker: image', 'String image = "ubuntu:22.04"');
    const [problem] = problemsOf(source).filter(({ code }) => code === 'container-not-ecr');
    assert.equal(problem?.message, "Default image 'ubuntu:22.04' is not in Amazon ECR private.");
    assert.equal(source.slice(problem.span.start, problem.span.end), '"ubuntu:22.04"');
  });

  it('container-region', () => {
    check('container-region', `docker: "${ECR}"`, '');
    check('container-region', `docker: "${ECR}"`, '', { region: undefined });
    check(
      'container-region',
      `docker: "${ECR}"`,
      `
docker: "${ECR}"
        ${'^'.repeat(ECR.length + 2)} container-region (error): Image '${ECR}' lies in us-east-1, and runs start in eu-west-1.`,
      { region: 'eu-west-1' },
    );
  });

  it('container-malformed', () => {
    check('container-malformed', 'docker: "quay.io/a/b:1"', '');
    check(
      'container-malformed',
      'docker: "12345.dkr.ecr.us-east-1.amazonaws.com/a:1"',
      `
docker: "12345.dkr.ecr.us-east-1.amazonaws.com/a:1"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ container-malformed (error): '12345.dkr.ecr.us-east-1.amazonaws.com/a:1' is not the name of a container image.`,
    );
    check(
      'container-malformed',
      'docker: "two words"',
      `
docker: "two words"
        ^^^^^^^^^^^ container-malformed (error): 'two words' is not the name of a container image.`,
    );
  });
});

describe('rules: accelerator', () => {
  it('accelerator-unknown', () => {
    check('accelerator-unknown', 'acceleratorType: "nvidia-tesla-t4"', '');
    check('accelerator-unknown', 'acceleratorType: gpu', '', { inputs: 'String gpu' });
    check(
      'accelerator-unknown',
      'acceleratorType: "nvidia-tesla-v100"',
      `
acceleratorType: "nvidia-tesla-v100"
                 ^^^^^^^^^^^^^^^^^^^ accelerator-unknown (error): Unknown accelerator 'nvidia-tesla-v100'.`,
    );
    check(
      'accelerator-unknown',
      'gpuType: "T4"',
      `
gpuType: "T4"
         ^^^^ accelerator-unknown (error): Unknown accelerator 'T4'. Did you mean 'nvidia-tesla-t4'?`,
    );
    check(
      'accelerator-unknown',
      'acceleratorType: "tpu"',
      `
acceleratorType: "tpu"
                 ^^^^^ accelerator-unknown (error): Unknown accelerator 'tpu'.`,
    );
    checkFix(
      'accelerator-unknown',
      'acceleratorType: "nvidia-tesla-t5"',
      'acceleratorType: "nvidia-tesla-t4"',
    );
    checkFix('accelerator-unknown', "acceleratorType: 'g5'", "acceleratorType: 'nvidia-tesla-a10g'");
  });

  it('accelerator-region', () => {
    check('accelerator-region', 'acceleratorType: "nvidia-l4"', '');
    check('accelerator-region', 'acceleratorType: "nvidia-l4"', '', { region: undefined });
    check('accelerator-region', 'acceleratorType: "nvidia-l4"', '', { region: 'eu-north-1' });
    check(
      'accelerator-region',
      'acceleratorType: "nvidia-l4"',
      `
acceleratorType: "nvidia-l4"
                 ^^^^^^^^^^^ accelerator-region (warning): Accelerator 'nvidia-l4' is not available in eu-west-1.`,
      { region: 'eu-west-1' },
    );
    check(
      'accelerator-region',
      'acceleratorType: "nvidia-tesla-t4"',
      `
acceleratorType: "nvidia-tesla-t4"
                 ^^^^^^^^^^^^^^^^^ accelerator-region (warning): Accelerator 'nvidia-tesla-t4' is not available in il-central-1.`,
      { region: 'il-central-1' },
    );
  });

  it('accelerator-count', () => {
    check('accelerator-count', 'acceleratorCount: 1', '');
    check('accelerator-count', 'acceleratorCount: 4', '');
    check(
      'accelerator-count',
      'acceleratorCount: 8',
      `
acceleratorCount: 8
                  ^ accelerator-count (error): No instance has 8 GPUs.`,
    );
    check(
      'accelerator-count',
      'gpuCount: 0',
      `
gpuCount: 0
          ^ accelerator-count (error): No instance has 0 GPUs.`,
    );
    check(
      'accelerator-count',
      'acceleratorCount: 2',
      `
acceleratorCount: 2
                  ^ accelerator-count (information): Task 't' gets an instance with 4 GPUs and asks for 2.`,
    );
    checkFix('accelerator-count', 'acceleratorCount: 2', 'acceleratorCount: 4');
    checkFix('accelerator-count', 'acceleratorCount: 8', 'acceleratorCount: 4');
  });
});

describe('rules: resources', () => {
  it('cpu-too-large', () => {
    check('cpu-too-large', 'cpu: 192', '');
    check(
      'cpu-too-large',
      'cpu: 193',
      `
cpu: 193
     ^^^ cpu-too-large (error): No instance in us-east-1 has 193 vCPUs; the most is 192.`,
    );
    check(
      'cpu-too-large',
      'cpu: 128',
      `
cpu: 128
     ^^^ cpu-too-large (error): No instance in eu-west-1 has 128 vCPUs; the most is 96.`,
      { region: 'eu-west-1' },
    );
    check(
      'cpu-too-large',
      'cpu: 193',
      `
cpu: 193
     ^^^ cpu-too-large (error): No instance in any Region has 193 vCPUs; the most is 192.`,
      { region: undefined },
    );
    check(
      'cpu-too-large',
      'cpu: 100\n    acceleratorType: "nvidia-l4"',
      `
cpu: 100
     ^^^ cpu-too-large (error): No instance with 'nvidia-l4' in us-east-1 has 100 vCPUs; the most is 96.`,
    );
    check('cpu-too-large', 'cpu: 100\n    acceleratorType: gpu', '', { inputs: 'String gpu' });
    checkFix('cpu-too-large', 'cpu: 193', 'cpu: 192');
    checkNoFix('cpu-too-large', 'cpu: 190 + 3');
  });

  it('memory-too-large', () => {
    check('memory-too-large', 'memory: "1536 GiB"', '');
    check(
      'memory-too-large',
      'memory: "2 TiB"',
      `
memory: "2 TiB"
        ^^^^^^^ memory-too-large (error): No instance in us-east-1 has 2048 GiB; the most is 1536 GiB.`,
    );
    check(
      'memory-too-large',
      'memory: "800 GiB"',
      `
memory: "800 GiB"
        ^^^^^^^^^ memory-too-large (error): No instance in eu-west-1 has 800 GiB; the most is 768 GiB.`,
      { region: 'eu-west-1' },
    );
    checkFix('memory-too-large', "memory: '2 TiB'", "memory: '1536 GiB'");
    checkNoFix('memory-too-large', 'memory: 2000 + " GiB"');
  });

  it('memory-unreadable', () => {
    check('memory-unreadable', 'memory: "4 GB"', '');
    check(
      'memory-unreadable',
      'memory: "four"',
      `
memory: "four"
        ^^^^^^ memory-unreadable (error): 'four' is no amount of memory.`,
    );
  });

  it('resource-too-small', () => {
    check('resource-too-small', 'cpu: 1\n    memory: "1 GB"', '');
    check(
      'resource-too-small',
      'cpu: 0.5',
      `
cpu: 0.5
     ^^^ resource-too-small (warning): Task 't' asks for 0.5 vCPU, and the least is 1.`,
    );
    check(
      'resource-too-small',
      'memory: "100 MiB"',
      `
memory: "100 MiB"
        ^^^^^^^^^ resource-too-small (warning): Task 't' asks for 100 MiB of memory, and the least is 1 GiB.`,
    );
    check(
      'resource-too-small',
      'memory: 4',
      `
memory: 4
        ^ resource-too-small (warning): Task 't' asks for 4 bytes of memory, and the least is 1 GiB.`,
    );
    checkFix('resource-too-small', 'cpu: 0.5', 'cpu: 1');
    checkFix('resource-too-small', 'memory: "100 MiB"', 'memory: "1 GiB"');
    checkFix('resource-too-small', 'memory: 4', 'memory: "4 GiB"');
    checkFix('resource-too-small', 'memory: "16"', 'memory: "16 GiB"');
    checkNoFix('resource-too-small', 'memory: 4000');
    checkNoFix('resource-too-small', 'memory: 0');
  });

  it('cpu-fraction', () => {
    check('cpu-fraction', 'cpu: 2', '');
    check(
      'cpu-fraction',
      'cpu: 2.5',
      `
cpu: 2.5
     ^^^ cpu-fraction (information): HealthOmics rounds 2.5 vCPUs to 3.`,
    );
    checkFix('cpu-fraction', 'cpu: 2.5', 'cpu: 3');
  });

  it('resources-default', () => {
    check(
      'resources-default',
      '',
      `
  runtime {
  ^^^^^^^ resources-default (hint): Task 't' asks for neither CPUs nor memory and gets 1 vCPU and 1 GiB of an omics.c.large.`,
    );
  });

  it('resources-default of one of the two', () => {
    const message = (runtime: string) =>
      problemsOf(taskWith(runtime)).find(({ code }) => code === 'resources-default')?.message;
    assert.equal(message('cpu: 4'), "Task 't' asks for no memory and gets 1 GiB of an omics.c.xlarge.");
    assert.equal(
      message('memory: "16 GiB"'),
      "Task 't' asks for no CPUs and gets 1 vCPU of an omics.r.large.",
    );
    assert.equal(message('memory: 1 + x'), "Task 't' asks for no CPUs and gets 1 vCPU.");
  });

  it('instance-waste', () => {
    check('instance-waste', 'cpu: 16\n    memory: "64 GiB"', '');
    check('instance-waste', 'cpu: 8\n    memory: "16 GB"', '');
    check('instance-waste', 'cpu: c\n    memory: "64 GiB"', '', { inputs: 'Int c' });
    check(
      'instance-waste',
      'cpu: 15\n    memory: "33 GiB"',
      `
memory: "33 GiB"
        ^^^^^^^^ instance-waste (hint): Task 't' gets an omics.m.4xlarge with 16 vCPU and 64 GiB and may use 15 vCPU and 33 GiB of it.`,
    );
    check(
      'instance-waste',
      'cpu: 3\n    memory: "8 GiB"',
      `
cpu: 3
     ^ instance-waste (hint): Task 't' gets an omics.c.xlarge with 4 vCPU and 8 GiB and may use 3 vCPU and 8 GiB of it.`,
    );
    checkFix('instance-waste', 'cpu: 15\n    memory: "33 GiB"', 'cpu: 16\n    memory: "64 GiB"');
    checkFix('instance-waste', 'cpu: 3\n    memory: "8 GiB"', 'cpu: 4\n    memory: "8 GiB"');
    checkNoFix('instance-waste', 'cpu: 15\n    memory: 33 + " GiB"');
    checkNoFix('instance-waste', 'cpu: 3 * 5\n    memory: "33 GiB"');
  });

  it('says nothing of a task that knows what it wants', () => {
    assert.deepEqual(problemsOf(taskWith(`container: "${ECR}"\n    cpu: 4\n    memory: "16 GiB"`)), []);
  });

  it('says nothing where the target is the specification', () => {
    assert.deepEqual(problemsOf(taskWith('cpu: 500'), { target: 'spec' }), []);
  });
});
