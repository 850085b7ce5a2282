/**
 * `npm start`: installs and builds what is missing, starts the local HealthOmics, and opens `samples/` in VS Code with the
 * extension pointed at it. Ctrl-C ends all of it.
 */
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfChanged } from './build.mjs';
import { packageIfChanged, VSIX } from './package.mjs';
import { findDesktopCode, prepareRepository } from './setup.mjs';
import { environmentWithoutAws, localAws, startLocalService } from './support/local-service.mjs';
import { ROOT, start } from './support/processes.mjs';
import {
  installExtension,
  prepareVscodeServer,
  QUIET_SETTINGS,
  startVscodeServer,
} from './support/vscode-server.mjs';

const HELP = `npm start -- [--no-open] [--browser] [--port N] [--speed N]

  --no-open   print the address of VS Code in the browser and open nothing
  --browser   VS Code in the browser, also where the desktop one is installed
  --port N    port of VS Code in the browser (any free one)
  --speed N   how many seconds of a run pass in one second (1)`;

const SAMPLES = join(ROOT, 'samples');
const HOME = join(ROOT, '.vscode-test', 'start');
const SETTINGS = { ...QUIET_SETTINGS, 'workbench.startupEditor': 'readme' };

/**
 * Something that runs until it is stopped or ends by itself.
 * @typedef {{ name: string, ended: Promise<string>, stop: () => Promise<void> }} Part
 */

/** @type {Part[]} */
const parts = [];
let stopping = false;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void stopAll(0));
}
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  await stopAll(1);
}

async function main() {
  const { values } = parseArgs({
    options: {
      'no-open': { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      port: { type: 'string' },
      speed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  await prepareRepository();
  await buildIfChanged();
  const speed = Number(values.speed);
  const service = await startLocalService(speed);
  add({ name: 'The local HealthOmics', ...service });
  console.log(
    `Local HealthOmics, a simulation on this machine${speed === 1 ? '' : `, at ${speed} times real speed`}: ${service.address}`,
  );
  const env = { ...environmentWithoutAws(), ...(await localAws(service.address, join(HOME, 'aws-config'))) };

  const code = values.browser || values['no-open'] ? undefined : findDesktopCode();
  if (code !== undefined) await openDesktop(code, env);
  else await openInBrowser(env, values.port, values['no-open']);
  console.log('Ctrl-C ends everything.');
}

/** @param {string} code @param {NodeJS.ProcessEnv} env */
async function openDesktop(code, env) {
  const userDataDir = join(HOME, 'desktop');
  const settings = join(userDataDir, 'User', 'settings.json');
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  if (!existsSync(settings)) await writeFile(settings, JSON.stringify(SETTINGS, null, 2));
  const args = [
    ...['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome'],
    `--extensionDevelopmentPath=${ROOT}`,
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${join(HOME, 'desktop-extensions')}`,
    SAMPLES,
  ];
  const [command, before] = process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', code]] : [code, []];
  const waiting = start(command, [...before, ...args], { env });
  add({
    name: 'VS Code',
    ended: waiting.ended,
    async stop() {
      await endDesktop(userDataDir);
      await waiting.stop();
    },
  });
  console.log('Opened samples/ in VS Code.');
}

/** The window belongs to a process of its own that `code` has left behind; its lock file names it. */
async function endDesktop(/** @type {string} */ userDataDir) {
  try {
    process.kill(Number(await readFile(join(userDataDir, 'code.lock'), 'utf8')));
  } catch {
    // No lock, or no such process: the window is closed already.
  }
}

/** @param {NodeJS.ProcessEnv} env @param {string | undefined} port @param {boolean} noOpen */
async function openInBrowser(env, port, noOpen) {
  const server = await prepareVscodeServer();
  await packageIfChanged();
  const dataDir = join(HOME, 'server');
  const extensionsDir = join(HOME, 'server-extensions');
  await installOnce(server, dataDir, extensionsDir);
  // Only who has the printed address may connect: what VS Code's terminal can do, no other user of this machine shall.
  const token = randomBytes(16).toString('hex');
  const running = await startVscodeServer(server, {
    dataDir,
    extensionsDir,
    ...(port === undefined ? {} : { port: Number(port) }),
    token,
    workspaceTrust: 'off',
    testDriver: 'off',
    settings: SETTINGS,
    env,
  });
  add({ name: 'The VS Code server', ...running });
  const address = new URL(running.origin);
  address.searchParams.set('tkn', token);
  address.searchParams.set('folder', decodeURIComponent(pathToFileURL(SAMPLES).pathname));
  console.log(`\nVS Code with the samples is here:\n\n  ${address.href}\n`);
  if (!noOpen) openAddress(address.href);
}

/**
 * Installs the packaged extension into the server's extensions unless this very package is there already.
 *
 * @param {import('./support/vscode-server.mjs').VscodeServer} server
 * @param {string} dataDir
 * @param {string} extensionsDir
 */
async function installOnce(server, dataDir, extensionsDir) {
  const stamp = join(extensionsDir, '.installed-package');
  const version = String((await stat(VSIX)).mtimeMs);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === version) return;
  console.log('Installing the extension into the VS Code server …');
  await installExtension(server, { vsix: VSIX, dataDir, extensionsDir });
  await writeFile(stamp, version);
}

function openAddress(/** @type {string} */ address) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [address]]
      : process.platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', address]]
        : ['xdg-open', [address]];
  // Where nothing can open it, the printed address is enough.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** @param {Part} part */
function add(part) {
  parts.push(part);
  void part.ended.then(async (how) => {
    if (stopping) return;
    console.log(`${part.name} has ended (${how}).`);
    await stopAll(part.name === 'VS Code' ? 0 : 1);
  });
}

async function stopAll(/** @type {number} */ code) {
  if (stopping) return;
  stopping = true;
  await Promise.all(parts.map((part) => part.stop()));
  process.exit(code);
}
