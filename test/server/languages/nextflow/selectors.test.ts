import assert from 'node:assert/strict';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { openFixture } from '../../../support/open-fixture.ts';

const SCRIPTS = `
  //- /main.nf
  include { ALIGN as ALIGN_DNA; UNCALLED } from './align'
  include { RNA } from './rna'
  include { validate } from 'plugin/nf-schema'
  workflow {
    ALIGN_DNA()
    RNA()
  }
  //- /rna.nf
  include { SORT } from './align'
  workflow RNA {
    SORT()
  }
  //- /align.nf
  process ALIGN { script: 'true' }
  process SORT { script: 'true' }
  process UNCALLED { script: 'true' }
`;

async function opened(selector: string, scripts = SCRIPTS) {
  const config = `  //- /nextflow.config\n  includeConfig 'conf/base.config'\n`;
  const base = `  //- /conf/base.config\n  process {<|>\n    ${selector} { cpus = 2 }\n  }\n`;
  const { workspace, file } = await openFixture(`\n${base}${config}${scripts}`);
  await workspace.prepareAll();
  return { workspace, uri: file.uri, text: file.text };
}

async function found(selector: string, scripts?: string) {
  const { workspace, uri } = await opened(selector, scripts);
  return (workspace.known(uri)?.problems ?? []).filter(({ code }) => code === 'selector-unmatched');
}

async function check(selector: string, expected: string | undefined, scripts?: string) {
  const [problem] = await found(selector, scripts);
  assert.equal(problem === undefined ? undefined : `${problem.severity}: ${problem.message}`, expected);
}

describe('a selector that means no process', () => {
  for (const selector of [
    "withName: 'ALIGN_DNA'",
    "withName: 'ALIGN'",
    'withName: UNCALLED',
    "withName: 'RNA:SORT'",
    "withName: '.*:SO.*'",
    "withName: 'NOBODY|SORT'",
    "withName: '!ALIGN'",
    "'withName:SORT'",
    "withLabel: 'nobody'",
    'withName: "${params.x}"',
  ]) {
    it(`is not ${selector}`, () => check(selector, undefined));
  }

  for (const [selector, expected] of [
    [
      "withName: 'ALGIN'",
      "warning: No process of this workflow is selected by 'ALGIN'. Did you mean 'ALIGN'?",
    ],
    [
      "withName: 'DNA:SORT'",
      "warning: No process of this workflow is selected by 'DNA:SORT'. Did you mean 'RNA:SORT'?",
    ],
    ["withName: 'MULTIQC'", "hint: No process of this workflow is selected by 'MULTIQC'."],
    ["withName: '.*:ALIGN_RNA'", "hint: No process of this workflow is selected by '.*:ALIGN_RNA'."],
    ["'withName:STAR'", "hint: No process of this workflow is selected by 'STAR'."],
  ] as const) {
    it(`is ${selector}`, () => check(selector, expected));
  }

  it('is none of another scope', async () => {
    const { workspace, file } = await openFixture(
      `\n  //- /nextflow.config\n  agent {\n    withName: 'reporter' { maxRetries = 1 }\n  }\n${SCRIPTS}`,
    );
    await workspace.prepareAll();
    const codes = (workspace.known(file.uri)?.problems ?? []).map(({ code }) => code);
    assert.deepEqual(codes.includes('selector-unmatched'), false);
  });

  it('is not known where something that is included cannot be read', async () => {
    await check("withName: 'MULTIQC'", undefined, SCRIPTS.replace('./rna', './nowhere'));
    await check("withName: 'MULTIQC'", undefined, SCRIPTS.replace("'./rna'", "'nf-core/rna'"));
  });

  it('is not known where no workflow reads the configuration', () =>
    check("withName: 'MULTIQC'", undefined, '  //- /align.nf\n  process ALIGN { script: 1 }\n'));

  it('can be mended', async () => {
    const { workspace, uri, text } = await opened("withName: 'ALGIN'");
    const problems = workspace.known(uri)?.problems ?? [];
    const fix = problems.find(({ code }) => code === 'selector-unmatched')?.fixes?.[0];
    assert.match(applyEdits(text, fix?.edits ?? []), /withName: 'ALIGN' \{/);
  });

  it('comes and goes with the process', async () => {
    const { workspace, uri } = await opened("withName: 'SORT_ALL'");
    const main = 'file:///project/rna.nf';
    const codes = () =>
      (workspace.known(uri)?.problems ?? []).filter(({ code }) => code === 'selector-unmatched').length;
    assert.equal(codes(), 1);
    const text = "include { SORT as SORT_ALL } from './align'\nworkflow RNA {\n  SORT_ALL()\n}\n";
    workspace.openDocument({ uri: main, languageId: 'nextflow', version: 1, text });
    await workspace.prepareAll();
    assert.equal(codes(), 0);
  });

  it('is silent below a comment', async () => {
    const problems = await found("// omics-lens: ignore selector-unmatched\n    withName: 'ALGIN'");
    assert.deepEqual(problems, []);
  });
});
