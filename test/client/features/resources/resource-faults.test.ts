import assert from 'node:assert/strict';
import { createOnce } from '../../../../client/src/features/resources/create-once.ts';
import { RequestJournal } from '../../../../client/src/infrastructure/request-journal.ts';
import { explainServiceError, isAnswer } from '../../../../client/src/omics/service-errors.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { jsonMemory } from '../../support/memory.ts';

const NETWORK = {
  name: 'lab-vpc',
  securityGroupIds: ['sg-0a1b2c3d'],
  subnetIds: ['subnet-0a1b2c3d'],
} as const;
const OFFERED = { account: { sharedWorkflows: [{ id: '7000001', name: 'joint', ownerId: '210987654321' }] } };

describe('resources of runs, with a network that fails', () => {
  let services: LocalServices;
  let memory: ReturnType<typeof jsonMemory>;
  beforeEach(async () => {
    services = await localServices();
    memory = jsonMemory();
  });
  afterEach(() => services.close());

  /** As a window of the editor has them; the memory outlives the window. */
  const ports = () => ({
    services: () => Promise.resolve(services),
    journal: new RequestJournal<{ readonly requestId: string }>({
      memory,
      name: 'pendingResources',
      clock: services.clock,
      newId: () => crypto.randomUUID(),
      isAnswer,
    }),
  });
  const kinds = {
    CreateRunGroup: {
      create: () =>
        createOnce('runGroup', { maxRuns: 5 }, ports(), async (api, requestId) => {
          return (await api.createRunGroup({ maxRuns: 5, requestId })).id;
        }),
      delete: (id: string) => services.omics.deleteRunGroup(id),
      count: async () => (await services.omics.listRunGroups()).items.length,
    },
    CreateRunCache: {
      create: () =>
        createOnce('runCache', {}, ports(), async (api, requestId) => {
          return (await api.createRunCache({ cacheS3Location: 's3://bucket/cache/', requestId })).id;
        }),
      delete: (id: string) => services.omics.deleteRunCache(id),
      count: async () => (await services.omics.listRunCaches()).items.length,
    },
    CreateConfiguration: {
      create: () =>
        createOnce('configuration', NETWORK, ports(), async (api, requestId) => {
          return (await api.createConfiguration({ ...NETWORK, requestId })).name;
        }),
      delete: async (id: string) => {
        await services.clock.sleep(3_600_000, new AbortController().signal);
        await services.omics.deleteConfiguration(id);
      },
      count: async () => (await services.omics.listConfigurations()).items.length,
    },
  };
  const faults = {
    'throttled three times': { error: 'ThrottlingException', times: 3 },
    'accepted and not answered': { drop: 'after', times: 2 },
    'answered 500': { error: 'InternalServerException', times: 2 },
  } as const;

  for (const [operation, kind] of Object.entries(kinds)) {
    for (const [name, rule] of Object.entries(faults)) {
      it(`${operation} makes one, although it is ${name}`, async () => {
        await services.play({ requests: [{ operation, ...rule }] });
        await kind.create();
        assert.equal(await kind.count(), 1);
      }).timeout(60_000);
    }

    it(`${operation} makes one, although the answer was lost until the client gave up, and the window closed`, async () => {
      await services.play({ requests: [{ operation, drop: 'after', times: 50 }] });
      await assert.rejects(kind.create());
      await services.play({});
      await kind.create();
      assert.equal(await kind.count(), 1);
      const again = await kind.create().catch((error: unknown) => (error as Error).name);
      // A new wish is a new thing; of configurations there is one of each name.
      if (operation === 'CreateConfiguration') assert.equal(again, 'ConflictException');
      else assert.equal(await kind.count(), 2);
    }).timeout(60_000);

    it(`${operation} makes one after credentials were renewed that had expired`, async () => {
      await services.play({ credentialsExpireAfter: 0 });
      const error: unknown = await kind.create().catch((reason: unknown) => reason);
      assert.match(
        explainServiceError(error, services.account)?.sentence ?? '',
        /^The credentials of profile 'default' have expired\./,
      );
      await services.play({});
      await kind.create();
      assert.equal(await kind.count(), 1);
    }).timeout(60_000);

    const deletion = operation.replace('Create', 'Delete');
    for (const [name, rule] of Object.entries(faults)) {
      it(`${deletion} is done once, although it is ${name}`, async () => {
        const id = await kind.create();
        await services.play({ requests: [{ operation: deletion, ...rule }] });
        await kind.delete(id);
        assert.equal(await kind.count(), 0);
        await assert.rejects(kind.delete(id), { name: 'ResourceNotFoundException' });
      }).timeout(60_000);
    }
  }

  for (const [name, rule] of Object.entries(faults)) {
    it(`a shared workflow is accepted and given back, although each request is ${name}`, async () => {
      const play = (scenario: Scenario) => services.play({ ...OFFERED, ...scenario });
      await play({});
      const shares = async () => (await services.omics.listSharedWorkflows()).items;
      const [share] = await shares();
      await play({ requests: [{ operation: 'AcceptShare', ...rule }] });
      await services.omics.acceptShare(share?.shareId ?? '');
      await play({ requests: [{ operation: 'DeleteShare', ...rule }] });
      assert.deepEqual(
        (await shares()).map(({ status }) => status),
        ['ACTIVE'],
      );
      await services.omics.leaveShare(share?.shareId ?? '');
      assert.deepEqual(await shares(), []);
    }).timeout(60_000);
  }
});
