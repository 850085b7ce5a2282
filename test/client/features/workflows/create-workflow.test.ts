import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import type { CheckPackageResult, WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import {
  createWorkflow,
  type CreateWorkflowPorts,
} from '../../../../client/src/features/workflows/create-workflow.ts';
import type { PendingCreation } from '../../../../client/src/features/workflows/create-definition.ts';
import type { GitInfo } from '../../../../client/src/features/workflows/git-info.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { RequestJournal } from '../../../../client/src/infrastructure/request-journal.ts';
import { isAnswer } from '../../../../client/src/omics/service-errors.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { keptLog } from '../../support/kept-log.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { jsonMemory } from '../../support/memory.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';
import { until } from '../../support/until.ts';

const FOLDER = 'file:///ws/germline';

interface Scene {
  /** What the user chooses and types, in order. */
  readonly answers?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly memory?: ReturnType<typeof jsonMemory>;
  readonly workflow?: Partial<WorkflowResult>;
  readonly findings?: CheckPackageResult['findings'];
  readonly git?: Partial<GitInfo>;
  /** Read in place of what a file holds. */
  readonly bytes?: Readonly<Record<string, Uint8Array>>;
}

describe('creating a workflow from its folder', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  function window(scene: Scene = {}) {
    const memory = scene.memory ?? jsonMemory();
    const files = memoryFiles({ ...GERMLINE_FILES, ...scene.files });
    const prompts = scriptedPrompts(...(scene.answers ?? ['Create']));
    const shown: string[] = [];
    const messages: string[] = [];
    const { git } = scene;
    const ports: CreateWorkflowPorts = {
      language: {
        workflow: (uri) => Promise.resolve(uri.endsWith('.txt') ? null : { ...GERMLINE, ...scene.workflow }),
        checkPackage: () => Promise.resolve({ findings: scene.findings ?? [] }),
      },
      files: { ...files, read: async (uri) => scene.bytes?.[uri] ?? files.read(uri) },
      tree: memoryTree(files),
      prompts,
      services: () => Promise.resolve(services),
      pause: () => 1_000,
      memory,
      journal: new RequestJournal<PendingCreation>({
        memory,
        name: 'pendingCreations',
        clock: services.clock,
        newId: () => crypto.randomUUID(),
        isAnswer,
      }),
      clock: services.clock,
      log: keptLog(),
      git: () =>
        Promise.resolve(
          git && {
            root: 'file:///ws',
            branch: undefined,
            commit: undefined,
            tag: undefined,
            fullName: undefined,
            ...git,
          },
        ),
      uploadFolder: () => Promise.resolve('s3://simulation/definitions/'),
      defaults: () => ({ storageType: undefined, connectionArn: undefined }),
      rememberConnection: (arn) => Promise.resolve(void shown.push(`remembers ${arn}`)),
      showText: (title, text) => Promise.resolve(void shown.push(`${title}\n${text}`)),
      showProblems: () => Promise.resolve(void shown.push('problems')),
      showMessages: (_files, otherwise, all) => {
        for (const { uri, line, severity = otherwise, text } of all)
          messages.push(`${severity} ${uri.slice(FOLDER.length + 1)}:${line + 1} ${text}`);
      },
      onCreated: ({ workflowId, versionName }) =>
        void shown.push(`created ${workflowId} ${versionName ?? '-'}`),
    };
    return {
      memory,
      files,
      prompts,
      shown,
      messages,
      create: (uri = GERMLINE.uri) => createWorkflow(uri, ports),
    };
  }

  /** Names of all workflows, each with its versions, oldest first. */
  async function all(): Promise<readonly string[]> {
    const { items } = await services.omics.listWorkflows('PRIVATE');
    const shown = items.map(async ({ id, name = '' }) => {
      const versions = await services.omics.listWorkflowVersions(id);
      return [name, ...versions.items.map((version) => version.id).reverse()].join(' ');
    });
    return (await Promise.all(shown)).reverse();
  }

  it('shows what will be sent, creates it and waits until it is ACTIVE', async () => {
    const { create, prompts, shown } = window();
    const { workflowId, versionName } = await create();
    const workflow = await services.omics.describeWorkflow({ id: workflowId });
    assert.deepEqual(
      [workflow.status, workflow.name, workflow.engine, workflow.main, workflow.storageType, versionName],
      ['ACTIVE', 'germline', 'WDL', 'main.wdl', 'DYNAMIC', undefined],
    );
    assert.deepEqual(workflow.parameterTemplate, GERMLINE.parameterTemplate);
    assert.equal(
      prompts.shown[0],
      "Create Workflow 'germline': Create / Name / Create as / Definition / Files / Engine / Description / Run storage / Accelerators / Parameter template / Registry map / README / Tags",
    );
    assert.deepEqual(shown, [`created ${workflowId} -`]);
  });

  it('lists files and sizes, and says what stays and why', async () => {
    const { create, shown } = window({
      answers: ['Files', 'Create'],
      files: { [`${FOLDER}/bin/tool.py`]: 'print()', [`${FOLDER}/bin/.env`]: 'KEY=1' },
    });
    await create();
    const [listing = ''] = shown;
    assert.match(listing, /^germline files\.txt\nSent: 3 files, \d+ bytes, packed \d+ bytes\n/);
    assert.match(listing, /\n {2}bin\/tool\.py {2}7 bytes\n {2}main\.wdl {2}\d+ bytes\n/);
    assert.match(listing, /\nLeft out: 1 file\n {2}bin\/\.env {2}\(may hold secrets\)\n/);
  });

  it('sends what the user chose, with the files that lie beside the workflow', async () => {
    const map = { registryMappings: [{ upstreamRegistryUrl: 'quay.io', ecrRepositoryPrefix: 'quay' }] };
    const { create } = window({
      files: {
        [`${FOLDER}/README.md`]: '# Germline\n',
        [`${FOLDER}/parameter-template.json`]: '{}',
        [`${FOLDER}/main.parameter-template.json`]: '{ "samples": { "description": "All names" } }',
        [`${FOLDER}/container-registry-map.json`]: JSON.stringify(map),
      },
      answers: [
        ...['Name', 'cohort calling'],
        ...['Engine', 'WDL_LENIENT'],
        ...['Description', 'Calls variants'],
        ...['Run storage', 'STATIC', '2400'],
        ...['Accelerators', 'GPU'],
        ...['Tags', 'Add Tag…', 'team', 'lab', 'Done'],
        'Create',
      ],
    });
    const { workflowId } = await create();
    const details = await services.omics.describeWorkflow({ id: workflowId });
    assert.deepEqual(
      {
        name: details.name,
        engine: details.engine,
        description: details.description,
        storage: [details.storageType, details.storageCapacity],
        accelerators: details.accelerators,
        template: details.parameterTemplate,
        map: details.containerRegistryMap,
        tags: details.tags,
      },
      {
        name: 'cohort calling',
        engine: 'WDL_LENIENT',
        description: 'Calls variants',
        storage: ['STATIC', 2400],
        accelerators: 'GPU',
        template: { samples: { description: 'All names' } },
        map,
        tags: { team: 'lab' },
      },
    );
    const readme = await fetch(details.readmeAddress ?? '');
    assert.equal(await readme.text(), '# Germline\n');
  });

  it('warns of names and tags that look like something about a person', async () => {
    const { create, prompts } = window({
      answers: ['Name', 'patient 4711', 'Use It Anyway', 'Tags', 'Add Tag…', 'contact', 'a@lab.org'],
    });
    assert.equal(await create().then(() => 'created', messageOf), 'Cancelled');
    const warnings = prompts.shown.filter((text) => text.startsWith('This looks like'));
    assert.deepEqual(
      warnings.map((text) => /like (.*?)\./.exec(text)?.[1]),
      ["something personal ('patient')", 'an e-mail address'],
    );
    assert.deepEqual(await all(), []);
  });

  describe('when there is a workflow of that name', () => {
    const changed = {
      [`${FOLDER}/tasks/call.wdl`]: `${GERMLINE_FILES[`${FOLDER}/tasks/call.wdl`] ?? ''}# new\n`,
    };

    it('makes versions with a number, and from a Git tag', async () => {
      await window().create();
      await window({ files: changed }).create();
      await window({ files: { ...changed, [`${FOLDER}/bin/x`]: '1' }, git: { tag: 'release/1.2' } }).create();
      await window({ files: { ...changed, [`${FOLDER}/bin/x`]: '2' }, git: { tag: 'release/1.2' } }).create();
      assert.deepEqual(await all(), ['germline v1 release-1.2 v2']);
    });

    it('gives a version what its workflow has, because it inherits nothing', async () => {
      const first = window({
        answers: [
          'Description',
          'Calls',
          'Run storage',
          'STATIC',
          '',
          'Tags',
          'Add Tag…',
          'team',
          'lab',
          'Done',
          'Create',
        ],
      });
      const { workflowId } = await first.create();
      const { versionName } = await window({ files: changed }).create();
      const version = await services.omics.describeWorkflow({ id: workflowId, versionName });
      assert.deepEqual(
        [version.description, version.storageType, version.storageCapacity, version.tags],
        ['Calls', 'STATIC', 1200, { team: 'lab' }],
      );
    });

    it('makes another workflow, or a version with another name, where the user wants it', async () => {
      const { workflowId } = await window().create();
      await window({ files: changed, answers: ['Create as', 'A New Workflow', 'Create'] }).create();
      await window({
        files: { ...changed, [`${FOLDER}/bin/x`]: '1' },
        answers: ['Create as', `A New Version of Workflow ${workflowId}`, 'final', 'Create'],
      }).create();
      assert.deepEqual(await all(), ['germline final', 'germline']);
    });
  });

  /** A program that no compression makes smaller, so that the definition goes by way of S3. */
  function largeDefinition(): Scene {
    let state = 1;
    const noise = new Uint8Array(6 * 1024 ** 2).map(() => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
      return state >>> 16;
    });
    const tool = `${FOLDER}/bin/tool.bin`;
    return { files: { [tool]: 'x' }, bytes: { [tool]: noise } };
  }

  it('goes by way of S3 when a request does not hold it', async () => {
    const { create, prompts } = window(largeDefinition());
    const { workflowId } = await create();
    assert.equal((await services.omics.getWorkflow(workflowId)).status, 'ACTIVE');
    const progress = prompts.shown.filter((text) => text.includes('Uploading'));
    assert.match(progress[0] ?? '', /^Creating 'germline': Uploading 6\.0 MiB to S3$/);
    assert.match(progress.at(-1) ?? '', /Uploading to S3: 6\.0 MiB of 6\.0 MiB$/);
  }).timeout(30_000);

  it('is not created when the upload is cancelled midway, and is by the next try', async () => {
    await services.play({ requests: [{ operation: 'UploadPart', delay: 1 }] });
    const scene = largeDefinition();
    const first = window(scene);
    const creating = first.create().then(() => 'created', messageOf);
    await until(() => first.prompts.shown.some((text) => text.includes('Uploading')));
    first.prompts.cancel();
    await services.clock.sleep(2_000, new AbortController().signal);
    assert.equal(await creating, 'Cancelled');
    assert.deepEqual(await all(), []);
    await services.play({});
    await window({ ...scene, memory: first.memory }).create();
    assert.deepEqual(await all(), ['germline']);
  }).timeout(30_000);

  describe('from a Git repository', () => {
    const CONNECTION = 'arn:aws:codeconnections:us-east-1:123456789012:connection/0123';
    const answers = (...more: readonly string[]) => [
      ...['Definition', 'A Git Repository', CONNECTION],
      ...['lab/pipelines', 'Tag', 'v2', 'tests/, *.bam', 'germline/main.wdl', ...more],
      'Create',
    ];
    const git = { fullName: 'lab/pipelines', branch: 'main', tag: 'v2' };
    const wdl = 'version 1.1\nworkflow germline { input { String sample } }\n';
    const playRepository = (more: object = {}) =>
      services.play({
        ...more,
        account: {
          gitRepositories: [
            {
              connectionArn: CONNECTION,
              name: 'lab/pipelines',
              revisions: [
                { type: 'BRANCH', value: 'main', files: { 'main.wdl': 'version 1.1\n' } },
                {
                  type: 'TAG',
                  value: 'v2',
                  files: {
                    'germline/main.wdl': wdl,
                    'tests/x.wdl': 'left out',
                    'a/b.bam': 'left out',
                    'README.md': '# Pipelines',
                    'docs/calls.md': '# Calls',
                    'germline/template.json': '{ "sample": { "description": "from the repository" } }',
                  },
                },
              ],
            },
          ],
        },
      });

    it('is created with the README and the template that lie there', async () => {
      await playRepository();
      const { create, shown } = window({ git, answers: answers('docs/calls.md', 'germline/template.json') });
      const { workflowId } = await create();
      assert.equal(shown[0], `remembers ${CONNECTION}`);
      const made = await services.omics.describeWorkflow({ id: workflowId });
      assert.deepEqual(
        [made.status, made.main, made.parameterTemplate],
        ['ACTIVE', 'germline/main.wdl', { sample: { description: 'from the repository' } }],
      );
      assert.deepEqual(made.repository, {
        connectionArn: CONNECTION,
        fullRepositoryId: 'lab/pipelines',
        sourceReference: { type: 'TAG', value: 'v2' },
        providerType: 'GitHub',
      });
      assert.equal(await (await fetch(made.readmeAddress ?? '')).text(), '# Calls');
      const zip = new Uint8Array(await (await fetch(made.definitionAddress ?? '')).arrayBuffer());
      assert.deepEqual(Object.keys(unzipSync(zip)), [
        'README.md',
        'docs/calls.md',
        'germline/main.wdl',
        'germline/template.json',
      ]);
    });

    it('is one, although the answer was lost twice', async () => {
      await playRepository({ requests: [{ operation: 'CreateWorkflow', drop: 'after', times: 2 }] });
      const { create } = window({ git, answers: answers('', '') });
      const { workflowId } = await create();
      assert.deepEqual(await all(), ['germline']);
      const made = await services.omics.describeWorkflow({ id: workflowId });
      assert.equal(await (await fetch(made.readmeAddress ?? '')).text(), '# Pipelines');
    });

    const refused: readonly (readonly [what: string, answers: readonly string[], says: RegExp])[] = [
      ['a file that is not there', answers('docs/no.md', ''), /no file 'docs\/no\.md'/],
      [
        'a tag that is not there',
        answers('', '').map((answer) => (answer === 'v2' ? 'v3' : answer)),
        /has no tag 'v3'/,
      ],
      [
        'another repository',
        answers('', '').map((answer) => answer.replace('lab/pipelines', 'lab/other')),
        /does not reach a repository 'lab\/other'/,
      ],
    ];
    for (const [what, given, says] of refused) {
      it(`is refused with the service's words: ${what}`, async () => {
        await playRepository();
        const outcome = await window({ git, answers: given })
          .create()
          .then(() => 'created', messageOf);
        assert.match(outcome, says);
        assert.deepEqual(await all(), []);
      });
    }
  });

  it('puts what HealthOmics finds on its lines, and says that it cannot run', async () => {
    const { create, messages } = window({
      files: { [`${FOLDER}/tasks/call.wdl`]: 'version 1.1\ntask Call {\n  input { String }\n' },
    });
    assert.match(
      await create().then(() => 'created', messageOf),
      /^Workflow 'germline' \(\d+\) cannot run: HealthOmics says: /,
    );
    assert.ok(
      messages.some((text) => text.startsWith('error tasks/call.wdl:')),
      messages.join('\n'),
    );
  });

  it('asks first where the service would refuse it', async () => {
    const finding = {
      code: 'package-readme',
      severity: 'error',
      message: 'The README is too large.',
      note: 'Shorten it.',
    } as const;
    const { create, prompts, shown } = window({
      findings: [finding],
      workflow: { errors: 2 },
      answers: ['Show Problems'],
    });
    assert.equal(await create().then(() => 'created', messageOf), 'Cancelled');
    assert.deepEqual(prompts.shown, [
      "Workflow 'germline' would not run.\n2 errors in the workflow's files.\nThe README is too large. Shorten it. [Show Problems] [Create Anyway]",
    ]);
    assert.deepEqual(shown, ['problems']);
    assert.deepEqual(await all(), []);
  });

  const refusals: Readonly<Record<string, readonly [scene: Scene, expected: RegExp]>> = {
    'a template that is no JSON': [
      { files: { [`${FOLDER}/parameter-template.json`]: '{ "a": ' } },
      /^'parameter-template\.json' is no JSON object\. Correct it/,
    ],
    'a README that is too large': [
      { files: { [`${FOLDER}/README.md`]: 'x'.repeat(513 * 1024) } },
      /^'README\.md' is larger than the 500 KiB/,
    ],
  };
  for (const [name, [scene, expected]] of Object.entries(refusals)) {
    it(`refuses ${name}`, async () => {
      assert.match(
        await window(scene)
          .create()
          .then(() => 'created', messageOf),
        expected,
      );
    });
  }

  it('refuses a file without a workflow', async () => {
    assert.match(
      await window()
        .create('file:///ws/notes.txt')
        .then(() => 'created', messageOf),
      /^'notes\.txt' holds no workflow and belongs to none/,
    );
  });

  describe('when the service or the network fails', () => {
    const operations = ['CreateWorkflow', 'CreateWorkflowVersion'] as const;
    const passing = (operation: string): Readonly<Record<string, Scenario>> => ({
      'throttled three times': { requests: [{ operation, error: 'ThrottlingException', times: 3 }] },
      'a fault of the service': { requests: [{ operation, error: 'InternalServerException' }] },
      'accepted, and the connection ends': { requests: [{ operation, drop: 'after', times: 2 }] },
    });
    for (const operation of operations) {
      for (const [name, scenario] of Object.entries(passing(operation))) {
        it(`${operation} makes one, without a word: ${name}`, async () => {
          if (operation === 'CreateWorkflowVersion') await window().create();
          await services.play(scenario);
          await window({ files: { [`${FOLDER}/bin/x`]: '1' } }).create();
          assert.deepEqual(await all(), [operation === 'CreateWorkflow' ? 'germline' : 'germline v1']);
        }).timeout(30_000);
      }

      it(`${operation} makes one, although the answer was lost with the window`, async () => {
        if (operation === 'CreateWorkflowVersion') await window().create();
        await services.play({ requests: [{ operation, drop: 'after', times: 20 }] });
        const scene = { files: { [`${FOLDER}/bin/x`]: '1' } };
        const first = window(scene);
        assert.notEqual(await first.create().then(() => 'created', messageOf), 'created');
        await services.play({});
        await services.clock.sleep(60_000, new AbortController().signal);
        const { workflowId, versionName } = await window({ ...scene, memory: first.memory }).create();
        assert.deepEqual(await all(), [operation === 'CreateWorkflow' ? 'germline' : 'germline v1']);
        assert.match(workflowId, /^\d+$/);
        assert.equal(versionName, operation === 'CreateWorkflow' ? undefined : 'v1');
      }).timeout(60_000);

      it(`${operation} makes one, although the credentials expire in the middle`, async () => {
        if (operation === 'CreateWorkflowVersion') await window().create();
        await services.play({ requests: [{ operation, error: 'ExpiredTokenException' }] });
        const scene = { files: { [`${FOLDER}/bin/x`]: '1' } };
        const first = window(scene);
        assert.match(
          await first.create().then(() => 'created', messageOf),
          /was told to answer ExpiredToken/,
        );
        await window({ ...scene, memory: first.memory }).create();
        assert.deepEqual(await all(), [operation === 'CreateWorkflow' ? 'germline' : 'germline v1']);
      });
    }

    for (const operation of ['GetWorkflow', 'GetWorkflowVersion']) {
      it(`goes on waiting, and creates nothing again, after ${operation} has broken off`, async () => {
        const isVersion = operation === 'GetWorkflowVersion';
        if (isVersion) await window().create();
        const scene = { files: { [`${FOLDER}/bin/x`]: '1' } };
        const first = window(scene);
        await services.play({
          requests: [{ operation, error: 'ExpiredTokenException', skip: isVersion ? 0 : 1 }],
        });
        assert.match(await first.create().then(() => 'created', messageOf), /ExpiredToken/);
        await services.play({});
        const again = await window({ ...scene, memory: first.memory }).create();
        assert.equal(again.state.status, 'ACTIVE');
        assert.deepEqual(await all(), [isVersion ? 'germline v1' : 'germline']);
        assert.doesNotMatch(first.memory.dump(), /unfinishedCreations=\[\{/);
      });
    }

    it('waits on through faults while HealthOmics reads the workflow', async () => {
      await services.play({
        requests: [{ operation: 'GetWorkflow', error: 'ThrottlingException', times: 3 }],
      });
      await window().create();
      assert.deepEqual(await all(), ['germline']);
    }).timeout(30_000);
  });

  it('is what a run of the same file uses', async () => {
    const { create, memory } = window();
    const { workflowId } = await create();
    assert.match(memory.dump(), new RegExp(`"id":"${workflowId}"`));
    assert.doesNotMatch(memory.dump(), /pendingCreations=\[\{/);
  });
});
