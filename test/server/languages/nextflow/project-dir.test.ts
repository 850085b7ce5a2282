import assert from 'node:assert/strict';
import { openFixture } from '../../../support/open-fixture.ts';

/** What the file with the cursor leads to, and the problems that it has with paths. */
async function check(fixture: string, links: readonly string[], problems: readonly string[] = []) {
  const { file } = await openFixture(fixture, { target: 'spec' });
  assert.deepEqual(
    file.analysis.links.map(({ target }) => target),
    links,
  );
  const found = file.problems.filter(({ code }) => /not-found$|unknown/.test(code));
  assert.deepEqual(
    found.map(({ message }) => message),
    problems,
  );
}

const MODULE = `
      //- /modules/align.nf
      process ALIGN {
        output: path 'x'
        script: 'true'
      }
`;

describe('paths below the folder of the project', () => {
  for (const written of ['$projectDir', '${projectDir}', '${baseDir}', '${workflow.projectDir}']) {
    it(`lead from a workflow in a folder by ${written}`, () =>
      check(
        `
      //- /workflows/deep/rna.nf
      <|>include { ALIGN } from "${written}/modules/align"
      workflow RNA { ALIGN() }
      ${MODULE}`,
        ['../../modules/align.nf'],
      ));
    it(`lead from a configuration in a folder by ${written}`, () =>
      check(
        `
        //- /conf/test/small.config
        <|>includeConfig "${written}/conf/base.config"
        //- /conf/base.config
        process.cpus = 2
        `,
        ['../../conf/base.config'],
      ));
  }

  it('lead from the main script, and the nearest counts', () =>
    check(
      `
      //- /main.nf
      <|>include { ALIGN } from "$projectDir/modules/align.nf"
      workflow { ALIGN() }
      ${MODULE}`,
      ['./modules/align.nf'],
    ));

  it('are those of the module for moduleDir', () =>
    check(
      `
      //- /workflows/rna.nf
      <|>include { ALIGN } from "$moduleDir/modules/align"
      workflow RNA { ALIGN() }
      ${MODULE}`,
      [],
      ["There is no script './modules/align'."],
    ));

  it('are said as they are written where nothing is there', async () => {
    await check(
      `
      //- /workflows/rna.nf
      <|>include { ALIGN } from "\${baseDir}/modules/algin"
      workflow RNA { ALIGN() }
      ${MODULE}`,
      [],
      ["There is no script '$projectDir/modules/algin'."],
    );
    await check(
      `
      //- /nextflow.config
      includeConfig "$projectDir/conf/bse.config"
      `,
      [],
      ["There is no configuration '$projectDir/conf/bse.config'."],
    );
  });

  it('count in what a process asks for', async () => {
    const { workspace, file } = await openFixture(`
      //- /main.nf
      process ALIGN { script: 'true' }
      workflow { ALIGN() }
      //- /nextflow.config
      includeConfig 'conf/all.config'
      //- /conf/all.config
      includeConfig "\${projectDir}/conf/base.config"
      //- /conf/base.config
      process.cpus = 6
    `);
    const model = workspace.model(file.uri);
    const task = [...(model?.callables.values() ?? [])].find(({ kind }) => kind === 'task');
    assert.equal(task?.resources?.cpu?.constant, 6);
    assert.deepEqual(workspace.unresolved(file.uri), []);
  });

  it('are nothing where a part of them is computed', () =>
    check(
      `
      //- /nextflow.config
      includeConfig "$projectDir/conf/\${params.genome}.config"
      `,
      [],
    ));
});
