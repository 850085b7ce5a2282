/** Names in CloudWatch Logs (HealthOmics user guide, "Monitoring with CloudWatch Logs"). */
export const LOG_GROUP = '/aws/omics/WorkflowLog';

export function runStream(runId: string): string {
  return `run/${runId}`;
}

export function taskStream(runId: string, taskId: string): string {
  return `run/${runId}/task/${taskId}`;
}

/** The log group's ARN, with Region and account taken from the run's; `undefined` for an ARN of another form. */
export function logGroupArn(runArn: string): string | undefined {
  const [, partition, service, region, account] = runArn.split(':');
  if (!partition || service !== 'omics' || !region || !account) return undefined;
  return `arn:${partition}:logs:${region}:${account}:log-group:${LOG_GROUP}`;
}
