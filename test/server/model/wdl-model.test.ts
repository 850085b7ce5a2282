import assert from 'node:assert/strict';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type { Callable, SymbolId, WorkflowModel } from '@omics-lens/server/model/index.ts';
import {
  checkParameters,
  composeModel,
  parameterTemplate,
  symbolUri,
  workflowGraph,
} from '@omics-lens/server/model/index.ts';
import { renderProblems } from '../../support/fixture.ts';
import { analyzeJson } from '../../support/json-analysis.ts';
import { wdlProject } from '../../support/wdl-project.ts';

const PIPELINE = `
  version 1.1
  import "tasks.wdl" as tasks

  workflow Main {
    parameter_meta {
      samples: "One for each library"
    }
    input {
      Array[Sample]+ samples
      File reference
      Int? threads
      Boolean deep = false
      Map[String, Pair[Int, File]] extra = {}
    }
    scatter (sample in samples) {
      call tasks.Align as align { input: bam = sample.bam, reference = reference }
      if (deep) {
        call tasks.Align as again after align { input: bam = align.out, reference = reference }
      }
    }
    call tasks.Merge { input: parts = align.out }
    output { File merged = Merge.out }
  }
  //- /tasks.wdl
  version 1.1
  struct Sample {
    String name
    File bam
    File? bai
  }
  task Align {
    input { File bam File reference }
    command <<< >>>
    output { File out = "x" }
  }
  task Merge {
    input { Array[File] parts }
    command <<< >>>
    output { File out = "x" }
  }
`;

function pipelineModel(): WorkflowModel {
  const project = wdlProject(PIPELINE);
  const { main } = project;
  const callable = (id: SymbolId): Callable | undefined =>
    project.file(new URL(symbolUri(id)).pathname).analysis.callables.find((candidate) => candidate.id === id);
  const { entry, engine = 'WDL', languageVersion } = main.analysis;
  const found = entry === undefined ? undefined : callable(entry);
  assert.ok(found, 'the file has an entry');
  return composeModel(found, callable, { engine, languageVersion });
}

describe('model: of a WDL workflow in two files', () => {
  const model = pipelineModel();

  it('reaches the tasks of the other file', () => {
    assert.deepEqual(
      [...model.callables.values()].map(({ kind, name }) => `${kind} ${name}`),
      ['workflow Main', 'task Align', 'task Merge'],
    );
    assert.equal(model.languageVersion, '1.1');
  });

  it('has its template', () => {
    assert.deepEqual(parameterTemplate(model), {
      samples: { description: 'One for each library' },
      reference: { description: '' },
      threads: { description: '', optional: true },
      deep: { description: '', optional: true },
      extra: { description: '', optional: true },
    });
  });

  it('has its graph', () => {
    const graph = workflowGraph(model);
    assert.deepEqual(
      graph.nodes.map(({ id, name, scatters, conditions }) => [id, name, scatters.length, conditions]),
      [
        ['align', 'Align', 1, []],
        ['again', 'Align', 1, ['deep']],
        ['Merge', 'Merge', 0, []],
      ],
    );
    assert.deepEqual(
      graph.edges.map(({ from, to }) => `${from} -> ${to}`),
      ['align -> again', 'align -> Merge'],
    );
    assert.deepEqual(
      graph.scatters.map(({ text, input }) => [text, input]),
      [['samples', 'samples']],
    );
  });

  it('checks parameters down into structs of the other file', () => {
    const text =
      '{"Main.samples": [{"name": "a", "bam": "a.bam"}], "reference": "s3://bucket/ref.fa", "extra": {"x": {"left": "1", "right": "s3://bucket/a"}}}';
    const { tree } = json.parse(text);
    const options = { uri: 'file:///p.json', target: 'healthomics', region: undefined } as const;
    assert.equal(
      renderProblems(text, checkParameters(model, { text, root: tree.root.value }, options)),
      [
        text,
        "                                       ^^^^^^^ file-uri-scheme (error): File 'samples[0].bam' is a local path.",
        `${' '.repeat(text.indexOf('"1"'))}^^^ parameter-type (error): 'extra["x"].left' must be Int, and this is a string.`,
      ].join('\n'),
    );
  });

  it('leads from keys to declarations in both files', () => {
    const { occurrences } = analyzeJson('{"reference": "", "samples": [{"bam": ""}]}', model);
    assert.deepEqual(
      occurrences.map(({ symbol }) => symbol),
      [
        'file:///main.wdl#Main.reference',
        'file:///main.wdl#Main.samples',
        'file:///tasks.wdl#struct.Sample.bam',
      ],
    );
  });
});
