/** The only place that knows the AWS SDK. It is a bundle of its own, loaded on first use: it takes longer than an activation may. */
import type { Account } from '../account.ts';
import type { Services } from '../session.ts';
import { awsLogs } from './aws-logs.ts';
import { awsOmics } from './aws-omics.ts';

export async function connectAws(account: Account & { readonly region: string }): Promise<Services> {
  const [omics, logs] = await Promise.all([awsOmics(account), awsLogs(account)]);
  return {
    account,
    omics,
    logs,
    dispose() {
      omics.dispose();
      logs.dispose();
    },
  };
}
