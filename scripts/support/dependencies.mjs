import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, ROOT } from './processes.mjs';

/**
 * Installs the npm dependencies of the repository when they are missing or are not those of the lockfile. Needs the network
 * only then.
 */
export async function installDependencies() {
  const missing = await firstDifference();
  if (missing === undefined) return;
  console.log(`Installing npm packages (${missing}) …`);
  const started = performance.now();
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: ROOT });
  if (code !== 0) {
    throw new Error(
      `npm ci failed with exit code ${code}:\n${output.trimEnd().split('\n').slice(-25).join('\n')}`,
    );
  }
  console.log(`Installed npm packages in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

/**
 * What of the lockfile is not installed, for a message; absent when all is. npm writes `node_modules/.package-lock.json` as
 * the last step of an install, so an install that was cut short does not look complete.
 */
async function firstDifference() {
  const wanted = await readPackages(join(ROOT, 'package-lock.json'));
  const installed = await readPackages(join(ROOT, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) return 'there is no lockfile';
  if (installed === undefined) return 'none are there';
  for (const [path, entry] of Object.entries(wanted)) {
    // Links are our own workspaces; optional packages are those of other platforms too.
    if (!path.startsWith('node_modules/') || entry.link === true || entry.optional === true) continue;
    if (installed[path]?.version !== entry.version)
      return `${path.slice('node_modules/'.length)} ${entry.version}`;
  }
  return undefined;
}

/**
 * @param {string} lockfile
 * @returns {Promise<Record<string, { version?: string, link?: boolean, optional?: boolean }> | undefined>}
 */
async function readPackages(lockfile) {
  try {
    return JSON.parse(await readFile(lockfile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
