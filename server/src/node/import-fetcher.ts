import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { URI } from 'vscode-uri';
import type { FetchOptions, FileContent, Host } from '../workspace/host.ts';
import { decodeFile } from '../workspace/host.ts';
import { readCached, writeCached } from './import-cache.ts';
import { publicAddresses } from './public-address.ts';

/** No workflow is longer. */
const MAX_BYTES = 2 * 1024 * 1024;
const TIME_LIMIT_MS = 10_000;
const MAX_REDIRECTS = 5;

/**
 * Fetches documents that workflows import from the web, and keeps them in a folder: what the server says is unchanged
 * is taken from there, and so is everything while there is no network.
 */
export function importFetcher(folder: string): Required<Pick<Host, 'fetch' | 'shownAs'>> {
  const paths = new Map<string, string>();
  return {
    async fetch(url, options) {
      const cached = await readCached(folder, url);
      try {
        const answer = await request(url, cached?.etag, options);
        if (answer === 'unchanged' && cached !== undefined) {
          paths.set(url, cached.path);
          return decodeFile(cached.bytes);
        }
        if (answer === 'unchanged') throw new Error('the server answered without a document');
        const path = await writeCached(folder, { url, ...answer });
        if (path !== undefined) paths.set(url, path);
        return decodeFile(answer.bytes);
      } catch (error) {
        return withoutNetwork(error, cached, (path) => paths.set(url, path));
      }
    },
    shownAs(url) {
      const path = paths.get(url);
      return path === undefined ? undefined : URI.file(path).toString();
    },
  };
}

/** The copy, where the server cannot be reached; what the server itself or our own rules refuse stays refused. */
function withoutNetwork(
  error: unknown,
  cached: { readonly bytes: Uint8Array; readonly path: string } | undefined,
  use: (path: string) => void,
): FileContent {
  if (cached !== undefined && !(error instanceof Refused)) {
    use(cached.path);
    return decodeFile(cached.bytes);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'unreadable', cause: 'failed', reason };
}

/** Asking again would give the same answer. */
class Refused extends Error {}

interface Answer {
  readonly bytes: Uint8Array;
  readonly etag: string | undefined;
}

async function request(
  url: string,
  etag: string | undefined,
  options: FetchOptions,
): Promise<Answer | 'unchanged'> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  let at = new URL(url);
  for (let i = 0; i <= MAX_REDIRECTS; i++) {
    const response = await get(at, etag, options, signal);
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return { bytes: await bodyOf(response), etag: headers.etag };
    response.destroy();
    if (status === 304) return 'unchanged';
    const { location } = headers;
    if (status < 300 || status > 399 || location === undefined) throw refusal(status);
    at = new URL(location, at);
  }
  throw new Refused(`the server leads on more than ${MAX_REDIRECTS} times`);
}

function refusal(status: number): Error {
  if (status >= 500) return new Error(`the server failed (${status})`);
  return new Refused(
    status === 404 || status === 410
      ? `the server has no such document (${status})`
      : `the server does not give the document (${status})`,
  );
}

async function get(
  url: URL,
  etag: string | undefined,
  { privateAddresses }: FetchOptions,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const mayBePrivate = privateAddresses === 'allowed';
  if (url.protocol !== 'https:' && !(mayBePrivate && url.protocol === 'http:')) {
    throw new Refused(`'${url.protocol}//' is not read, only 'https://'`);
  }
  const addresses = await addressesOf(url.hostname, mayBePrivate);
  const headers = {
    accept: 'text/plain, */*',
    'accept-encoding': 'identity',
    'user-agent': 'omics-lens',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
  };
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    // The connection goes to the addresses that were looked at, whatever the name means a moment later.
    const asked = client.get(url, { headers, signal, lookup: answerWith(addresses) }, resolve);
    asked.on('error', (error) =>
      reject(signal.aborted ? new Error(`the server did not answer in ${TIME_LIMIT_MS / 1000} s`) : error),
    );
  });
}

async function addressesOf(host: string, mayBePrivate: boolean): Promise<readonly LookupAddress[]> {
  if (mayBePrivate) return isIP(host) === 0 ? lookup(host.replace(/^\[|\]$/g, ''), { all: true }) : [];
  try {
    return await publicAddresses(host);
  } catch (error) {
    // A name that cannot be looked up says that there is no network; one that may not be reached is refused.
    if (error instanceof Error && 'code' in error) throw error;
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_, options, callback) => {
    const [first] = addresses;
    if (first === undefined) callback(new Error('the name leads nowhere'), '');
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

async function bodyOf(response: http.IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MAX_BYTES) {
      response.destroy();
      throw new Refused(`the document is larger than ${MAX_BYTES / 1024 / 1024} MB`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
