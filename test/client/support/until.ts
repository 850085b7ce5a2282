/** A guard against waiting for ever, not a measure: what is waited for takes a fraction of it. */
const PATIENCE = 15_000;

/** Waits for something that is bound to happen; `meanwhile` is done between two looks. */
export async function until(
  happened: () => boolean,
  meanwhile: () => Promise<unknown> = nextTurn,
): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!happened()) {
    if (performance.now() > end) throw new Error(`It never happened: ${happened.toString()}`);
    await meanwhile();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
