import assert from 'node:assert/strict';
import { definition } from '@omics-lens/server/features/definition.ts';
import { references } from '@omics-lens/server/features/references.ts';
import { rename } from '@omics-lens/server/features/rename.ts';
import { openFixture, renderEdits, renderLocations } from '../../../support/open-fixture.ts';

async function checkDefinition(fixture: string, expected: string) {
  const { workspace, file, offset } = await openFixture(fixture);
  const found = definition(file, offset, workspace);
  assert.equal(
    renderLocations(
      workspace,
      found.map(({ target }) => target),
    ),
    expected.trimEnd(),
  );
}

/** Where the name stands, as `file:line` in the order of files and lines. */
async function checkReferences(fixture: string, expected: readonly string[]) {
  const { workspace, file, offset } = await openFixture(fixture);
  const found = references(file, offset, workspace, { declaration: 'included' });
  const places = found.map(({ uri, span }) => {
    const { line } = workspace.known(uri)!.lines.positionAt(span.start);
    return `${uri.slice(uri.lastIndexOf('/') + 1)}:${line + 1}`;
  });
  assert.deepEqual([...new Set(places)].sort(), [...expected].sort());
}

async function checkRename(fixture: string, name: string, expected: string) {
  const { workspace, file, offset } = await openFixture(fixture);
  const edits = rename(file, offset, name, workspace);
  assert.ok(!('refused' in edits), 'refused' in edits ? String(edits.refused) : '');
  assert.equal(renderEdits(workspace, edits as ReadonlyMap<string, never>), expected);
}

const MODULE = `//- /modules/align.nf
process ALIGN {
  input: path reads
  output: path '*.bam', emit: bam
  script: "align $reads"
}
`;
const MAIN = (body: string) => `//- /main.nf
include { ALIGN } from './modules/align'
workflow {
${body}
}
`;

describe('definitions in Nextflow', () => {
  it('of a process lead through the include', () =>
    checkDefinition(
      MODULE + MAIN('  AL<|>IGN(params.x)'),
      '/modules/align.nf:1\nprocess ALIGN {\n        ^^^^^',
    ));
  it('of an output lead to its emit', () =>
    checkDefinition(
      MODULE + MAIN('  ALIGN(params.x)\n  ALIGN.out.ba<|>m.view()'),
      "/modules/align.nf:3\n  output: path '*.bam', emit: bam\n                              ^^^",
    ));
  it('of a variable lead to its first assignment, of a closure parameter to the closure', async () => {
    await checkDefinition(
      '//- /main.nf\nworkflow {\n  ch = channel.of(1)\n  c<|>h.view()\n}\n',
      '/main.nf:2\n  ch = channel.of(1)\n  ^^',
    );
    await checkDefinition(
      '//- /main.nf\nworkflow {\n  channel.of(1).map { x -> x<|> + 1 }\n}\n',
      '/main.nf:2\n  channel.of(1).map { x -> x + 1 }\n                      ^',
    );
  });
  it('of what set and tap name lead to the closure', () =>
    checkDefinition(
      '//- /main.nf\nworkflow {\n  channel.of(1).set { ch }\n  c<|>h.view()\n}\n',
      '/main.nf:2\n  channel.of(1).set { ch }\n                      ^^',
    ));
  it('of an input in the script lead to the input', () =>
    checkDefinition(
      '//- /main.nf\nprocess A {\n  input: path reads\n  script:\n  """\n  cat ${re<|>ads}\n  """\n}\n',
      '/main.nf:2\n  input: path reads\n              ^^^^^',
    ));
  it('of a parameter lead to the configuration, before the script', async () => {
    await checkDefinition(
      '//- /main.nf\nworkflow { println params.dep<|>th }\n//- /nextflow.config\nparams { depth = 30 }\n',
      '/nextflow.config:1\nparams { depth = 30 }\n         ^^^^^',
    );
    await checkDefinition(
      '//- /main.nf\nparams.depth = 1\nworkflow { println params.dep<|>th }\n',
      '/main.nf:1\nparams.depth = 1\n       ^^^^^',
    );
  });
  it('of a parameter that only the schema has lead there', () =>
    checkDefinition(
      '//- /main.nf\nworkflow { println params.dep<|>th }\n//- /nextflow_schema.json\n{ "properties": { "depth": { "type": "integer" } } }\n',
      '/nextflow_schema.json:1\n{ "properties": { "depth": { "type": "integer" } } }\n                  ^^^^^^^',
    ));
  it('of a path lead to the script', () =>
    checkDefinition(
      "//- /main.nf\ninclude { ALIGN } from './modules/al<|>ign'\nworkflow { ALIGN(params.x) }\n" + MODULE,
      '/modules/align.nf:1\nprocess ALIGN {\n^',
    ));
  it('of a selector lead to the process, also at the end of a path of workflows', async () => {
    await checkDefinition(
      `${MODULE}${MAIN('  ALIGN(params.x)')}//- /nextflow.config\nprocess { withName: 'ALI<|>GN' { cpus = 2 } }\n`,
      '/modules/align.nf:1\nprocess ALIGN {\n        ^^^^^',
    );
    await checkDefinition(
      `${MODULE}${MAIN('  ALIGN(params.x)')}//- /nextflow.config\nprocess { withName: '.*:MAIN:ALI<|>GN' { cpus = 2 } }\n`,
      '/modules/align.nf:1\nprocess ALIGN {\n        ^^^^^',
    );
  });
  it('of a selector in an included configuration lead to the process', () =>
    checkDefinition(
      `${MODULE}${MAIN('  ALIGN(params.x)')}//- /nextflow.config\nincludeConfig 'conf/modules.config'\n//- /conf/modules.config\nprocess { withName: ALI<|>GN { cpus = 2 } }\n`,
      '/modules/align.nf:1\nprocess ALIGN {\n        ^^^^^',
    ));
});

describe('links in Nextflow', () => {
  it('lead to included scripts and configuration, and to templates', async () => {
    const linksOf = async (fixture: string) =>
      (await openFixture(fixture)).file.analysis.links.map(({ target }) => target);
    assert.deepEqual(
      await linksOf(
        "//- /main.nf\ninclude { A } from './a'\ninclude { B } from 'plugin/x'\nprocess C {\n  script:\n  template 'c.sh'\n}\nworkflow { A()\n  B()\n  C() }\n//- /a.nf\nprocess A { script: 'true' }\n",
      ),
      ['./a.nf', 'templates/c.sh'],
    );
    assert.deepEqual(
      await linksOf(
        "//- /nextflow.config\nincludeConfig 'a.config'\nincludeConfig 'b.config'\n//- /a.config\nparams.x = 1\n",
      ),
      ['a.config'],
    );
  });
});

describe('references in Nextflow', () => {
  it('of a process stand in scripts and in selectors', () =>
    checkReferences(
      `//- /modules/align.nf\nprocess ALI<|>GN { script: 'true' }\n${MAIN('  ALIGN()')}//- /nextflow.config\nprocess {\n  withName: 'ALIGN|SORT' { cpus = 2 }\n}\n`,
      ['align.nf:1', 'main.nf:1', 'main.nf:3', 'nextflow.config:2'],
    ));
  it('of a parameter stand in configuration, scripts, modules and schema', () =>
    checkReferences(
      `
      //- /nextflow.config
      params.dep<|>th = 30
      process.cpus = params.depth
      //- /main.nf
      include { SUB } from './sub'
      workflow { SUB(params.depth) }
      //- /sub.nf
      workflow SUB { take: x
        main: println params.depth }
      //- /nextflow_schema.json
      { "properties": { "depth": { "type": "integer" } } }
      `,
      ['nextflow.config:1', 'nextflow.config:2', 'main.nf:2', 'sub.nf:2', 'nextflow_schema.json:1'],
    ));
  it('of a parameter of the main script stand in its modules too', () =>
    checkReferences(
      '//- /main.nf\nparams.dep<|>th = 1\ninclude { SUB } from "./sub"\nworkflow { SUB() }\n//- /sub.nf\nworkflow SUB {\n  println params.depth\n}\n',
      ['main.nf:1', 'sub.nf:2'],
    ));
});

describe('renaming in Nextflow', () => {
  it('changes scripts and selectors', () =>
    checkRename(
      "//- /align.nf\nprocess ALI<|>GN { script: 'true' }\n//- /main.nf\ninclude { ALIGN } from './align'\nworkflow { ALIGN() }\n//- /nextflow.config\nprocess { withName: 'ALIGN|SORT.*' { cpus = 2 } }\n",
      'MAP',
      "//- /align.nf\nprocess MAP { script: 'true' }\n\n//- /main.nf\ninclude { MAP } from './align'\nworkflow { MAP() }\n\n//- /nextflow.config\nprocess { withName: 'MAP|SORT.*' { cpus = 2 } }\n",
    ));
  it('changes a parameter everywhere', () =>
    checkRename(
      '//- /main.nf\nworkflow { println params.dep<|>th }\n//- /nextflow.config\nparams { depth = 30 }\n//- /nextflow_schema.json\n{ "properties": { "depth": { "type": "integer" } } }\n',
      'level',
      '//- /nextflow.config\nparams { level = 30 }\n\n//- /main.nf\nworkflow { println params.level }\n\n//- /nextflow_schema.json\n{ "properties": { "level": { "type": "integer" } } }\n',
    ));
  it('of an alias leaves the process as it is', () =>
    checkRename(
      "//- /main.nf\ninclude { ALIGN as MAP } from './align'\nworkflow { MA<|>P() }\n//- /align.nf\nprocess ALIGN { script: 'true' }\n",
      'BWA',
      "//- /main.nf\ninclude { ALIGN as BWA } from './align'\nworkflow { BWA() }\n",
    ));
});
