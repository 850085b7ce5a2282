import type { LiveTailSessionLogEvent, StartLiveTailRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { uuidOf } from '../identity.ts';
import type { Lives } from '../progress/lives.ts';
import type { Store } from '../store/store.ts';
import type { Turns } from '../turns.ts';
import { isOver } from '../simulation/timeline.ts';
import { messageFilter } from './filter-pattern.ts';
import { jsonFrames } from './frames.ts';
import { isLogGroup } from './log-group.ts';
import { logReader } from './streams.ts';

export interface LiveTailContext {
  readonly store: Store;
  readonly lives: Lives;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly lagMilliseconds: number;
  /** Aborted when the reader has gone or the service stops. */
  readonly signal: AbortSignal;
  readonly requestId: string;
}

const SECOND = 1000;
/** A session ends by itself after three hours, and brings at most so many events a second. Source: API reference. */
const LONGEST_SESSION = 3 * 3600 * SECOND;
const MOST_EVENTS = 500;

/** Refuses what the service refuses before the first frame is sent. */
export function checkLiveTail(request: StartLiveTailRequest): void {
  const { logGroupIdentifiers = [], logStreamNames, logStreamNamePrefixes } = request;
  if (!logGroupIdentifiers.every(isLogGroup)) {
    throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
  if (logStreamNames !== undefined && logStreamNamePrefixes !== undefined) {
    throw new ServiceError(
      'InvalidParameterException',
      "Give either 'logStreamNames' or 'logStreamNamePrefixes'.",
    );
  }
  messageFilter(request.logEventFilterPattern);
}

/**
 * The frames of a session: what is written from now on, once a second of virtual time. Unlike the real service, which
 * goes on until the reader leaves, it ends when every run that the streams belong to is over.
 */
export async function* liveTail(
  request: StartLiveTailRequest,
  context: LiveTailContext,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { clock, signal } = context;
  const frames = jsonFrames();
  const started = clock.now();
  const { logGroupIdentifiers, logStreamNames, logStreamNamePrefixes, logEventFilterPattern } = request;
  yield frames.event('initial-response', {});
  yield frames.event('sessionStart', {
    requestId: context.requestId,
    sessionId: uuidOf('session', context.requestId),
    logGroupIdentifiers,
    logStreamNames,
    logStreamNamePrefixes,
    logEventFilterPattern,
  });
  for (let seen = started; ;) {
    await clock.until(seen + SECOND, signal);
    if (signal.aborted) return;
    const now = clock.now();
    const after = seen;
    const events = await context.turns.take(() => eventsBetween(request, context, after, now));
    yield frames.event('sessionUpdate', {
      sessionMetadata: { sampled: events.length > MOST_EVENTS },
      sessionResults: events.slice(0, MOST_EVENTS),
    });
    if (allOver(request, context, now)) return;
    if (now - started >= LONGEST_SESSION) {
      yield frames.exception('SessionTimeoutException', 'The session has reached its longest duration.');
      return;
    }
    seen = now;
  }
}

async function eventsBetween(
  request: StartLiveTailRequest,
  context: LiveTailContext,
  after: number,
  until: number,
): Promise<readonly LiveTailSessionLogEvent[]> {
  const { lagMilliseconds } = context;
  const passes = messageFilter(request.logEventFilterPattern);
  const earliest = after - lagMilliseconds;
  const streams = await logReader(context, until, lagMilliseconds).streams({
    names: request.logStreamNames,
    prefixes: request.logStreamNamePrefixes,
    since: earliest,
  });
  return streams
    .flatMap(({ name, events }) =>
      events
        .filter((event) => event.at > earliest && passes(event.message))
        .map((event) => ({
          logStreamName: name,
          logGroupIdentifier: request.logGroupIdentifiers?.[0],
          message: event.message,
          timestamp: event.at,
          ingestionTime: event.at + lagMilliseconds,
        })),
    )
    .sort((a, b) => a.timestamp - b.timestamp);
}

/** False when a stream belongs to no run that is known: it may be written yet. */
function allOver(request: StartLiveTailRequest, context: LiveTailContext, now: number): boolean {
  const names = request.logStreamNames ?? request.logStreamNamePrefixes ?? [];
  const runs = names.map((name) =>
    context.store.runs.get(/^(?:manifest\/)?run\/(\d+)/.exec(name)?.[1] ?? ''),
  );
  return (
    runs.length > 0 &&
    runs.every((run) => {
      const end = run?.states.at(-1);
      return end !== undefined && isOver(end.status) && end.at + context.lagMilliseconds <= now;
    })
  );
}
