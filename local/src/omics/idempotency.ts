import { digestOfValue } from '../canonical.ts';
import { ServiceError } from '../errors.ts';
import type { RequestRecord } from '../store/records.ts';

/** What is remembered of a request so that sending it again does nothing again. */
export function requestRecord(request: { readonly requestId?: string | undefined }): RequestRecord {
  const { requestId = '', ...rest } = request;
  return { requestId, digest: digestOfValue(rest) };
}

/** What this request made when it came before. The same id with another content is a conflict. */
export function madeBefore<Made extends { readonly request: RequestRecord }>(
  all: readonly Made[],
  request: RequestRecord,
): Made | undefined {
  const made = all.find((item) => item.request.requestId === request.requestId);
  if (made !== undefined && made.request.digest !== request.digest) {
    throw new ServiceError(
      'ConflictException',
      `A request with the requestId '${request.requestId}' came before and asked for something else.`,
    );
  }
  return made;
}
