import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LocalService } from '../../../../client/src/features/local/local-service.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { keptLog } from '../../support/kept-log.ts';
import { until } from '../../support/until.ts';

/** A service that is ready, tells what it was given, and stays until its input ends. */
const READY = `
const given = Object.keys(process.env).filter((name) => name.startsWith('AWS_') || name.startsWith('ELECTRON_'));
console.error('given ' + given.join() + ' ' + process.argv.slice(2).join(' '));
process.stdout.write('Local HealthOmics (a simulation) listening ');
setImmediate(() => process.stdout.write('on http://127.0.0.1:4711\\n'));
process.stdin.resume().on('end', () => process.exit());
`;
const DIES_LATER = `${READY} setTimeout(() => process.exit(1), 50);`;
const REFUSES = `console.error('first line'); console.error('Port 1 is in use.'); process.exitCode = 2;`;

describe('the local service as a child process', () => {
  let folder: string;
  const services: LocalService[] = [];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'omics-lens-'));
  });
  afterEach(() => {
    for (const service of services.splice(0)) service.dispose();
  });
  after(() => rm(folder, { recursive: true }));

  async function serviceOf(program: string, executable = process.execPath) {
    const script = path.join(folder, 'local.cjs');
    await writeFile(script, program);
    return started(script, executable);
  }

  function started(script: string, executable: string, environment: Readonly<Record<string, string>> = {}) {
    const log = keptLog();
    const exits: string[] = [];
    const service = new LocalService({
      script,
      executable,
      arguments: () => Promise.resolve(['--port', '0', '--exit-with-parent']),
      environment: { ...process.env, AWS_ACCESS_KEY_ID: 'x', AWS_PROFILE: 'lab', ...environment },
      log,
      onExit: (how) => void exits.push(how),
    });
    services.push(service);
    return { service, log, exits };
  }

  it('gives the address once it is ready, however its output is cut', async () => {
    const { service } = await serviceOf(READY);
    assert.equal(await service.start(), 'http://127.0.0.1:4711');
    assert.equal(service.isRunning, true);
  });

  it('hands on the arguments and no variable of AWS', async () => {
    const { service, log } = await serviceOf(READY);
    await service.start();
    assert.ok(
      log.lines.includes('debug: Local HealthOmics: given ELECTRON_RUN_AS_NODE --port 0 --exit-with-parent'),
      log.lines.join('\n'),
    );
  });

  it('is the local HealthOmics', async () => {
    const script = path.resolve(import.meta.dirname, '../../../../local/src/main.ts');
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const { service } = started(script, process.execPath, { NODE_OPTIONS: `--import=${tsx}` });
    const address = await service.start();
    const { simulation } = (await (await fetch(`${address}/_local/state`)).json()) as { simulation: boolean };
    assert.equal(simulation, true);
  });

  it('is started once, however often it is asked for', async () => {
    const { service, log } = await serviceOf(READY);
    assert.deepEqual(new Set(await Promise.all([service.start(), service.start()])).size, 1);
    assert.equal(log.lines.filter((line) => line.includes('given')).length, 1);
  });

  it('can be stopped, and started again', async () => {
    const { service, exits } = await serviceOf(READY);
    await service.start();
    service.stop();
    service.stop();
    assert.deepEqual([exits, service.isRunning], [['stopped'], false]);
    assert.equal(await service.start(), 'http://127.0.0.1:4711');
  });

  it('tells when it dies', async () => {
    const { service, exits } = await serviceOf(DIES_LATER);
    await service.start();
    await until(() => exits.length > 0);
    assert.deepEqual([exits, service.isRunning], [['died'], false]);
  });

  it('says why it did not start', async () => {
    const { service } = await serviceOf(REFUSES);
    assert.equal(
      await service.start().then(() => 'started', messageOf),
      'The local HealthOmics did not start (Port 1 is in use.). See the log for what it said.',
    );
  });

  it('says so when there is no program to start it with', async () => {
    const { service } = await serviceOf(READY, path.join(folder, 'nothing'));
    assert.match(await service.start().then(() => 'started', messageOf), /did not start \(.*ENOENT/);
  });
});
