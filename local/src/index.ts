import type { Clock } from './clock.ts';
import { scaledClock } from './clock.ts';
import { frontDoor } from './front-door.ts';
import { listen } from './http/server.ts';
import { namesIn } from './identity.ts';
import { logsService } from './logs/service.ts';
import { omicsService } from './omics/service.ts';
import { s3Protocol } from './s3/protocol.ts';
import { Director } from './scenario/director.ts';
import type { Scenario } from './scenario/scenario.ts';
import { fileStore, memoryStore } from './store/store.ts';
import { stsProtocol } from './sts/protocol.ts';
import { definitionCache } from './workflows/definition-cache.ts';
import { languageReader } from './workflows/language-reader.ts';
import type { WorkflowReader } from './workflows/reader.ts';

export type { Clock, ManualClock } from './clock.ts';
export { manualClock, scaledClock } from './clock.ts';
export type { Scenario } from './scenario/scenario.ts';

export interface LocalServiceOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** How many seconds pass in the simulation while one passes outside; 1 when absent. */
  readonly speed?: number;
  /** Instead of `speed`: a clock of the caller's own. */
  readonly clock?: Clock;
  /** A folder to keep everything in; memory when absent. */
  readonly data?: string;
  readonly scenario?: Scenario;
  readonly region?: string;
  /** What reads workflows; the editor's own languages when absent. */
  readonly reader?: WorkflowReader;
  /** Told of damaged files and of faults of our own; nothing is printed. */
  readonly report?: (message: string) => void;
}

export interface LocalService {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly clock: Clock;
  close(): Promise<void>;
}

const DEFAULT_REGION = 'us-east-1';
/** How often the time is kept, in milliseconds outside the simulation: that much may be lived again after a crash. */
const KEEP_TIME_EVERY = 1000;

/** Starts the local HealthOmics, a simulation, on loopback. Rejects when the port is taken or the folder not writable. */
export async function startLocalService(options: LocalServiceOptions): Promise<LocalService> {
  const report = options.report ?? (() => undefined);
  const store = options.data === undefined ? memoryStore() : fileStore(options.data, report);
  // Time that has passed in the simulation does not come back, even where it ran ahead of the world.
  const clock = options.clock ?? scaledClock(Math.max(Date.now(), store.time ?? 0), options.speed ?? 1);
  const names = namesIn(options.region ?? DEFAULT_REGION);
  const director = new Director();
  if (options.scenario !== undefined) director.play(options.scenario);

  let endpoint = '';
  const addressOf = (digest: string): string => `${endpoint}/_local/definition/${digest}`;
  const definitions = definitionCache(store, options.reader ?? languageReader(names.region));
  const door = frontDoor({
    services: {
      omics: omicsService({ store, clock, names, director, definitions, addressOf }),
      logs: logsService({ store, clock, names, director }),
      sts: stsProtocol(names.accountId),
      s3: s3Protocol(store, clock),
    },
    control: { store, clock, director, region: names.region },
    director,
    clock,
    report,
  });
  const server = await listen(door, options.port ?? 0).catch((error: unknown) => {
    store.close();
    throw error;
  });
  endpoint = `http://127.0.0.1:${server.port}`;
  const keepTime = (): void => {
    try {
      store.keepTime(clock.now());
    } catch (error) {
      report(`The time could not be kept: ${(error as Error).message}`);
    }
  };
  const keeper = setInterval(keepTime, KEEP_TIME_EVERY).unref();
  return {
    endpoint,
    clock,
    async close() {
      clearInterval(keeper);
      await server.close();
      keepTime();
      store.close();
    },
  };
}
