import assert from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  type OutputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { ListRunTasksCommand, OmicsClient } from '@aws-sdk/client-omics';
import * as vscode from 'vscode';

/** The lines of one stream, in order, as people read them. */
export type Lines = readonly string[];

/** All log streams of a run, asked from the service itself and not through the extension. */
export async function streamsOf(runId: string): Promise<readonly Lines[]> {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  assert.ok(endpoint, 'There is no local service.');
  const settings = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    disableHostPrefix: true,
  };
  const omics = new OmicsClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  try {
    const tasks: string[] = [];
    let startingToken: string | undefined;
    do {
      const page = await omics.send(new ListRunTasksCommand({ id: runId, startingToken }));
      tasks.push(...(page.items ?? []).map(({ taskId }) => taskId ?? ''));
      startingToken = page.nextToken;
    } while (startingToken !== undefined);
    const names = [`run/${runId}`, ...tasks.map((task) => `run/${runId}/task/${task}`)];
    return await Promise.all(names.map((name) => readStream(logs, name)));
  } finally {
    omics.destroy();
    logs.destroy();
  }
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

/** The document behind the output panel that follows a run, while the panel shows it. */
export function outputPanel(): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.uri.scheme === 'output' && document.getText().includes('Following run'),
  );
}

/**
 * The log lines of an output panel by the name in brackets, each as time and text; the extension's own remarks are not log
 * lines.
 */
export function panelStreams(text: string): readonly Lines[] {
  const streams = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [, time, label, message] = /^(\d{4}-[\dT:.-]+Z) \[([^\]]+)\] (.*)$/.exec(line) ?? [];
    if (time === undefined || label === undefined || message === undefined) continue;
    const lines = streams.get(label) ?? [];
    streams.set(label, lines);
    lines.push(`${time} ${message.trimEnd()}`);
  }
  return [...streams.values()];
}
