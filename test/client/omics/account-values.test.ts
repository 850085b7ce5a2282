import assert from 'node:assert/strict';
import {
  CreateConfigurationCommand,
  CreateRunCacheCommand,
  CreateRunGroupCommand,
  CreateWorkflowVersionCommand,
  OmicsClient,
} from '@aws-sdk/client-omics';
import type { AccountValuesParams } from '@omics-lens/server/protocol/index.ts';
import { packGermline } from '../support/packed-germline.ts';
import { AccountValues } from '../../../client/src/omics/account-values.ts';
import { noCredentials } from '../../../client/src/omics/service-errors.ts';
import type { Services } from '../../../client/src/omics/session.ts';
import { GERMLINE } from '../support/germline.ts';
import { keptLog } from '../support/kept-log.ts';
import { localServices, type LocalServices } from '../support/local-services.ts';

const RUN_FILE = 'file:///ws/germline/main.run.json';
const ROLE = 'arn:aws:iam::123456789012:role/run';
const never = new AbortController().signal;

describe('what the account holds, for completion', () => {
  let services: LocalServices;
  let workflowId: string;
  let ids: Readonly<Record<'night' | 'urgent' | 'cache', string | undefined>>;

  before(async () => {
    services = await localServices();
    const { zip, main } = await packGermline();
    const { name, engine, parameterTemplate } = GERMLINE;
    const create = (requestId: string) =>
      services.omics.createWorkflow({
        requestId,
        name: requestId,
        engine,
        parameterTemplate,
        main,
        definitionZip: zip,
      });
    workflowId = (await create(name)).id;
    const credentials = { accessKeyId: 'placeholder', secretAccessKey: 'placeholder' };
    const sdk = new OmicsClient({
      endpoint: services.endpoint,
      region: 'us-east-1',
      credentials,
      disableHostPrefix: true,
    });
    await services.clock.sleep(60_000, never);
    const night = await sdk.send(new CreateRunGroupCommand({ requestId: 'g1', name: 'night' }));
    const urgent = await sdk.send(new CreateRunGroupCommand({ requestId: 'g2', name: 'urgent' }));
    const cacheS3Location = 's3://bucket/cache/';
    const cache = await sdk.send(
      new CreateRunCacheCommand({ requestId: 'c', name: 'shared', cacheS3Location }),
    );
    ids = { night: night.id, urgent: urgent.id, cache: cache.id };
    const version = { workflowId, definitionZip: zip, main, engine, versionName: '2.1.0' };
    await sdk.send(new CreateWorkflowVersionCommand({ requestId: 'v', ...version }));
    await sdk.send(
      new CreateConfigurationCommand({
        requestId: 'n',
        name: 'lab-network',
        description: 'to the license server',
        runConfigurations: {
          vpcConfig: { subnetIds: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] },
        },
      }),
    );
    sdk.destroy();
    await services.clock.sleep(600_000, never);
    // Still being made when it is asked for.
    await create('unfinished');
  });
  after(() => services.close());
  afterEach(() => services.play({}));

  /** Values as a window would offer them, and how often the service was asked. */
  function offered(change: { readonly service?: () => Promise<Services> } = {}) {
    let asked = 0;
    const log = keptLog();
    const values = new AccountValues({
      session: {
        account: () => Promise.resolve(services.account),
        servicesInBackground: () => {
          asked++;
          return change.service?.() ?? Promise.resolve(services);
        },
      },
      clock: services.clock,
      log,
      knownRoles: (uri) => Promise.resolve(uri === RUN_FILE ? [ROLE, ROLE] : []),
    });
    return {
      log,
      asked: () => asked,
      of: (kind: AccountValuesParams['kind'], of: Partial<AccountValuesParams> = {}) =>
        values.values({ kind, uri: RUN_FILE, ...of }),
    };
  }

  const cases: readonly (readonly [AccountValuesParams['kind'], expected: () => unknown])[] = [
    ['workflowVersion', () => [{ value: '2.1.0' }]],
    [
      'runGroup',
      () => [
        { value: ids.urgent, label: 'urgent' },
        { value: ids.night, label: 'night' },
      ],
    ],
    ['runCache', () => [{ value: ids.cache, label: 'shared' }]],
    ['configuration', () => [{ value: 'lab-network', label: 'to the license server' }]],
    ['role', () => [{ value: ROLE }]],
  ];
  for (const [kind, expected] of cases) {
    it(`offers values of kind ${kind}`, async () => {
      assert.deepEqual(await offered().of(kind, { workflowId }), { values: expected() });
    });
  }

  it('offers workflows that can be run, those of the account before those of others', async () => {
    const answer = await offered().of('workflow');
    assert.deepEqual(answer?.values[0], { value: workflowId, label: 'germline' });
    assert.ok(answer.values.length > 1);
    assert.ok(answer.values.every(({ label }) => label !== 'unfinished'));
  });

  it('reads every page', async () => {
    const token = 'next';
    const one = (id: string) => ({
      id,
      name: undefined,
      status: undefined,
      creationTime: undefined,
      maxCpus: undefined,
      maxGpus: undefined,
      maxRuns: undefined,
      maxDuration: undefined,
    });
    const omics = {
      ...services.omics,
      listRunGroups: (after?: string) =>
        Promise.resolve(
          after === token ? { items: [one('2')], next: undefined } : { items: [one('1')], next: token },
        ),
    };
    const window = offered({ service: () => Promise.resolve({ ...services, omics }) });
    assert.deepEqual(await window.of('runGroup'), { values: [{ value: '1' }, { value: '2' }] });
  });

  it('asks the service once, also for questions that come while it answers, and again after minutes', async () => {
    const window = offered();
    await Promise.all([window.of('runGroup'), window.of('runGroup')]);
    await window.of('runGroup');
    assert.equal(window.asked(), 1);
    await window.of('runCache');
    assert.equal(window.asked(), 2);
    await services.clock.sleep(5 * 60_000, never);
    await window.of('runGroup');
    assert.equal(window.asked(), 3);
  });

  const failures: readonly (readonly [string, () => Promise<Services>])[] = [
    [
      'nobody is signed in',
      () => Promise.reject(noCredentials({ credentials: 'chain', profile: 'default' })),
    ],
    [
      'the service refuses',
      async () => {
        await services.play({ requests: [{ operation: 'ListRunGroups', error: 'AccessDeniedException' }] });
        return services;
      },
    ],
  ];
  for (const [name, service] of failures) {
    it(`answers null when ${name}, and does not insist`, async () => {
      const window = offered({ service });
      assert.equal(await window.of('runGroup'), null);
      assert.equal(await window.of('runGroup'), null);
      assert.equal(window.asked(), 1);
      assert.equal(window.log.lines.length, 1);
      assert.match(window.log.lines[0] ?? '', /^debug: Completion goes on without/);
      await services.play({});
      await services.clock.sleep(30_000, never);
      await window.of('runGroup');
      assert.equal(window.asked(), 2);
    });
  }

  it('answers null when the project file cannot be read', async () => {
    const values = new AccountValues({
      session: {
        account: () => Promise.reject(new Error('unreadable')),
        servicesInBackground: () => Promise.resolve(services),
      },
      clock: services.clock,
      log: keptLog(),
      knownRoles: () => Promise.reject(new Error('unreadable')),
    });
    for (const kind of ['role', 'runGroup'] as const) {
      assert.equal(await values.values({ kind, uri: RUN_FILE }), null);
    }
  });
});
