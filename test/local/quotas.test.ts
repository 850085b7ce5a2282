import assert from 'node:assert/strict';
import {
  GetServiceQuotaCommand,
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  paginateListServiceQuotas,
} from '@aws-sdk/client-service-quotas';
import { errorOf } from './support/errors.ts';
import { eachWithService } from './support/service.ts';

const DYNAMIC = { ServiceCode: 'omics', QuotaCode: 'L-BE38079A' };

describe('the little Service Quotas of the local HealthOmics', () => {
  const local = eachWithService();
  const value = async () => (await local().quotas.send(new GetServiceQuotaCommand(DYNAMIC))).Quota?.Value;

  it('knows the quotas of HealthOmics, and follows the scenario', async () => {
    assert.equal(await value(), 50);
    await local().play({ quotas: { activeRunsDynamic: 2 } });
    assert.equal(await value(), 2);
  });

  it('lists them on one and many pages', async () => {
    const pages = async (MaxResults?: number) => {
      const sizes: number[] = [];
      const codes = new Set<string | undefined>();
      for await (const page of paginateListServiceQuotas(
        { client: local().quotas },
        { ServiceCode: 'omics', MaxResults },
      )) {
        sizes.push(page.Quotas?.length ?? 0);
        for (const quota of page.Quotas ?? []) codes.add(quota.QuotaCode);
      }
      return [sizes, codes.size];
    };
    assert.deepEqual(await pages(), [[6], 6]);
    assert.deepEqual(await pages(4), [[4, 2], 6]);
  });

  it('refuses what it does not know', async () => {
    const { quotas } = local();
    const codes = [
      quotas.send(new GetServiceQuotaCommand({ ...DYNAMIC, QuotaCode: 'L-0' })),
      quotas.send(new GetServiceQuotaCommand({ ...DYNAMIC, ServiceCode: 'ec2' })),
      quotas.send(new ListServiceQuotasCommand({ ServiceCode: 'omics', NextToken: 'x' })),
      quotas.send(new ListAWSDefaultServiceQuotasCommand({ ServiceCode: 'omics' })),
    ].map(async (sent) => (await errorOf(sent)).split(' ')[0]);
    assert.deepEqual(await Promise.all(codes), [
      'NoSuchResourceException',
      'NoSuchResourceException',
      'InvalidPaginationTokenException',
      'NotSupportedOperationException',
    ]);
    await local().play({ account: { denied: ['servicequotas:*'] } });
    assert.match(await errorOf(value()), /^AccessDeniedException/);
  });
});
