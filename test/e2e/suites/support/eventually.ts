/**
 * Asks until the answer is not `undefined`. For what VS Code shows some time after it was told, without an event that says
 * so. A machine that is busy gets its time; a test that fails says what it waited for and what was there last.
 */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  lastSeen: () => unknown = () => undefined,
): Promise<T> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) {
      throw new Error(`Waited for ${what} in vain. Last seen: ${JSON.stringify(await lastSeen(), null, 2)}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}
