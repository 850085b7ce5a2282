import assert from 'node:assert/strict';
import { statusText, type RunningWork } from '../../../../client/src/features/status/status-text.ts';
import { endpointsAt, type Account } from '../../../../client/src/omics/account.ts';

const AWS: Account = {
  kind: 'aws',
  profile: 'lab',
  region: 'eu-west-2',
  endpoints: endpointsAt(undefined),
  credentials: 'chain',
  configured: true,
};
const LOCAL = endpointsAt('http://127.0.0.1:9000');

const IDLE: RunningWork = { runs: 0, moreRuns: false, batches: { count: 0, settled: 0, total: 0 } };

describe('the status bar', () => {
  const cases: readonly (readonly [change: Partial<Account>, alive: number, text: string, spoken: string])[] =
    [
      [{}, 0, '$(cloud) lab · eu-west-2', 'Omics Lens, AWS profile lab, eu-west-2'],
      [
        {},
        1,
        '$(cloud) lab · eu-west-2 $(sync~spin) 1',
        'Omics Lens, AWS profile lab, eu-west-2, 1 run alive',
      ],
      [{ region: undefined }, 0, '$(cloud) lab · no Region', 'Omics Lens, AWS profile lab, no Region'],
      [{ configured: false }, 0, '$(cloud) No AWS credentials', 'Omics Lens, no AWS credentials found'],
      [
        { kind: 'local', endpoints: LOCAL },
        3,
        '$(beaker) Local HealthOmics $(sync~spin) 3',
        'Omics Lens, local HealthOmics, a simulation on this machine, 3 runs alive',
      ],
      [
        { kind: 'endpoint', endpoints: LOCAL },
        0,
        '$(beaker) HealthOmics at 127.0.0.1:9000',
        'Omics Lens, HealthOmics at http://127.0.0.1:9000, not AWS',
      ],
    ];
  for (const [change, alive, text, spoken] of cases) {
    it(text, () => {
      const status = statusText({ ...AWS, ...change }, { ...IDLE, runs: alive });
      assert.deepEqual([status.text, status.accessibleLabel], [text, spoken]);
    });
  }

  const work: readonly (readonly [work: Partial<RunningWork>, text: string, spoken: string])[] = [
    [{ runs: 1_100, moreRuns: true }, '$(sync~spin) 1,100+', '1,100+ runs alive'],
    [
      { batches: { count: 1, settled: 120, total: 250 } },
      '$(run-all) 120/250',
      '1 batch alive with 120 of 250 runs over',
    ],
    [
      { runs: 2, batches: { count: 2, settled: 0, total: 0 } },
      '$(sync~spin) 2 $(run-all) 2',
      '2 runs alive, 2 batches alive',
    ],
  ];
  for (const [change, text, spoken] of work) {
    it(text, () => {
      const status = statusText(AWS, { ...IDLE, ...change });
      assert.deepEqual(
        [status.text, status.accessibleLabel],
        [`$(cloud) lab · eu-west-2 ${text}`, `Omics Lens, AWS profile lab, eu-west-2, ${spoken}`],
      );
    });
  }
});
