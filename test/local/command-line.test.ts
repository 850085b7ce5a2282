import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCommandLine } from '@omics-lens/local/options.ts';
import { startTestService } from './support/service.ts';

describe('the command line of the local HealthOmics', () => {
  function check(words: string, expected: object): void {
    it(words === '' ? '(nothing)' : words, () => {
      assert.deepEqual(parseCommandLine(words.split(' ').filter((word) => word !== '')), expected);
    });
  }
  const options = { port: 0, speed: 1, exitWithParent: false };
  const wrong = (message: string) => ({ kind: 'wrong', message });

  check('', { kind: 'options', options });
  check('--help', { kind: 'help' });
  check('--port 9000 --speed=20 --region eu-west-1 --exit-with-parent', {
    kind: 'options',
    options: { port: 9000, speed: 20, region: 'eu-west-1', exitWithParent: true },
  });
  check('--data /tmp/x --scenario=a=b.json', {
    kind: 'options',
    options: { ...options, data: '/tmp/x', scenario: 'a=b.json' },
  });
  check('--port 70000', wrong('--port needs a number from 0 to 65535.'));
  check('--port x', wrong('--port needs a number from 0 to 65535.'));
  check('--speed 0', wrong('--speed needs a number above 0 and up to 100000.'));
  check('--speed', wrong('--speed needs a value.'));
  check('--region moon', wrong("'moon' does not look like a Region, such as us-east-1."));
  check('--host 0.0.0.0', wrong("Unknown option '--host'."));
});

describe('the local HealthOmics as a process', () => {
  const MAIN = fileURLToPath(new URL('../../local/src/main.ts', import.meta.url));
  let folder: string;
  const started: ChildProcessWithoutNullStreams[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'omics-local-'));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  interface Ended {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }
  function run(...words: readonly string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...words]);
    started.push(child);
    let out = '';
    let err = '';
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
    const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, out, err }));
    const listening = new Promise<string>((resolve, reject) => {
      child.stdout.on('data', () => {
        if (out.includes('\n')) resolve(out);
      });
      void ended.then(() => {
        reject(new Error(`It ended: ${err}`));
      });
    });
    listening.catch(() => undefined);
    return { child, ended, listening };
  }

  it('says in one line where it listens, and stops when it is told to', async () => {
    const { child, ended, listening } = run('--port', '0', '--speed', '100');
    const line = await listening;
    const [, endpoint = ''] =
      /^Local HealthOmics \(a simulation\) listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line) ?? [];
    const state = (await (await fetch(`${endpoint}/_local/state`)).json()) as { simulation: boolean };
    assert.equal(state.simulation, true);
    child.kill('SIGTERM');
    const { code, out } = await ended;
    assert.deepEqual([code, out], [0, line]);
  });

  it('stops when its standard input ends, if it is told to', async () => {
    const { child, ended, listening } = run('--exit-with-parent');
    await listening;
    child.stdin.end();
    assert.equal((await ended).code, 0);
  });

  const scenarios: readonly (readonly [string, string | undefined, RegExp])[] = [
    ['is missing', undefined, /^The scenario .* cannot be read: ENOENT/],
    ['is broken', '{ "listLagg": 1 }', /^The scenario .* cannot be used\. 'listLagg' is unknown\./],
  ];
  for (const [what, content, message] of scenarios) {
    it(`does not start with a scenario that ${what}`, async () => {
      const file = join(folder, `${what.replaceAll(' ', '-')}.json`);
      if (content !== undefined) writeFileSync(file, content);
      const { code, out, err } = await run('--scenario', file).ended;
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });
  }

  it('says when its port is taken, and how it is used', async () => {
    const other = await startTestService();
    const { port } = new URL(other.service.endpoint);
    const taken = await run('--port', port).ended;
    assert.deepEqual(
      [taken.code, taken.err],
      [2, `Port ${port} is in use. Choose another, or 0 for any that is free.\n`],
    );
    await other.close();
    const unknown = await run('--what').ended;
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /^Unknown option '--what'\.\n\nUsage: /);
  });
});
