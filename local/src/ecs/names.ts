import type { Names } from '../identity.ts';

/** Names and ARNs of what Amazon ECS holds, in the account and the Region of the simulation. */
export interface EcsNames {
  cluster(name: string): string;
  definition(id: string): string;
  task(cluster: string, id: string): string;
  container(cluster: string, id: string, name: string): string;
}

export function ecsNames({ region, accountId }: Names): EcsNames {
  const arn = (resource: string): string => `arn:aws:ecs:${region}:${accountId}:${resource}`;
  return {
    cluster: (name) => arn(`cluster/${name}`),
    definition: (id) => arn(`task-definition/${id}`),
    task: (cluster, id) => arn(`task/${cluster}/${id}`),
    container: (cluster, id, name) => arn(`container/${cluster}/${id}/${name}`),
  };
}

/** The short name in a name or an ARN: what stands behind the last slash. */
export function shortName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
}
