import { ServiceError } from '../errors.ts';
import { matches } from './policy.ts';

/** The action of a request as policies name it. Some operations of S3 are permitted under the name of another. */
export function actionOf(service: string, operation: string): string {
  return `${service}:${service === 's3' ? (S3_ACTIONS[operation] ?? operation) : operation}`;
}

const S3_ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  ListObjectsV2: 'ListBucket',
  HeadBucket: 'ListBucket',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
};

/** Refuses what the account's owner has taken from the caller. */
export function checkPermission(action: string, denied: readonly string[]): void {
  if (!denied.some((pattern) => matches(pattern, action))) return;
  throw new ServiceError(
    'AccessDeniedException',
    `User is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  );
}
