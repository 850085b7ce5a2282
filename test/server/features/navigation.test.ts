import assert from 'node:assert/strict';
import { definition } from '@omics-lens/server/features/definition.ts';
import { documentHighlight } from '@omics-lens/server/features/document-highlight.ts';
import { references } from '@omics-lens/server/features/references.ts';
import { typeDefinition } from '@omics-lens/server/features/type-definition.ts';
import { openFixture, renderLocations, renderSpans } from '../../support/open-fixture.ts';

const LIB = `//- /lib.wdl
version 1.1
struct Sample {
  String name
}
task align {
  input {
    File reads
    Sample sample
  }
  command <<< align ~{reads} ~{sample.name} >>>
  output {
    File bam = "x.bam"
  }
}
`;

const main = (body: string) => `//- /main.wdl
version 1.1
import "lib.wdl" as lib
workflow W {
  input {
    File fastq
    Sample sample
  }
${body}
}
${LIB}`;

const CALL = '  call lib.align { input: reads = fastq, sample = sample }';

describe('definition', () => {
  async function check(fixture: string, expected: string) {
    const { workspace, file, offset } = await openFixture(fixture);
    const targets = definition(file, offset, workspace).map(({ target }) => target);
    assert.equal(renderLocations(workspace, targets), expected);
  }

  it('leads from a call to the task in another file', async () => {
    await check(
      main('  call lib.al<|>ign { input: reads = fastq, sample = sample }'),
      '/lib.wdl:5\ntask align {\n     ^^^^^',
    );
  });
  it('leads from a call input to the input of the task', async () => {
    await check(
      main('  call lib.align { input: rea<|>ds = fastq, sample = sample }'),
      '/lib.wdl:7\n    File reads\n         ^^^^^',
    );
  });
  it('leads from a name to its declaration, also when the cursor stands behind it', async () => {
    await check(
      main('  call lib.align { input: reads = fastq<|>, sample = sample }'),
      '/main.wdl:5\n    File fastq\n         ^^^^^',
    );
  });
  it('leads from an output of a call to the output of the task', async () => {
    await check(
      main(`${CALL}\n  output {\n    File o = align.b<|>am\n  }`),
      '/lib.wdl:12\n    File bam = "x.bam"\n         ^^^',
    );
  });
  it('leads from a member to the struct that declares it', async () => {
    await check(main('  String s = sample.na<|>me'), '/lib.wdl:3\n  String name\n         ^^^^');
  });
  it('leads from an import to the file', async () => {
    await check(
      `//- /main.wdl\nversion 1.1\nimport "li<|>b.wdl" as lib\n${LIB}`,
      '/lib.wdl:1\nversion 1.1\n^',
    );
  });
  it('leads from a placeholder in a command', async () => {
    await check(
      '//- /main.wdl\nversion 1.1\ntask t {\n  input {\n    File x\n  }\n  command <<< cat ~{<|>x} >>>\n}\n',
      '/main.wdl:4\n    File x\n         ^',
    );
  });
  it('leads from a key of a parameter file to the input, with and without the name of the workflow', async () => {
    const wdl = '//- /main.wdl\nversion 1.1\nworkflow W {\n  input {\n    File reads\n  }\n}\n';
    const expected = '/main.wdl:4\n    File reads\n         ^^^^^';
    await check(`//- /params.json\n{"rea<|>ds": "s3://b/k"}\n${wdl}`, expected);
    await check(`//- /params.json\n{"W.rea<|>ds": "s3://b/k"}\n${wdl}`, expected);
  });
  it('leads from a call input that is written short to the value and to the input', async () => {
    await check(
      'version 1.1\ntask t {\n  input {\n    Int n\n  }\n  command <<< >>>\n}\nworkflow W {\n  Int n = 2\n  call t { input: n<|> }\n}\n',
      '/main.wdl:9\n  Int n = 2\n      ^\n/main.wdl:4\n    Int n\n        ^',
    );
  });
  it('leads nowhere from white space, keywords and unknown names', async () => {
    await check('version 1.1\n<|>\ntask t {\n}\n', '');
    await check('version 1.1\nta<|>sk t {\n}\n', '');
    await check('version 1.1\ntask t {\n  String s = unkn<|>own\n}\n', '');
  });
});

describe('type definition', () => {
  async function check(fixture: string, expected: string) {
    const { workspace, file, offset } = await openFixture(fixture);
    const location = typeDefinition(file, offset, workspace);
    assert.equal(location === undefined ? '' : renderLocations(workspace, [location]), expected);
  }

  it('leads from a value to the struct that is its type', async () => {
    await check(
      main(CALL.replace('= sample }', '= sam<|>ple }')),
      '/lib.wdl:2\nstruct Sample {\n       ^^^^^^',
    );
  });
  it('leads from a scatter variable, whose type is not written down', async () => {
    const fixture = main(CALL).replace(
      CALL,
      '  Array[Pair[Int, Sample]] ps = []\n  scatter (p in ps) {\n    Int i = p<|>.left\n  }',
    );
    await check(fixture, '/lib.wdl:2\nstruct Sample {\n       ^^^^^^');
  });
  it('leads from a call to its task, and from the name of a type to the type', async () => {
    await check(main(`${CALL}\n  File f = ali<|>gn.bam`), '/lib.wdl:5\ntask align {\n     ^^^^^');
    await check(
      main(CALL).replace('    Sample sample', '    Sam<|>ple sample'),
      '/lib.wdl:2\nstruct Sample {\n       ^^^^^^',
    );
  });
  it('leads nowhere from a value of a built-in type', async () => {
    await check(main(CALL.replace('fastq', 'fas<|>tq')), '');
  });
});

describe('references', () => {
  async function check(fixture: string, declaration: 'included' | 'left out', expected: string) {
    const { workspace, file, offset } = await openFixture(fixture);
    assert.equal(renderLocations(workspace, references(file, offset, workspace, { declaration })), expected);
  }

  it('finds a task in all files that call it, the declaring one first', async () => {
    await check(
      main(CALL.replace('lib.align', 'lib.al<|>ign')),
      'included',
      [
        '/lib.wdl:5\ntask align {\n     ^^^^^',
        '/main.wdl:8\n  call lib.align { input: reads = fastq, sample = sample }\n           ^^^^^',
      ].join('\n'),
    );
  });
  it('leaves out the declaration on request', async () => {
    await check(
      main(CALL.replace('reads =', 'rea<|>ds =')),
      'left out',
      [
        '/lib.wdl:10\n  command <<< align ~{reads} ~{sample.name} >>>\n                      ^^^^^',
        '/main.wdl:8\n  call lib.align { input: reads = fastq, sample = sample }\n                          ^^^^^',
      ].join('\n'),
    );
  });
  it('finds an input in the parameter files of the workflow', async () => {
    await check(
      '//- /main.wdl\nversion 1.1\nworkflow W {\n  input {\n    File re<|>ads\n  }\n}\n//- /params.json\n{"reads": "s3://b/k"}\n//- /w.inputs.json\n{"W.reads": "s3://b/k"}',
      'included',
      [
        '/main.wdl:4\n    File reads\n         ^^^^^',
        '/params.json:1\n{"reads": "s3://b/k"}\n ^^^^^^^',
        '/w.inputs.json:1\n{"W.reads": "s3://b/k"}\n    ^^^^^',
      ].join('\n'),
    );
  });
});

describe('document highlight', () => {
  it('tells the places that write from those that read', async () => {
    const opened = await openFixture(main(CALL.replace('fastq', 'fas<|>tq')));
    const highlights = documentHighlight(opened.file, opened.offset);
    assert.deepEqual(
      highlights.map(({ kind }) => kind),
      ['write', 'read'],
    );
    assert.equal(
      renderSpans(
        opened,
        highlights.map(({ span }) => span),
      ),
      '/main.wdl:5\n    File fastq\n         ^^^^^\n/main.wdl:8\n  call lib.align { input: reads = fastq, sample = sample }\n                                  ^^^^^',
    );
  });
});
