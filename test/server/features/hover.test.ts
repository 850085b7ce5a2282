import assert from 'node:assert/strict';
import { hover } from '@omics-lens/server/features/hover.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { openFixture, renderSpans } from '../../support/open-fixture.ts';

async function check(fixture: string, expected: string) {
  const opened = await openFixture(fixture);
  const { file, offset, workspace } = opened;
  const found = hover(file, offset, workspace, workspace.settings);
  const shown = found === undefined ? '' : `${renderSpans(opened, [found.span])}\n${found.markdown}`;
  assert.equal(shown, expected);
}

const WDL = `//- /main.wdl
version 1.1
workflow W {
  input {
    File reads
  }
  parameter_meta {
    reads: "Reads of one sample"
  }
  File again = reads
}
`;

describe('hover', () => {
  it('shows the declaration in the words of its language, and what its author wrote', async () => {
    await check(
      WDL.replace('= reads', '= rea<|>ds'),
      '/main.wdl:9\n  File again = reads\n               ^^^^^\n```wdl\nFile reads\n```\n\nReads of one sample',
    );
  });
  it('shows the declaration of an input on the key of a parameter file', async () => {
    await check(
      `//- /params.json\n{"rea<|>ds": "s3://b/k"}\n${WDL}`,
      '/params.json:1\n{"reads": "s3://b/k"}\n ^^^^^^^\n```wdl\nFile reads\n```\n\nReads of one sample',
    );
  });
  it('lets the language speak about what is no name', async () => {
    const { workspace, file, offset } = await openFixture(WDL.replace('workflow', 'work<|>flow'));
    assert.match(hover(file, offset, workspace, workspace.settings)?.markdown ?? '', /\*\*workflow\*\*/);
  });
  it('shows nothing on white space', async () => {
    await check(WDL.replace('  }\n  File', '  }\n<|>\n  File'), '');
  });
});

describe('hover on what a task asks for', () => {
  const task = (runtime: string, inputs = '    Int cpu = 4') =>
    `version 1.1\ntask t {\n  input {\n${inputs}\n  }\n  command <<< >>>\n  runtime {\n${runtime}\n  }\n}\n`;

  /** What is said behind the words about the place itself; nothing where the fixture's place has none. */
  async function checkGets(fixture: string, expected: string, settings: Partial<ServerSettings> = {}) {
    const { workspace, file, offset } = await openFixture(fixture, { region: 'us-east-1', ...settings });
    const markdown = hover(file, offset, workspace, workspace.settings)?.markdown ?? '';
    assert.equal(markdown.split('\n\n---\n\n').at(-1), expected);
  }

  const M4XLARGE = [
    'The smallest instance in us-east-1 that fits is **omics.m.4xlarge**: 16 vCPU, 64 GiB.',
    'The task may use 15 vCPU and 33 GiB of it.',
    'Paid for and not used: 1 vCPU and about 27 GiB.',
  ].join('\n\n');
  const REQUEST = '    cpu: 15\n    memory: "33 GiB"';

  for (const [where, runtime] of [
    ['a key', REQUEST.replace('cpu', 'c<|>pu')],
    ['a value', REQUEST.replace('33', '3<|>3')],
    ['the other key', REQUEST.replace('memory', 'memory<|>')],
  ] as const) {
    it(`says on ${where} which instance that gives, and what is not used of it`, async () => {
      await checkGets(task(runtime), M4XLARGE);
    });
  }
  it('says it on the section, with what an accelerator brings', async () => {
    const runtime =
      '    acceleratorType: "nvidia-tesla-t4"\n    acceleratorCount: 4\n    cpu: 48\n    memory: "180 GiB"';
    await checkGets(
      task(runtime).replace('runtime', 'run<|>time'),
      'The smallest instance in us-east-1 that fits is **omics.g4dn.12xlarge**: 48 vCPU, 192 GiB, 4 × NVIDIA T4.\n\nThe task may use 48 vCPU and 180 GiB of it.\n\nPaid for and not used: about 2 GiB.',
    );
  });
  it('says that it follows from the defaults of inputs', async () => {
    await checkGets(
      task('    cpu: c<|>pu\n    memory: "~{cpu * 2} GiB"'),
      'The smallest instance in us-east-1 that fits is **omics.c.xlarge**: 4 vCPU, 8 GiB.\n\nThe task may use 4 vCPU and 8 GiB of it.\n\nThis holds as long as the inputs of the task keep their defaults.',
    );
  });
  it('says where an image comes from, and whether it can change', async () => {
    await checkGets(
      task('    container: "ubu<|>ntu"'),
      'Image **ubuntu** of Docker Hub, which AWS HealthOmics reaches through a container registry map only.\n\nIt has no fixed version: what `latest` is may change between runs.',
    );
    await checkGets(
      task('    dock<|>er: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/tools/bwa:1.17"'),
      'Image **tools/bwa** of Amazon ECR private of account 123456789012 in eu-west-1.\n\nTag `1.17`: the same image as long as nobody moves the tag.',
    );
    await checkGets(
      task(`    container: "quay.io/x/y@sha256:${'0'.repeat(60)}<|>0000"`),
      'Image **x/y** of quay.io, which AWS HealthOmics reaches through a container registry map only.\n\nIt has a digest: every run gets the same image.',
    );
  });
  it('says nothing of it for other targets, nor where nothing is known', async () => {
    await checkGets(task('    cpu: 1<|>5'), '', { target: 'spec' });
    await checkGets(task('    cpu: n<|>', '    Int n'), '```wdl\nInt n\n```');
  });
});

describe('hover has words for each kind of thing', () => {
  const LIB =
    '//- /lib.wdl\nversion 1.1\nstruct S {\n  String s\n}\n## Makes it.\ntask make {\n  input {\n    S s\n  }\n  command <<< ~{s.s} >>>\n  output {\n    File out = "x"\n  }\n}\n';
  const PLACES: readonly (readonly [what: string, body: string, words: RegExp])[] = [
    ['an import', 'import "li<|>b.wdl"', /task `lib\.make`/],
    ['a keyword', 'imp<|>ort "lib.wdl"', /\*\*import\*\*/],
    ['a namespace', 'import "lib.wdl"\nworkflow W {\n  call l<|>ib.make\n}', /import "lib\.wdl" as lib/],
    ['a task', 'import "lib.wdl"\nworkflow W {\n  call lib.ma<|>ke\n}', /task make.*\n```\n\nMakes it\./],
    [
      'an input of a call',
      'import "lib.wdl"\nworkflow W {\n  call lib.make { input: s<|> = 1 }\n}',
      /```wdl\nS s\n```/,
    ],
    [
      'an output of a call',
      'import "lib.wdl"\nworkflow W {\n  call lib.make\n  File f = make.o<|>ut\n}',
      /File out = "x"/,
    ],
    ['a type', 'import "lib.wdl"\nworkflow W {\n  S<|> s\n}', /struct S/],
    ['a built-in type', 'workflow W {\n  Ma<|>p[String, Int] m\n}', /\*\*Map\*\*/],
    ['a member', 'import "lib.wdl"\nworkflow W {\n  S s\n  String t = s.s<|>\n}', /```wdl\nString s\n```/],
    [
      'a scatter variable',
      'workflow W {\n  scatter (i in [1]) {\n    Int j = i<|>\n  }\n}',
      /```wdl\nInt i\n```/,
    ],
    ['a function', 'workflow W {\n  Int n = len<|>gth([1])\n}', /length\(array/],
    [
      'a runtime key',
      'task t {\n  command <<< >>>\n  runtime {\n    disk<|>s: "10"\n  }\n}',
      /\*\*disks\*\*/,
    ],
    [
      'a value in a command',
      'task t {\n  input {\n    Int n\n  }\n  command <<<\n    ~{n<|>}\n  >>>\n}',
      /```wdl\nInt n\n```/,
    ],
  ];
  for (const [what, body, words] of PLACES) {
    it(what, async () => {
      const { workspace, file, offset } = await openFixture(`//- /main.wdl\nversion 1.1\n${body}\n${LIB}`);
      assert.match(hover(file, offset, workspace, workspace.settings)?.markdown ?? '(nothing)', words);
    });
  }
  it('and none for the text of a command', async () => {
    await check('version 1.1\ntask t {\n  command <<<\n    ec<|>ho task\n  >>>\n}\n', '');
  });
});
