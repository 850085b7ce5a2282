import { ServiceError } from '../errors.ts';
import type { Page } from '../pages.ts';

const MOST_ON_A_PAGE = 100;

export function checkedPage<Item>(page: Page<Item> | undefined): Page<Item> {
  if (page === undefined) throw new ServiceError('InvalidParameterException', 'Invalid token');
  return page;
}

/** The service's lists hold up to 100 on a page. */
export function pageSize(maxResults: number | undefined): number {
  const size = maxResults ?? MOST_ON_A_PAGE;
  if (size >= 1 && size <= MOST_ON_A_PAGE) return size;
  throw new ServiceError(
    'InvalidParameterException',
    `maxResults must be 1 to ${MOST_ON_A_PAGE}, and is ${size}.`,
  );
}
