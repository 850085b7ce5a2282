import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { ServiceError } from '../errors.ts';
import type { Names } from '../identity.ts';
import { LOG_GROUP, digestOf } from '../identity.ts';
import type { Page } from '../pages.ts';
import { pageOf } from '../pages.ts';
import { messageFilter } from './filter-pattern.ts';
import { getLogEvents } from './get-log-events.ts';
import { checkLogGroup, isLogGroup } from './log-group.ts';
import type { LogReader, VisibleStream } from './streams.ts';

export interface LogsContext {
  readonly names: Names;
  readonly reader: LogReader;
  /** The log group that the reader reads. */
  readonly group: string;
}

/** The operations that answer at once, by name. Requests have been checked against their shapes. */
export interface LogsOperations {
  GetLogEvents(request: GetLogEventsRequest, context: LogsContext): Promise<GetLogEventsResponse>;
  FilterLogEvents(request: FilterLogEventsRequest, context: LogsContext): Promise<FilterLogEventsResponse>;
  DescribeLogStreams(
    request: DescribeLogStreamsRequest,
    context: LogsContext,
  ): Promise<DescribeLogStreamsResponse>;
  DescribeLogGroups(
    request: DescribeLogGroupsRequest,
    context: LogsContext,
  ): Promise<DescribeLogGroupsResponse>;
}

export const LOGS_OPERATIONS: LogsOperations = {
  async GetLogEvents(request, context) {
    checkLogGroup(request, await context.reader.exists(), context.group);
    const stream = await context.reader.stream(request.logStreamName ?? '');
    if (stream === undefined) {
      throw new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
    return getLogEvents(stream.events, request);
  },
  FilterLogEvents: filterLogEvents,
  DescribeLogStreams: describeLogStreams,
  async DescribeLogGroups(request, context) {
    const { logGroupNamePrefix = '', logGroupNamePattern = '', logGroupIdentifiers } = request;
    const shown =
      (await context.reader.exists()) &&
      LOG_GROUP.startsWith(logGroupNamePrefix) &&
      LOG_GROUP.includes(logGroupNamePattern) &&
      (logGroupIdentifiers?.some(isLogGroup) ?? true);
    return {
      logGroups: shown
        ? [
            {
              logGroupName: LOG_GROUP,
              creationTime: context.reader.begins,
              metricFilterCount: 0,
              arn: `${context.names.logGroup()}:*`,
              logGroupArn: context.names.logGroup(),
              logGroupClass: 'STANDARD',
            },
          ]
        : [],
    };
  },
};

const MOST_FILTERED = 10_000;

interface FoundEvent {
  readonly stream: string;
  readonly index: number;
  readonly at: number;
  readonly message: string;
}

async function filterLogEvents(
  request: FilterLogEventsRequest,
  context: LogsContext,
): Promise<FilterLogEventsResponse> {
  checkLogGroup(request, await context.reader.exists(), context.group);
  const { logStreamNames, logStreamNamePrefix, startTime = 0, endTime = Infinity } = request;
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw new ServiceError(
      'InvalidParameterException',
      "Give either 'logStreamNames' or 'logStreamNamePrefix'.",
    );
  }
  const passes = messageFilter(request.filterPattern);
  const streams = await context.reader.streams({
    names: logStreamNames,
    ...(logStreamNamePrefix !== undefined && { prefixes: [logStreamNamePrefix] }),
    since: startTime,
  });
  const found = streams
    .flatMap(({ name, events }) =>
      events.map((event, index): FoundEvent => ({ stream: name, index, ...event })),
    )
    .filter(({ at, message }) => at >= startTime && at <= endTime && passes(message))
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const page = checkedPage(
    pageOf(found, {
      list: 'FilterLogEvents',
      limit: request.limit ?? MOST_FILTERED,
      token: request.nextToken,
      keyOf: placeOf,
      comesAfter: (event, key) => placeOf(event) > key,
    }),
  );
  return {
    events: page.items.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.at,
      message: event.message,
      ingestionTime: event.at,
      eventId: BigInt(`0x${digestOf(placeOf(event)).slice(0, 44)}`)
        .toString()
        .padStart(56, '0'),
    })),
    searchedLogStreams: [],
    nextToken: page.nextToken,
  };
}

/** Sorts by time, then stream, then place in the stream. */
function placeOf(event: FoundEvent): string {
  return `${String(event.at).padStart(15, '0')} ${event.stream} ${String(event.index).padStart(9, '0')}`;
}

const MOST_STREAMS = 50;

async function describeLogStreams(
  request: DescribeLogStreamsRequest,
  context: LogsContext,
): Promise<DescribeLogStreamsResponse> {
  checkLogGroup(request, await context.reader.exists(), context.group);
  const { logStreamNamePrefix, orderBy = 'LogStreamName', descending = false } = request;
  if (orderBy === 'LastEventTime' && logStreamNamePrefix !== undefined) {
    throw new ServiceError(
      'InvalidParameterException',
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  }
  const keyOf = (stream: VisibleStream): string =>
    orderBy === 'LogStreamName'
      ? stream.name
      : `${String(stream.events.at(-1)?.at ?? 0).padStart(15, '0')} ${stream.name}`;
  const isBefore = (a: string, b: string): boolean => (descending ? a > b : a < b);
  const visible = await context.reader.streams(
    logStreamNamePrefix === undefined ? {} : { prefixes: [logStreamNamePrefix] },
  );
  const streams = [...visible].sort((a, b) => (isBefore(keyOf(a), keyOf(b)) ? -1 : 1));
  const page = checkedPage(
    pageOf(streams, {
      list: `DescribeLogStreams ${orderBy} ${descending}`,
      limit: request.limit ?? MOST_STREAMS,
      token: request.nextToken,
      keyOf,
      comesAfter: (stream, key) => isBefore(key, keyOf(stream)),
    }),
  );
  return {
    logStreams: page.items.map((stream) => ({
      logStreamName: stream.name,
      creationTime: stream.events[0]?.at,
      firstEventTimestamp: stream.events[0]?.at,
      lastEventTimestamp: stream.events.at(-1)?.at,
      lastIngestionTime: stream.events.at(-1)?.at,
      arn: context.names.logStream(stream.name),
      storedBytes: 0,
    })),
    nextToken: page.nextToken,
  };
}

function checkedPage<Item>(page: Page<Item> | undefined): Page<Item> {
  if (page === undefined) {
    throw new ServiceError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  return page;
}
