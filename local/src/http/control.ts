import type { Clock } from '../clock.ts';
import { isManual } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Director } from '../scenario/director.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Collection } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import type { Answer, Message } from './message.ts';
import { headerOf, textOfBody } from './message.ts';

export const CONTROL_PREFIX = '/_local/';

export interface ControlOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly director: Director;
  play(scenario: Scenario): Promise<void>;
  readonly region: string;
}

/** Largest scenario that is taken, in bytes. */
export const LARGEST_CONTROL_BODY = 1024 * 1024;

/**
 * What no AWS service has: looking at the simulation and steering it. Only for loopback, without signing. Changes need a
 * JSON content type, which a web page cannot send to another origin without asking first.
 */
export async function answerControl(message: Message, options: ControlOptions): Promise<Answer> {
  const name = message.path.slice(CONTROL_PREFIX.length);
  const asked = `${message.method} ${name}`;
  if (asked === 'GET state') return json(200, stateOf(options));
  if (asked === 'GET scenario') return json(200, options.director.scenario);
  if (message.method === 'GET' && name.startsWith('definition/')) {
    const bytes = options.store.blobs.get(name.slice('definition/'.length));
    if (bytes === undefined) throw new ServiceError('NoSuchKey', 'There is no such definition.');
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes };
  }
  if (asked === 'PUT scenario') {
    const parsed = parseScenario(jsonText(message));
    if (parsed.kind === 'broken') throw new ServiceError('ValidationException', parsed.problems.join(' '));
    await options.play(parsed.scenario);
    return json(200, parsed.scenario);
  }
  if (asked === 'POST clock/advance') return json(200, { now: await advance(message, options.clock) });
  throw new ServiceError(
    'UnknownOperationException',
    `There is nothing at ${message.method} ${message.path}.`,
  );
}

export function refuseControl(error: ServiceError): Answer {
  return json(error.status, { error: error.code, message: error.message });
}

function stateOf({ store, clock, director, region }: ControlOptions): object {
  return {
    simulation: true,
    region,
    now: new Date(clock.now()).toISOString(),
    manualClock: isManual(clock),
    workflows: livingOf(store.workflows),
    runs: livingOf(store.runs),
    batches: livingOf(store.batches),
    objects: livingOf(store.objects),
    scenario: director.scenario,
  };
}

function livingOf(collection: Collection<{ readonly deletedAt?: number | undefined }>): number {
  let living = 0;
  for (const item of collection.all()) if (item.deletedAt === undefined) living++;
  return living;
}

async function advance(message: Message, clock: Clock): Promise<string> {
  if (!isManual(clock)) {
    throw new ServiceError(
      'ConflictException',
      'The clock runs by itself; only a manual clock can be advanced.',
    );
  }
  let seconds: unknown;
  try {
    seconds = (JSON.parse(jsonText(message)) as { seconds?: unknown } | null)?.seconds;
  } catch {
    seconds = undefined;
  }
  if (typeof seconds !== 'number' || !(seconds >= 0)) {
    throw new ServiceError(
      'ValidationException',
      'Send { "seconds": … } with a number that is not negative.',
    );
  }
  await clock.advance(seconds * 1000);
  return new Date(clock.now()).toISOString();
}

function jsonText(message: Message): string {
  if (headerOf(message, 'content-type')?.startsWith('application/json') !== true) {
    throw new ServiceError('ValidationException', "Send JSON, with the content type 'application/json'.");
  }
  return textOfBody(message);
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
