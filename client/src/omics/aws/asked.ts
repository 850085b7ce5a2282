import type { Asked } from '../preflight-api.ts';
import { Cancelled } from '../../infrastructure/errors.ts';

/** Names of errors that say that something is not there, of every service that a preflight asks. */
const MISSING =
  /^(NotFound|NoSuchKey|NoSuchBucket|NoSuchBucketPolicy|NoSuchEntity(Exception)?|ResourceNotFoundException|RepositoryNotFoundException|ImageNotFoundException|RepositoryPolicyNotFoundException|NoSuchResourceException|LayersNotFoundException)$/;
const DENIED = /^(AccessDenied(Exception)?|Forbidden|UnauthorizedOperation|AllAccessDisabled)$/;

/** Sends a question; that something is missing, or may not be asked, is an answer. `action` is the permission it takes. */
export async function asked<Facts extends object>(
  action: string,
  signal: AbortSignal,
  send: (options: { abortSignal: AbortSignal }) => Promise<Facts | undefined>,
): Promise<Asked<Facts>> {
  try {
    const facts = await send({ abortSignal: signal });
    return facts === undefined ? { kind: 'missing' } : { kind: 'found', ...facts };
  } catch (error) {
    if (signal.aborted) throw new Cancelled();
    if (isMissing(error)) return { kind: 'missing' };
    if (isDenied(error)) return { kind: 'denied', action };
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || isDenied(error)) return false;
  return MISSING.test(error.name) || statusOf(error) === 404;
}

/** A HEAD request has no body: then only the status tells. Expired credentials have a status of 403 too in some services. */
function isDenied(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (DENIED.test(error.name)) return true;
  return statusOf(error) === 403 && /^(Unknown(Error)?|403)$/.test(error.name);
}

export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

/** A header of the answer that an error came with. */
export function headerOf(error: unknown, name: string): string | undefined {
  const { $response } = error as { $response?: { headers?: Readonly<Record<string, string>> } };
  return $response?.headers?.[name];
}
