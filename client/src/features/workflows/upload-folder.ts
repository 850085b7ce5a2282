import { parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { formatBytes } from './pack.ts';

export interface UploadFolderSources {
  /** The setting `omicsLens.workflow.uploadUri`. */
  readonly setting: string | undefined;
  /** Where runs write to: a place next to it is offered. */
  readonly outputUri: string | undefined;
  /** A simulation has a bucket for everything. */
  readonly target: 'aws' | 'simulation';
  readonly prompts: Pick<Prompts, 'ask'>;
  /** Keeps an answer, so that it is asked for once. */
  readonly remember: (uri: string) => Promise<void>;
}

/** The folder in S3 for definitions that no request holds, with a slash at the end. */
export async function findUploadFolder({
  setting,
  outputUri,
  target,
  prompts,
  remember,
}: UploadFolderSources): Promise<string> {
  if (setting !== undefined) {
    const issue = folderIssue(setting);
    if (issue === undefined) return withSlash(setting);
    throw new UserError({
      code: 'upload-folder-invalid',
      sentence: `The setting 'omicsLens.workflow.uploadUri' is '${setting}'. ${issue}`,
      nextStep: {
        label: 'Open Settings',
        command: 'workbench.action.openSettings',
        arguments: ['omicsLens.workflow.uploadUri'],
      },
    });
  }
  if (target === 'simulation') return 's3://simulation/definitions/';
  const answer = answered(
    await prompts.ask({
      title: 'Folder in S3 for the definition',
      prompt: `A request holds ${formatBytes(LIMITS.zipDirectBytes.value)}; this definition is larger and goes by way of S3, in the Region of the workflow.`,
      placeholder: 's3://bucket/definitions/',
      ...(outputUri === undefined ? {} : { value: `${withSlash(outputUri)}definitions/` }),
      validate: folderIssue,
    }),
  ).trim();
  await remember(answer);
  return withSlash(answer);
}

function folderIssue(text: string): string | undefined {
  const uri = parseS3Uri(text);
  return uri.ok ? undefined : `The folder ${uri.reason}.`;
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
