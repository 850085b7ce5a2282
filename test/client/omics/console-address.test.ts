import assert from 'node:assert/strict';
import {
  consoleAddress,
  quotaAddress,
  type ConsoleTarget,
} from '../../../client/src/omics/console-address.ts';

const CASES: readonly (readonly [target: ConsoleTarget, region: string, expected: string])[] = [
  [
    { kind: 'run', id: '7' },
    'us-east-1',
    'https://us-east-1.console.aws.amazon.com/omics/home?region=us-east-1#/runs/7',
  ],
  [
    { kind: 'workflow', id: '12' },
    'cn-north-1',
    'https://cn-north-1.console.amazonaws.cn/omics/home?region=cn-north-1#/workflows/12',
  ],
  [
    { kind: 'logs', prefix: 'run/7' },
    'us-gov-west-1',
    'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#logsV2:log-groups/log-group/$252Faws$252Fomics$252FWorkflowLog$3FlogStreamNameFilter$3Drun$252F7',
  ],
  [
    { kind: 'events', from: Date.UTC(2026, 10, 20, 9), to: Date.UTC(2026, 10, 20, 10, 30, 5, 7) },
    'eu-west-2',
    'https://eu-west-2.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-2#/events?EventSource=omics.amazonaws.com&StartTime=2026-11-20T09:00:00.000Z&EndTime=2026-11-20T10:30:05.000Z',
  ],
  [
    { kind: 'stored', bucket: 'results', key: 'runs/7/out/a b.vcf' },
    'us-east-1',
    'https://us-east-1.console.aws.amazon.com/s3/object/results?region=us-east-1&prefix=runs%2F7%2Fout%2Fa%20b.vcf',
  ],
  [
    { kind: 'stored', bucket: 'results', key: 'runs/7/' },
    'us-gov-west-1',
    'https://us-gov-west-1.console.amazonaws-us-gov.com/s3/buckets/results?region=us-gov-west-1&prefix=runs%2F7%2F',
  ],
];

describe('addresses of the AWS console', () => {
  for (const [target, region, expected] of CASES) {
    it(`${target.kind} in ${region}`, () => assert.equal(consoleAddress(target, region), expected));
  }
  it('metrics', () => {
    assert.match(
      consoleAddress({ kind: 'metrics' }, 'us-east-1'),
      /^https:\/\/us-east-1\.console.*#metricsV2/,
    );
  });
  it('quotas, one and all', () => {
    const all = 'https://us-east-1.console.aws.amazon.com/servicequotas/home/services/omics/quotas';
    assert.deepEqual(
      [quotaAddress('us-east-1', 'L-1'), quotaAddress('us-east-1', undefined)],
      [`${all}/L-1`, all],
    );
  });
});
