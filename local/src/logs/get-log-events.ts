import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { ServiceError } from '../errors.ts';
import type { LogEvent } from '../simulation/timeline.ts';

/**
 * One page of a stream. Tokens are places between events, and a token is always given: who gets back the forward token
 * that was sent has seen everything that is there.
 */
export function getLogEvents(
  events: readonly LogEvent[],
  request: Pick<GetLogEventsRequest, 'startTime' | 'endTime' | 'nextToken' | 'limit' | 'startFromHead'>,
): GetLogEventsResponse {
  const { startTime = 0, endTime = Infinity, limit = MOST_EVENTS } = request;
  const from = placeOf(request, events.length);
  const wanted = (index: number): boolean => {
    const at = events[index]?.at ?? -1;
    return at >= startTime && at < endTime;
  };
  const indexes =
    from.direction === 'forward'
      ? collect(events, wanted, from.index, events.length, 1, limit)
      : collect(events, wanted, from.index - 1, -1, -1, limit).reverse();
  const [first] = indexes;
  const last = indexes.at(-1);
  return {
    events: indexes.map((index) => ({
      timestamp: events[index]?.at,
      message: events[index]?.message,
      ingestionTime: events[index]?.at,
    })),
    nextForwardToken: token('f', last === undefined ? from.index : last + 1),
    nextBackwardToken: token('b', first ?? from.index),
  };
}

/** A page holds so many events, or so many bytes. Source: API reference of GetLogEvents. */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1024 * 1024;
/** What the service counts for an event beside its text. */
const BYTES_AROUND = 26;

interface Place {
  readonly index: number;
  readonly direction: 'forward' | 'backward';
}

function placeOf(request: Pick<GetLogEventsRequest, 'nextToken' | 'startFromHead'>, end: number): Place {
  if (request.nextToken === undefined) {
    return request.startFromHead === true
      ? { index: 0, direction: 'forward' }
      : { index: end, direction: 'backward' };
  }
  const match = /^([fb])\/(\d{56})$/.exec(request.nextToken);
  if (match === null) {
    throw new ServiceError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  return { index: Number(match[2]), direction: match[1] === 'f' ? 'forward' : 'backward' };
}

function collect(
  events: readonly LogEvent[],
  wanted: (index: number) => boolean,
  from: number,
  to: number,
  step: 1 | -1,
  limit: number,
): number[] {
  const indexes: number[] = [];
  let bytes = 0;
  for (let index = from; index !== to && index >= 0 && index < events.length; index += step) {
    if (!wanted(index)) continue;
    bytes += Buffer.byteLength(events[index]?.message ?? '') + BYTES_AROUND;
    if (indexes.length === limit || (indexes.length > 0 && bytes > MOST_BYTES)) break;
    indexes.push(index);
  }
  return indexes;
}

function token(direction: 'f' | 'b', index: number): string {
  return `${direction}/${String(index).padStart(56, '0')}`;
}
