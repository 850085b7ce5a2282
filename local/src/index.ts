import type { Account } from './account/account.ts';
import { withAccount } from './account/account.ts';
import { DEFAULT_ACCOUNT } from './account/default-account.ts';
import type { Clock } from './clock.ts';
import { scaledClock } from './clock.ts';
import { ecrService } from './ecr/service.ts';
import { ecsService } from './ecs/service.ts';
import { frontDoor } from './front-door.ts';
import { listen } from './http/server.ts';
import { namesIn } from './identity.ts';
import { iamProtocol } from './iam/protocol.ts';
import { logsService } from './logs/service.ts';
import { acceptRun } from './omics/accept-run.ts';
import { runRequestOf } from './omics/batches.ts';
import { omicsService } from './omics/service.ts';
import { batchSteps } from './progress/batch-steps.ts';
import { Dispatcher } from './progress/dispatcher.ts';
import { addHistory } from './progress/history.ts';
import { livesOf } from './progress/lives.ts';
import { quotasOf } from './progress/quotas.ts';
import { quotasService } from './quotas/service.ts';
import { worldsIn } from './progress/worlds.ts';
import { objectView } from './s3/object-view.ts';
import { s3Protocol } from './s3/protocol.ts';
import { runOutputs } from './s3/run-outputs.ts';
import { Director } from './scenario/director.ts';
import type { Scenario } from './scenario/scenario.ts';
import { OMICS_SHAPES } from './shapes/omics-shapes.ts';
import { fileStore, memoryStore } from './store/store.ts';
import { stsProtocol } from './sts/protocol.ts';
import { turnsAfter } from './turns.ts';
import { definitionCache } from './workflows/definition-cache.ts';
import { languageReader } from './workflows/language-reader.ts';
import type { WorkflowReader } from './workflows/reader.ts';

export type { Account } from './account/account.ts';
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
  const account = (): Account => withAccount(DEFAULT_ACCOUNT, director.scenario.account);

  let endpoint = '';
  const addressOf = (digest: string): string => `${endpoint}/_local/definition/${digest}`;
  const definitions = definitionCache(store, options.reader ?? languageReader(names.region));
  const worlds = worldsIn(store);
  const lives = livesOf({ store, names, definitions, worlds });
  const outputs = runOutputs({ store, clock, lives, definitions });
  const objects = objectView({ store, outputs, account });
  const batches = batchSteps({
    store,
    worlds,
    shapes: OMICS_SHAPES,
    etagOf: async (uri) => {
      const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
      return (await objects.find(bucket, key))?.etag;
    },
    accept: (batch, entry, { index, at }) =>
      acceptRun(
        runRequestOf(batch, entry),
        { batch: { id: batch.id, index, settingId: entry.runSettingId } },
        {
          store,
          names,
          definitions,
          now: at,
          caller: batch.startedBy,
          quotas: quotasOf(director.scenario),
          world: batch.world,
        },
      ),
  });
  const dispatcher = new Dispatcher({ store, lives, batches, quotas: () => quotasOf(director.scenario) });
  const turns = turnsAfter(() => dispatcher.catchUp(clock.now()));
  const play = async (scenario: Scenario): Promise<void> => {
    await turns.take(async () => {
      director.play(scenario);
      await addHistory(scenario, { store, names, definitions, lives, worlds, dispatcher, now: clock.now() });
    });
  };

  const door = frontDoor({
    services: {
      omics: omicsService({
        store,
        clock,
        names,
        director,
        definitions,
        lives,
        worlds,
        batches,
        dispatcher,
        objects,
        turns,
        addressOf,
      }),
      logs: logsService({ store, clock, names, director, lives, turns }),
      sts: stsProtocol(names.accountId),
      iam: iamProtocol({ accountId: names.accountId, account }),
      ecr: ecrService({ store, names, account, addressOf }),
      ecs: ecsService({ store, clock, names, director, turns, account }),
      quotas: quotasService({ names, quotas: () => quotasOf(director.scenario) }),
      s3: s3Protocol({ store, clock, view: objects, region: names.region, turns }),
    },
    control: { store, clock, director, play, region: names.region },
    director,
    account,
    clock,
    report,
  });
  const server = await listen(door, options.port ?? 0).catch((error: unknown) => {
    store.close();
    throw error;
  });
  endpoint = `http://127.0.0.1:${server.port}`;
  await dispatcher.resume(store.time ?? 0);
  if (options.scenario !== undefined) await play(options.scenario);
  // A time is kept when everything has happened up to it, so that nothing is left out after a restart.
  const keepTime = (): Promise<void> =>
    turns
      .take(() => {
        store.keepTime(clock.now());
      })
      .catch((error: unknown) => {
        report(`The time could not be kept: ${(error as Error).message}`);
      });
  const keeper = setInterval(() => void keepTime(), KEEP_TIME_EVERY).unref();
  return {
    endpoint,
    clock,
    async close() {
      clearInterval(keeper);
      await server.close();
      await keepTime();
      store.close();
    },
  };
}
