import { ServiceError } from '../errors.ts';
import type { Page } from '../pages.ts';
import { pageOf, readToken, writeToken } from '../pages.ts';
import type { Collection } from '../store/collection.ts';

/** A page holds so many items when nothing else is asked for, and never more. Source: service model, `maxResults`. */
const MOST_RESULTS = 100;

export interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly startingToken?: string | undefined;
}

/** One page of records that are listed with the newest first. Ids are numbers that count up. */
export function newestFirst<Item extends { readonly id: string }>(
  list: string,
  items: readonly Item[],
  request: PageRequest,
): Page<Item> {
  return checkedPage(
    pageOf(
      [...items].sort((a, b) => Number(b.id) - Number(a.id)),
      {
        list,
        limit: request.maxResults ?? MOST_RESULTS,
        token: request.startingToken,
        keyOf: (item) => item.id,
        comesAfter: (item, key) => Number(item.id) < Number(key),
      },
    ),
  );
}

/** The same of a whole collection, without looking at more of it than the page needs. */
export function newestPage<Item extends { readonly id: string }>(
  list: string,
  collection: Collection<Item>,
  request: PageRequest,
  shows: (item: Item) => boolean,
): Page<Item> {
  const token = request.startingToken;
  const before = token === undefined ? undefined : readToken(list, token);
  if (token !== undefined && before === undefined) return checkedPage<Item>(undefined);
  const limit = request.maxResults ?? MOST_RESULTS;
  const items: Item[] = [];
  for (const item of collection.newest(before)) {
    if (!shows(item)) continue;
    const last = items.at(-1);
    if (items.length === limit && last !== undefined) {
      return { items, nextToken: writeToken(list, last.id) };
    }
    items.push(item);
  }
  return { items };
}

/** Refuses a token that is not one of the list. */
export function checkedPage<Item>(page: Page<Item> | undefined): Page<Item> {
  if (page === undefined) throw new ServiceError('ValidationException', 'The startingToken is not valid.');
  return page;
}

/** Whether a list shows what was made, and perhaps deleted, at these times. */
export function isListed(createdAt: number, deletedAt: number | undefined, listTime: number): boolean {
  return createdAt <= listTime && (deletedAt === undefined || deletedAt > listTime);
}
