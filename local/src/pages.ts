/** One page of a list, and where the next one begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

export interface Paging<Item> {
  /** Names the list, so that a token of another list is told apart. */
  readonly list: string;
  readonly limit: number;
  readonly token: string | undefined;
  keyOf(item: Item): string;
  /** In the order of the list. Items may have come or gone since the key was read. */
  comesAfter(item: Item, key: string): boolean;
}

/** `undefined` when the token is not one of this list. */
export function pageOf<Item>(sorted: readonly Item[], paging: Paging<Item>): Page<Item> | undefined {
  const after = paging.token === undefined ? '' : readToken(paging.list, paging.token);
  if (after === undefined) return undefined;
  const left = paging.token === undefined ? sorted : sorted.filter((item) => paging.comesAfter(item, after));
  const items = left.slice(0, paging.limit);
  const last = items.at(-1);
  if (last === undefined || left.length === items.length) return { items };
  return { items, nextToken: writeToken(paging.list, paging.keyOf(last)) };
}

export function writeToken(list: string, key: string): string {
  return Buffer.from(`${list}\n${key}`).toString('base64url');
}

export function readToken(list: string, token: string): string | undefined {
  const [name, ...key] = Buffer.from(token, 'base64url').toString('utf8').split('\n');
  return name === list && key.length > 0 ? key.join('\n') : undefined;
}
