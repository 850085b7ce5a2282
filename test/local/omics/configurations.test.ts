import assert from 'node:assert/strict';
import type { CreateConfigurationRequest } from '@aws-sdk/client-omics';
import {
  CreateConfigurationCommand,
  DeleteConfigurationCommand,
  GetConfigurationCommand,
  GetRunCommand,
  ListConfigurationsCommand,
  StartRunCommand,
  paginateListConfigurations,
} from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { OUTPUT, ROLE, eachWithService } from '../support/service.ts';

describe('local configurations', () => {
  const local = eachWithService();
  const vpcConfig = { securityGroupIds: ['sg-0a'], subnetIds: ['subnet-0a', 'subnet-0b'] };
  const create = (name: string, request: Partial<CreateConfigurationRequest> = {}) =>
    local().omics.send(
      new CreateConfigurationCommand({ name, runConfigurations: { vpcConfig }, ...request }),
    );
  const get = (name: string) => local().omics.send(new GetConfigurationCommand({ name }));
  const remove = (name: string) => local().omics.send(new DeleteConfigurationCommand({ name }));
  const start = (request: object) => local().start({ workflowId: '1000001', ...request });

  it('are made, become ACTIVE, and are deleted', async () => {
    const made = await create('vpc', { description: 'd', tags: { a: 'b' } });
    const vpcId = made.runConfigurations?.vpcConfig?.vpcId;
    assert.match(vpcId ?? '', /^vpc-[0-9a-f]+$/);
    const expected = {
      arn: 'arn:aws:omics:us-east-1:123456789012:configuration/vpc',
      uuid: made.uuid,
      name: 'vpc',
      description: 'd',
      runConfigurations: { vpcConfig: { ...vpcConfig, vpcId } },
      status: 'CREATING',
      creationTime: new Date('2026-01-01T00:00:00Z'),
      tags: { a: 'b' },
    };
    assert.deepEqual({ ...made, $metadata: made.$metadata.httpStatusCode }, { ...expected, $metadata: 201 });
    await local().pass(5);
    assert.deepEqual(
      { ...(await get('vpc')), $metadata: 0 },
      { ...expected, status: 'ACTIVE', $metadata: 0 },
    );
    assert.equal((await remove('vpc')).$metadata.httpStatusCode, 202);
    for (const ask of [get, remove]) {
      assert.match(
        await errorOf(ask('vpc')),
        /^ResourceNotFoundException 404: There is no configuration 'vpc'/,
      );
    }
    await create('vpc');
  });

  it('are refused when they are not what the service takes', async () => {
    await create('vpc');
    assert.match(
      await errorOf(create('vpc')),
      /^ConflictException 409: There is a configuration 'vpc' already/,
    );
    assert.match(
      await errorOf(create('n'.repeat(51))),
      /^ValidationException 400: 'name' must have at most 50/,
    );
    const refused = (config: object) =>
      errorOf(create('other', { runConfigurations: { vpcConfig: { ...vpcConfig, ...config } } }));
    assert.match(
      await refused({ securityGroupIds: [] }),
      /^ValidationException 400: .*1 to 5 security groups/,
    );
    const six = Array.from({ length: 6 }, (_, i) => `sg-${i}`);
    assert.match(await refused({ securityGroupIds: six }), /^ValidationException 400: .*at most 5 items/);
    assert.match(await refused({ subnetIds: [] }), /^ValidationException 400: .*1 to 16 subnets/);
    const many = Array.from({ length: 17 }, (_, i) => `subnet-${i}`);
    assert.match(await refused({ subnetIds: many }), /^ValidationException 400: .*at most 16 items/);
    for (let i = 0; i < 9; i++) await create(`n${i}`);
    assert.match(await errorOf(create('eleventh')), /^ServiceQuotaExceededException 402: There are 10/);
  });

  it('are made once for one requestId', async () => {
    const request = { requestId: 'click' };
    assert.equal((await create('a', request)).uuid, (await create('a', request)).uuid);
    assert.match(await errorOf(create('b', request)), /^ConflictException 409: .*'click'/);
  });

  it('are listed on no, one and many pages', async () => {
    const list = async (input: object = {}) => {
      const pages: string[] = [];
      for await (const page of paginateListConfigurations({ client: local().omics }, input)) {
        pages.push((page.items ?? []).map(({ name = '', status }) => `${name} ${status}`).join(', '));
      }
      return pages;
    };
    assert.deepEqual(await list(), ['']);
    for (const name of ['a', 'b', 'c']) await create(name);
    assert.deepEqual(await list(), ['c CREATING, b CREATING, a CREATING']);
    assert.deepEqual(await list({ maxResults: 2 }), ['c CREATING, b CREATING', 'a CREATING']);
    assert.match(
      await errorOf(local().omics.send(new ListConfigurationsCommand({ startingToken: 'x' }))),
      /^ValidationException 400/,
    );
  });

  it('are used by runs once they are ACTIVE', async () => {
    await local().workflow();
    const { uuid } = await create('vpc');
    const inVpc = { networkingMode: 'VPC', configurationName: 'vpc' } as const;
    assert.match(await errorOf(start(inVpc)), /^ConflictException 409: .*is CREATING/);
    await local().pass(5);
    const started = await local().omics.send(
      new StartRunCommand({ workflowId: '1000001', roleArn: ROLE, outputUri: OUTPUT, ...inVpc }),
    );
    const configuration = {
      name: 'vpc',
      arn: 'arn:aws:omics:us-east-1:123456789012:configuration/vpc',
      uuid,
    };
    assert.deepEqual([started.networkingMode, started.configuration], ['VPC', configuration]);
    const run = await local().omics.send(new GetRunCommand({ id: started.id }));
    assert.deepEqual([run.networkingMode, run.configuration], ['VPC', configuration]);
    assert.deepEqual(run.vpcConfig?.subnetIds, vpcConfig.subnetIds);
    assert.match(await errorOf(remove('vpc')), /^ConflictException 409: .*not over/);
    await local().pass(600);
    await remove('vpc');
    assert.deepEqual(
      (await local().omics.send(new GetRunCommand({ id: started.id }))).configuration,
      configuration,
      'a run keeps what it was started with',
    );
    assert.match(await errorOf(start({ networkingMode: 'VPC' })), /^ValidationException 400/);
    assert.match(await errorOf(start(inVpc)), /^ResourceNotFoundException 404/);
  });
});
