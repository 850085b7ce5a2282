import type { CreateWorkflowRequest } from '@aws-sdk/client-omics';
import { strToU8, zipSync } from 'fflate';
import type { Account, GitRevision } from '../account/account.ts';
import { ServiceError } from '../errors.ts';

type Request = NonNullable<CreateWorkflowRequest['definitionRepository']>;

/** A definition that was taken from a repository of the account. */
export interface TakenRepository {
  /** The same files give the same bytes. */
  readonly zip: Uint8Array;
  readonly files: Readonly<Record<string, string>>;
  readonly details: {
    readonly connectionArn: string;
    readonly fullRepositoryId: string;
    readonly sourceReference: { readonly type: GitRevision['type']; readonly value: string };
    readonly providerType: string;
  };
}

/** Git knows times, and the same files are to be the same definition whenever they are taken. */
const FILE_TIME = new Date(1980, 0, 1);

/** What the connection leads to; the service finds out at once what is not there. */
export function takeRepository(
  request: Request,
  { gitRepositories }: Pick<Account, 'gitRepositories'>,
): TakenRepository {
  const { connectionArn = '', fullRepositoryId = '', sourceReference, excludeFilePatterns = [] } = request;
  const connected = gitRepositories.filter((each) => each.connectionArn === connectionArn);
  if (connected.length === 0) {
    throw new ServiceError(
      'ValidationException',
      `There is no connection ${connectionArn} in this simulation: name one in 'account.gitRepositories' of the scenario.`,
    );
  }
  const repository = connected.find((each) => each.name === fullRepositoryId);
  if (repository === undefined) {
    throw new ServiceError(
      'ValidationException',
      `The connection ${connectionArn} does not reach a repository '${fullRepositoryId}'.`,
    );
  }
  const revision = repository.revisions.find(
    ({ type, value }) =>
      sourceReference === undefined || (type === sourceReference.type && value === sourceReference.value),
  );
  if (revision === undefined) {
    const { type = '', value = '' } = sourceReference ?? {};
    throw new ServiceError(
      'ValidationException',
      `Repository '${fullRepositoryId}' has no ${type.toLowerCase()} '${value}'.`,
    );
  }
  const left = excludeFilePatterns.map(patternOf);
  const files = Object.fromEntries(
    Object.entries(revision.files)
      .filter(([path]) => !left.some((pattern) => pattern.test(path)))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const { type, value } = revision;
  return {
    zip: zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])), {
      mtime: FILE_TIME,
    }),
    files,
    details: { connectionArn, fullRepositoryId, sourceReference: { type, value }, providerType: 'GitHub' },
  };
}

/** `tests/` is all below, `*.bam` is a name anywhere. */
function patternOf(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const body = escaped
    .replace(/\*\*/g, '\0')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\0/g, '.*');
  const start = glob.includes('/') && !glob.endsWith('/') ? '^' : '(^|/)';
  return new RegExp(`${start}${body}${glob.endsWith('/') ? '' : '$'}`);
}

/** A file of the repository that a request names. */
export function fileOf({ files }: TakenRepository, member: string, path: string): string {
  const text = files[path];
  if (text !== undefined) return text;
  throw new ServiceError('ValidationException', `'${member}': the repository has no file '${path}'.`);
}
