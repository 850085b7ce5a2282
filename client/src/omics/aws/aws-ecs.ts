import type * as Sdk from '@aws-sdk/client-ecs';
import type {
  ECSClient,
  RegisterTaskDefinitionCommandInput,
  RunTaskCommandInput,
  Task,
} from '@aws-sdk/client-ecs';
import type { EcsTask, TasksOnEcsApi } from '../tasks-on-ecs-api.ts';
import { abortable, clientConfiguration, type Connection } from './clients.ts';
import { present } from './omics-answers.ts';

/** The most that DescribeClusters takes. Source: reference of DescribeClusters. */
const CLUSTERS_AT_ONCE = 100;

/** Amazon ECS through the SDK; the package is loaded, and the client made, with the first question. */
export function awsEcs(connection: Connection): TasksOnEcsApi & { dispose(): void } {
  let client: ECSClient | undefined;
  let loading: Promise<typeof Sdk> | undefined;
  const ready = async () => {
    loading ??= import('@aws-sdk/client-ecs');
    const sdk = await loading;
    const configuration = await clientConfiguration(connection, connection.endpoints.ecs);
    client ??= new sdk.ECSClient(configuration);
    return { sdk, client };
  };
  return {
    async clusters(signal) {
      const { sdk, client } = await ready();
      const arns: string[] = [];
      let nextToken: string | undefined;
      do {
        const command = new sdk.ListClustersCommand(nextToken === undefined ? {} : { nextToken });
        const page = await abortable(signal, (options) => client.send(command, options));
        arns.push(...(page.clusterArns ?? []));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      const found = [];
      for (let from = 0; from < arns.length; from += CLUSTERS_AT_ONCE) {
        const command = new sdk.DescribeClustersCommand({
          clusters: arns.slice(from, from + CLUSTERS_AT_ONCE),
        });
        const { clusters = [] } = await abortable(signal, (options) => client.send(command, options));
        found.push(...clusters);
      }
      return found
        .map((cluster) => ({
          name: present(cluster.clusterName, 'clusterName'),
          arn: present(cluster.clusterArn, 'clusterArn'),
          capacityProviders: cluster.capacityProviders ?? [],
          instances: cluster.registeredContainerInstancesCount ?? 0,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },

    async definitions(signal) {
      const { sdk, client } = await ready();
      const command = new sdk.ListTaskDefinitionsCommand({ status: 'ACTIVE', sort: 'DESC' });
      const { taskDefinitionArns = [] } = await abortable(signal, (options) => client.send(command, options));
      return taskDefinitionArns.map(lastPart);
    },

    async definition(name, signal) {
      const { sdk, client } = await ready();
      const command = new sdk.DescribeTaskDefinitionCommand({ taskDefinition: name });
      const answer = await abortable(signal, (options) => client.send(command, options));
      const definition = present(answer.taskDefinition, 'taskDefinition');
      return {
        name: lastPart(present(definition.taskDefinitionArn, 'taskDefinitionArn')),
        networkMode: definition.networkMode,
        compatibilities: definition.compatibilities ?? [],
        containers: (definition.containerDefinitions ?? []).map((container) => {
          const { logDriver, options } = container.logConfiguration ?? {};
          const group = logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
          return {
            name: present(container.name, 'name'),
            essential: container.essential ?? true,
            entryPoint: container.entryPoint ?? [],
            log: group === undefined ? undefined : { group, prefix: options?.['awslogs-stream-prefix'] },
          };
        }),
      };
    },

    async register(definition) {
      const { sdk, client } = await ready();
      const input = definition as unknown as RegisterTaskDefinitionCommandInput;
      const answer = await client.send(new sdk.RegisterTaskDefinitionCommand(input));
      return lastPart(present(answer.taskDefinition?.taskDefinitionArn, 'taskDefinitionArn'));
    },

    async run(request) {
      const { sdk, client } = await ready();
      // What a file holds was checked where it is written; the service says what it does not take.
      const answer = await client.send(new sdk.RunTaskCommand(request as unknown as RunTaskCommandInput));
      return {
        tasks: (answer.tasks ?? []).map(task),
        failures: (answer.failures ?? []).map(({ arn, reason, detail }) => ({
          arn,
          reason: reason ?? 'UNKNOWN',
          detail,
        })),
      };
    },

    async look(cluster, arns, signal) {
      const { sdk, client } = await ready();
      const command = new sdk.DescribeTasksCommand({
        tasks: [...arns],
        ...(cluster === undefined ? {} : { cluster }),
      });
      const answer = await abortable(signal, (options) => client.send(command, options));
      return (answer.tasks ?? []).map(task);
    },

    async stop(cluster, arn, reason) {
      const { sdk, client } = await ready();
      await client.send(
        new sdk.StopTaskCommand({ task: arn, reason, ...(cluster === undefined ? {} : { cluster }) }),
      );
    },

    dispose: () => client?.destroy(),
  };
}

function task(found: Task): EcsTask {
  return {
    arn: present(found.taskArn, 'taskArn'),
    definition: lastPart(found.taskDefinitionArn ?? ''),
    status: found.lastStatus ?? 'UNKNOWN',
    stopCode: found.stopCode,
    stoppedReason: found.stoppedReason,
    containers: (found.containers ?? []).map(({ name, exitCode, reason }) => ({
      name: name ?? '',
      exitCode,
      reason,
    })),
  };
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
