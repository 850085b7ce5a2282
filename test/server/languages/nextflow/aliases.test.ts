import assert from 'node:assert/strict';
import { hover } from '@omics-lens/server/features/hover.ts';
import { inlayHints } from '@omics-lens/server/features/inlay-hints.ts';
import { matchesExactly, matchesLabel } from '@omics-lens/server/languages/nextflow/config/select.ts';
import { locateFailure, taskCalls, taskOrigins } from '@omics-lens/server/model/index.ts';
import type { SourceValue } from '@omics-lens/server/model/index.ts';
import { span } from '@omics-lens/server/text/index.ts';
import { openFixture } from '../../../support/open-fixture.ts';

const SCRIPTS = `
  //- /main.nf
  include { ALIGN as ALIGN_DNA } from './align'
  include { RNA; RNA as RNA_AGAIN } from './rna'
  workflow {
    ALIGN_DNA(channel.of(1))
    RNA()
    RNA_AGAIN()
  }
  //- /rna.nf
  include { ALIGN as ALIGN_RNA; SORT } from './align'
  workflow RNA {
    ALIGN_RNA(channel.of(1))
    SORT(ALIGN_RNA.out)
  }
  //- /align.nf
  process ALIGN {
    label 'big'
    input: val x
    output: path 'x.bam'
    script: 'true'
  }
  process SORT {
    input: path x
    script: 'true'
  }
`;

async function modelOf(config: string) {
  const { workspace, file } = await openFixture(`${SCRIPTS}\n  //- /nextflow.config\n${config}`);
  const model = workspace.model(file.uri);
  assert.ok(model !== undefined, 'there is a model');
  return model;
}

function known(value: SourceValue | undefined): string {
  return String(value?.constant ?? value?.byDefault ?? '-');
}

/** How many CPUs each call asks for, by the name that the engine shows. */
async function checkCpus(config: string, expected: Readonly<Record<string, string>>) {
  const found = taskCalls(await modelOf(config)).map(({ task, calls }) => [
    calls.map(({ name }) => name).join(':'),
    known(task.resources?.cpu),
  ]);
  assert.deepEqual(Object.fromEntries(found), expected);
}

describe('a Nextflow process under several names', () => {
  it('is selected by the name that it is declared with, then by its alias, then with the workflows around it', () =>
    checkCpus(
      `
      process {
        cpus = 1
        withName: 'RNA:ALIGN_RNA' { cpus = 6 }
        withName: 'ALIGN_RNA' { cpus = 5 }
        withName: 'ALIGN' { cpus = 4 }
        withLabel: 'big' { cpus = 2 }
      }
      `,
      {
        ALIGN_DNA: '4',
        'RNA:ALIGN_RNA': '6',
        'RNA:SORT': '1',
        'RNA_AGAIN:ALIGN_RNA': '5',
        'RNA_AGAIN:SORT': '1',
      },
    ));

  it('is selected by patterns, of which the later of equal rank wins', () =>
    checkCpus(
      `
      process {
        withName: '.*:ALIGN_.*' { cpus = 3 }
        withName: 'RNA_AGAIN:.*' { cpus = 8 }
        withName: 'SORT|ALIGN_DNA' { cpus = 2 }
      }
      `,
      {
        ALIGN_DNA: '2',
        'RNA:ALIGN_RNA': '3',
        'RNA:SORT': '2',
        'RNA_AGAIN:ALIGN_RNA': '8',
        'RNA_AGAIN:SORT': '8',
      },
    ));

  it('is selected by one selector that is written twice as by one in the place of the first', () =>
    checkCpus(
      `
      process {
        withName: 'SORT' { cpus = 1 }
        withName: 'S.*' { cpus = 2 }
        withName: 'SORT' { cpus = 3 }
      }
      `,
      {
        ALIGN_DNA: '-',
        'RNA:ALIGN_RNA': '-',
        'RNA:SORT': '2',
        'RNA_AGAIN:ALIGN_RNA': '-',
        'RNA_AGAIN:SORT': '2',
      },
    ));

  it('may ask by the name that it is called with', () =>
    checkCpus(`  process.cpus = { task.process == 'RNA:SORT' ? 7 : 1 }`, {
      ALIGN_DNA: '1',
      'RNA:ALIGN_RNA': '1',
      'RNA:SORT': '7',
      'RNA_AGAIN:ALIGN_RNA': '1',
      'RNA_AGAIN:SORT': '1',
    }));

  it('is found by the name of a task, with what it asked for there', async () => {
    const model = await modelOf(`
      process {
        withName: 'ALIGN_RNA' { memory = 8.GB }
        withName: 'RNA_AGAIN:ALIGN_RNA' { memory = 16.GB }
      }
    `);
    const found = (name: string) =>
      taskOrigins(model, name).map(({ task, calls }) => [
        calls.map((call) => call.name).join(':'),
        known(task.resources?.memory),
      ]);
    assert.deepEqual(found('RNA:ALIGN_RNA (sample 1)'), [['RNA:ALIGN_RNA', '8 GiB']]);
    assert.deepEqual(found('RNA_AGAIN:ALIGN_RNA (2)'), [['RNA_AGAIN:ALIGN_RNA', '16 GiB']]);
    assert.deepEqual(found('ALIGN_DNA'), [['ALIGN_DNA', '-']]);
  });

  it('fails on the selector that gave it too little memory', async () => {
    const config = `
      process {
        withName: 'ALIGN_RNA' { memory = 8.GB }
        withName: 'RNA_AGAIN:ALIGN_RNA' { memory = 16.GB }
      }
    `;
    const model = await modelOf(config);
    const [cause] = locateFailure(
      {
        run: '1',
        reason: 'RUN_TASK_FAILED',
        engineLog: [],
        tasks: [{ id: '7', name: 'RNA_AGAIN:ALIGN_RNA (2)', reason: 'OUT_OF_MEMORY_ERROR', log: [] }],
      },
      {
        model,
        files: [],
        settings: [],
        parameters: [],
        locate: (uri) => ({ uri, span: span(0, 0) }),
      },
    );
    assert.equal(cause?.about, 'memory');
    assert.equal(cause.at.uri.slice(cause.at.uri.lastIndexOf('/')), '/nextflow.config');
    assert.equal(known(cause.origin?.task.resources?.memory), '16 GiB');
  });

  it('that is called in both branches of a condition has one name for the engine', async () => {
    const { workspace, file } = await openFixture(`
      //- /main.nf
      process SORT { script: 'true' }
      workflow {
        if (params.quick) { SORT() } else { SORT() }
      }
      //- /nextflow.config
      process { withName: 'SORT' { cpus = 3 } }
    `);
    const model = workspace.model(file.uri);
    assert.ok(model !== undefined);
    assert.deepEqual(
      taskCalls(model).map(({ task, calls }) => [calls[0]?.name, known(task.resources?.cpu)]),
      [
        ['SORT', '3'],
        ['SORT_2', '3'],
      ],
    );
  });
});

describe('a selector', () => {
  for (const [pattern, name, expected] of [
    ['RNA:ALIGN', 'RNA:ALIGN', true],
    ['RNA:ALIGN', 'ALIGN', false],
    ['.*:ALIGN_.*', 'A:B:ALIGN_RNA', true],
    ['.*:ALIGN_.*', 'ALIGN_RNA', false],
    ['.*ALIGN', 'A:ALIGN', true],
    ['!ALIGN', 'A:ALIGN', true],
    ['!ALIGN', 'ALIGN', false],
    ['ALIGN(', 'ALIGN(', false],
  ] as const) {
    it(`'${pattern}' ${expected ? 'is' : 'is not'} ${name}`, () => {
      assert.equal(matchesExactly(pattern, name), expected);
    });
  }

  it('by label may mean processes that have none', () => {
    assert.equal(matchesLabel('.*', []), true);
  });
});

describe('what a Nextflow process gets under several names', () => {
  const PROCESS = `
  //- /align.nf
  process <|>ALIGN {
    output: path 'x.bam'
    script: 'true'
  }
  `;
  const CALLERS = `
  //- /main.nf
  include { ALIGN as SMALL; ALIGN as LARGE } from './align'
  workflow {
    SMALL()
    LARGE()
  }
  `;
  const CONFIG = `
  //- /nextflow.config
  process {
    cpus = 2
    memory = 4.GB
    withName: 'LARGE' { cpus = 16
      memory = 100.GB }
  }
  `;

  async function opened(fixture: string) {
    const found = await openFixture(fixture, { region: 'us-east-1' });
    await found.workspace.prepareAll();
    return found;
  }

  async function hovered(fixture: string): Promise<readonly string[]> {
    const { workspace, file, offset } = await opened(fixture);
    const markdown = hover(file, offset, workspace, workspace.settings)?.markdown ?? '';
    return (markdown.split('\n\n---\n\n').at(-1) ?? '').split('\n');
  }

  async function hinted(fixture: string): Promise<readonly string[]> {
    const { workspace, file } = await opened(fixture);
    const sources = { symbols: workspace, workflow: undefined, settings: workspace.settings };
    return inlayHints(file, span(0, file.text.length), sources)
      .filter(({ kind }) => kind === 'instance')
      .map(({ label }) => label);
  }

  it('is said on its name, for each way of calls', async () => {
    assert.deepEqual(await hovered(PROCESS + CALLERS + CONFIG), [
      '- `SMALL`: **omics.c.large**, of which 2 vCPU and 4 GiB',
      '- `LARGE`: **omics.r.4xlarge**, of which 16 vCPU and 100 GiB',
    ]);
    assert.deepEqual(await hinted(PROCESS + CALLERS + CONFIG), ['omics.c.large or omics.r.4xlarge']);
  });

  it('is said on the call', async () => {
    const callers = CALLERS.replace('LARGE()', 'LAR<|>GE()');
    assert.deepEqual(await hovered(callers + PROCESS.replace('<|>', '') + CONFIG), [
      '- `LARGE`: **omics.r.4xlarge**, of which 16 vCPU and 100 GiB',
    ]);
  });

  it('is one where all ways are alike, which may be another than without them', async () => {
    const callers = CALLERS.replace('; ALIGN as LARGE', '').replace('LARGE()', '');
    const config = CONFIG.replace('LARGE', 'SMALL');
    assert.match((await hovered(PROCESS + callers + config)).join(' '), /omics\.r\.4xlarge/);
    assert.deepEqual(await hinted(PROCESS + callers + config), ['omics.r.4xlarge']);
  });

  it('is what it asks for alone where no workflow calls it', async () => {
    assert.deepEqual(await hinted(PROCESS + CONFIG), ['omics.c.large']);
  });
});
