import assert from 'node:assert/strict';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import type { PreflightRequest } from '../../../../client/src/features/runs/confirm-start.ts';
import { client, type ClientOptions } from '../../support/client.ts';
import { GERMLINE } from '../../support/germline.ts';
import { jsonMemory } from '../../support/memory.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';

const never = new AbortController().signal;
const OWN = 'Workflow of the Account…';
const START = '$(run) Start Run';

describe('the wizard that starts a run', () => {
  let services: LocalServices;
  let workflowId: string;
  beforeEach(async () => {
    services = await localServices();
    const first = await client(services).start();
    const { workflowId: id } = await services.omics.getRun(first.id);
    workflowId = id ?? '';
    await services.clock.sleep(600_000, never);
  });
  afterEach(() => services.close());

  /** The request that it made, as the preflight saw it, and what was asked. */
  async function wizard(answers: readonly string[], more: ClientOptions = {}) {
    const requests: PreflightRequest[] = [];
    const window = client(services, {
      answers,
      preflight: (request) => {
        requests.push(request);
        return Promise.resolve({ findings: [] });
      },
      ...more,
    });
    const outcome = await window.startWizard().then(({ id }) => id, messageOf);
    return { request: requests[0]?.request, outcome, window };
  }

  it('asks for workflow and parameters, and takes the rest from the project', async () => {
    const { request, outcome, window } = await wizard([OWN, 'germline', 'params.json', START]);
    assert.deepEqual(request, {
      workflowId,
      roleArn: 'arn:aws:iam::123456789012:role/run',
      outputUri: 's3://bucket/outputs/',
      storageType: 'DYNAMIC',
      parameters: { samples: ['NA12878', 'NA12891', 'NA12892'] },
    });
    const run = await services.omics.getRun(outcome);
    assert.equal(run.workflowId, workflowId);
    assert.deepEqual(
      window.prompts.shown
        .filter((shown) => !shown.startsWith('Starting'))
        .map((shown) => shown.split(':')[0]),
      ['Run what?', 'Workflow', "Parameters for 'germline'", "Start 'germline params'"],
    );
  });

  it('asks for no workflow where a row of a view was clicked', async () => {
    const window = client(services, {
      answers: ['params.json', START],
      preflight: () => Promise.resolve({ findings: [] }),
    });
    const started = await window.startWizard({ name: 'germline', ref: { id: workflowId } });
    assert.equal((await services.omics.getRun(started.id)).workflowId, workflowId);
    assert.equal(window.prompts.shown[0]?.split(':')[0], "Parameters for 'germline'");
  });

  it('offers every option that a run has, and remembers them for the next', async () => {
    const memory = jsonMemory();
    const { id: group } = await services.omics.createRunGroup({
      requestId: 'g',
      name: 'nightly',
      maxRuns: 3,
    });
    const answers = [
      ...[OWN, 'germline', 'params.json'],
      ...['Storage', 'STATIC', '3000'],
      ...['Run Group', 'nightly'],
      ...['Priority', '7'],
      ...['Log Level', 'ERROR'],
      ...['Retention', 'REMOVE'],
      ...['Name', 'trial 7'],
      START,
    ];
    const options = {
      storageType: 'STATIC',
      storageCapacity: 4800,
      runGroupId: group,
      priority: 7,
      logLevel: 'ERROR',
      retentionMode: 'REMOVE',
    };
    const first = await wizard(answers, { memory });
    const known = {
      workflowId,
      roleArn: 'arn:aws:iam::123456789012:role/run',
      outputUri: 's3://bucket/outputs/',
      parameters: { samples: ['NA12878', 'NA12891', 'NA12892'] },
    };
    assert.deepEqual(first.request, { ...known, ...options, name: 'trial 7' });

    const second = await wizard([OWN, 'germline', 'params.json', START], { memory });
    assert.deepEqual(second.request, { ...known, ...options }, 'all but the name, which is of one run');
  });

  it('warns of a name that looks personal', async () => {
    const { window } = await wizard([OWN, 'germline', 'params.json', 'Name', 'jane@example.org']);
    assert.ok(window.prompts.shown.some((shown) => shown.startsWith('This looks like an e-mail address.')));
  });

  it('starts a workflow file of the workspace as its lens does', async () => {
    const { outcome } = await wizard(['main.wdl']);
    assert.match(outcome, /^\d+$/);
    assert.match((await services.omics.getRun(outcome)).name ?? '', /^germline params /);
  });

  it('creates a parameter file from the template, to be filled in', async () => {
    const { outcome, window } = await wizard([OWN, 'germline', 'Create Parameter File…']);
    assert.equal(outcome, 'Cancelled');
    assert.equal(window.files.text('file:///ws/germline.params.json'), '{\n  "samples": null\n}\n');
  });

  it('asks for a version only where there are some', async () => {
    await services.omics.createWorkflowVersion({
      requestId: 'v',
      workflowId,
      versionName: '2.0',
      definitionZip: new Uint8Array(await zipOfGermline(services)),
      parameterTemplate: GERMLINE.parameterTemplate,
    });
    await services.clock.sleep(60_000, never);
    const { request } = await wizard([OWN, 'germline', '2.0', 'params.json', START]);
    assert.deepEqual([request?.['workflowId'], request?.['workflowVersionName']], [workflowId, '2.0']);
  });

  it('knows Ready2Run workflows by their type', async () => {
    const { window } = await wizard(['Ready2Run Workflow…']);
    assert.match(window.prompts.shown.at(-1) ?? '', /^Workflow: .*ESMFold for up to 800 residues/);
  });

  it('says that nothing is shared', async () => {
    const { outcome } = await wizard(['Workflow Shared with the Account…']);
    assert.match(outcome, /^No workflow is shared with this account/);
  });
});

async function zipOfGermline(services: LocalServices): Promise<ArrayBuffer> {
  const { items } = await services.omics.listWorkflows('PRIVATE');
  const details = await services.omics.describeWorkflow({ id: items[0]?.id ?? '' });
  const answer = await fetch(details.definitionAddress ?? '');
  return answer.arrayBuffer();
}
