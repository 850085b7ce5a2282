/** Waits for something that is bound to happen; the test's own time limit is the only clock. */
export async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}
