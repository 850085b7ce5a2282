import { fieldIssue } from '@omics-lens/server/healthomics/field.ts';
import { parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import { START_RUN_FIELDS } from '@omics-lens/server/healthomics/start-run-fields.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { Settings, StorageType } from '../../infrastructure/settings.ts';
import type { ProjectDefaults } from './project-defaults.ts';

/** What a run needs beside its workflow and parameters. */
export interface RunSettings {
  readonly roleArn: string;
  readonly outputUri: string;
  readonly storageType: StorageType;
}

export interface RunSettingsSources {
  readonly project: ProjectDefaults;
  readonly settings: Pick<Settings, 'roleArn' | 'outputUri' | 'storageType'>;
  /** A simulation needs neither a role nor a bucket that exist. */
  readonly target: 'aws' | 'simulation';
  readonly prompts: Pick<Prompts, 'ask'>;
  /** Keeps an answer, so that it is asked for once. */
  readonly remember: (setting: 'run.roleArn' | 'run.outputUri', value: string) => Promise<void>;
}

/** From the project's file, then the settings; only what both lack is asked for. */
export async function findRunSettings(sources: RunSettingsSources): Promise<RunSettings> {
  const { project, settings } = sources;
  return {
    roleArn: await findRequired('roleArn', sources),
    outputUri: await findRequired('outputUri', sources),
    storageType: storageType(project, settings.storageType),
  };
}

/** One of those that every request must give. */
export function findRequired(name: 'roleArn' | 'outputUri', sources: RunSettingsSources): Promise<string> {
  const wanted = name === 'roleArn' ? ROLE : OUTPUT;
  return find(wanted, sources.project[name], sources.settings[name], sources);
}

/** What is known without asking, unchecked: for a file in which the user completes the rest. */
export function knownRunSettings({
  project,
  settings,
}: Pick<RunSettingsSources, 'project' | 'settings'>): Readonly<Partial<Record<keyof RunSettings, string>>> {
  const roleArn = project.roleArn ?? settings.roleArn;
  const outputUri = project.outputUri ?? settings.outputUri;
  const storage = project.storageType?.toUpperCase() ?? settings.storageType;
  return {
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(outputUri === undefined ? {} : { outputUri }),
    ...(storage === undefined ? {} : { storageType: storage }),
  };
}

interface Wanted {
  readonly setting: 'run.roleArn' | 'run.outputUri';
  readonly key: string;
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly inSimulation: string;
  readonly issue: (value: string) => string | undefined;
}

const ROLE: Wanted = {
  setting: 'run.roleArn',
  key: 'omics_iam_role',
  title: 'Role of the run',
  prompt: 'HealthOmics takes on this role to read inputs and to write outputs and logs.',
  placeholder: 'arn:aws:iam::123456789012:role/name',
  inSimulation: 'arn:aws:iam::123456789012:role/Simulation',
  issue: roleIssue,
};

const OUTPUT: Wanted = {
  setting: 'run.outputUri',
  key: 'run_output_uri',
  title: 'Where the run writes its outputs',
  prompt: 'A bucket, or a folder in it, in the Region of the run.',
  placeholder: 's3://bucket/folder/',
  inSimulation: 's3://simulation/outputs/',
  issue: outputIssue,
};

async function find(
  wanted: Wanted,
  inProject: string | undefined,
  inSettings: string | undefined,
  { project, target, prompts, remember }: RunSettingsSources,
): Promise<string> {
  if (inProject !== undefined)
    return checked(wanted, inProject, `'${wanted.key}' in .healthomics/config.toml`, project.uri);
  if (inSettings !== undefined)
    return checked(wanted, inSettings, `The setting 'omicsLens.${wanted.setting}'`, undefined);
  if (target === 'simulation') return wanted.inSimulation;
  const answer = answered(
    await prompts.ask({
      title: wanted.title,
      prompt: wanted.prompt,
      placeholder: wanted.placeholder,
      validate: wanted.issue,
    }),
  ).trim();
  await remember(wanted.setting, answer);
  return answer;
}

function checked(wanted: Wanted, value: string, where: string, uri: string | undefined): string {
  const issue = wanted.issue(value);
  if (issue === undefined) return value;
  throw new UserError({
    code: 'run-setting-invalid',
    sentence: `${where} is '${value}'. ${issue}`,
    nextStep:
      uri === undefined
        ? {
            label: 'Open Settings',
            command: 'workbench.action.openSettings',
            arguments: [`omicsLens.${wanted.setting}`],
          }
        : { label: 'Open File', command: 'vscode.open', arguments: [uri] },
  });
}

function storageType(project: ProjectDefaults, inSettings: StorageType | undefined): StorageType {
  const value = project.storageType?.toUpperCase() ?? inSettings ?? 'DYNAMIC';
  if (value === 'DYNAMIC' || value === 'STATIC') return value;
  throw new UserError({
    code: 'run-setting-invalid',
    sentence: `'run_storage_type' in .healthomics/config.toml is '${value}'. It must be 'DYNAMIC' or 'STATIC'.`,
    ...(project.uri === undefined
      ? {}
      : { nextStep: { label: 'Open File', command: 'vscode.open', arguments: [project.uri] } }),
  });
}

/** What is wrong with a role's ARN, as a sentence; the service itself finds more, a quarter of an hour later. */
export function roleIssue(value: string): string | undefined {
  if (!/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(value)) {
    return 'A role looks like arn:aws:iam::123456789012:role/name.';
  }
  return fieldSentence('roleArn', 'The ARN of the role', value);
}

/** What is wrong with an output URI, as a sentence. */
export function outputIssue(value: string): string | undefined {
  const uri = parseS3Uri(value);
  if (!uri.ok) return `The output URI ${uri.reason}.`;
  return fieldSentence('outputUri', 'The output URI', value);
}

function fieldSentence(name: string, subject: string, value: string): string | undefined {
  const field = START_RUN_FIELDS.rows.find((row) => row.name === name);
  const issue = field && fieldIssue(field, value);
  return issue === undefined ? undefined : `${subject} ${issue}.`;
}
