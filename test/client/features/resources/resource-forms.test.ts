import assert from 'node:assert/strict';
import { askCacheChange, askNewCache } from '../../../../client/src/features/resources/cache-form.ts';
import { askNewConfiguration } from '../../../../client/src/features/resources/configuration-form.ts';
import { configurationDocument } from '../../../../client/src/features/resources/configuration-document.ts';
import { fillGroupForm, groupChange } from '../../../../client/src/features/resources/group-form.ts';
import { createResourceLists } from '../../../../client/src/features/resources/resource-lists.ts';
import {
  cacheRow,
  configurationRow,
  groupRow,
} from '../../../../client/src/features/resources/resource-rows.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import type { TreeRow } from '../../../../client/src/infrastructure/tree-row.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const never = new AbortController().signal;
const shown = ({ label, description, icon, context }: TreeRow) =>
  [label, description, icon, context].join(' | ');

/** What went wrong in any of the questions. */
const issues = (lines: readonly string[]) => lines.flatMap((line) => /^[^:?]+\? (.+)$/.exec(line)?.[1] ?? []);

describe('resources of runs', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  it('a group is created, shown, changed and deleted', async () => {
    const { omics } = services;
    const lists = createResourceLists(() => Promise.resolve(omics));
    const wish = await fillGroupForm(
      { title: 'New Run Group', submit: 'Create' },
      {},
      scriptedPrompts(
        'Name',
        'dev',
        'Runs at once',
        '5',
        'vCPUs at once',
        '96',
        'Minutes of a run',
        '600',
        'Create',
      ),
    );
    assert.deepEqual(wish, { name: 'dev', maxRuns: 5, maxCpus: 96, maxDuration: 600 });
    const { id } = await omics.createRunGroup({ ...wish, requestId: 'one' });
    await omics.createRunGroup({ ...wish, requestId: 'one' });
    await lists.groups.refresh(never);
    assert.deepEqual(
      lists.groups.items.map((group) => shown(groupRow(group))),
      ['dev | 5 runs, 96 vCPU, 10 h 0 min | layers | runGroup'],
    );
    const after = await fillGroupForm(
      { title: 'x', submit: 'Save' },
      wish,
      scriptedPrompts('Runs at once', '7', 'Save'),
    );
    assert.deepEqual(groupChange(wish, after), { maxRuns: 7 });
    await omics.updateRunGroup(id, groupChange(wish, after));
    await lists.groups.refresh(never);
    assert.equal(lists.groups.items[0]?.maxRuns, 7);
    await omics.deleteRunGroup(id);
    await lists.groups.refresh(never);
    assert.deepEqual(lists.groups.items, []);
  });

  const limits: readonly (readonly [label: string, value: string, issue: string])[] = [
    ['Runs at once', '0', 'The limit must be at least 1, not 0.'],
    ['vCPUs at once', '100001', 'The limit must be at most 100,000, not 100,001.'],
    ['Minutes of a run', 'ten', 'The limit must be a whole number.'],
    ['Name', 'x'.repeat(129), 'The name must be at most 128 characters, not 129.'],
  ];
  for (const [label, value, issue] of limits) {
    it(`a group's '${label}' is not '${value.slice(0, 10)}'`, async () => {
      const prompts = scriptedPrompts(label, value);
      await fillGroupForm({ title: 'x', submit: 'Create' }, {}, prompts).catch(() => undefined);
      assert.deepEqual(issues(prompts.shown), [issue]);
    });
  }

  it('a limit that a group has stays one: the service takes none away', async () => {
    const prompts = scriptedPrompts('Runs at once', '');
    await fillGroupForm({ title: 'x', submit: 'Save' }, { maxRuns: 5 }, prompts).catch(() => undefined);
    assert.deepEqual(issues(prompts.shown), ['Runs at once must not be empty.']);
    const free = scriptedPrompts('Runs at once', '5', 'Runs at once', '', 'Create');
    assert.deepEqual(await fillGroupForm({ title: 'x', submit: 'Create' }, {}, free), {});
  });

  it('a cache is created, shown and changed', async () => {
    const { omics } = services;
    const lists = createResourceLists(() => Promise.resolve(omics));
    const wish = await askNewCache(
      's3://bucket/outputs/cache/',
      scriptedPrompts('Name', 'nightly', 'Create'),
    );
    assert.deepEqual(wish, {
      cacheBehavior: 'CACHE_ON_FAILURE',
      name: 'nightly',
      cacheS3Location: 's3://bucket/outputs/cache/',
    });
    const { id } = await omics.createRunCache({ ...wish, requestId: 'one' });
    await lists.caches.refresh(never);
    assert.deepEqual(
      lists.caches.items.map((cache) => shown(cacheRow(cache))),
      ['nightly | keeps failed runs, s3://bucket/outputs/cache/ | database | runCache'],
    );
    const change = await askCacheChange(
      { label: 'nightly', name: 'nightly', cacheBehavior: 'CACHE_ON_FAILURE' },
      scriptedPrompts('Behaviour', 'CACHE_ALWAYS', 'Save'),
    );
    assert.deepEqual(change, { cacheBehavior: 'CACHE_ALWAYS' });
    await omics.updateRunCache(id, { ...change, description: 'Of the night runs' });
    assert.deepEqual(await omics.getRunCache(id), {
      name: 'nightly',
      description: 'Of the night runs',
      cacheBehavior: 'CACHE_ALWAYS',
    });
    await lists.caches.refresh(never);
    assert.equal(lists.caches.items[0]?.cacheBehavior, 'CACHE_ALWAYS');
  });

  it('a cache needs a place in S3', async () => {
    const prompts = scriptedPrompts('Create', 'Place in S3', 'bucket/cache');
    assert.equal(await askNewCache(undefined, prompts).then(() => 'asked', messageOf), 'Cancelled');
    assert.deepEqual(issues(prompts.shown), ["The place looks like 's3://bucket/folder/'."]);
  });

  it('a configuration is created, watched and deleted', async () => {
    const { omics } = services;
    const lists = createResourceLists(() => Promise.resolve(omics));
    const wish = await askNewConfiguration(
      scriptedPrompts(
        ...[
          'Name',
          'lab-vpc',
          'Subnets',
          'subnet-0a1b2c3d, subnet-1a2b3c4d',
          'Security groups',
          'sg-0a1b2c3d',
        ],
        ...['Description', 'To the licence server', 'Create'],
      ),
    );
    assert.deepEqual(wish, {
      name: 'lab-vpc',
      description: 'To the licence server',
      subnetIds: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'],
      securityGroupIds: ['sg-0a1b2c3d'],
    });
    await omics.createConfiguration({ ...wish, requestId: 'one' });
    await lists.configurations.refresh(never);
    const rows = () => lists.configurations.items.map((item) => shown(configurationRow(item)));
    assert.deepEqual(
      [rows(), lists.configurations.isAlive],
      [['lab-vpc | being created, up to 15 min, To the licence server | loading~spin | configuration'], true],
    );
    await services.clock.sleep(3_600_000, never);
    await lists.configurations.refresh(never);
    assert.deepEqual(
      [rows(), lists.configurations.isAlive],
      [['lab-vpc | To the licence server | plug | configuration'], false],
    );
    const text = configurationDocument(await omics.getConfiguration('lab-vpc'));
    assert.match(
      text,
      /^# VPC configuration lab-vpc\n\nTo the licence server\n\n- Status: ACTIVE\n- VPC: vpc-[0-9a-f]+\n/,
    );
    assert.match(
      text,
      /## Subnets\n\n- subnet-0a1b2c3d\n- subnet-1a2b3c4d\n\n## Security groups\n\n- sg-0a1b2c3d\n/,
    );
    await omics.deleteConfiguration('lab-vpc');
    await lists.configurations.refresh(never);
    assert.deepEqual(lists.configurations.items, []);
  });

  const wrong: readonly (readonly [label: string, value: string, issue: string])[] = [
    ['Name', '-x', "The name must begin with a letter or digit and go on with these, '-', '.' and '_'."],
    ['Name', 'x'.repeat(51), 'The name must be at most 50 characters, not 51.'],
    ['Subnets', 'subnet-xyz', "'subnet-xyz' must match subnet-[0-9a-f]+."],
    ['Subnets', 'subnet-0a1b2c3d subnet-0a1b2c3d', "'subnet-0a1b2c3d' stands there twice."],
    [
      'Security groups',
      'sg-1 sg-2 sg-3 sg-4 sg-5 sg-6',
      "'Security groups' must be at most 5 entries, not 6.",
    ],
  ];
  for (const [label, value, issue] of wrong) {
    it(`a configuration's '${label}' is not '${value.slice(0, 30)}'`, async () => {
      const prompts = scriptedPrompts(label, value);
      await askNewConfiguration(prompts).catch(() => undefined);
      assert.deepEqual(issues(prompts.shown), [issue]);
    });
  }
});
