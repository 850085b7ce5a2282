import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npm, ROOT, run, start } from './processes.mjs';

// VS Code 1.139 as the npm package code-server carries it, and the Node.js that this VS Code is made for.
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';

/**
 * @typedef {object} VscodeServer
 * @property {string} node The Node.js that runs it.
 * @property {string} main Its entry file.
 */

/**
 * The VS Code server, installed from npm on first use into `.vscode-test/server/`. Later calls need no network.
 *
 * @returns {Promise<VscodeServer>}
 */
export async function prepareVscodeServer() {
  const folder = join(ROOT, '.vscode-test', 'server', `code-server-${CODE_SERVER}-node-${NODE}`);
  if (!existsSync(folder)) await installVscodeServer(folder);
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await copyFile(
    join(ROOT, 'scripts', 'support', 'spdlog.cjs'),
    join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'),
  );
  const nodePackage = join(folder, 'node_modules', nodePackageName());
  const manifest = JSON.parse(await readFile(join(nodePackage, 'package.json'), 'utf8'));
  return {
    node: join(nodePackage, manifest.bin.node),
    main: join(vscode, 'out', 'server-main.js'),
  };
}

/**
 * Installs beside `folder` and renames at the end, so that an install that was cut short is never taken for a good one.
 * Install scripts stay off: what they would build the server runs without, but for the log writer, which we replace.
 *
 * @param {string} folder
 */
async function installVscodeServer(folder) {
  console.log(
    `Installing the VS Code server from npm (code-server ${CODE_SERVER}, Node.js ${NODE}; about 600 MB) …`,
  );
  const started = performance.now();
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const dependencies = { 'code-server': CODE_SERVER, [nodePackageName()]: NODE };
  await writeFile(join(partial, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await install(partial, []);
  await install(join(partial, 'node_modules', 'code-server', 'lib', 'vscode'), ['--omit=dev']);
  await rename(partial, folder);
  console.log(`Installed the VS Code server in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

/** @param {string} cwd @param {readonly string[]} args */
async function install(cwd, args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--no-package-lock'];
  const { code, output } = await npm(['install', ...quiet, ...args], { cwd });
  if (code !== 0)
    throw new Error(`The VS Code server could not be installed from npm:\n${output.slice(-2000)}`);
}

/** The npm package that holds the Node.js binary of this machine. */
function nodePackageName() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${system}-${process.arch}`;
}

/**
 * Installs a `.vsix` into an extensions folder.
 *
 * @param {VscodeServer} server
 * @param {{ vsix: string, dataDir: string, extensionsDir: string }} options
 */
export async function installExtension(server, options) {
  const { code, output } = await run(
    server.node,
    [
      server.main,
      '--accept-server-license-terms',
      ...folders(options),
      '--install-extension',
      options.vsix,
      '--force',
    ],
    { collect: true },
  );
  if (code !== 0 || !/successfully installed/.test(output)) {
    throw new Error(`VS Code did not install ${options.vsix}:\n${output.slice(-2000)}`);
  }
}

/**
 * @typedef {object} RunningServer
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {number} port
 * @property {Promise<string>} ended
 * @property {() => string} output
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the VS Code server on loopback and waits until it listens.
 *
 * @param {VscodeServer} server
 * @param {object} options
 * @param {string} options.dataDir
 * @param {string} options.extensionsDir
 * @param {number} [options.port] A free one when absent.
 * @param {string} [options.token] What a browser has to present; without one every process of this machine may connect.
 * @param {'on' | 'off'} options.workspaceTrust
 * @param {'on' | 'off'} options.testDriver Whether pages may ask for a development extension and a test run.
 * @param {Record<string, unknown>} options.settings User settings of a new data folder; what somebody changed there stays.
 * @param {NodeJS.ProcessEnv} options.env What extensions see.
 * @returns {Promise<RunningServer>}
 */
export async function startVscodeServer(server, options) {
  const settingsFile = join(options.dataDir, 'data', 'User', 'settings.json');
  await mkdir(dirname(settingsFile), { recursive: true });
  if (!existsSync(settingsFile)) await writeFile(settingsFile, JSON.stringify(options.settings, null, 2));
  const child = start(
    server.node,
    [
      server.main,
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
      ...(options.token === undefined
        ? ['--without-connection-token']
        : ['--connection-token', options.token]),
      ...['--accept-server-license-terms', '--disable-telemetry', '--telemetry-level', 'off'],
      ...(options.workspaceTrust === 'off' ? ['--disable-workspace-trust'] : []),
      // Without it a built VS Code ignores the test part of the address, and a test would never start nor fail.
      ...(options.testDriver === 'on' ? ['--enable-smoke-test-driver'] : []),
      ...folders(options),
    ],
    { env: options.env },
  );
  const [, port] = await child.waitFor(/Extension host agent listening on (\d+)/, 120);
  return {
    origin: `http://127.0.0.1:${port}`,
    port: Number(port),
    ended: child.ended,
    output: child.output,
    stop: child.stop,
  };
}

/** @param {{ dataDir: string, extensionsDir: string }} options */
function folders({ dataDir, extensionsDir }) {
  return ['--server-data-dir', dataDir, '--extensions-dir', extensionsDir];
}

/** Settings that keep a fresh VS Code quiet: no welcome page, no chat, no telemetry, nothing that asks the network. */
export const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};
