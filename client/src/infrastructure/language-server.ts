import type { LanguageClientSettings, RunningLanguageClient } from './language-client.ts';

/** The language server from the extension's side; questions wait until it has started. */
export interface LanguageServer {
  /** Resolves when the server answers. */
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  request<Result>(method: string, params: unknown): Promise<Result>;
  notify(method: string, params: unknown): Promise<void>;
}

/** Loads the language client on first use, in a bundle of its own: it is larger than all the rest of an activation. */
export function createLanguageServer(settings: () => LanguageClientSettings): LanguageServer {
  let running: Promise<RunningLanguageClient> | undefined;
  const start = () => {
    running ??= import('./language-client.ts')
      .then(({ startLanguageClient }) => startLanguageClient(settings()))
      .catch((error: unknown) => {
        // The next question tries again.
        running = undefined;
        throw error;
      });
    return running;
  };
  return {
    async start() {
      await start();
    },
    async restart() {
      await (await start()).restart();
    },
    async stop() {
      const client = await running?.catch(() => undefined);
      await client?.stop();
    },
    async request(method, params) {
      return (await start()).request(method, params);
    },
    async notify(method, params) {
      await (await start()).notify(method, params);
    },
  };
}
