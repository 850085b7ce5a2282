import assert from 'node:assert/strict';
import { inlayHints } from '@omics-lens/server/features/inlay-hints.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { InlayHintSettings, ServerSettings } from '@omics-lens/server/settings.ts';
import type { Span } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { openFixture } from '../../support/open-fixture.ts';

const ALL_OFF: InlayHintSettings = {
  callInputs: false,
  parameters: false,
  inferredTypes: false,
  values: false,
  instances: false,
};

/** The file with its hints of one kind written into it, each in `‹›`. */
async function check(
  fixture: string,
  wanted: keyof InlayHintSettings,
  expected: string,
  settings: Partial<ServerSettings> = {},
) {
  const opened = await hinted(fixture, { inlayHints: { ...ALL_OFF, [wanted]: true }, ...settings });
  assert.equal(opened.text, expected);
}

async function hinted(fixture: string, settings: Partial<ServerSettings>, range?: Span) {
  const { workspace, file } = await openFixture(fixture, settings);
  const sources = {
    symbols: workspace,
    workflow: file.link === undefined ? undefined : workspace.model(file.uri),
    settings: workspace.settings,
  };
  const hints = inlayHints(file, range ?? { start: 0, end: file.text.length }, sources);
  const edits = hints.map(({ offset, label, gap }) => ({
    span: { start: offset, end: offset },
    newText: `${gap === 'before' ? ' ' : ''}‹${label}›`,
  }));
  return { hints, text: applyEdits(file.text, edits) };
}

const task = (runtime: string, inputs = '') => `version 1.1
task t {
  input {
    File reads
    Array[Sample] samples = []${inputs}
  }
  command <<< ~{reads} >>>
  runtime {
${runtime}
  }
}
struct Sample {
  String name
}
`;

describe('inlay hints: inputs of calls', () => {
  const TASK = task('    cpu: 1');
  it('show the declared type, also of a shorthand', async () => {
    await check(
      `${TASK}workflow W {\n  File reads = "x"\n  call t { input: reads, samples = [] }\n}\n`,
      'callInputs',
      `${TASK}workflow W {\n  File reads = "x"\n  call t { input: reads‹: File›, samples‹: Array[Sample]› = [] }\n}\n`,
    );
  });
  it('show the types of a task in another file, and lead to the struct', async () => {
    const main = 'version 1.1\nimport "lib.wdl"\nworkflow W {\n  call lib.t { input: samples=[] }\n}\n';
    const { hints, text } = await hinted(`//- /main.wdl\n${main}//- /lib.wdl\n${TASK}`, {});
    assert.equal(text, main.replace('samples', 'samples‹: Array[Sample]›'));
    assert.equal(hints[0]?.leadsTo?.uri, 'file:///project/lib.wdl');
  });
  it('say nothing about inputs that the task does not have, and speak while the value is typed', async () => {
    const text = (hint: string) =>
      `${TASK}workflow W {\n  call t { input: raeds = "x", reads${hint} =  }\n}\n`;
    await check(text(''), 'callInputs', text('‹: File›'));
  });
});

describe('inlay hints: types that are not written down', () => {
  it('are those of scatter variables', async () => {
    const body = (a: string, b: string) =>
      `version 1.1\nworkflow W {\n  input {\n    Array[Pair[String, File]]+ xs\n  }\n  scatter (x${a} in xs) {\n    scatter (i${b} in range(3)) {\n      Int n = i\n    }\n  }\n}\n`;
    await check(body('', ''), 'inferredTypes', body('‹: Pair[String, File]›', '‹: Int›'));
  });
  it('are those of enums', async () => {
    await check(
      'version 1.3\nenum Color {\n  Red,\n  Green\n}\nenum Size {\n  Small = 1,\n  Large = 2\n}\n',
      'inferredTypes',
      'version 1.3\nenum Color‹: String› {\n  Red,\n  Green\n}\nenum Size‹: Int› {\n  Small = 1,\n  Large = 2\n}\n',
    );
  });
  it('are not shown where nothing is known', async () => {
    const text = 'version 1.1\nworkflow W {\n  scatter (x in unknown) {\n  }\n}\n';
    await check(text, 'inferredTypes', text);
  });
});

describe('inlay hints: values', () => {
  it('stand behind expressions that are the same in every run, and behind no literal', async () => {
    const body = (a: string, b: string, c: string) =>
      `version 1.1\nworkflow W {\n  input {\n    Int n = 3\n  }\n  Int a = 2 * (3 + 4)${a}\n  String b = "~{a}-x"${b}\n  String c = "x"\n  Int d = -1\n  Int e = n * 2\n  if (true) {\n    Int f = a${c}\n  }\n}\n`;
    await check(body('', '', ''), 'values', body(' ‹= 14›', ' ‹= "14-x"›', ' ‹= 14›'));
  });
  it('stand behind what a task asks for, also when it hangs on the defaults of inputs', async () => {
    const runtime = (a: string, b: string) =>
      `    cpu: cpu${a}\n    memory: "~{2 * 4} GiB"${b}\n    docker: image`;
    const inputs = '\n    Int cpu = 4\n    String image';
    await check(
      task(runtime('', ''), inputs),
      'values',
      task(runtime(' ‹= 4 by default›', ' ‹= "8 GiB"›'), inputs),
    );
  });
  it('stand behind the choices of an enum that have none', async () => {
    await check(
      'version 1.3\nenum Color {\n  Red,\n  Green\n}\n',
      'values',
      'version 1.3\nenum Color {\n  Red ‹= "Red"›,\n  Green ‹= "Green"›\n}\n',
    );
  });
});

describe('inlay hints: instances', () => {
  const REQUESTS: readonly (readonly [runtime: string, label: string])[] = [
    ['    cpu: 15\n    memory: "33 GiB"', 'omics.m.4xlarge'],
    ['    cpu: 8\n    memory: "64 GiB"', 'omics.r.2xlarge'],
    ['    cpu: "2"', 'omics.c.large'],
    ['    cpu: threads\n    memory: "~{threads * 2} GiB"', 'omics.c.xlarge by default'],
    ['    acceleratorType: "nvidia-tesla-t4"\n    acceleratorCount: 1', 'omics.g4dn.xlarge'],
  ];
  for (const [runtime, label] of REQUESTS) {
    it(`name ${label}`, async () => {
      const text = task(runtime, '\n    Int threads = 4');
      await check(text, 'instances', text.replace('  runtime {', `  runtime { ‹${label}›`));
    });
  }
  it('are not named where the request is not known or too large, nor for other targets', async () => {
    for (const runtime of ['    cpu: ceil(size(reads))', '    cpu: 10000']) {
      await check(task(runtime), 'instances', task(runtime));
    }
    await check(task('    cpu: 2'), 'instances', task('    cpu: 2'), { target: 'spec' });
  });
  it('say what the task may use, and what is paid for and not used', async () => {
    const { hints } = await hinted(task('    cpu: 15\n    memory: "33 GiB"'), { region: 'us-east-1' });
    assert.equal(
      hints.find(({ kind }) => kind === 'instance')?.tooltip,
      'The smallest instance in us-east-1 that fits is **omics.m.4xlarge**: 16 vCPU, 64 GiB.\n\nThe task may use 15 vCPU and 33 GiB of it.\n\nPaid for and not used: 1 vCPU and about 27 GiB.',
    );
  });
});

describe('inlay hints: parameter files', () => {
  const WDL =
    '//- /main.wdl\nversion 1.1\nstruct Sample {\n  String name\n  Array[File]? reads\n}\nworkflow W {\n  input {\n    Array[Sample] samples\n    Int n = 1\n  }\n}\n';
  it('show the types of inputs and of members of structs', async () => {
    await check(
      `//- /params.json\n{"samples": [{"name": "a", "reads": []}], "W.n": 2, "x": 1}\n${WDL}`,
      'parameters',
      '{"samples" ‹Array[Sample]›: [{"name" ‹String›: "a", "reads" ‹Array[File]?›: []}], "W.n" ‹Int›: 2, "x": 1}\n',
    );
  });
});

describe('inlay hints', () => {
  const TEXT = 'version 1.1\nworkflow W {\n  Int a = 1 + 1\n  Int b = 1 + 2\n}\n';
  it('are limited to the range', async () => {
    const end = TEXT.indexOf('Int b');
    assert.equal((await hinted(TEXT, {}, { start: 0, end })).text, TEXT.replace('1 + 1', '1 + 1 ‹= 2›'));
  });
  it('are all on by default, and can all be off', async () => {
    assert.ok(Object.values(DEFAULT_SETTINGS.inlayHints).every((isOn) => isOn));
    assert.deepEqual((await hinted(TEXT, { inlayHints: ALL_OFF })).hints, []);
  });
});
