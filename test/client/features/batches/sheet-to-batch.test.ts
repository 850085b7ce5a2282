import assert from 'node:assert/strict';
import {
  sampleSheetRequest,
  workflowRequest,
  type SampleSheetResponse,
  type WorkflowResponse,
} from '@omics-lens/server/protocol/index.ts';
import { sheetToBatch } from '../../../../client/src/features/batches/sheet-to-batch.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { languageServer } from '../../support/language-server.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const SHEET = 'file:///ws/samples.csv';
const OUT = 'file:///ws/main.samples.batch.json';
const ROLE = 'arn:aws:iam::123456789012:role/run';
const WDL = `version 1.1
workflow germline {
  input {
    String sample
    File reads
    Int depth = 30
    File? panel
  }
  output { String used = sample }
}
`;
const CSV = `sample,reads,coverage
NA1,s3://bucket/1.bam,30
NA2,s3://bucket/2.bam,40
`;
const STEPS = "Write 'main.samples.batch.json' / sample / reads / coverage";

interface Outcome {
  readonly shown: readonly string[];
  readonly done: readonly string[];
  readonly previews: readonly string[];
  /** Which files are known to come from which sheets. */
  readonly remembered: readonly string[];
  /** Lines with rows that fail, as they were shown at last. */
  readonly problems: readonly string[];
  readonly error: string | undefined;
  readonly text: (uri: string) => string;
}

/** The command from a click to its end, with the real server, and a user who answers as the script says. */
async function check(
  files: Readonly<Record<string, string>>,
  clicked: string | undefined,
  ...answers: readonly string[]
): Promise<Outcome> {
  const { server, files: written } = await languageServer({ 'file:///ws/main.wdl': WDL, ...files });
  const prompts = scriptedPrompts(...answers);
  const previews: string[] = [];
  const remembered: string[] = [];
  let problems: readonly string[] = [];
  const error = await sheetToBatch(clicked, {
    workflow: (uri) => server.ask<WorkflowResponse>(workflowRequest, { uri }),
    sampleSheet: (params) => server.ask<SampleSheetResponse>(sampleSheetRequest, params),
    knownSettings: () => Promise.resolve({ roleArn: ROLE, outputUri: 's3://bucket/outputs/' }),
    files: written,
    prompts,
    view: {
      preview(_sheet, text) {
        // Nothing is written before it was shown.
        assert.ok(!written.done.some((step) => step.startsWith('write')));
        previews.push(text);
        return Promise.resolve();
      },
      problems(_sheet, found) {
        problems = found.map(({ line, message }) => `${line}: ${message}`);
      },
    },
    remember: (file, { uri, reading }) =>
      Promise.resolve(void remembered.push(`${file} from ${uri} for ${reading.workflow}`)),
    start: (file) => Promise.resolve(void prompts.shown.push(`starts ${file}`)),
    showProblems: () => Promise.resolve(void prompts.shown.push('shows the problems')),
  }).then(() => undefined, messageOf);
  const { done } = written;
  return {
    shown: prompts.shown,
    done,
    previews,
    remembered,
    problems,
    error,
    text: (uri) => written.text(uri) ?? '',
  };
}

interface Batch {
  readonly defaultRunSetting: Readonly<Record<string, unknown>>;
  readonly batchRunSettings: { readonly inlineSettings: readonly { readonly parameters: object }[] };
}

function parametersIn({ text }: Outcome, uri = OUT): readonly object[] {
  return (JSON.parse(text(uri)) as Batch).batchRunSettings.inlineSettings.map(({ parameters }) => parameters);
}

const WRITE = "Write 'main.samples.batch.json'";

describe('a batch of a sample sheet', () => {
  it('is written when the user says so, after they have seen it', async () => {
    const outcome = await check({ [SHEET]: CSV }, SHEET, WRITE);
    assert.equal(outcome.error, undefined);
    assert.deepEqual(outcome.shown, [
      `Batch of 'samples.csv': ${STEPS}`,
      "information: 2 runs written to 'main.samples.batch.json'. [Start Batch]",
    ]);
    assert.deepEqual(outcome.done, [`save ${SHEET}`, `write ${OUT}`, `show ${OUT}`]);
    const batch = JSON.parse(outcome.text(OUT)) as Batch;
    assert.deepEqual(batch.defaultRunSetting, {
      workflowId: '',
      roleArn: ROLE,
      outputUri: 's3://bucket/outputs/',
      storageType: 'DYNAMIC',
    });
    assert.deepEqual(batch.batchRunSettings.inlineSettings, [
      { runSettingId: 'NA1', name: 'NA1', parameters: { sample: 'NA1', reads: 's3://bucket/1.bam' } },
      { runSettingId: 'NA2', name: 'NA2', parameters: { sample: 'NA2', reads: 's3://bucket/2.bam' } },
    ]);
    assert.equal(
      outcome.previews.join(''),
      `# Batch of 'samples.csv' for workflow 'germline'

Nothing is written yet. The file would be 'main.samples.batch.json', beside the workflow.

All 2 rows become runs.

## Columns

| Column | Becomes |
| --- | --- |
| sample | sample (String) |
| reads | reads (File) |
| coverage | not used |

## Runs

\`\`\`json
${JSON.stringify(batch.batchRunSettings.inlineSettings, undefined, 2)}
\`\`\`
`,
    );
  });

  it('is not written when the user turns away', async () => {
    const outcome = await check({ [SHEET]: CSV }, SHEET);
    assert.equal(outcome.error, 'Cancelled');
    assert.deepEqual(outcome.done, [`save ${SHEET}`]);
  });

  it('takes a column for what the user says', async () => {
    const outcome = await check({ [SHEET]: CSV }, SHEET, 'coverage', 'depth', WRITE);
    assert.match(
      outcome.shown[1] ?? '',
      /^What column 'coverage' stands for: Not used \/ sample \/ reads \//,
    );
    assert.match(outcome.previews[1] ?? '', /\| coverage \| depth \(Int\) \|/);
    assert.deepEqual(parametersIn(outcome)[1], { sample: 'NA2', reads: 's3://bucket/2.bam', depth: 40 });
  });

  it('goes on with the old meaning when the choice is dismissed', async () => {
    // The script knows no such target: the pick is dismissed, and the loop asks again.
    const outcome = await check({ [SHEET]: CSV }, SHEET, 'coverage', 'no such target', WRITE);
    assert.equal(outcome.previews[0], outcome.previews[1]);
    assert.equal(outcome.error, undefined);
  });

  it('uses a parameter for one column only', async () => {
    const csv = 'id,reads,other\nNA1,s3://bucket/1.bam,s3://bucket/2.bam\n';
    const shared = { 'file:///ws/main.wdl': WDL.replace('String sample', 'String sample = "x"') };
    const outcome = await check({ [SHEET]: csv, ...shared }, SHEET, 'other', 'reads', WRITE);
    assert.deepEqual(parametersIn(outcome), [{ reads: 's3://bucket/2.bam' }]);
    assert.match(outcome.previews[1] ?? '', /\| reads \| not used \|\n\| other \| reads \(File\) \|/);
  });

  it('can make a tag of a column', async () => {
    const outcome = await check({ [SHEET]: CSV }, SHEET, 'coverage', "Tag 'coverage' of the run", WRITE);
    const [run] = (JSON.parse(outcome.text(OUT)) as Batch).batchRunSettings.inlineSettings;
    assert.deepEqual((run as { readonly runTags?: object }).runTags, { coverage: '30' });
  });

  it('leaves out rows that fail, and shows each on its line', async () => {
    const csv =
      'sample,reads,depth\nNA1,s3://bucket/1.bam,30\nNA2,s3://bucket/2.bam,many\nNA1,s3://bucket/3.bam,1\n';
    const outcome = await check({ [SHEET]: csv }, SHEET, WRITE);
    assert.deepEqual(outcome.problems, [
      "3: 'many' in column 'depth' is no whole number.",
      "4: The id 'NA1' stands on line 2 already.",
    ]);
    assert.match(outcome.shown[0] ?? '', /: Write '.*' \/ Show Rows That Fail \/ sample \//);
    assert.match(
      outcome.previews[0] ?? '',
      /1 of 3 rows become runs\.\n\nRows that fail are left out:\n\n- Line 3: 'many'.*\n- Line 4: /,
    );
    assert.equal(parametersIn(outcome).length, 1);
  });

  it('ends where the user wants to mend the rows', async () => {
    const csv = 'sample,reads\nNA1,\nNA2,s3://bucket/2.bam\n';
    const outcome = await check({ [SHEET]: csv }, SHEET, 'Show Rows That Fail');
    assert.deepEqual([outcome.error, outcome.shown.at(-1)], ['Cancelled', 'shows the problems']);
    assert.deepEqual(outcome.done, [`save ${SHEET}`, `show ${SHEET}`]);
  });

  const nothing: readonly (readonly [name: string, csv: string, said: RegExp])[] = [
    ['a sheet without rows', 'sample,reads\n', /The sheet has no rows below its header\./],
    ['a sheet of bad rows', 'sample,reads\nNA1,\n', /0 of 1 rows become runs\. No row becomes a run\./],
  ];
  for (const [name, csv, said] of nothing) {
    it(`offers to write nothing for ${name}`, async () => {
      const outcome = await check({ [SHEET]: csv }, SHEET);
      assert.match(outcome.previews[0] ?? '', said);
      assert.doesNotMatch(outcome.shown[0] ?? '', /Write/);
    });
  }

  it('takes what all runs share from a parameter file', async () => {
    const files = {
      [SHEET]: 'sample\nNA1\nNA2\n',
      'file:///ws/main.params.json': '{ "reads": "s3://bucket/all.bam", "depth": 3 }',
    };
    const take = 'Take What All Runs Share from a Parameter File…';
    const outcome = await check(files, SHEET, take, 'main.params.json', WRITE);
    assert.match(outcome.previews[0] ?? '', /No column gives 'reads', which the workflow requires/);
    assert.match(outcome.previews[1] ?? '', /All runs take 'reads' from 'main\.params\.json'\./);
    assert.doesNotMatch(outcome.previews[1] ?? '', /No column gives/);
    const { defaultRunSetting } = JSON.parse(outcome.text(OUT)) as Batch;
    assert.deepEqual(defaultRunSetting['parameters'], { reads: 's3://bucket/all.bam' });
  });

  it('says that a parameter file gives nothing of it', async () => {
    const files = { [SHEET]: 'sample\nNA1\n', 'file:///ws/main.params.json': '{ "depth": 3 }' };
    const take = 'Take What All Runs Share from a Parameter File…';
    const outcome = await check(files, SHEET, take, 'main.params.json');
    assert.ok(outcome.shown.includes("warning: 'main.params.json' gives none of 'reads'."));
  });

  it('writes the array for S3 above 100 runs, and offers to start it', async () => {
    const rows = Array.from({ length: 101 }, (_, index) => `NA${index},s3://bucket/${index}.bam`);
    const write = "Write 'main.samples.batch-runs.json'";
    const outcome = await check(
      { [SHEET]: ['sample,reads', ...rows].join('\n') },
      SHEET,
      write,
      'Start Batch',
    );
    const out = 'file:///ws/main.samples.batch-runs.json';
    assert.deepEqual(outcome.done, [`save ${SHEET}`, `write ${out}`]);
    assert.equal((JSON.parse(outcome.text(out)) as unknown[]).length, 101);
    assert.deepEqual(outcome.shown.slice(-2), [
      "information: 101 runs written to 'main.samples.batch-runs.json'. [Start Batch]",
      `starts ${out}`,
    ]);
    assert.deepEqual(outcome.remembered, [`${out} from ${SHEET} for file:///ws/main.wdl`]);
  });

  for (const [answer, writes] of [
    ['Replace', true],
    [undefined, false],
  ] as const) {
    it(`asks before it takes the place of a file: ${answer ?? 'dismissed'}`, async () => {
      const answers = answer === undefined ? [WRITE] : [WRITE, answer];
      const outcome = await check({ [SHEET]: CSV, [OUT]: '{}' }, SHEET, ...answers);
      assert.match(outcome.shown[1] ?? '', /^'main\.samples\.batch\.json' exists already\./);
      assert.equal(outcome.text(OUT) !== '{}', writes);
    });
  }

  it('asks for the sheet where none was clicked, and reads other separators', async () => {
    const files = { 'file:///ws/b.tsv': CSV.replaceAll(',', '\t'), [SHEET]: CSV };
    const outcome = await check(files, undefined, 'b.tsv', "Write 'main.b.batch.json'");
    assert.equal(outcome.shown[0], 'Sample sheet: b.tsv / samples.csv');
    assert.equal(parametersIn(outcome, 'file:///ws/main.b.batch.json').length, 2);
  });

  it('is read anew from a sheet that was changed meanwhile', async () => {
    const { server, files } = await languageServer({ 'file:///ws/main.wdl': WDL, [SHEET]: 'sample,reads\n' });
    const params = { sheet: SHEET, workflow: 'file:///ws/main.wdl' };
    const runs = async () => (await server.ask<SampleSheetResponse>(sampleSheetRequest, params))?.runs;
    assert.equal(await runs(), 0);
    files.set(SHEET, CSV);
    assert.equal(await runs(), 2);
  });

  it('says that there is no sheet', async () => {
    const outcome = await check({}, undefined);
    assert.match(outcome.error ?? '', /^The workspace holds no sample sheet\./);
  });

  describe('is for', () => {
    const other = WDL.replace('germline', 'somatic');
    const cases: readonly (readonly [
      name: string,
      files: Readonly<Record<string, string>>,
      sheet: string,
      expected: string,
    ])[] = [
      [
        'the only workflow beside the sheet',
        { 'file:///ws/b/somatic.wdl': other },
        'file:///ws/b/samples.csv',
        "Batch of 'samples.csv': Write 'somatic.samples.batch.json' /",
      ],
      [
        'the only one of the workspace',
        {},
        'file:///ws/sheets/samples.csv',
        "Batch of 'samples.csv': Write 'main.samples.batch.json' /",
      ],
      [
        'the one that the user chooses of several, nearest first',
        { 'file:///ws/b/somatic.wdl': other },
        'file:///ws/b/sheets/samples.csv',
        "Workflow that 'samples.csv' is for: somatic / germline",
      ],
      [
        'one that no other imports',
        {
          'file:///ws/main.wdl': `${WDL.replace('version 1.1', 'version 1.1\nimport "part.wdl" as part')}`,
          'file:///ws/part.wdl': other,
        },
        SHEET,
        "Batch of 'samples.csv': Write 'main.samples.batch.json' /",
      ],
    ];
    for (const [name, files, sheet, expected] of cases) {
      it(name, async () => {
        const { shown } = await check({ ...files, [sheet]: CSV }, sheet);
        assert.ok(shown[0]?.startsWith(expected), shown[0]);
      });
    }

    it('none, where there is none', async () => {
      const outcome = await check({ 'file:///ws/main.wdl': 'version 1.1\n', [SHEET]: CSV }, SHEET);
      assert.match(
        outcome.error ?? '',
        /^The workspace holds no workflow that 'samples\.csv' could be for\./,
      );
    });
  });
});
