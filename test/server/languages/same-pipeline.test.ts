import assert from 'node:assert/strict';
import type { WorkflowModel } from '@omics-lens/server/model/index.ts';
import { parameterTemplate, typeLabel, workflowGraph } from '@omics-lens/server/model/index.ts';
import { memoryGiB } from '@omics-lens/server/healthomics/index.ts';
import { openFixture } from '../../support/open-fixture.ts';

const IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

const WDL = `//- /main.wdl
version 1.1

workflow main {
  input {
    File reads
    File reference
    Int depth = 30
  }
  call TRIM { input: reads = reads }
  if (depth > 10) {
    call ALIGN { input: reads = TRIM.trimmed, reference = reference }
  }
  call REPORT { input: log = TRIM.log, bam = select_first([ALIGN.bam]), depth = depth }
  parameter_meta {
    reads: "The reads of the sample."
    reference: "The genome."
    depth: "How deep to look."
  }
}

task TRIM {
  input { File reads }
  command <<< trim ~{reads} >>>
  output {
    File trimmed = "trimmed.fq"
    File log = "trim.log"
  }
  runtime { container: "${IMAGE}/trim:1", cpu: 2, memory: "4 GiB" }
}

task ALIGN {
  input {
    File reads
    File reference
  }
  command <<< align ~{reads} ~{reference} >>>
  output { File bam = "out.bam" }
  runtime { container: "${IMAGE}/align:2", cpu: 8, memory: "32 GiB", maxRetries: 1 }
}

task REPORT {
  input {
    File log
    File bam
    Int depth
  }
  command <<< report ~{log} ~{bam} ~{depth} >>>
  output { File html = "report.html" }
  runtime { container: "${IMAGE}/report:3", cpu: 1, memory: "2 GiB" }
}
`;

const NEXTFLOW = `//- /main.nf
include { ALIGN } from './modules/align'

// How deep to look.
params.depth = 30

process TRIM {
  label 'small'

  input:
  path reads

  output:
  path 'trimmed.fq', emit: trimmed
  path 'trim.log', emit: log

  script:
  """
  trim $reads
  """
}

process REPORT {
  container '${IMAGE}/report:3'
  publishDir '/mnt/workflow/pubdir'
  cpus 1
  memory '2 GB'

  input:
  path log
  path bam
  val depth

  output:
  path 'report.html', emit: html

  script:
  """
  report $log $bam $depth
  """
}

workflow {
  reads = channel.fromPath(params.reads)
  TRIM(reads)
  if (params.depth > 10) {
    ALIGN(TRIM.out.trimmed, params.reference)
  }
  REPORT(TRIM.out.log, ALIGN.out.bam, params.depth)
}

//- /modules/align/main.nf
process ALIGN {
  input:
  path reads
  path reference

  output:
  path 'out.bam', emit: bam

  script:
  """
  align $reads $reference
  """
}

//- /nextflow.config
manifest {
  name = 'same'
  nextflowVersion = '>=23.10.0'
}

process {
  withLabel: 'small' {
    container = '${IMAGE}/trim:1'
    cpus = 2
    memory = { 4.GB * task.attempt }
  }
  withName: 'ALIGN' {
    container = '${IMAGE}/align:2'
    cpus = 8
    memory = 32.GB
    errorStrategy = 'retry'
    maxRetries = 1
  }
}
`;

const SCHEMA = `//- /nextflow_schema.json
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "reads": { "type": "string", "format": "file-path", "description": "The reads of the sample." },
    "reference": { "type": "string", "format": "file-path", "description": "The genome." },
    "depth": { "type": "integer", "default": 30, "description": "How deep to look." }
  },
  "required": ["reads", "reference"]
}
`;

async function modelOf(fixture: string): Promise<WorkflowModel> {
  const { workspace, file } = await openFixture(fixture);
  const model = workspace.model(file.uri);
  assert.ok(model !== undefined);
  return model;
}

/** The model without what is the language's own: ids, engine and places. */
function comparable({ entry, callables }: WorkflowModel) {
  const tasks = [...callables.values()]
    .filter(({ kind }) => kind === 'task')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, inputs, outputs, resources }) => ({
      name,
      inputs: inputs.map((port) => port.name),
      outputs: outputs.map((port) => `${port.name}: ${typeLabel(port.type)}`),
      container: resources?.container?.constant,
      cpu: resources?.cpu?.constant,
      memoryGiB: memoryGiB(resources?.memory?.constant),
      maxRetries: resources?.maxRetries?.constant,
    }));
  const calls = entry.calls.map(({ name, dependsOn, conditions, arguments: given }) => ({
    name,
    dependsOn: [...dependsOn].sort(),
    conditions: conditions.length,
    arguments: [...given.keys()],
  }));
  return { kind: entry.kind, name: entry.name, inputs: inputsOf(entry.inputs), calls, tasks };
}

function inputsOf(ports: WorkflowModel['entry']['inputs']): readonly string[] {
  return ports.map(
    ({ name, required, type, default: preset }) =>
      `${name}: ${typeLabel(type)} ${required ? 'required' : String(preset?.constant)}`,
  );
}

function graphOf(model: WorkflowModel) {
  const { name, nodes, edges } = workflowGraph(model);
  return { name, nodes: nodes.map((node) => [node.kind, node.id, node.name, node.conditions.length]), edges };
}

describe('the same pipeline in WDL and Nextflow', () => {
  it('is the same model', async () => {
    assert.deepEqual(comparable(await modelOf(NEXTFLOW + SCHEMA)), comparable(await modelOf(WDL)));
  });

  it('has the same parameter template', async () => {
    assert.deepEqual(
      parameterTemplate(await modelOf(NEXTFLOW + SCHEMA)),
      parameterTemplate(await modelOf(WDL)),
    );
  });

  it('has the same parameters to give without a schema', async () => {
    const required = (model: WorkflowModel) =>
      model.entry.inputs.filter((port) => port.required).map(({ name }) => name);
    assert.deepEqual(required(await modelOf(NEXTFLOW)), required(await modelOf(WDL)));
  });

  it('has the same graph', async () => {
    assert.deepEqual(graphOf(await modelOf(NEXTFLOW + SCHEMA)), graphOf(await modelOf(WDL)));
  });

  it('has neither errors nor warnings in either', async () => {
    for (const fixture of [WDL, NEXTFLOW + SCHEMA]) {
      const { file } = await openFixture(fixture);
      assert.deepEqual(
        file.problems
          .filter(({ severity }) => severity === 'error' || severity === 'warning')
          .map(({ message }) => message),
        [],
      );
    }
  });
});
