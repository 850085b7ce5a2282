import type { AccountQuery, AccountValue } from '../languages/language.ts';
import { accountValuesRequest } from '../protocol/index.ts';
import type { AccountValuesParams } from '../protocol/index.ts';

/** Sends a request to the client. */
export type AskClient = (method: string, params: unknown) => Promise<unknown>;

/** Completion is of no use to somebody who has typed on. */
const PATIENCE_MS = 1500;

/**
 * What the account holds of a kind, as the client answers; `undefined` when nobody is signed in, when the client does
 * not know the question or takes too long.
 */
export async function accountValues(
  ask: AskClient | undefined,
  query: AccountQuery,
  uri: string,
): Promise<readonly AccountValue[] | undefined> {
  if (ask === undefined) return undefined;
  const params: AccountValuesParams = { ...query, uri };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, PATIENCE_MS);
  });
  try {
    return readValues(await Promise.race([ask(accountValuesRequest, params), tooLate]));
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function readValues(answer: unknown): readonly AccountValue[] | undefined {
  const values: unknown =
    typeof answer === 'object' && answer !== null ? (answer as { values?: unknown }).values : undefined;
  if (!Array.isArray(values)) return undefined;
  return values.flatMap((one: unknown) => {
    const { value, label } = (one ?? {}) as { value?: unknown; label?: unknown };
    if (typeof value !== 'string') return [];
    return [{ value, ...(typeof label === 'string' ? { label } : {}) }];
  });
}
