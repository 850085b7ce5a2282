import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';

const NAMES = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  win32: ['chrome.exe', 'msedge.exe'],
};

/**
 * The program file of a Chromium, Chrome or Edge; `CHROME_PATH` goes before what is found. Absent when there is none.
 *
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  return [...onPath(), ...usualPlaces()].find((path) => existsSync(path));
}

/**
 * As `findBrowser`, and installs Debian's Chromium where that is possible without asking.
 *
 * @returns {Promise<{ path: string } | { missing: string }>} `missing` says how to install one.
 */
export async function prepareBrowser() {
  const found = findBrowser();
  if (found !== undefined) return { path: found };
  const named = process.env['CHROME_PATH'];
  if (named) return { missing: `CHROME_PATH names ${named}, which is not there.` };
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('Installing Chromium with apt-get …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { collect: true, env });
    const { output } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      collect: true,
      env,
    });
    const installed = findBrowser();
    if (installed !== undefined) return { path: installed };
    return { missing: `apt-get install chromium failed: ${output.trimEnd().split('\n').at(-1)}` };
  }
  return { missing: `There is no Chromium, Chrome or Edge. Install one with: ${installCommand()}` };
}

function installCommand() {
  if (process.platform === 'darwin') return 'brew install --cask google-chrome';
  if (process.platform === 'win32') return 'winget install Google.Chrome';
  if (existsSync('/usr/bin/dnf')) return 'sudo dnf install chromium';
  if (existsSync('/usr/bin/pacman')) return 'sudo pacman -S chromium';
  return 'sudo apt-get install chromium';
}

function onPath() {
  const names = process.platform === 'win32' ? NAMES.win32 : NAMES.linux;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
    return roots
      .filter((root) => root !== undefined)
      .flatMap((root) => [
        join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  return [];
}

/** Arguments that keep a browser quiet, offline too. */
export const QUIET_BROWSER_ARGS = [
  // Chromium's sandbox needs a kernel feature that containers do not have; only our own loopback page is opened.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
