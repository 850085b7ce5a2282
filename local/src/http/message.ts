import type { IncomingHttpHeaders } from 'node:http';

/** A request whose body has been read. */
export interface Message {
  readonly method: string;
  /** Without the query, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What comes piece by piece ends with the iteration. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** Who signed a request, as far as it can be told without looking at secrets. */
export interface Caller {
  readonly accessKeyId: string;
  /** The Region that it was signed for. */
  readonly region: string;
  /** The service that it was signed for: `omics`, `logs`, `sts`, `s3`. */
  readonly service: string;
}

export function headerOf(message: Message, name: string): string | undefined {
  const value = message.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export function textOfBody(message: Message): string {
  return new TextDecoder().decode(message.body);
}
