import type * as Sdk from '@aws-sdk/client-omics';
import type { Named, Page } from '../workflows-api.ts';

/** The SDK's package, loaded on first use, and the one client of an account. */
export interface OmicsSdk {
  readonly sdk: typeof Sdk;
  readonly client: Sdk.OmicsClient;
}

/** The largest page that the service gives (API model: `maxResults` 1 to 100). */
const PAGE = 100;

export function page(token: string | undefined) {
  return { maxResults: PAGE, ...(token === undefined ? {} : { startingToken: token }) };
}

export interface NamedItem {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly creationTime?: Date | undefined;
  readonly arn?: string | undefined;
}

/** What has no id cannot be named in a request. */
export function named(answer: {
  readonly items?: readonly NamedItem[] | undefined;
  readonly nextToken?: string | undefined;
}): Page<Named> {
  return pageOf(answer, (_item, common) => common);
}

/** A page whose items have more than a name. */
export function pageOf<Item extends NamedItem, Result>(
  answer: { readonly items?: readonly Item[] | undefined; readonly nextToken?: string | undefined },
  result: (item: Item, common: Named) => Result,
): Page<Result> {
  const items = (answer.items ?? []).flatMap((item) => {
    const { id, name, status, creationTime, arn } = item;
    if (id === undefined) return [];
    return [result(item, { id, name, status, creationTime: creationTime?.getTime(), arn })];
  });
  return { items, next: answer.nextToken };
}

/** Members that the service always sends, though its model does not require them. */
export function present<T>(value: T | undefined, member: string): T {
  if (value === undefined) throw new Error(`The service's answer lacks '${member}'`);
  return value;
}

/**
 * Sends a change that cannot be made twice. When an answer is lost the SDK sends the request again, and the service then
 * says that there is nothing left to do: that is what was wanted. `said` are the names of such answers.
 */
export async function lastingChange(
  send: () => Promise<unknown>,
  said: readonly string[] = GONE,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    const { name, $metadata } = error as {
      readonly name?: string;
      readonly $metadata?: { attempts?: number };
    };
    const isRetry = ($metadata?.attempts ?? 1) > 1;
    if (!isRetry || name === undefined || !said.includes(name)) throw error;
  }
}

const GONE = ['ResourceNotFoundException'];
