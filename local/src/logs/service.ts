import type { StartLiveTailRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../clock.ts';
import { containerLogGroups, containerLogReader } from '../ecs/container-logs.ts';
import type { Names } from '../identity.ts';
import { LOG_GROUP } from '../identity.ts';
import type { JsonOperation } from '../protocols/aws-json.ts';
import { awsJson } from '../protocols/aws-json.ts';
import type { Lives } from '../progress/lives.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Director } from '../scenario/director.ts';
import { LOGS_SHAPES } from '../shapes/logs-shapes.ts';
import { milliseconds } from '../simulation/run-facts.ts';
import type { Store } from '../store/store.ts';
import type { Turns } from '../turns.ts';
import { checkLiveTail, liveTail } from './live-tail.ts';
import { groupName } from './log-group.ts';
import type { LogsContext } from './operations.ts';
import { LOGS_OPERATIONS } from './operations.ts';
import { logReader } from './streams.ts';

export interface LogsServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly names: Names;
  readonly director: Director;
  readonly lives: Lives;
  readonly turns: Turns;
}

/** The reading side of CloudWatch Logs, over the logs of the simulated runs. */
export function logsService(options: LogsServiceOptions): Protocol {
  const { store, clock, names, director, lives, turns } = options;
  const lag = (): number => milliseconds(director.scenario.logLag ?? 0);
  // Containers of single tasks write to groups of their own.
  const contextFor = (request: GroupNaming): LogsContext => {
    const group = groupName(request.logGroupName ?? request.logGroupIdentifier ?? '');
    return containerLogGroups(store).has(group)
      ? { names, group, reader: containerLogReader(store, group, clock.now(), lag()) }
      : { names, group: LOG_GROUP, reader: logReader({ store, lives }, clock.now(), lag()) };
  };
  const operations = Object.fromEntries(
    Object.entries(LOGS_OPERATIONS).map(([name, operation]): [string, JsonOperation] => [
      name,
      (request) => turns.take(() => (operation as AnyOperation)(request, contextFor(request))),
    ]),
  );
  return awsJson({
    target: 'Logs_20140328',
    shapes: LOGS_SHAPES,
    operations: {
      ...operations,
      StartLiveTail(request, { signal, requestId }) {
        const session = request as StartLiveTailRequest;
        checkLiveTail(session);
        return liveTail(session, { store, lives, turns, clock, lagMilliseconds: lag(), signal, requestId });
      },
    },
  });
}

interface GroupNaming {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
}

/** Requests are checked against the shape of the operation's name before they come here. */
type AnyOperation = (request: object, context: LogsContext) => Promise<object>;
