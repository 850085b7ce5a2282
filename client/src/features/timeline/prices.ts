/** US dollars an hour, by instance: `{ "omics.m.xlarge": 0.2 }`. */
export type Prices = ReadonlyMap<string, number>;

/** What is no price of an instance is passed over; `undefined` for a text that is no JSON object. */
export function readPrices(text: string): Prices | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0,
    );
    return new Map(entries);
  } catch {
    return undefined;
  }
}

/** A task is paid for a minute at least (HealthOmics user guide, "Run lifecycle"). */
const LEAST = 60_000;
const HOUR = 3_600_000;

/** In US dollars; `undefined` where the price is not known. */
export function taskCost(
  instance: string | undefined,
  milliseconds: number,
  prices: Prices | undefined,
): number | undefined {
  const price = instance === undefined ? undefined : prices?.get(instance);
  return price === undefined ? undefined : (price * Math.max(LEAST, milliseconds)) / HOUR;
}

/** `$0.042`, with as many digits as tell something. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0';
  return `$${amount >= 1 ? amount.toFixed(2) : amount.toPrecision(2)}`;
}
