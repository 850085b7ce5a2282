import { ServiceError } from '../errors.ts';
import type { Page } from '../pages.ts';
import { pageOf } from '../pages.ts';

/** A page holds so many items when nothing else is asked for, and never more. Source: service model, `maxResults`. */
const MOST_RESULTS = 100;

/** One page of records that are listed with the newest first. Ids are numbers that count up. */
export function newestFirst<Item extends { readonly id: string }>(
  list: string,
  items: readonly Item[],
  request: { readonly maxResults?: number | undefined; readonly startingToken?: string | undefined },
): Page<Item> {
  const page = pageOf(
    [...items].sort((a, b) => Number(b.id) - Number(a.id)),
    {
      list,
      limit: request.maxResults ?? MOST_RESULTS,
      token: request.startingToken,
      keyOf: (item) => item.id,
      comesAfter: (item, key) => Number(item.id) < Number(key),
    },
  );
  if (page === undefined) throw new ServiceError('ValidationException', 'The startingToken is not valid.');
  return page;
}

/** Whether a list shows what was made, and perhaps deleted, at these times. */
export function isListed(createdAt: number, deletedAt: number | undefined, listTime: number): boolean {
  return createdAt <= listTime && (deletedAt === undefined || deletedAt > listTime);
}
