import assert from 'node:assert/strict';
import { chooseWorkflow } from '../../../../client/src/features/workflows/choose-workflow.ts';
import { deleteWorkflow, editDefaults } from '../../../../client/src/features/workflows/workflow-actions.ts';
import { createWorkflowLists } from '../../../../client/src/features/workflows/workflow-lists.ts';
import type { WorkflowTarget } from '../../../../client/src/features/workflows/workflow-rows.ts';
import { workflowDocument } from '../../../../client/src/features/workflows/workflow-document.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { GERMLINE } from '../../support/germline.ts';
import { packGermline } from '../../support/packed-germline.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const never = new AbortController().signal;

describe('workflows of the account', () => {
  let services: LocalServices;
  let target: WorkflowTarget;
  beforeEach(async () => {
    services = await localServices();
    target = await newWorkflow('germline');
  });
  afterEach(() => services.close());

  async function newWorkflow(name: string): Promise<WorkflowTarget> {
    const { zip, main } = await packGermline();
    const { parameterTemplate } = GERMLINE;
    const request = { requestId: `create ${name}`, name, engine: 'WDL', main, parameterTemplate } as const;
    const { id, arn } = await services.omics.createWorkflow({
      ...request,
      definitionZip: zip,
      tags: { team: 'lab' },
    });
    await services.clock.sleep(60_000, never);
    return { id, arn, name, status: 'ACTIVE' };
  }

  async function newVersion(versionName: string): Promise<WorkflowTarget> {
    const { zip: definitionZip, main } = await packGermline();
    const { id: workflowId, name, arn } = target;
    await services.omics.createWorkflowVersion({
      requestId: versionName,
      workflowId,
      versionName,
      main,
      definitionZip,
    });
    await services.clock.sleep(60_000, never);
    return { id: workflowId, name, arn, versionName, status: 'ACTIVE' };
  }

  const status = (which: WorkflowTarget) =>
    services.omics.describeWorkflow(which).then(
      (workflow) => workflow.status,
      (error: unknown) => (error as Error).name,
    );

  it('are listed page by page, with their versions', async () => {
    await newVersion('v1');
    for (let number = 0; number < 101; number++) {
      const { zip: definitionZip, main } = await packGermline();
      await services.omics.createWorkflow({
        requestId: `more ${number}`,
        name: `more ${number}`,
        main,
        definitionZip,
      });
    }
    const lists = createWorkflowLists(() => Promise.resolve(services.omics));
    await lists.own.refresh(never);
    assert.deepEqual([lists.own.items.length, lists.own.hasMore, lists.own.isAlive], [100, true, true]);
    lists.own.wantMore();
    await lists.own.refresh(never);
    assert.deepEqual([lists.own.items.length, lists.own.hasMore], [102, false]);
    assert.equal(lists.own.items.at(-1)?.name, 'germline');
    const versions = lists.versions(target.id);
    assert.equal(lists.versions(target.id), versions);
    await versions.refresh(never);
    assert.deepEqual(
      versions.items.map(({ id, status: state }) => [id, state]),
      [['v1', 'ACTIVE']],
    );
    await lists.ready2run.refresh(never);
    assert.ok(lists.ready2run.items.some(({ name }) => name === 'GATK-BP fq2bam'));
    await lists.shared.refresh(never);
    assert.deepEqual(lists.shared.items, []);
  }).timeout(30_000);

  it('are deleted after their name was typed, their versions first', async () => {
    await newVersion('v1');
    await newVersion('v2');
    const slip = scriptedPrompts('germlin');
    assert.equal(
      await deleteWorkflow(target, { omics: services.omics, prompts: slip }).then(() => 'deleted', messageOf),
      'Cancelled',
    );
    assert.deepEqual(slip.shown, [
      "Delete Workflow 'germline'? Type 'germline', or press Escape to leave it.",
    ]);
    assert.equal(await status(target), 'ACTIVE');
    const sure = scriptedPrompts('germline');
    await deleteWorkflow(target, { omics: services.omics, prompts: sure });
    assert.deepEqual(sure.shown, [
      "Delete Workflow 'germline'?",
      "Deleting 'germline': version 1 of 2",
      "Deleting 'germline': version 2 of 2",
    ]);
    assert.equal(await status(target), 'ResourceNotFoundException');
  });

  const faults: Readonly<Record<string, Scenario>> = {
    'throttled three times': { requests: [{ operation: '*', error: 'ThrottlingException', times: 3 }] },
    'answered 500': { requests: [{ operation: '*', error: 'InternalServerException', times: 2 }] },
    'carried out and not answered': {
      requests: [
        { operation: 'DeleteWorkflowVersion', drop: 'after', times: 2 },
        { operation: 'DeleteWorkflow', drop: 'after', times: 2 },
      ],
    },
  };
  for (const [name, scenario] of Object.entries(faults)) {
    it(`are deleted with their versions, although requests are ${name}`, async () => {
      await newVersion('v1');
      await services.play(scenario);
      await deleteWorkflow(target, { omics: services.omics, prompts: scriptedPrompts('germline') });
      await services.play({});
      assert.equal(await status(target), 'ResourceNotFoundException');
    }).timeout(60_000);
  }

  it('are deleted by the second try when credentials expired between the versions', async () => {
    for (const version of ['v1', 'v2', 'v3']) await newVersion(version);
    await services.play({
      requests: [{ operation: 'DeleteWorkflowVersion', error: 'ExpiredTokenException', skip: 1, times: 9 }],
    });
    const remove = () =>
      deleteWorkflow(target, { omics: services.omics, prompts: scriptedPrompts('germline') });
    assert.match(await remove().then(() => 'deleted', messageOf), /ExpiredToken/);
    assert.equal(await status(target), 'ACTIVE');
    await services.play({});
    await remove();
    assert.equal(await status(target), 'ResourceNotFoundException');
  }).timeout(60_000);

  it('that nobody has cannot be deleted', async () => {
    await assert.rejects(services.omics.deleteWorkflow('9999999'), { name: 'ResourceNotFoundException' });
  });

  it('lose a version alone', async () => {
    const version = await newVersion('v1');
    await deleteWorkflow(version, { omics: services.omics, prompts: scriptedPrompts('v1') });
    assert.deepEqual([await status(version), await status(target)], ['ResourceNotFoundException', 'ACTIVE']);
  });

  it('take other defaults, and nothing is sent where nothing changed', async () => {
    const readReadme = () => Promise.resolve({ uri: 'file:///ws/README.md', text: '# Calls' });
    const answers = ['Description', 'Calls variants', 'Run storage', 'STATIC', '2400', 'README', 'Save'];
    const ports = { omics: services.omics, readReadme };
    await editDefaults(target, { ...ports, prompts: scriptedPrompts('Name', 'cohort', ...answers) });
    const changed = await services.omics.describeWorkflow(target);
    assert.deepEqual(
      [changed.name, changed.description, changed.storageType, changed.storageCapacity],
      ['cohort', 'Calls variants', 'STATIC', 2400],
    );
    assert.equal(await (await fetch(changed.readmeAddress ?? '')).text(), '# Calls');
    await services.play({ account: { denied: ['omics:UpdateWorkflow'] } });
    await editDefaults(target, { ...ports, prompts: scriptedPrompts('Save') });
  });

  it('take other defaults for a version, which keeps its name', async () => {
    const version = await newVersion('v1');
    const prompts = scriptedPrompts('Run storage', 'STATIC', '1200', 'Save');
    await editDefaults(version, {
      omics: services.omics,
      prompts,
      readReadme: () => Promise.resolve(undefined),
    });
    assert.match(
      prompts.shown[0] ?? '',
      /^Defaults of Version 'v1': Save \/ Description \/ Run storage \/ README$/,
    );
    const changed = await services.omics.describeWorkflow(version);
    assert.deepEqual([changed.storageType, changed.storageCapacity], ['STATIC', 1200]);
  });

  it('say that the service takes another size of static storage than was asked for', async () => {
    const prompts = scriptedPrompts('Run storage', 'STATIC', '1300', 'Save');
    const readReadme = () => Promise.resolve(undefined);
    await editDefaults(target, { omics: services.omics, prompts, readReadme });
    assert.ok(
      prompts.shown.includes(
        'information: Static storage comes in 1,200 GiB or multiples of 2,400: 2,400 GiB instead of 1,300.',
      ),
    );
    assert.equal((await services.omics.describeWorkflow(target)).storageCapacity, 2400);
  });

  it('refuse sizes and names that the service would refuse', async () => {
    const prompts = scriptedPrompts('Run storage', 'STATIC', '200000');
    const readReadme = () => Promise.resolve(undefined);
    await editDefaults(target, { omics: services.omics, prompts, readReadme }).catch(() => undefined);
    assert.ok(
      prompts.shown.includes('The size in GiB? The size in GiB must be at most 100,000, not 200,000.'),
      prompts.shown.join('\n'),
    );
  });

  it('are described without the addresses that need no credentials', async () => {
    const details = await services.omics.describeWorkflow(target);
    assert.ok(details.definitionAddress);
    const text = workflowDocument(details, '# Read me');
    assert.match(text, /^# germline\n/);
    assert.match(text, /\| Engine +\| WDL \|\n\| Main file +\| main\.wdl \|/);
    assert.match(text, /\| Tag team +\| lab \|/);
    assert.match(text, /\| `samples` \| required \| Names of the samples \|/);
    assert.match(text, /## README\n\n# Read me\n/);
    assert.ok(!text.includes(details.definitionAddress));
  });

  it('of others are offered, accepted, described without their definition, and given back', async () => {
    const offered = { id: '7000001', name: 'joint calling', ownerId: '210987654321' };
    await services.play({ account: { sharedWorkflows: [offered] } });
    const { shared } = createWorkflowLists(() => Promise.resolve(services.omics));
    const refreshed = async () => {
      await shared.refresh(never);
      return shared.items.map(({ shareName, workflowId, status: state }) => [shareName, workflowId, state]);
    };
    assert.deepEqual(await refreshed(), [['joint-calling', '7000001', 'PENDING']]);
    const shareId = shared.items[0]?.shareId ?? '';
    await services.omics.acceptShare(shareId);
    assert.deepEqual(await refreshed(), [['joint-calling', '7000001', 'ACTIVE']]);
    const details = await services.omics.describeWorkflow({ id: '7000001', ownerId: '210987654321' });
    assert.deepEqual([details.name, details.definitionAddress], ['joint calling', undefined]);
    assert.deepEqual(
      (await services.omics.listWorkflowVersions('7000001', undefined, never, '210987654321')).items,
      [],
    );
    await services.omics.leaveShare(shareId);
    assert.deepEqual(await refreshed(), []);
  });

  it('are asked for where a command was given no row', async () => {
    await newWorkflow('other');
    const prompts = scriptedPrompts('other');
    const chosen = await chooseWorkflow(undefined, { omics: services.omics, prompts });
    assert.equal(chosen.name, 'other');
    assert.deepEqual(prompts.shown, ['Workflow: other / germline']);
    const row = { kind: 'row', value: { id: '7', type: 'READY2RUN' } };
    const given = await chooseWorkflow(row, { omics: services.omics, prompts });
    assert.deepEqual([given.id, given.type], ['7', 'READY2RUN']);
  });
});
