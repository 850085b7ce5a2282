import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import { serverNodeOptions } from '@omics-lens/server/protocol/index.ts';
import type { LspClient, ServerProcess } from '../support/lsp-client.ts';
import { startServerProcess } from '../support/lsp-client.ts';
import type { TestFolder } from '../support/folder.ts';
import { numbers } from './generate.ts';
import type { Row } from './measure.ts';
import { median, percentile, timed } from './measure.ts';

const STARTS = 7;
const KEYSTROKES = 200;
/** The first ones run code that is not compiled yet. */
const WARM_UP = 40;

/** From the start of the process to the answer of `initialize`, and to the first problems of an opened file. */
export async function startUp(server: string, folder: TestFolder, file: string, text: string) {
  const ready: number[] = [];
  const first: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const started = performance.now();
    const running = start(server);
    await initialize(running.client, folder);
    ready.push(performance.now() - started);
    running.client.open(folder.uri(file), text);
    await running.client.diagnostics(folder.uri(file));
    first.push(performance.now() - started);
    running.kill();
    await running.exit;
  }
  return [
    row('server start to ready', median(ready), 300),
    { what: 'server start to first problems', value: median(first), unit: 'ms' },
  ] satisfies Row[];
}

/** What somebody who types in a long file waits for, over real standard input and output. */
export async function typing(server: string, folder: TestFolder, file: string, text: string, seed: number) {
  const running = start(server);
  const { client } = running;
  await initialize(client, folder);
  const uri = folder.uri(file);
  client.open(uri, text);
  await client.diagnostics(uri);
  const random = numbers(seed);
  const offsets = [...text.matchAll(/\bcpu\b(?= \*|\n)|\bbase\b(?=\})/g)].map(
    (match) => match.index + match[0].length,
  );
  const lines = new LineIndex(text);
  const editor = new Editor(client, uri);
  const problems: number[] = [];
  const completions: number[] = [];
  const hovers: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const position = lines.positionAt(offsets[Math.floor(random() * offsets.length)] ?? 0);
    problems.push(await timed(() => editor.insert(position, 'x').published()));
    await editor.remove(position, 1).published();
    completions.push(
      await timed(() => {
        editor.insert(position, 'x');
        return client.ask('textDocument/completion', { textDocument: { uri }, position });
      }),
    );
    await editor.remove(position, 1).published();
    hovers.push(await timed(() => client.ask('textDocument/hover', { textDocument: { uri }, position })));
  }
  running.kill();
  await running.exit;
  const rows = (what: string, all: readonly number[], aim: number): Row[] => {
    const times = all.slice(WARM_UP);
    return [
      { what: `${what}, median`, value: median(times), unit: 'ms' },
      row(`${what}, 95th percentile`, percentile(times, 0.95), aim),
    ];
  };
  const long = `in a file of ${lines.lineCount - 1} lines`;
  return [
    ...rows(`keystroke to problems ${long}`, problems, 30),
    ...rows(`keystroke and completion ${long}`, completions, 15),
    ...rows(`hover ${long}`, hovers, 5),
  ];
}

/** The most memory that a server has taken when it has looked at every file of a folder. */
export async function memory(server: string, folder: TestFolder, files: number) {
  const running = start(server);
  await initialize(running.client, folder);
  await running.client.ask('workspace/symbol', { query: 'main' });
  const value = peakMegabytes(running.pid);
  running.kill();
  await running.exit;
  const aim = files >= 1000 ? ({ value: 250, better: 'lower' } as const) : undefined;
  return [{ what: `peak memory, ${files} files`, value, unit: 'MB', ...(aim === undefined ? {} : { aim }) }];
}

/** A folder that is there already. */
export interface OpenFolder {
  uri(name?: string): string;
}

/** Milliseconds from each of many keystrokes at ends of lines to the problems of the file. */
export async function keystrokes(
  server: string,
  folder: OpenFolder,
  file: { readonly name: string; readonly text: string; readonly languageId: string },
  seed: number,
): Promise<readonly number[]> {
  const running = start(server);
  const { client } = running;
  await initialize(client, folder);
  // What the server does with the rest of the folder is not waited for while somebody types.
  await client.ask('workspace/symbol', { query: 'main' });
  const uri = folder.uri(file.name);
  client.open(uri, file.text, file.languageId);
  await client.diagnostics(uri);
  const random = numbers(seed);
  const offsets = [...file.text.matchAll(/\w(?=\n)/g)].map(({ index }) => index + 1);
  const lines = new LineIndex(file.text);
  const editor = new Editor(client, uri);
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const position = lines.positionAt(offsets[Math.floor(random() * offsets.length)] ?? 0);
    times.push(await timed(() => editor.insert(position, 'x').published()));
    await editor.remove(position, 1).published();
  }
  running.kill();
  await running.exit;
  return times.slice(WARM_UP);
}

/** Seconds until a server has looked at every file of a folder, and the most memory in MB that it has taken by then. */
export async function indexing(server: string, folder: OpenFolder) {
  const running = start(server);
  const milliseconds = await timed(async () => {
    await initialize(running.client, folder);
    await running.client.ask('workspace/symbol', { query: 'main' });
  });
  const megabytes = peakMegabytes(running.pid);
  running.kill();
  await running.exit;
  return { seconds: milliseconds / 1000, megabytes };
}

/** As the extension starts it, but over standard input and output. */
function start(server: string): ServerProcess {
  return startServerProcess([process.execPath, ...serverNodeOptions, server, '--stdio']);
}

/** Types in one document; each edit has its version. */
class Editor {
  readonly #client: LspClient;
  readonly #uri: string;
  #version = 1;

  constructor(client: LspClient, uri: string) {
    this.#client = client;
    this.#uri = uri;
  }

  insert(at: { line: number; character: number }, text: string): this {
    return this.#change(at, at, text);
  }

  remove(at: { line: number; character: number }, length: number): this {
    return this.#change(at, { ...at, character: at.character + length }, '');
  }

  published(): Promise<unknown> {
    return this.#client.diagnostics(this.#uri, this.#version);
  }

  #change(start: object, end: object, text: string): this {
    this.#client.notify('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range: { start, end }, text }],
    });
    return this;
  }
}

async function initialize(client: LspClient, folder: OpenFolder): Promise<void> {
  await client.initialize({
    workspaceFolders: [{ uri: folder.uri(), name: 'bench' }],
    initializationOptions: { commands: ['omicsLens.startRun'] },
  });
  client.notify('initialized', {});
}

/** The high-water mark where the system keeps one, else what is taken now. */
function peakMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  }
}

function row(what: string, value: number, aim: number): Row {
  return { what, value, unit: 'ms', aim: { value: aim, better: 'lower' } };
}
