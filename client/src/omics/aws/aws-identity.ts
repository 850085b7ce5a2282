import type { IdentityApi } from '../identity-api.ts';
import { abortable, clientConfiguration, type Connection } from './clients.ts';
import { present } from './omics-answers.ts';

/** Who the credentials belong to, through the SDK; the package is loaded with the first question. */
export function awsIdentity(connection: Connection): IdentityApi {
  return {
    async callerIdentity(signal) {
      const sdk = await import('@aws-sdk/client-sts');
      const client = new sdk.STSClient(await clientConfiguration(connection, connection.endpoints.sts));
      try {
        const answer = await abortable(signal, (options) =>
          client.send(new sdk.GetCallerIdentityCommand({}), options),
        );
        return { account: present(answer.Account, 'Account'), arn: present(answer.Arn, 'Arn') };
      } finally {
        client.destroy();
      }
    },
  };
}
