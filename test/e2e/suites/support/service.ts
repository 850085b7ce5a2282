import assert from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  type OutputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CancelRunCommand,
  ListRunsCommand,
  ListRunTasksCommand,
  ListWorkflowsCommand,
  OmicsClient,
} from '@aws-sdk/client-omics';

/** The lines of one log stream, in order, as people read them. */
export type Lines = readonly string[];

/** All log streams of a run, asked from the service itself and not through the extension. */
export async function streamsOf(runId: string): Promise<readonly Lines[]> {
  const omics = new OmicsClient(connection());
  const logs = new CloudWatchLogsClient(connection());
  try {
    const { items = [], nextToken } = await omics.send(
      new ListRunTasksCommand({ id: runId, maxResults: 100 }),
    );
    assert.equal(nextToken, undefined, 'The samples have fewer tasks than a page.');
    const names = [`run/${runId}`, ...items.map(({ taskId }) => `run/${runId}/task/${taskId ?? ''}`)];
    return await Promise.all(names.map((name) => readStream(logs, name)));
  } finally {
    omics.destroy();
    logs.destroy();
  }
}

/** Names of everything that somebody has made in the service. */
export async function workflowsAndRuns(): Promise<readonly (string | undefined)[]> {
  const omics = new OmicsClient(connection());
  try {
    const workflows = await omics.send(new ListWorkflowsCommand({}));
    const runs = await omics.send(new ListRunsCommand({}));
    return [...(workflows.items ?? []), ...(runs.items ?? [])].map(({ name }) => name);
  } finally {
    omics.destroy();
  }
}

/** Replaces what the service shall do beside what happens by itself. */
export async function playScenario(scenario: object): Promise<void> {
  const answer = await fetch(`${connection().endpoint}/_local/scenario`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scenario),
  });
  assert.ok(answer.ok, await answer.text());
}

/** As somebody else would: in another window, or on the console. */
export async function cancelRun(id: string): Promise<void> {
  const omics = new OmicsClient(connection());
  try {
    await omics.send(new CancelRunCommand({ id }));
  } finally {
    omics.destroy();
  }
}

/** How much of everything the service holds. */
export async function serviceState(): Promise<{ readonly workflows: number; readonly runs: number }> {
  const answer = await fetch(`${connection().endpoint}/_local/state`);
  return (await answer.json()) as { workflows: number; runs: number };
}

function connection() {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  assert.ok(endpoint, 'There is no local service.');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { endpoint, region: 'us-east-1', credentials, disableHostPrefix: true };
}

async function readStream(logs: CloudWatchLogsClient, logStreamName: string): Promise<Lines> {
  const lines: string[] = [];
  let nextToken: string | undefined;
  for (;;) {
    const page = await logs.send(
      new GetLogEventsCommand({
        logGroupName: '/aws/omics/WorkflowLog',
        logStreamName,
        startFromHead: true,
        nextToken,
      }),
    );
    lines.push(...(page.events ?? []).map(shown));
    // CloudWatch marks the end by giving the same token again.
    if (page.nextForwardToken === undefined || page.nextForwardToken === nextToken) return lines;
    nextToken = page.nextForwardToken;
  }
}

/** Time and text. Events of the run log are JSON, of which people are shown the message. */
function shown({ timestamp = 0, message = '' }: OutputLogEvent): string {
  const text = message.startsWith('{') ? (JSON.parse(message) as { message: string }).message : message;
  return `${new Date(timestamp).toISOString()} ${text.trimEnd()}`;
}
