import assert from 'node:assert/strict';
import type { CwlDocument, Process } from '@omics-lens/server/languages/cwl/document/index.ts';
import { allProcesses, parseCwl, readDocument } from '@omics-lens/server/languages/cwl/document/index.ts';
import { dedent } from '../../../../support/fixture.ts';

function read(text: string): CwlDocument {
  return readDocument(parseCwl(dedent(text)).tree);
}

/** The names, types and links of a document, in which map and list forms look the same. */
function outline(text: string): readonly string[] {
  return allProcesses(read(text)).flatMap(outlineOf);
}

function outlineOf(process: Process): readonly string[] {
  const lines = [`${process.class ?? '?'} ${process.id?.text ?? '-'} ${process.version ?? '-'}`];
  const typeOf = (node: Process['inputs'][number]['type']) =>
    node?.kind === 'scalar' ? node.text : (node?.kind ?? '-');
  for (const { name, type } of process.inputs) lines.push(`  < ${name.text}: ${typeOf(type)}`);
  for (const { name, type, sources } of process.outputs) {
    lines.push(`  > ${[`${name.text}:`, typeOf(type), ...sources.map((source) => source.text)].join(' ')}`);
  }
  for (const { class: name } of process.requirements) lines.push(`  ! ${name}`);
  for (const { class: name } of process.hints) lines.push(`  ? ${name}`);
  for (const step of process.steps) {
    const { run } = step;
    const target = run?.kind === 'reference' ? run.target : (run?.kind ?? '-');
    const scatter = step.scatter.map(({ text }) => ` *${text}`).join('');
    lines.push(
      `  ${step.name.text} = ${target}${scatter} -> ${step.outputs.map(({ text }) => text).join(', ')}`,
    );
    for (const { name, sources } of step.inputs) {
      const links = sources.map(({ step: from, port }) =>
        from === undefined ? port.text : `${from.text}.${port.text}`,
      );
      lines.push(`    ${name.text} <- ${links.join(', ')}`);
    }
  }
  return lines;
}

const EXPECTED = [
  'Workflow - v1.2',
  '  < reads: File[]',
  '  < threads: int?',
  '  > bam: File[] align/bam',
  '  ! ScatterFeatureRequirement',
  '  ? DockerRequirement',
  '  align = align.cwl *reads -> bam, log',
  '    reads <- reads',
  '    threads <- threads, prepare.n',
];

describe('cwl document', () => {
  it('reads the map form', () => {
    assert.deepEqual(
      outline(`
        cwlVersion: v1.2
        class: Workflow
        requirements:
          ScatterFeatureRequirement: {}
        hints:
          DockerRequirement: { dockerPull: x }
        inputs:
          reads: File[]
          threads: { type: "int?" }
        outputs:
          bam:
            type: File[]
            outputSource: align/bam
        steps:
          align:
            run: align.cwl
            scatter: reads
            in:
              reads: reads
              threads: [threads, prepare/n]
            out: [bam, { id: log }]
      `),
      EXPECTED,
    );
  });

  it('reads the list form in JSON', () => {
    const json = {
      cwlVersion: 'v1.2',
      class: 'Workflow',
      requirements: [{ class: 'ScatterFeatureRequirement' }],
      hints: [{ class: 'DockerRequirement', dockerPull: 'x' }],
      inputs: [
        { id: 'reads', type: 'File[]' },
        { id: '#threads', type: 'int?' },
      ],
      outputs: [{ id: 'bam', type: 'File[]', outputSource: ['align/bam'] }],
      steps: [
        {
          id: 'align',
          run: 'align.cwl',
          scatter: ['align/reads'],
          in: [
            { id: 'reads', source: 'reads' },
            { id: 'threads', source: ['threads', 'prepare/n'] },
          ],
          out: ['bam', 'log'],
        },
      ],
    };
    assert.deepEqual(outline(JSON.stringify(json, undefined, 2)), EXPECTED);
  });

  it('reads names of packed documents as they are said inside of a process', () => {
    assert.deepEqual(
      outline(`
        cwlVersion: v1.0
        $graph:
          - class: Workflow
            id: "#main"
            inputs: [{ id: "#main/reads", type: File }]
            outputs: [{ id: "#main/bam", type: File, outputSource: "#main/align/bam" }]
            steps:
              - id: "#main/align"
                run: "#align"
                in: [{ id: "#main/align/reads", source: "#main/reads" }]
                out: ["#main/align/bam"]
          - class: CommandLineTool
            id: "#align"
            cwlVersion: v1.1
            inputs: []
            outputs: []
      `),
      [
        'Workflow main v1.0',
        '  < reads: File',
        '  > bam: File align/bam',
        '  align = #align -> bam',
        '    reads <- reads',
        'CommandLineTool align v1.1',
      ],
    );
  });

  it('finds inline processes and what a run would run', () => {
    const document = read(`
      cwlVersion: v1.2
      class: Workflow
      inputs: {}
      outputs: {}
      steps:
        one:
          run: { class: ExpressionTool, inputs: { a: int }, outputs: {}, expression: "\${}" }
          in: {}
          out: []
        two:
          run: { $import: two.cwl }
          in: {}
          out: []
    `);
    assert.deepEqual(
      allProcesses(document).map((process) => process.class),
      ['Workflow', 'ExpressionTool'],
    );
    assert.equal(document.main?.class, 'Workflow');
    assert.deepEqual(
      document.references.map(({ role, file }) => `${role} ${file ?? ''}`),
      ['import two.cwl'],
    );
  });

  it('finds everything that names a file', () => {
    const document = read(`
      cwlVersion: v1.2
      $namespaces: { cwltool: "http://commonwl.org/cwltool#" }
      $schemas: [EDAM.owl]
      class: Workflow
      requirements:
        - $import: types.yml
        - class: InlineJavascriptRequirement
          expressionLib: [{ $include: lib.js }]
        - class: cwltool:Loop
      inputs: []
      outputs: []
      steps:
        a: { run: tools.cwl#align, in: {}, out: [] }
        b: { run: "#local", in: {}, out: [] }
    `);
    assert.deepEqual(
      document.references.map(({ role, file, fragment }) => [role, file, fragment]),
      [
        ['schema', 'EDAM.owl', undefined],
        ['import', 'types.yml', undefined],
        ['include', 'lib.js', undefined],
        ['run', 'tools.cwl', 'align'],
        ['run', undefined, 'local'],
      ],
    );
    assert.deepEqual(
      document.processes[0]?.requirements.map(({ name }) => name),
      ['InlineJavascriptRequirement', 'http://commonwl.org/cwltool#Loop'],
    );
  });

  it('keeps what is there of half-typed documents', () => {
    assert.deepEqual(
      outline(`
        cwlVersion: v1.2
        class: Workflow
        inputs:
          reads: File
          thr
        outputs: []
        steps:
          align:
            run:
            in:
              reads:
            ou
          sort
      `),
      [
        'Workflow - v1.2',
        '  < reads: File',
        '  < thr: -',
        '  align = - -> ',
        '    reads <- ',
        '  sort = - -> ',
      ],
    );
  });
});
