import type { Explanation } from '../infrastructure/errors.ts';

/**
 * Why S3 does not list or give something, in words; `undefined` for what is not about the object, such as throttling or
 * credentials. Names of the errors: Amazon S3 API reference, "Error responses", 2026-11.
 */
export function explainStoredFile(
  error: unknown,
  uri: string,
  permission: 's3:GetObject' | 's3:ListBucket',
): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  switch (error.name) {
    case 'AccessDenied':
    case 'Forbidden':
    case 'AllAccessDisabled':
      return {
        code: 'stored-file-denied',
        sentence: `You may not read '${uri}'. Ask for the permission '${deniedAction(error) ?? permission}' on it; a bucket policy or an encryption key can refuse it too.`,
      };
    case 'NoSuchKey':
    case 'NotFound':
      return {
        code: 'stored-file-gone',
        sentence: `There is no '${uri}' any more. It was moved or deleted; refresh the view.`,
      };
    case 'NoSuchBucket':
      return { code: 'bucket-gone', sentence: `The bucket of '${uri}' does not exist any more.` };
    case 'InvalidObjectState':
      return {
        code: 'stored-file-archived',
        sentence: `'${uri}' lies in an archive. Restore it in S3 first; that takes minutes to hours.`,
      };
    case 'PreconditionFailed':
      return {
        code: 'stored-file-changed',
        sentence: `'${uri}' was written anew while it was being read. Try again.`,
      };
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return {
        code: 'bucket-elsewhere',
        sentence: `The bucket of '${uri}' lies in another Region. Choose that Region to read it.`,
      };
  }
  return undefined;
}

/** The permission that the service names itself, such as that of a key. */
function deniedAction({ message }: Error): string | undefined {
  return /not authorized to perform:? ([\w-]+:\w+)/.exec(message)?.[1];
}
