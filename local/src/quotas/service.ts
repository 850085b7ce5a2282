import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { QUOTAS, type Quota } from '@omics-lens/server/healthomics/quotas.ts';
import { ServiceError } from '../errors.ts';
import type { Names } from '../identity.ts';
import { pageOf } from '../pages.ts';
import { awsJson } from '../protocols/aws-json.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Quotas } from '../progress/quotas.ts';
import type { Shapes } from '../shapes/shape.ts';
import { integer } from '../shapes/shape.ts';

export const QUOTAS_TARGET = 'ServiceQuotasV20190624';

/** What the reading operations of Service Quotas take and give. Source: API reference, 2019-06-24, as of November 2026. */
const SHAPES: Shapes = {
  ServiceCode: { type: 'string', min: 1, max: 63, pattern: '[a-zA-Z][a-zA-Z0-9-]{1,128}' },
  QuotaCode: { type: 'string', min: 1, max: 128, pattern: '[a-zA-Z][a-zA-Z0-9-]{1,128}' },
  Text: { type: 'string' },
  Flag: { type: 'boolean' },
  Value: { type: 'number' },
  MaxResults: integer(1, 100),
  GetServiceQuotaRequest: {
    type: 'structure',
    required: ['ServiceCode', 'QuotaCode'],
    members: { ServiceCode: 'ServiceCode', QuotaCode: 'QuotaCode', ContextId: 'Text' },
  },
  ServiceQuota: {
    type: 'structure',
    members: {
      ServiceCode: 'ServiceCode',
      ServiceName: 'Text',
      QuotaArn: 'Text',
      QuotaCode: 'QuotaCode',
      QuotaName: 'Text',
      Value: 'Value',
      Unit: 'Text',
      Adjustable: 'Flag',
      GlobalQuota: 'Flag',
    },
  },
  ServiceQuotas: { type: 'list', member: 'ServiceQuota' },
  GetServiceQuotaResponse: { type: 'structure', members: { Quota: 'ServiceQuota' } },
  ListServiceQuotasRequest: {
    type: 'structure',
    required: ['ServiceCode'],
    members: {
      ServiceCode: 'ServiceCode',
      QuotaCode: 'QuotaCode',
      NextToken: 'Text',
      MaxResults: 'MaxResults',
    },
  },
  ListServiceQuotasResponse: { type: 'structure', members: { NextToken: 'Text', Quotas: 'ServiceQuotas' } },
};

export interface QuotasOptions {
  readonly names: Names;
  readonly quotas: () => Quotas;
}

/** The quotas of HealthOmics that have a code, as this account has them. */
export function quotasService(options: QuotasOptions): Protocol {
  const all = () =>
    QUOTAS.flatMap((quota) => viewOf(quota, options)).sort((a, b) => (a.QuotaCode < b.QuotaCode ? -1 : 1));
  return awsJson({
    target: QUOTAS_TARGET,
    shapes: SHAPES,
    operations: {
      GetServiceQuota: (request) => {
        const { ServiceCode, QuotaCode } = request as { ServiceCode: string; QuotaCode: string };
        checkService(ServiceCode);
        const found = all().find((quota) => quota.QuotaCode === QuotaCode);
        if (found === undefined) throw missing(`There is no quota ${QuotaCode}.`);
        return { Quota: found };
      },
      ListServiceQuotas: (request) => {
        const {
          ServiceCode,
          MaxResults = 100,
          NextToken,
        } = request as {
          ServiceCode: string;
          MaxResults?: number;
          NextToken?: string;
        };
        checkService(ServiceCode);
        const page = pageOf(all(), {
          list: 'ListServiceQuotas',
          limit: MaxResults,
          token: NextToken,
          keyOf: ({ QuotaCode }) => QuotaCode,
          comesAfter: ({ QuotaCode }, key) => QuotaCode > key,
        });
        if (page === undefined) {
          throw new ServiceError('InvalidPaginationTokenException', 'The NextToken is not valid.');
        }
        return { Quotas: page.items, NextToken: page.nextToken };
      },
    },
  });
}

function viewOf({ limit, code }: Quota, { names, quotas }: QuotasOptions) {
  if (code === undefined) return [];
  const current: Readonly<Partial<Record<Quota['limit'], number>>> = quotas();
  return [
    {
      ServiceCode: 'omics',
      ServiceName: 'AWS HealthOmics',
      QuotaArn: `arn:aws:servicequotas:${names.region}:${names.accountId}:omics/${code}`,
      QuotaCode: code,
      QuotaName: `Workflows - ${LIMITS[limit].what}`,
      Value: current[limit] ?? LIMITS[limit].value,
      Unit: 'None',
      Adjustable: true,
      GlobalQuota: false,
    },
  ];
}

function checkService(code: string): void {
  if (code !== 'omics') throw missing(`The simulation has no quotas of ${code}.`);
}

function missing(message: string): ServiceError {
  return new ServiceError('NoSuchResourceException', message);
}
