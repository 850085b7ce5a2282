import { spawn, type ChildProcess } from 'node:child_process';
import type { Disposable } from '../../infrastructure/disposables.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { Log } from '../../infrastructure/log.ts';

export interface LocalServiceOptions {
  /** Absolute path of the service's script. */
  readonly script: string;
  /** A Node.js, or an Electron that can act as one. */
  readonly executable: string;
  readonly arguments: () => Promise<readonly string[]>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** The service has ended, asked for or not. */
  readonly onExit: (how: 'stopped' | 'died') => void;
}

/** The line by which the service says that it is ready. */
const READY = /listening on (http:\/\/\S+)/i;

/** A service that says nothing for so long will not start any more. */
const START_TIMEOUT = 20_000;

/** How much of what it said is kept, to explain a start that failed. */
const KEPT_OUTPUT = 2_000;

/** The local HealthOmics as a child process: a simulation on this machine that ends with the window. */
export class LocalService implements Disposable {
  readonly #options: LocalServiceOptions;
  #child: ChildProcess | undefined;
  #address: Promise<string> | undefined;

  constructor(options: LocalServiceOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** The address, once the service is ready. Starting it twice starts it once. */
  start(): Promise<string> {
    this.#address ??= this.#start().catch((error: unknown) => {
      this.stop();
      throw error;
    });
    return this.#address;
  }

  stop(): void {
    const child = this.#child;
    this.#child = undefined;
    this.#address = undefined;
    if (!child) return;
    child.kill();
    this.#options.onExit('stopped');
  }

  dispose(): void {
    this.stop();
  }

  async #start(): Promise<string> {
    const { script, executable, environment, log } = this.#options;
    const child = spawn(executable, [script, ...(await this.#options.arguments())], {
      env: { ...withoutCredentials(environment), ELECTRON_RUN_AS_NODE: '1' },
      // The service ends when its input does: it must not outlive an extension host that crashed.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      let output = '';
      const timer = setTimeout(() => reject(startFailure(output)), START_TIMEOUT);
      const listen = (chunk: Buffer) => {
        const text = chunk.toString('utf8');
        log.debug(`Local HealthOmics: ${text.trimEnd()}`);
        output = (output + text).slice(-KEPT_OUTPUT);
        const address = READY.exec(output)?.[1];
        if (address !== undefined) {
          clearTimeout(timer);
          resolve(address.replace(/[.,)\]]+$/, '').replace(/\/$/, ''));
        }
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('error', (error) => {
        clearTimeout(timer);
        reject(startFailure(error.message, error));
      });
      child.on('exit', () => {
        clearTimeout(timer);
        reject(startFailure(output));
        if (this.#child === child) this.#onDeath();
      });
    });
  }

  #onDeath(): void {
    this.#child = undefined;
    this.#address = undefined;
    this.#options.onExit('died');
  }
}

function startFailure(output: string, cause?: Error): UserError {
  const last = output.trim().split('\n').at(-1);
  return new UserError(
    {
      code: 'local-service-failed',
      sentence: `The local HealthOmics did not start${last ? ` (${last})` : ''}. See the log for what it said.`,
    },
    cause ? { cause } : undefined,
  );
}

/** A simulation needs no credentials, so it is given none. */
function withoutCredentials(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_')));
}
