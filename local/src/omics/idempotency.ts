import { digestOfValue } from '../canonical.ts';
import { ServiceError } from '../errors.ts';
import type { Made } from '../store/collection.ts';
import type { RequestRecord } from '../store/records.ts';

/** What is remembered of a request so that sending it again does nothing again. */
export function requestRecord(request: { readonly requestId?: string | undefined }): RequestRecord {
  const { requestId = '', ...rest } = request;
  return { requestId, digest: digestOfValue(rest) };
}

/** What this request made when it came before. The same id with another content is a conflict. */
export function madeBefore<Item extends Made>(
  made: Item | undefined,
  request: RequestRecord,
): Item | undefined {
  if (made?.request !== undefined && made.request.digest !== request.digest) {
    throw new ServiceError(
      'ConflictException',
      `A request with the requestId '${request.requestId}' came before and asked for something else.`,
    );
  }
  return made;
}
