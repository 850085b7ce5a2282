import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { TestService } from './service.ts';

export const LOG_GROUP = '/aws/omics/WorkflowLog';

/** All lines that the stream has now. */
export async function readStream(local: TestService, logStreamName: string): Promise<readonly string[]> {
  const { events = [] } = await local.logs.send(
    new GetLogEventsCommand({ logGroupName: LOG_GROUP, logStreamName, startFromHead: true }),
  );
  return events.map((event) => event.message ?? '');
}
