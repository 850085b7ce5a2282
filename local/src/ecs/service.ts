import type {
  DescribeClustersRequest,
  DescribeTaskDefinitionRequest,
  DescribeTasksRequest,
  ListClustersRequest,
  ListTaskDefinitionsRequest,
  ListTasksRequest,
  RegisterTaskDefinitionRequest,
  RunTaskRequest,
  StopTaskRequest,
} from '@aws-sdk/client-ecs';
import type { Clock } from '../clock.ts';
import { callerArn } from '../http/credentials.ts';
import type { Names } from '../identity.ts';
import { awsJson } from '../protocols/aws-json.ts';
import type { Protocol, RequestFacts } from '../protocols/protocol.ts';
import type { Turns } from '../turns.ts';
import { describeClusters, listClusters } from './clusters.ts';
import type { EcsContext } from './context.ts';
import { describeTaskDefinition, listTaskDefinitions, registerTaskDefinition } from './definitions.ts';
import { ecsNames } from './names.ts';
import { ECS_SHAPES } from './shapes.ts';
import { describeTasks, listTasks, runTask, stopTask } from './tasks.ts';

export const ECS_TARGET = 'AmazonEC2ContainerServiceV20141113';

export interface EcsOptions extends Pick<EcsContext, 'store' | 'director' | 'account'> {
  readonly names: Names;
  readonly clock: Clock;
  readonly turns: Turns;
}

/** Standalone tasks of Amazon ECS: clusters of the account, task definitions, tasks on the virtual clock. */
export function ecsService(options: EcsOptions): Protocol {
  const { clock, turns, names, ...rest } = options;
  const does =
    <Request extends object>(operation: (request: Request, context: EcsContext) => object) =>
    (request: object, { caller }: RequestFacts): Promise<object> =>
      turns.take(() =>
        operation(request as Request, {
          ...rest,
          names: ecsNames(names),
          caller: callerArn(names.accountId, caller),
          now: () => clock.now(),
        }),
      );
  return awsJson({
    target: ECS_TARGET,
    shapes: ECS_SHAPES,
    operations: {
      RunTask: does<RunTaskRequest>(runTask),
      DescribeTasks: does<DescribeTasksRequest>(describeTasks),
      StopTask: does<StopTaskRequest>(stopTask),
      ListTasks: does<ListTasksRequest>(listTasks),
      ListClusters: does<ListClustersRequest>(listClusters),
      DescribeClusters: does<DescribeClustersRequest>(describeClusters),
      ListTaskDefinitions: does<ListTaskDefinitionsRequest>(listTaskDefinitions),
      DescribeTaskDefinition: does<DescribeTaskDefinitionRequest>(describeTaskDefinition),
      RegisterTaskDefinition: does<RegisterTaskDefinitionRequest>(registerTaskDefinition),
    },
  });
}
