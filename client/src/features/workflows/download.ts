import { throwIfAborted, UserError } from '../../infrastructure/errors.ts';

/** A definition that was not sent by way of S3 is small; one from Git may be as large as this. */
const MOST_BYTES = 1024 ** 3;

/**
 * Reads an address that the service has signed for a few minutes. It works without credentials, so it stands in no
 * message and in no log.
 */
export async function download(address: string, signal: AbortSignal): Promise<Uint8Array> {
  let answer: Response;
  try {
    answer = await fetch(address, { signal, redirect: 'follow' });
  } catch {
    throwIfAborted(signal);
    throw failed('the network does not reach it');
  }
  if (!answer.ok) throw failed(`HTTP ${answer.status}`);
  if (Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) throw failed('it is larger than 1 GiB');
  return new Uint8Array(await answer.arrayBuffer());
}

function failed(why: string): UserError {
  return new UserError({
    code: 'download-failed',
    sentence: `What HealthOmics keeps of the workflow could not be read (${why}). Try again.`,
  });
}
