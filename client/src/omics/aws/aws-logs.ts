import type {
  CloudWatchLogsClient,
  GetLogEventsResponse,
  StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Account } from '../account.ts';
import { LOG_GROUP } from '../log-names.ts';
import type { LogPage, LogsApi, LiveTailUpdate } from '../logs-api.ts';
import { abortable, clientConfiguration } from './clients.ts';

/** CloudWatch Logs through the SDK. */
export async function awsLogs(
  account: Account & { readonly region: string },
): Promise<LogsApi & { dispose(): void }> {
  const sdk = await import('@aws-sdk/client-cloudwatch-logs');
  const configuration = await clientConfiguration(account, account.endpoints.logs);
  const client: CloudWatchLogsClient = new sdk.CloudWatchLogsClient(configuration);
  // A session is silent while nothing is written: a limit on the answer's time would end it.
  const live = new sdk.CloudWatchLogsClient({ ...configuration, requestHandler: { requestTimeout: 0 } });
  const readIn: LogsApi['readIn'] = async (group, stream, { token, since }, signal) => {
    const command = new sdk.GetLogEventsCommand({
      logGroupName: group,
      logStreamName: stream,
      // Asked for with every page: without it the service reads from the tail.
      startFromHead: true,
      ...(token === undefined ? {} : { nextToken: token }),
      ...(since === undefined ? {} : { startTime: since }),
    });
    try {
      return page(await abortable(signal, (options) => client.send(command, options)), token);
    } catch (error) {
      if (error instanceof sdk.ResourceNotFoundException) return undefined;
      throw error;
    }
  };
  return {
    readIn,
    read: (stream, from, signal) => readIn(LOG_GROUP, stream, from, signal),

    async filter(prefix, from, token, signal) {
      const command = new sdk.FilterLogEventsCommand({
        logGroupName: LOG_GROUP,
        logStreamNamePrefix: prefix,
        startTime: from,
        ...(token === undefined ? {} : { nextToken: token }),
      });
      const answer = await abortable(signal, (options) => client.send(command, options));
      return {
        events: (answer.events ?? []).map((item) => ({
          ...event(item),
          stream: item.logStreamName ?? '',
          id: item.eventId ?? '',
        })),
        token: answer.nextToken,
      };
    },

    async back(stream, token, since, signal) {
      const command = new sdk.GetLogEventsCommand({
        logGroupName: LOG_GROUP,
        logStreamName: stream,
        ...(token === undefined ? {} : { nextToken: token }),
        ...(since === undefined ? {} : { startTime: since }),
      });
      try {
        const answer = await abortable(signal, (options) => client.send(command, options));
        const { nextBackwardToken: next } = answer;
        const end = next === undefined || next === token;
        return { events: (answer.events ?? []).map(event), token: next, end };
      } catch (error) {
        if (error instanceof sdk.ResourceNotFoundException) return undefined;
        throw error;
      }
    },

    async streams(prefix, signal) {
      const command = new sdk.DescribeLogStreamsCommand({
        logGroupName: LOG_GROUP,
        logStreamNamePrefix: prefix,
      });
      try {
        const answer = await abortable(signal, (options) => client.send(command, options));
        return (answer.logStreams ?? []).flatMap(({ logStreamName }) => logStreamName ?? []);
      } catch (error) {
        if (error instanceof sdk.ResourceNotFoundException) return [];
        throw error;
      }
    },

    async tail(stream, count, since, signal) {
      const command = new sdk.GetLogEventsCommand({
        logGroupName: LOG_GROUP,
        logStreamName: stream,
        limit: count,
        ...(since === undefined ? {} : { startTime: since }),
      });
      try {
        const answer = await abortable(signal, (options) => client.send(command, options));
        return (answer.events ?? []).map(event);
      } catch (error) {
        if (error instanceof sdk.ResourceNotFoundException) return [];
        throw error;
      }
    },

    async *liveTail(logGroupArn, prefix, signal) {
      const command = new sdk.StartLiveTailCommand({
        logGroupIdentifiers: [logGroupArn],
        logStreamNamePrefixes: [prefix],
      });
      const answer = await live.send(command, { abortSignal: signal });
      for await (const item of answer.responseStream ?? []) {
        if (signal.aborted) return;
        const update = liveTailUpdate(item);
        if (update) yield update;
      }
    },

    dispose() {
      client.destroy();
      live.destroy();
    },
  };
}

function page(answer: GetLogEventsResponse, token: string | undefined): LogPage {
  return {
    events: (answer.events ?? []).map(event),
    token: answer.nextForwardToken,
    end: answer.nextForwardToken === undefined || answer.nextForwardToken === token,
  };
}

function liveTailUpdate(item: StartLiveTailResponseStream): LiveTailUpdate | undefined {
  if (item.sessionStart) return { kind: 'started' };
  if (item.SessionTimeoutException) throw item.SessionTimeoutException;
  if (item.SessionStreamingException) throw item.SessionStreamingException;
  const results = item.sessionUpdate?.sessionResults;
  if (!results) return undefined;
  return {
    kind: 'events',
    events: results.map((one) => ({ ...event(one), stream: one.logStreamName ?? '' })),
  };
}

function event(item: { readonly timestamp?: number | undefined; readonly message?: string | undefined }) {
  return { timestamp: item.timestamp ?? 0, message: item.message ?? '' };
}
