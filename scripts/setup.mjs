import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies } from './support/dependencies.mjs';
import { prepareBrowser } from './support/browser.mjs';
import { ROOT } from './support/processes.mjs';

const OLDEST_NODE = [20, 19];

/** Whatever a fresh clone lacks before anything can run: a Node.js that is new enough, and the npm packages. */
export async function prepareRepository() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new Error(`Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
  await installDependencies();
}

/**
 * @typedef {{ kind: 'desktop' } | { kind: 'server', browser: string } | { kind: 'none', why: string }} TestHost
 */

/**
 * The VS Code in which the end-to-end tests run: the desktop one where it can be downloaded and has a screen, else the
 * server from npm with a browser. `OMICS_LENS_TEST_HOST=desktop` or `=server` decides instead.
 *
 * @returns {Promise<{ host: TestHost, why: string }>} `none` when the server has no browser; then `why` says how to get one.
 */
export async function chooseTestHost() {
  const asked = process.env['OMICS_LENS_TEST_HOST'];
  if (asked === 'desktop') return { host: { kind: 'desktop' }, why: 'OMICS_LENS_TEST_HOST asks for it' };
  const why = asked === 'server' ? 'OMICS_LENS_TEST_HOST asks for it' : await whyNoDesktop();
  if (why === undefined) return { host: { kind: 'desktop' }, why: 'it can be downloaded' };
  const browser = await prepareBrowser();
  if ('missing' in browser) return { host: { kind: 'none', why: browser.missing }, why: browser.missing };
  return { host: { kind: 'server', browser: browser.path }, why };
}

async function whyNoDesktop() {
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!screen) return 'there is no screen for desktop VS Code';
  if (downloadedBefore()) return undefined;
  try {
    const signal = AbortSignal.timeout(8000);
    const { ok } = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal });
    return ok ? undefined : 'the download of desktop VS Code does not answer';
  } catch {
    return 'desktop VS Code cannot be downloaded from here';
  }
}

/** Whether test-electron has left a VS Code here: then no network is needed. */
function downloadedBefore() {
  const folder = join(ROOT, '.vscode-test');
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('vscode-'));
}

/** The `code` command of a desktop VS Code on the PATH. */
export function findDesktopCode() {
  const [command, args] =
    process.platform === 'win32' ? ['where', ['code.cmd']] : ['sh', ['-c', 'command -v code']];
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  const path = stdout?.split(/\r?\n/)[0]?.trim();
  return status === 0 && path ? path : undefined;
}
