import { createHash } from 'node:crypto';

/** The account that everything in the simulation belongs to: the one that AWS uses in its own examples. */
export const ACCOUNT_ID = '123456789012';

/** The one log group of all HealthOmics runs. Source: user guide, chapter CloudWatch Logs. */
export const LOG_GROUP = '/aws/omics/WorkflowLog';

/** Names things as AWS does, for one Region. */
export interface Names {
  readonly region: string;
  readonly accountId: string;
  workflow(id: string): string;
  workflowVersion(id: string, version: string): string;
  run(id: string): string;
  runGroup(id: string): string;
  runCache(id: string): string;
  runBatch(id: string): string;
  configuration(name: string): string;
  /** Ready2Run workflows belong to no account. */
  ready2run(id: string): string;
  task(id: string): string;
  logGroup(): string;
  logStream(name: string): string;
}

export function namesIn(region: string): Names {
  const omics = (resource: string): string => `arn:aws:omics:${region}:${ACCOUNT_ID}:${resource}`;
  const logGroup = `arn:aws:logs:${region}:${ACCOUNT_ID}:log-group:${LOG_GROUP}`;
  return {
    region,
    accountId: ACCOUNT_ID,
    workflow: (id) => omics(`workflow/${id}`),
    workflowVersion: (id, version) => omics(`workflow/${id}/version/${version}`),
    run: (id) => omics(`run/${id}`),
    runGroup: (id) => omics(`runGroup/${id}`),
    runCache: (id) => omics(`runCache/${id}`),
    runBatch: (id) => omics(`runBatch/${id}`),
    configuration: (name) => omics(`configuration/${name}`),
    ready2run: (id) => `arn:aws:omics:${region}::workflow/${id}`,
    task: (id) => omics(`task/${id}`),
    logGroup: () => logGroup,
    logStream: (name) => `${logGroup}:log-stream:${name}`,
  };
}

/** A UUID that follows from what it names, so that a test sees the same one each time. */
export function uuidOf(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** SHA-256 as 64 hexadecimal digits, which is all that the service's digest field takes. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
