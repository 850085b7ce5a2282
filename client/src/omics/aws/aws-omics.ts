import type { ListRunsCommandInput, OmicsClient, StartRunCommandInput } from '@aws-sdk/client-omics';
import type { OmicsApi } from '../omics-api.ts';
import { awsBatches } from './aws-batches.ts';
import { earlierRun } from './aws-earlier-run.ts';
import { awsRunDetails } from './aws-run-details.ts';
import { awsResources } from './aws-resources.ts';
import { run, task } from './aws-runs.ts';
import { awsWorkflows } from './aws-workflows.ts';
import { abortable, clientConfiguration, type Connection } from './clients.ts';
import { page, present } from './omics-answers.ts';
import { split, withUnknownMembers } from './unknown-members.ts';

/** HealthOmics through the SDK. The client is made once and sends nothing until it is used. */
export async function awsOmics(connection: Connection): Promise<OmicsApi & { dispose(): void }> {
  const sdk = await import('@aws-sdk/client-omics');
  const client: OmicsClient = new sdk.OmicsClient(
    await clientConfiguration(connection, connection.endpoints.omics),
  );
  return {
    ...awsWorkflows({ sdk, client }),
    ...awsResources({ sdk, client }),
    ...awsBatches({ sdk, client }),
    ...awsRunDetails({ sdk, client }),
    async startRun({ more, ...request }, signal) {
      const { known, unknown } = split({ ...more, ...request }, sdk.StartRunRequest$);
      const command = withUnknownMembers(
        new sdk.StartRunCommand(known as unknown as StartRunCommandInput),
        unknown,
      );
      const answer = await abortable(signal, (options) => client.send(command, options));
      return {
        id: present(answer.id, 'id'),
        arn: present(answer.arn, 'arn'),
        uuid: answer.uuid,
        status: answer.status ?? 'PENDING',
      };
    },
    async getRun(id, signal) {
      return run(await abortable(signal, (options) => client.send(new sdk.GetRunCommand({ id }), options)));
    },
    async listRuns(token, signal, query) {
      const command = new sdk.ListRunsCommand({ ...page(token), ...query } as ListRunsCommandInput);
      const answer = await abortable(signal, (options) => client.send(command, options));
      return { items: (answer.items ?? []).map(run), next: answer.nextToken };
    },
    async listRunTasks(runId, token, signal) {
      const input = { id: runId, ...page(token) };
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.ListRunTasksCommand(input), options),
      );
      return { items: (answer.items ?? []).map(task), next: answer.nextToken };
    },
    async cancelRun(id, signal) {
      await abortable(signal, (options) => client.send(new sdk.CancelRunCommand({ id }), options));
    },
    async deleteRun(id, signal) {
      await abortable(signal, (options) => client.send(new sdk.DeleteRunCommand({ id }), options));
    },
    async earlierRun(id, signal) {
      const command = new sdk.GetRunCommand({ id });
      return earlierRun(await abortable(signal, (options) => client.send(command, options)));
    },
    dispose: () => client.destroy(),
  };
}
