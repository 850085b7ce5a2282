import assert from 'node:assert/strict';

interface ClientError {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** What a client throws, as `Name STATUS: message`. */
export async function errorOf(sent: Promise<unknown>): Promise<string> {
  let error: unknown;
  try {
    await sent;
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof Error, 'the request was answered, and an error was expected');
  const { name, message, $metadata } = error as ClientError;
  return `${name} ${$metadata?.httpStatusCode ?? '-'}: ${message}`;
}
