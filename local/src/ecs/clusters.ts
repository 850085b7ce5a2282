import type { DescribeClustersRequest, ListClustersRequest } from '@aws-sdk/client-ecs';
import type { EcsCluster } from '../account/account.ts';
import { ServiceError } from '../errors.ts';
import { pageOf } from '../pages.ts';
import type { EcsContext } from './context.ts';
import { checkedPage, pageSize } from './lists.ts';
import { shortName } from './names.ts';
import { stateOf } from './task-life.ts';

/** The cluster that a request names, `default` where it names none. */
export function clusterOf(name: string | undefined, context: EcsContext): EcsCluster {
  const wanted = shortName(name ?? 'default');
  const found = context.account().clusters.find((cluster) => cluster.name === wanted);
  if (found === undefined) throw new ServiceError('ClusterNotFoundException', 'Cluster not found.');
  return found;
}

export function listClusters(request: ListClustersRequest, context: EcsContext): object {
  const names = context
    .account()
    .clusters.map(({ name }) => name)
    .sort();
  const page = checkedPage(
    pageOf(names, {
      list: 'ListClusters',
      limit: pageSize(request.maxResults),
      token: request.nextToken,
      keyOf: (name) => name,
      comesAfter: (name, key) => name > key,
    }),
  );
  return { clusterArns: page.items.map((name) => context.names.cluster(name)), nextToken: page.nextToken };
}

export function describeClusters(request: DescribeClustersRequest, context: EcsContext): object {
  const { clusters: wanted = ['default'] } = request;
  const known = context.account().clusters;
  const found = wanted.map((name) => known.find((cluster) => cluster.name === shortName(name)));
  return {
    clusters: found.flatMap((cluster) => (cluster === undefined ? [] : [described(cluster, context)])),
    failures: wanted.flatMap((name, index) =>
      found[index] === undefined
        ? [{ arn: name.startsWith('arn:') ? name : context.names.cluster(name), reason: 'MISSING' }]
        : [],
    ),
  };
}

function described(cluster: EcsCluster, context: EcsContext): object {
  const states = [...context.store.ecsTasks.all()]
    .filter((task) => task.cluster === cluster.name)
    .map((task) => stateOf(task, context.now()).lastStatus);
  return {
    clusterArn: context.names.cluster(cluster.name),
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: cluster.instances?.length ?? 0,
    runningTasksCount: states.filter((status) => status === 'RUNNING').length,
    pendingTasksCount: states.filter((status) => status === 'PENDING' || status === 'PROVISIONING').length,
    activeServicesCount: 0,
    capacityProviders: [...(cluster.capacityProviders ?? [])],
    defaultCapacityProviderStrategy: (cluster.defaultStrategy ?? []).map((capacityProvider) => ({
      capacityProvider,
      weight: 1,
      base: 0,
    })),
    statistics: [],
    tags: [],
    settings: [],
  };
}
