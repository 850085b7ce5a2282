import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter, createConnection } from 'vscode-languageserver/node';
import type { Environment } from '@omics-lens/server/lsp/environment.ts';
import { startServer } from '@omics-lens/server/lsp/server.ts';

/** An answer as it came over the wire. */
export interface Response<Result = unknown> {
  readonly result?: Result;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Message extends Response {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
}

interface Diagnostics {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: { readonly code: string; readonly message: string }[];
}

/**
 * A client that speaks the protocol over two streams and knows nothing of our own types, so that what it sees is what
 * any editor sees. Bytes that are no protocol are kept in `stray`.
 */
export class LspClient {
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  /** Requests of the server, answered with null or with what `settings` holds. */
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  stray = '';
  settings: unknown = null;
  /** What is answered for a scope instead. */
  readonly scopedSettings = new Map<string, unknown>();
  readonly #output: Writable;
  readonly #waiting = new Map<number, (response: Response) => void>();
  readonly #listeners = new Set<() => void>();
  #buffer = Buffer.alloc(0);
  #nextId = 1;
  #held: string[] | undefined;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    input.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      this.#read();
    });
  }

  request<Result = unknown>(
    method: string,
    params?: unknown,
  ): Promise<Response<Result>> & { readonly id: number } {
    const id = this.#nextId++;
    const response = new Promise<Response<Result>>((resolve) => {
      this.#waiting.set(id, resolve as (response: Response) => void);
    });
    this.#send({ id, method, params });
    return Object.assign(response, { id });
  }

  /** The result; an error of the server is thrown. */
  async ask<Result = unknown>(method: string, params?: unknown): Promise<Result> {
    const { result, error } = await this.request<Result>(method, params);
    if (error !== undefined) throw new Error(`${method}: ${error.code} ${error.message}`);
    return result as Result;
  }

  notify(method: string, params?: unknown): void {
    this.#send({ method, params });
  }

  cancel(request: { readonly id: number }): void {
    this.notify('$/cancelRequest', { id: request.id });
  }

  /** Both arrive together, so that the request is always cancelled before it is answered. */
  requestAndCancel(method: string, params?: unknown): Promise<Response> {
    this.#held = [];
    const request = this.request(method, params);
    this.cancel(request);
    const text = this.#held.join('');
    this.#held = undefined;
    this.raw(text);
    return request;
  }

  /** Writes bytes as they are. */
  raw(text: string): void {
    if (this.#held === undefined) this.#output.write(text);
    else this.#held.push(text);
  }

  initialize(params: Record<string, unknown> = {}): Promise<{ capabilities: Record<string, unknown> }> {
    return this.ask('initialize', { processId: null, rootUri: null, capabilities: {}, ...params });
  }

  open(uri: string, text: string, languageId = 'wdl', version = 1): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /** The next problems that are published for the document, of this version where one is given. */
  diagnostics(uri: string, version?: number): Promise<Diagnostics> {
    return this.notification<Diagnostics>(
      'textDocument/publishDiagnostics',
      (params) => params.uri === uri && (version === undefined || params.version === version),
    );
  }

  /** The first notification that fits, also one that has come already; it is taken out. */
  notification<Params>(method: string, fits: (params: Params) => boolean = () => true): Promise<Params> {
    return new Promise((resolve) => {
      const look = () => {
        const index = this.notifications.findIndex(
          (message) => message.method === method && fits(message.params as Params),
        );
        if (index < 0) return;
        this.#listeners.delete(look);
        const [found] = this.notifications.splice(index, 1);
        resolve(found?.params as Params);
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** Resolves when something that came from the server has made it true. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  #configuration(params: unknown): unknown[] {
    const { items } = params as { readonly items: readonly { readonly scopeUri?: string }[] };
    return items.map(({ scopeUri }) => this.scopedSettings.get(scopeUri ?? '') ?? this.settings);
  }

  #send(message: Record<string, unknown>): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(): void {
    for (;;) {
      const text = this.#buffer.toString('latin1');
      const header = /Content-Length: (\d+)\r\n(?:Content-Type: [^\r]*\r\n)?\r\n/.exec(text);
      if (header === null) {
        if (text !== '' && !'Content-Length: '.startsWith(text.slice(0, 16))) {
          this.stray += text;
          this.#buffer = Buffer.alloc(0);
        }
        return;
      }
      this.stray += text.slice(0, header.index);
      const start = header.index + header[0].length;
      const end = start + Number(header[1]);
      if (this.#buffer.length < end) return;
      const body = this.#buffer.subarray(start, end).toString('utf8');
      this.#buffer = this.#buffer.subarray(end);
      this.#receive(JSON.parse(body) as Message);
    }
  }

  #receive(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      this.#waiting.get(Number(id))?.(message);
      this.#waiting.delete(Number(id));
    } else if (id === undefined) {
      this.notifications.push({ method, params });
    } else {
      this.asked.push({ method, params });
      this.#send({ id, result: method === 'workspace/configuration' ? this.#configuration(params) : null });
    }
    for (const listener of [...this.#listeners]) listener();
  }
}

export interface ServerProcess {
  readonly client: LspClient;
  readonly pid: number | undefined;
  /** What was written to standard error so far. */
  readonly errors: () => string;
  readonly exit: Promise<number | null>;
  /** Closes the server's input. */
  end(): void;
  kill(): void;
}

/** Starts a server as an editor would: a process that speaks over standard input and output. */
export function startServerProcess(
  command: readonly string[],
  cwd?: string,
  environment: Readonly<Record<string, string>> = {},
): ServerProcess {
  const [program = process.execPath, ...rest] = command;
  const child = spawn(program, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.on('error', () => undefined);
  return {
    client: new LspClient(child.stdout, child.stdin),
    pid: child.pid,
    errors: () => errors,
    exit: new Promise((resolve) => child.on('close', resolve)),
    end: () => child.stdin.end(),
    kill: () => child.kill(),
  };
}

/** A server in this process, so that a test can hold back its files or break its languages. */
export function startServerHere(environment: Environment): LspClient {
  const toServer = new PassThrough();
  const fromServer = new PassThrough();
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(fromServer));
  startServer(connection, environment);
  return new LspClient(fromServer, toServer);
}
