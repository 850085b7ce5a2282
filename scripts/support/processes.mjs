import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { dirname, resolve } from 'node:path';

/** The folder that holds the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Runs a command to its end. Its output goes to the terminal, or is collected when `collect` is set.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, collect?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` is 1 when the command ended by a signal, 127 when it does not exist.
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: options.env ?? process.env,
    stdio: options.collect === true ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 127, output: `${output}${error.message}\n` }));
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}

/**
 * Runs npm: through the npm that started us where there is one, because on Windows `npm` is a script that only a shell
 * finds.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 */
export function npm(args, options = {}) {
  const cli = process.env['npm_execpath'];
  const settings = { ...options, collect: true };
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], settings);
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/c', 'npm', ...args], settings);
  return run('npm', args, settings);
}

/**
 * Starts a process that lives until `stop()` or its own end. It leads a process group, so that `stop()` also ends what it
 * has started.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: options.env ?? process.env,
    // The pipe to its input breaks when we die: a process that listens to it does not outlive us.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let output = '';
  /** @type {Set<(text: string) => void>} */
  const readers = new Set(options.onOutput === undefined ? [] : [options.onOutput]);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (/** @type {string} */ text) => {
      // The tail is kept to explain a failure; the whole of a server's chatter is not.
      output = (output + text).slice(-50_000);
      for (const read of readers) read(text);
    });
  }
  /** @type {Promise<string>} What ended it, for a message. */
  const ended = new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(signal ?? `exit code ${code}`));
  });

  return {
    pid: child.pid,
    ended,
    output: () => output,
    /**
     * The first match of `pattern` in the output. Rejects when the process ends, or `seconds` pass, before it comes.
     *
     * @param {RegExp} pattern
     * @param {number} seconds
     * @returns {Promise<RegExpExecArray>}
     */
    waitFor(pattern, seconds) {
      return new Promise((done, fail) => {
        const finish = (/** @type {() => void} */ act) => {
          clearTimeout(timer);
          readers.delete(look);
          act();
        };
        const look = () => {
          const match = pattern.exec(output);
          if (match !== null) finish(() => done(match));
        };
        const explain = (/** @type {string} */ what) => () =>
          fail(new Error(`${command} ${what} before it said ${pattern}.\n${output.slice(-2000)}`));
        const timer = setTimeout(() => finish(explain(`took more than ${seconds} s`)), seconds * 1000);
        readers.add(look);
        void ended.then((how) => finish(explain(`ended (${how})`)));
        look();
      });
    },
    /** Ends the process and all that it started. Settles when it is gone. */
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const force = setTimeout(() => endTree(child.pid, 'SIGKILL'), 5000);
      endTree(child.pid, 'SIGTERM');
      await ended;
      clearTimeout(force);
    },
  };
}

/** @param {number | undefined} pid @param {NodeJS.Signals} signal */
function endTree(pid, signal) {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already: that is what was asked for.
  }
}

/** A loopback port that nothing listens on at this moment. */
export async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No loopback port is free.');
  return address.port;
}
