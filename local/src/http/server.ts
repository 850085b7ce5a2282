import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrontDoor } from '../front-door.ts';
import { ServiceError } from '../errors.ts';
import type { Answer, Message } from './message.ts';

export interface RunningServer {
  readonly port: number;
  /** Ends open event streams, lets other answers finish, and stops listening. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Listens on loopback and nowhere else; rejects where the port is taken. Port 0 takes any that is free. */
export async function listen(door: FrontDoor, port: number): Promise<RunningServer> {
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    void serve(door, request, response, stopping.signal);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => close(server, stopping),
  };
}

async function serve(
  door: FrontDoor,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => {
    gone.abort();
  };
  response.once('close', leave);
  stopping.addEventListener('abort', leave, { once: true });
  try {
    const head = headOf(request);
    const body = await readBody(request, door.largestBody(head));
    const answer =
      body === undefined
        ? door.refuse(head, new ServiceError('RequestEntityTooLargeException', 'The request is too large.'))
        : await door.answer({ ...head, body }, gone.signal);
    if (answer === 'dropped') request.socket.destroy();
    else await write(answer, response, body === undefined);
  } catch {
    // The connection broke while a body was read or an answer was written: there is nobody left to tell.
    request.socket.destroy();
  } finally {
    stopping.removeEventListener('abort', leave);
  }
}

function headOf(request: IncomingMessage): Omit<Message, 'body'> {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
  };
}

/** `undefined` when the body has more bytes than that; the rest of it is not read. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > limit) return undefined;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

async function write(answer: Answer, response: ServerResponse, closing: boolean): Promise<void> {
  response.writeHead(answer.status, { ...answer.headers, ...(closing && { connection: 'close' }) });
  if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) {
    response.end(answer.body);
    return;
  }
  response.flushHeaders();
  for await (const piece of answer.body) {
    if (!response.write(piece)) await drained(response);
    if (response.destroyed) return;
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}

function close(server: Server, stopping: AbortController): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    stopping.abort();
    server.closeIdleConnections();
    // What has not ended by now waits for a clock or for a slow reader.
    setTimeout(() => {
      server.closeAllConnections();
    }, GRACE).unref();
  });
}

const GRACE = 200;
