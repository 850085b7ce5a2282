import assert from 'node:assert/strict';
import { GetRunCommand, OmicsClient, type GetRunResponse } from '@aws-sdk/client-omics';
import {
  checkParametersRequest,
  workflowRequest,
  type CheckParametersResult,
  type WorkflowResponse,
} from '@omics-lens/server/protocol/index.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { readRunFile } from '../../../../client/src/features/runs/run-file.ts';
import { client } from '../../support/client.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { languageServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';

const RUN_FILE = 'file:///ws/germline/main.run.json';
const ROLE = 'arn:aws:iam::123456789012:role/from-the-file';
const OUTPUT = 's3://bucket/from-the-file/';
const PARAMETERS = { samples: ['NA12878'] };
const never = new AbortController().signal;

describe('starting a run from a run file', () => {
  let services: LocalServices;
  let sdk: OmicsClient;
  beforeEach(async () => {
    services = await localServices();
    sdk = new OmicsClient({
      endpoint: services.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'placeholder', secretAccessKey: 'placeholder' },
      disableHostPrefix: true,
    });
  });
  afterEach(async () => {
    sdk.destroy();
    await services.close();
  });

  /** A window with the real language server, over the pipeline and a run file with this text. */
  async function windowWith(runFile: unknown, ...answers: readonly string[]) {
    const text = typeof runFile === 'string' ? runFile : JSON.stringify(runFile);
    const { server, files } = await languageServer({ ...GERMLINE_FILES, [RUN_FILE]: text });
    return client(services, {
      answers,
      workspace: {
        files,
        language: {
          workflow: (uri) => server.ask<WorkflowResponse>(workflowRequest, { uri }),
          checkParameters: (uri) => server.ask<CheckParametersResult>(checkParametersRequest, { uri }),
        },
      },
    });
  }
  const described = (id: string): Promise<GetRunResponse> => sdk.send(new GetRunCommand({ id }));
  const numberOf = async (what: 'workflows' | 'runs') => {
    const answer = await fetch(`${services.endpoint}/_local/state`);
    return ((await answer.json()) as Readonly<Record<string, number>>)[what];
  };

  it('sends every member of the file, with the workflow beside it', async () => {
    const window = await windowWith({
      name: 'trial 7',
      roleArn: ROLE,
      outputUri: OUTPUT,
      parameters: PARAMETERS,
      storageType: 'STATIC',
      storageCapacity: 2400,
      priority: 12,
      logLevel: 'ALL',
      retentionMode: 'REMOVE',
      tags: { project: 'trial' },
    });
    const { id } = await window.start(RUN_FILE);
    const { roleArn, outputUri, name, parameters, storageType, storageCapacity, priority, ...run } =
      await described(id);
    assert.deepEqual(
      { roleArn, outputUri, name, parameters, storageType, storageCapacity, priority },
      {
        roleArn: ROLE,
        outputUri: OUTPUT,
        name: 'trial 7',
        parameters: PARAMETERS,
        storageType: 'STATIC',
        storageCapacity: 2400,
        priority: 12,
      },
    );
    assert.deepEqual([run.logLevel, run.retentionMode, run.tags], ['ALL', 'REMOVE', { project: 'trial' }]);
    assert.equal(await numberOf('workflows'), 1);
    assert.deepEqual(
      window.prompts.shown.filter((shown) => /\?|\[/.test(shown)),
      [],
    );
    assert.deepEqual(
      window.files.done.filter((step) => step.startsWith('save')),
      [RUN_FILE, ...GERMLINE.files].map((uri) => `save ${uri}`),
    );
  });

  it('takes from the project what the file leaves out or empty, and names the run', async () => {
    const window = await windowWith({ workflowId: '', roleArn: '', parameters: PARAMETERS });
    const { id } = await window.start(RUN_FILE);
    const { roleArn, outputUri, name } = await described(id);
    assert.deepEqual(
      [roleArn, outputUri, name?.slice(0, 'germline main 2026-11-20'.length)],
      ['arn:aws:iam::123456789012:role/run', 's3://bucket/outputs/', 'germline main 2026-11-20'],
    );
  });

  it('runs the workflow that the file names, and creates none', async () => {
    const first = await (await windowWith({ parameters: PARAMETERS })).start(RUN_FILE);
    const { workflowId } = await described(first.id);
    await services.clock.sleep(600_000, never);
    const window = await windowWith({ workflowId, roleArn: ROLE, outputUri: OUTPUT, parameters: PARAMETERS });
    const second = await window.start(RUN_FILE);
    assert.equal((await described(second.id)).workflowId, workflowId);
    assert.deepEqual([await numberOf('workflows'), await numberOf('runs')], [1, 2]);
  });

  it('repeats the run that the file names, with what that run had', async () => {
    const first = await (await windowWith({ parameters: PARAMETERS })).start(RUN_FILE);
    await services.clock.sleep(600_000, never);
    const window = await windowWith({ runId: first.id, roleArn: ROLE, outputUri: OUTPUT });
    const { id } = await window.start(RUN_FILE);
    const run = await described(id);
    assert.deepEqual([run.runId, run.parameters], [first.id, PARAMETERS]);
    assert.equal(await numberOf('workflows'), 1);
  });

  it('starts a new run each time, although the file fixes a request id', async () => {
    const window = await windowWith({ requestId: 'always the same', parameters: PARAMETERS }, 'Start Anyway');
    await window.start(RUN_FILE);
    await window.start(RUN_FILE);
    assert.equal(await numberOf('runs'), 2);
  });

  it('asks before it sends what is known to fail', async () => {
    const window = await windowWith({ parameters: { sampels: ['NA12878'] }, priority: -1 }, 'Show Problems');
    assert.equal(await window.start(RUN_FILE).then(() => 'started', messageOf), 'Cancelled');
    const [question = ''] = window.prompts.shown;
    assert.match(question, /^The run would fail: \d errors?\./);
    assert.match(question, /sampels/);
    assert.match(question, /priority/);
    assert.doesNotMatch(question, /workflowId|roleArn|outputUri/, 'these are given before it is sent');
    assert.ok(window.files.done.includes(`show ${RUN_FILE}`));
    assert.equal(await numberOf('runs'), 0);
  });

  it('passes on members that it does not know, and no id of the request', async () => {
    const text = JSON.stringify({
      $schema: 'x',
      requestId: 'always the same',
      roleArn: ROLE,
      outputUri: '',
      sessionPolicy: '{}',
      engineSettings: { profiles: ['test'] },
      ofTomorrow: [1],
    });
    const { members, lacks } = await readRunFile(RUN_FILE, {
      read: () => Promise.resolve(new TextEncoder().encode(text)),
    });
    assert.deepEqual(members, {
      roleArn: ROLE,
      sessionPolicy: '{}',
      engineSettings: { profiles: ['test'] },
      ofTomorrow: [1],
    });
    assert.deepEqual(lacks, ['outputUri']);
  });

  const refusals: readonly (readonly [name: string, file: string, text: string, said: RegExp])[] = [
    ['no JSON', RUN_FILE, '{', /^'main\.run\.json' is not a JSON object, so it holds no run\./],
    [
      'of no workflow',
      'file:///ws/elsewhere/trial.run.json',
      '{ "parameters": {} }',
      /^'trial\.run\.json' names neither 'workflowId' nor 'runId'/,
    ],
  ];
  for (const [name, file, text, said] of refusals) {
    it(`says that a run file is ${name}`, async () => {
      const window = await windowWith(text);
      window.files.set(file, text);
      assert.match(await window.start(file).then(() => 'started', messageOf), said);
    });
  }
});
