import assert from 'node:assert/strict';
import type { TaskRequest } from '@omics-lens/server/healthomics/index.ts';
import {
  ACCELERATORS,
  INSTANCES,
  REGIONS,
  acceleratorByOtherName,
  acceleratorRegions,
  chooseInstance,
  instanceLimits,
} from '@omics-lens/server/healthomics/index.ts';

/** Rendered as `omics.m.4xlarge (15 vCPU, 33 GiB of 16 vCPU, 64 GiB)`. */
function check(request: TaskRequest, region: string | undefined, expected: string): void {
  const choice = chooseInstance(request, region);
  const rendered =
    choice.kind === 'chosen'
      ? `${choice.instance.name} ${choice.vcpus}/${choice.memoryGiB} of ${choice.instance.vcpus}/${choice.instance.memoryGiB}/${choice.instance.gpus}`
      : choice.kind === 'too-large'
        ? `too large: ${choice.limits.vcpus}/${choice.limits.memoryGiB}/${choice.limits.gpus}`
        : choice.kind;
  assert.equal(rendered, expected);
}

const CASES: readonly (readonly [title: string, TaskRequest, string | undefined, string])[] = [
  ['nothing asked for is the smallest', {}, 'us-east-1', 'omics.c.large 1/1 of 2/4/0'],
  [
    'the first example of the guide',
    { cpu: 8, memoryGiB: 64 },
    'us-east-1',
    'omics.r.2xlarge 8/64 of 8/64/0',
  ],
  ['the second example', { cpu: 15, memoryGiB: 33 }, 'us-east-1', 'omics.m.4xlarge 15/33 of 16/64/0'],
  ['c comes before m and r', { cpu: 4, memoryGiB: 8 }, 'us-east-1', 'omics.c.xlarge 4/8 of 4/8/0'],
  [
    'more memory means another family, not more CPUs',
    { cpu: 2, memoryGiB: 9 },
    'us-east-1',
    'omics.r.large 2/9 of 2/16/0',
  ],
  ['fractions go to the nearest', { cpu: 1.6, memoryGiB: 14.9 }, 'us-east-1', 'omics.r.large 2/15 of 2/16/0'],
  ['nothing is below 1', { cpu: 0.25, memoryGiB: 0.2 }, 'us-east-1', 'omics.c.large 1/1 of 2/4/0'],
  ['the largest sizes are in two Regions', { cpu: 100 }, 'us-west-2', 'omics.c.32xlarge 100/1 of 128/256/0'],
  ['and in no other', { cpu: 100 }, 'eu-west-1', 'too large: 96/768/0'],
  [
    'no Region counts as the best of all',
    { cpu: 192, memoryGiB: 1536 },
    undefined,
    'omics.r.48xlarge 192/1536 of 192/1536/0',
  ],
  ['a Region without workflows has nothing', { cpu: 1 }, 'eu-north-1', 'no-accelerator'],
  [
    'a GPU',
    { cpu: 8, memoryGiB: 30, accelerator: 'nvidia-tesla-a10g' },
    'eu-west-1',
    'omics.g5.2xlarge 8/30 of 8/32/1',
  ],
  [
    'two GPUs need a size with four',
    { accelerator: 'nvidia-l4', gpus: 2 },
    'us-east-1',
    'omics.g6.12xlarge 1/1 of 48/192/4',
  ],
  [
    'fewer GPUs come before fewer CPUs',
    { cpu: 40, accelerator: 'nvidia-l4' },
    'us-east-1',
    'omics.g6.16xlarge 40/1 of 64/256/1',
  ],
  ['five GPUs do not exist', { accelerator: 'nvidia-l4', gpus: 5 }, 'us-east-1', 'too large: 96/384/4'],
  ['an accelerator that the Region lacks', { accelerator: 'nvidia-l4' }, 'eu-west-1', 'no-accelerator'],
  [
    'several families: the cheaper',
    { accelerator: 'nvidia-tesla-t4-a10g' },
    'eu-west-1',
    'omics.g4dn.xlarge 1/1 of 4/16/1',
  ],
  [
    'several families: the newest for this one',
    { accelerator: 'nvidia-t4-a10g-l4' },
    'us-east-1',
    'omics.g6.xlarge 1/1 of 4/16/1',
  ],
  [
    'several families: the one that the Region has',
    { accelerator: 'nvidia-tesla-t4-a10g' },
    'il-central-1',
    'omics.g5.xlarge 1/1 of 4/16/1',
  ],
  ['an unknown accelerator', { accelerator: 'nvidia-tesla-v100' }, 'us-east-1', 'no-accelerator'],
];

describe('healthomics: instances', () => {
  for (const [title, request, region, expected] of CASES) {
    it(title, () => {
      check(request, region, expected);
    });
  }

  it('lists each instance once, and every one somewhere', () => {
    const names = INSTANCES.rows.map((row) => row.name);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.length, 3 * 10 + 7 * 3 + 6);
    assert.deepEqual(
      INSTANCES.rows.filter((row) => row.regions.length === 0),
      [],
    );
  });

  it('chooses an instance type for exactly what it offers', () => {
    for (const { name, family, vcpus, memoryGiB, gpus } of INSTANCES.rows) {
      const accelerator = ACCELERATORS.rows.find(
        (row) => row.families.length === 1 && row.families[0] === family,
      );
      const choice = chooseInstance(
        { cpu: vcpus, memoryGiB, accelerator: accelerator?.name, gpus },
        undefined,
      );
      assert.equal(choice.kind === 'chosen' ? choice.instance.name : choice.kind, name);
    }
  });

  it('knows where each accelerator can be placed', () => {
    const regions = Object.fromEntries(
      ACCELERATORS.rows.map((row) => [row.name, acceleratorRegions(row.name).length]),
    );
    assert.deepEqual(regions, {
      'nvidia-tesla-t4': 7,
      'nvidia-tesla-t4-a10g': 8,
      'nvidia-tesla-a10g': 7,
      'nvidia-t4-a10g-l4': 8,
      'nvidia-l4-a10g': 7,
      'nvidia-l4': 2,
      'nvidia-l40s': 2,
    });
    assert.deepEqual(acceleratorRegions('nvidia-l4'), ['us-east-1', 'us-west-2']);
    assert.deepEqual(acceleratorRegions('T4'), []);
  });

  it('knows accelerators by the names that people use', () => {
    const names = ['T4', 'nvidia-tesla-l4', 'g5', 'A10G', 'g4dn', 'NVIDIA_L40S', 'v100'];
    assert.deepEqual(
      names.map((name) => acceleratorByOtherName(name)?.name),
      [
        'nvidia-tesla-t4',
        'nvidia-l4',
        'nvidia-tesla-a10g',
        'nvidia-tesla-a10g',
        'nvidia-tesla-t4',
        'nvidia-l40s',
        undefined,
      ],
    );
  });

  it('no other name of an accelerator means two', () => {
    const all = ACCELERATORS.rows.flatMap((row) => [row.name, ...row.alsoKnownAs]);
    assert.equal(new Set(all).size, all.length);
  });

  it('gives limits for a Region', () => {
    assert.deepEqual(instanceLimits({}, 'us-east-1'), { vcpus: 192, memoryGiB: 1536, gpus: 0 });
    assert.deepEqual(instanceLimits({}, 'ap-southeast-1'), { vcpus: 96, memoryGiB: 768, gpus: 0 });
    assert.deepEqual(instanceLimits({ accelerator: 'nvidia-tesla-t4' }, 'ap-southeast-1'), {
      vcpus: 64,
      memoryGiB: 256,
      gpus: 4,
    });
    assert.equal(instanceLimits({ accelerator: 'nvidia-tesla-t4' }, 'il-central-1'), undefined);
  });

  it('has eight Regions with workflows', () => {
    assert.equal(REGIONS.rows.length, 8);
    assert.deepEqual(
      REGIONS.rows.filter((region) => region.largestSizes).map((region) => region.id),
      ['us-east-1', 'us-west-2'],
    );
  });
});
