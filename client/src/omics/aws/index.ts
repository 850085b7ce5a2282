/** The only place that knows the AWS SDK. It is a bundle of its own, loaded on first use: it takes longer than an activation may. */
import type { Services } from '../session.ts';
import { awsEcs } from './aws-ecs.ts';
import { awsIdentity } from './aws-identity.ts';
import { awsLogs } from './aws-logs.ts';
import { awsObjects } from './aws-objects.ts';
import { awsOmics } from './aws-omics.ts';
import { awsPreflight } from './aws-preflight.ts';
import { awsStoredFiles } from './aws-stored-files.ts';
import type { Connection } from './clients.ts';
import { sharedCredentials, type AskMfaCode } from './credentials.ts';

export async function connectAws(account: Connection, askMfaCode?: AskMfaCode): Promise<Services> {
  const connection: Connection = { ...account, source: await sharedCredentials(account, askMfaCode) };
  const preflight = awsPreflight(connection);
  const stored = awsStoredFiles(connection);
  const ecs = awsEcs(connection);
  const [omics, logs] = await Promise.all([awsOmics(connection), awsLogs(connection)]);
  return {
    account,
    omics,
    logs,
    objects: awsObjects(connection),
    identity: awsIdentity(connection),
    preflight,
    stored,
    ecs,
    dispose() {
      omics.dispose();
      logs.dispose();
      preflight.dispose();
      stored.dispose();
      ecs.dispose();
    },
  };
}
