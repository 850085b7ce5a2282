import assert from 'node:assert/strict';
import type { SourceValue, WorkflowModel } from '@omics-lens/server/model/index.ts';
import { parameterTemplate, typeLabel, workflowGraph } from '@omics-lens/server/model/index.ts';
import { openFixture } from '../../../support/open-fixture.ts';

async function modelOf(fixture: string): Promise<WorkflowModel> {
  const { workspace, file } = await openFixture(fixture);
  const model = workspace.model(file.uri);
  assert.ok(model !== undefined, 'there is a model');
  return model;
}

function shown(value: SourceValue | undefined): string {
  if (value === undefined) return '-';
  const file = value.at.uri.slice(value.at.uri.lastIndexOf('/') + 1);
  const known =
    value.constant !== undefined
      ? String(value.constant)
      : value.byDefault !== undefined
        ? `~${String(value.byDefault)}`
        : '?';
  return `${known} (${file})`;
}

/** What the process of a project asks for, one line each. */
async function checkResources(fixture: string, expected: Readonly<Record<string, string>>) {
  const { workspace, file } = await openFixture(fixture);
  const task = file.analysis.callables.find(({ kind }) => kind === 'task');
  assert.ok(task?.resources !== undefined);
  const { container, cpu, memory, time, maxRetries, acceleratorType, acceleratorCount } = task.resources;
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries({
    container,
    cpu,
    memory,
    time,
    maxRetries,
    acceleratorType,
    acceleratorCount,
  })) {
    if (value !== undefined) found[name] = shown(value);
  }
  assert.deepEqual(found, expected);
  void workspace;
}

describe('what a Nextflow process asks for', () => {
  it('is what it says itself', () =>
    checkResources(
      `
      //- /main.nf
      process ALIGN {
        container '123456789012.dkr.ecr.eu-west-1.amazonaws.com/bwa:1'
        cpus 4
        memory '16 GB'
        time '4h'
        accelerator 1, type: 'nvidia-l4'
        maxRetries 2
        script: 'true'
      }
      workflow { ALIGN() }
      `,
      {
        container: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/bwa:1 (main.nf)',
        cpu: '4 (main.nf)',
        memory: '16 GiB (main.nf)',
        time: '4h (main.nf)',
        maxRetries: '2 (main.nf)',
        acceleratorType: 'nvidia-l4 (main.nf)',
        acceleratorCount: '1 (main.nf)',
      },
    ));

  it('comes from configuration by precedence: all processes, the process, labels, names', () =>
    checkResources(
      `
      //- /main.nf
      process ALIGN {
        label 'big'
        cpus 4
        memory 4.GB
        script: 'true'
      }
      workflow { ALIGN() }
      //- /nextflow.config
      includeConfig 'conf/base.config'
      process.container = 'bwa:1'
      //- /conf/base.config
      process {
        cpus = 1
        memory = 1.GB
        time = 1.h
        withName: 'ALIGN' { time = 8.h }
        withLabel: big { memory = { 32.GB * task.attempt }
          time = 2.h }
        withLabel: 'small' { cpus = 64 }
      }
      `,
      {
        container: 'bwa:1 (nextflow.config)',
        cpu: '4 (main.nf)',
        memory: '32 GiB (base.config)',
        time: '8h (base.config)',
      },
    ));

  it('ignores profiles, and reads what counts on HealthOmics only', () =>
    checkResources(
      `
      //- /main.nf
      process ALIGN { script: 'true' }
      workflow { ALIGN() }
      //- /nextflow.config
      process.container = 'bwa:1'
      profiles {
        test { process.container = 'test:1' }
        docker { docker.enabled = true }
      }
      if ("\${AWS_WORKFLOW_RUN}") { includeConfig 'omics.config' }
      if (params.nowhere) { process.cpus = 8 }
      //- /omics.config
      process.container = 'omics:1'
      `,
      { container: 'omics:1 (omics.config)' },
    ));

  it('takes the branch of Docker, the defaults of parameters and the registry', () =>
    checkResources(
      `
      //- /main.nf
      process ALIGN {
        container "\${ workflow.containerEngine == 'singularity' && !task.ext.pull ? 'https://x/y.sif' : 'biocontainers/bwa:1' }"
        memory { check_max(500.GB, 'memory') }
        cpus params.threads
        script: 'true'
      }
      workflow { ALIGN() }
      //- /nextflow.config
      params { threads = 8
        max_memory = '128.GB' }
      docker.registry = 'quay.io'
      `,
      {
        container: 'quay.io/biocontainers/bwa:1 (main.nf)',
        cpu: '~8 (main.nf)',
        memory: '~128 GiB (main.nf)',
      },
    ));

  it('stays below resourceLimits from 24.10 on', () =>
    checkResources(
      `
      //- /main.nf
      process ALIGN { cpus 64
        memory '8 GB'
        script: 'true' }
      workflow { ALIGN() }
      //- /nextflow.config
      manifest.nextflowVersion = '24.10.8'
      process.resourceLimits = [cpus: 16, memory: 4.GB]
      `,
      { cpu: '16 (main.nf)', memory: '4 GiB (main.nf)' },
    ));

  it('of a module counts by the configuration of the project above, not by one of its own', () =>
    checkResources(
      `
      //- /modules/align/main.nf
      process ALIGN { script: 'tr<|>ue' }
      //- /modules/align/nextflow.config
      process.cpus = 2
      //- /nextflow.config
      manifest.name = 'x'
      process.cpus = 8
      process.container = 'bwa:1'
      `,
      { container: 'bwa:1 (nextflow.config)', cpu: '8 (nextflow.config)' },
    ));

  it('is unknown, and nothing is missing, where no project is in sight', async () => {
    const { file } = await openFixture("//- /align.nf\nprocess ALIGN { script: 'true' }\n");
    assert.deepEqual(file.problems, []);
  });

  it('is nothing for a process that the engine runs itself', async () => {
    const { file } = await openFixture("//- /main.nf\nprocess A { exec: println 'x' }\nworkflow { A() }\n");
    assert.deepEqual(
      file.problems.map(({ code }) => code),
      [],
    );
  });
});

describe('parameters of a Nextflow workflow, as HealthOmics detects them', () => {
  const checkTemplate = async (fixture: string, expected: object) => {
    assert.deepEqual(parameterTemplate(await modelOf(fixture)), expected);
  };

  it('are those of the schema beside the main script, required ones even with a default', () =>
    checkTemplate(
      `
      //- /main.nf
      params.ignored = 1
      workflow { println params.other }
      //- /nextflow_schema.json
      {
        "$defs": { "input_options": { "required": ["input_file"], "properties": {
          "input_file": { "type": "string", "format": "file-path", "description": "d1" },
          "input_num": { "type": "integer", "default": 42, "description": "d2" } } } },
        "properties": { "flag": { "type": "boolean", "default": true } },
        "required": ["flag"]
      }
      `,
      {
        flag: { description: '' },
        input_file: { description: 'd1' },
        input_num: { description: 'd2', optional: true },
      },
    ));

  it('are what script and configuration give a default, and what the main script only reads', () =>
    checkTemplate(
      `
      //- /main.nf
      // Reads of the sample.
      params.input_file = 'default.txt'
      params.nested.deep = 1
      include { SUB } from './sub'
      workflow { SUB(params.version, params.alpha, params.nested.deep) }
      //- /sub.nf
      workflow SUB { take: a
        b
        c
        main: println params.unseen }
      //- /nextflow.config
      includeConfig 'more.config'
      params.alpha = 1
      params { gamma = 's3://x'
        group { delta = 1 } }
      env { VERSION = params.alpha }
      profiles { test { params.profiled = 1 } }
      //- /more.config
      params.elsewhere = 1
      `,
      {
        input_file: { description: 'Reads of the sample.', optional: true },
        alpha: { description: '', optional: true },
        gamma: { description: '', optional: true },
        version: { description: '' },
      },
    ));

  it('take values of any type, whatever their defaults; those of the schema do not', async () => {
    const model = await modelOf(
      "//- /main.nf\nparams.a = 1\nparams.b = 'x'\nworkflow { println params.f }\n",
    );
    assert.deepEqual(
      model.entry.inputs.map(({ name, type, required }) => `${name} ${typeLabel(type)} ${required}`),
      ['a Any false', 'b Any false', 'f Any true'],
    );
  });

  it('may be given beside those that nobody lists: nested ones, and those of included configuration', async () => {
    const { file } = await openFixture(`
      //- /main.params.json
      { "depth": "x", "input": { "a": 1 }, "base": 2, "depht": 3 }
      //- /main.nf
      params.depth = 30
      workflow { println params.input.a }
      //- /nextflow.config
      params.input.a = 1
      includeConfig 'conf/base.config'
      //- /conf/base.config
      params.base = 1
      `);
    assert.deepEqual(
      file.problems.map(({ severity, message }) => `${severity}: ${message}`),
      ["warning: Unknown parameter 'depht' of workflow 'main'."],
    );
  });
});

describe('what flows in a Nextflow workflow', () => {
  const checkEdges = async (fixture: string, expected: readonly string[]) => {
    const model = await modelOf(fixture);
    const { nodes, edges } = workflowGraph(model);
    const alone = nodes.filter(({ id }) => !edges.some(({ from, to }) => from === id || to === id));
    assert.deepEqual(
      [...edges.map(({ from, to }) => `${from} -> ${to}`), ...alone.map(({ id }) => id)],
      expected,
    );
  };
  const PROCESSES = ['A', 'B', 'C', 'D']
    .map(
      (name) =>
        `process ${name} { input: path x\noutput: path 'y', emit: y\npath 'z', emit: z\nscript: 'true' }`,
    )
    .join('\n');

  it('comes by outputs and by variables', () =>
    checkEdges(
      `//- /main.nf\n${PROCESSES}\nworkflow {\n  ch = channel.fromPath('x')\n  A(ch)\n  B(A.out.y)\n  mixed = A.out.z.mix(B.out.y)\n  C(mixed.collect())\n  D(ch)\n}\n`,
      ['A -> B', 'A -> C', 'B -> C', 'D'],
    ));

  it('comes by pipes, and by the names that set gives', () =>
    checkEdges(
      `//- /main.nf\n${PROCESSES}\nworkflow {\n  channel.fromPath('x') | A\n  A.out.y | map { it } | B\n  B.out.y.set { done }\n  C(done)\n  A.out.z.tap { log }.view()\n  D(log)\n}\n`,
      ['A -> B', 'B -> C', 'A -> D'],
    ));

  it('comes by results of calls, and by both branches of a condition', () =>
    checkEdges(
      `//- /main.nf\n${PROCESSES}\nworkflow {\n  if (params.a) {\n    A(params.x)\n    ch = A.out.y\n  } else {\n    B(params.x)\n    ch = B.out.y\n  }\n  C(ch)\n  D(C(ch).y)\n}\n`,
      ['A -> C', 'B -> C', 'A -> C_2', 'B -> C_2', 'C_2 -> D'],
    ));

  it('is a scatter over the list whose elements a channel carries, until they are gathered', async () => {
    const model = await modelOf(
      `//- /main.nf\n${PROCESSES}\nworkflow {\n  channel.fromList(params.parts).set { parts }\n  A(parts)\n  B(A.out.y.map { it })\n  C(B.out.y.collect())\n  channel.fromList(['a', 'b']) | D\n}\n`,
    );
    assert.deepEqual(
      model.entry.calls.map(({ name, scatters }) => [
        name,
        ...scatters.map(({ text, input, count }) => input ?? `${text} ${String(count)}`),
      ]),
      [['A', 'parts'], ['B', 'parts'], ['C'], ['D', "['a', 'b'] 2"]],
    );
  });

  it('goes through sub-workflows under their aliases', async () => {
    const model = await modelOf(
      `//- /main.nf\n${PROCESSES}\ninclude { SUB as FIRST } from './sub'\nworkflow {\n  FIRST(params.x)\n  A(FIRST.out.done)\n}\n//- /sub.nf\nprocess P { input: path x\noutput: path 'y'\nscript: 'true' }\nworkflow SUB {\n  take: x\n  main: P(x)\n  emit: done = P.out\n}\n`,
    );
    assert.deepEqual(
      [...model.callables.values()].map(({ kind, name }) => `${kind} ${name}`),
      ['workflow main', 'workflow SUB', 'task A', 'task P'],
    );
    assert.deepEqual(
      model.entry.calls.map(({ name, dependsOn }) => [name, dependsOn]),
      [
        ['FIRST', []],
        ['A', ['FIRST']],
      ],
    );
  });

  it('is written in from and into in DSL 1, where the whole script runs', async () => {
    const fixture = `
      //- /main.nf
      nextflow.enable.dsl = 1
      params.reads = 'x'
      reads = Channel.fromPath(params.reads)
      process first {
        input: file r from reads
        output: file 'a' into one, two
        script: 'true'
      }
      renamed = two.map { it }
      process second {
        input: file a from one
        file b from renamed
        script: 'true'
      }
      `;
    const model = await modelOf(fixture);
    assert.equal(model.languageVersion, '22.04.0');
    assert.deepEqual(
      model.entry.calls.map(({ name, dependsOn }) => [name, dependsOn]),
      [
        ['first', []],
        ['second', ['first']],
      ],
    );
  });

  it('is nothing in a script that holds modules only', async () => {
    const { workspace, file } = await openFixture("//- /align.nf\nprocess ALIGN { script: 'true' }\n");
    assert.equal(workspace.model(file.uri), undefined);
  });
});
