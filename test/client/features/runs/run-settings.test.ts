import assert from 'node:assert/strict';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import {
  findRunSettings,
  type RunSettingsSources,
} from '../../../../client/src/features/runs/run-settings.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const ROLE = 'arn:aws:iam::123456789012:role/run';

/** What a start ends up with, what it asked and what it remembered; or the sentence by which it ends. */
async function check(
  sources: Partial<Pick<RunSettingsSources, 'project' | 'target'>> & {
    readonly settings?: Partial<RunSettingsSources['settings']>;
  },
  ...answers: readonly string[]
): Promise<string> {
  const prompts = scriptedPrompts(...answers);
  const remembered: string[] = [];
  try {
    const { roleArn, outputUri, storageType } = await findRunSettings({
      project: sources.project ?? {},
      settings: { roleArn: undefined, outputUri: undefined, storageType: undefined, ...sources.settings },
      target: sources.target ?? 'aws',
      prompts,
      remember: (setting) => {
        remembered.push(setting);
        return Promise.resolve();
      },
    });
    const asked = prompts.shown.length === 0 ? 'asked nothing' : `asked ${prompts.shown.join(' ')}`;
    return [
      `${roleArn} ${outputUri} ${storageType}`,
      asked,
      `remembered ${remembered.join() || 'nothing'}`,
    ].join('; ');
  } catch (error) {
    return [messageOf(error), ...prompts.shown].join('; ');
  }
}

describe('role, output and storage of a run', () => {
  const project = {
    uri: 'file:///ws/.healthomics/config.toml',
    roleArn: ROLE,
    outputUri: 's3://project/out',
  };
  const settings = { roleArn: `${ROLE}2`, outputUri: 's3://settings/out', storageType: 'STATIC' as const };
  const cases: readonly (readonly [name: string, Parameters<typeof check>, expected: string])[] = [
    [
      'the project goes before the settings',
      [{ project, settings }],
      `${ROLE} s3://project/out STATIC; asked nothing; remembered nothing`,
    ],
    [
      'the settings, where there is no project file',
      [{ settings }],
      `${ROLE}2 s3://settings/out STATIC; asked nothing; remembered nothing`,
    ],
    [
      'only what is missing is asked for, and remembered',
      [{ project: { outputUri: 's3://project/out' } }, ROLE],
      `${ROLE} s3://project/out DYNAMIC; asked Role of the run?; remembered run.roleArn`,
    ],
    [
      'both',
      [{}, ROLE, 's3://bucket/'],
      `${ROLE} s3://bucket/ DYNAMIC; asked Role of the run? Where the run writes its outputs?; remembered run.roleArn,run.outputUri`,
    ],
    [
      'a simulation is not asked about',
      [{ target: 'simulation' }],
      'arn:aws:iam::123456789012:role/Simulation s3://simulation/outputs/ DYNAMIC; asked nothing; remembered nothing',
    ],
    ['dismissed', [{}], 'Cancelled; Role of the run?'],
    [
      'an answer that is no role',
      [{}, 'admin'],
      'Cancelled; Role of the run? A role looks like arn:aws:iam::123456789012:role/name.',
    ],
    [
      'an answer that is no bucket',
      [{ project: { roleArn: ROLE } }, 'bucket/out'],
      "Cancelled; Where the run writes its outputs? The output URI does not begin with 's3://'.",
    ],
    [
      'a role that the service would refuse for its length',
      [{ settings: { roleArn: `${ROLE}${'x'.repeat(100)}` } }],
      `The setting 'omicsLens.run.roleArn' is '${ROLE}${'x'.repeat(100)}'. The ARN of the role must be at most 128 characters, not 134.`,
    ],
    [
      'a storage type that does not exist',
      [{ project: { ...project, storageType: 'FAST' } }],
      "'run_storage_type' in .healthomics/config.toml is 'FAST'. It must be 'DYNAMIC' or 'STATIC'.",
    ],
    [
      'a storage type in small letters',
      [{ project: { ...project, storageType: 'static' } }],
      `${ROLE} s3://project/out STATIC; asked nothing; remembered nothing`,
    ],
  ];
  for (const [name, call, expected] of cases) {
    it(name, async () => assert.equal(await check(...call), expected));
  }
});
