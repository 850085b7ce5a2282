import type { ResourcesApi } from '../resources-api.ts';
import { abortable } from './clients.ts';
import { lastingChange, named, page, pageOf, present, type OmicsSdk } from './omics-answers.ts';

/** API model: `maxResults` of ListConfigurations is 1 to 10. */
const PAGE_OF_CONFIGURATIONS = 10;

/** Run groups, run caches, configurations and tags through the SDK. */
export function awsResources({ sdk, client }: OmicsSdk): ResourcesApi {
  return {
    async listRunGroups(token, signal) {
      const command = new sdk.ListRunGroupsCommand(page(token));
      const answer = await abortable(signal, (options) => client.send(command, options));
      return pageOf(answer, ({ maxCpus, maxGpus, maxRuns, maxDuration }, common) => {
        return { ...common, maxCpus, maxGpus, maxRuns, maxDuration };
      });
    },
    async createRunGroup(request) {
      const answer = await client.send(new sdk.CreateRunGroupCommand(request));
      return { id: present(answer.id, 'id') };
    },
    async updateRunGroup(id, change) {
      await client.send(new sdk.UpdateRunGroupCommand({ id, ...change }));
    },
    async deleteRunGroup(id) {
      await lastingChange(() => client.send(new sdk.DeleteRunGroupCommand({ id })));
    },

    async listRunCaches(token, signal) {
      const command = new sdk.ListRunCachesCommand(page(token));
      const answer = await abortable(signal, (options) => client.send(command, options));
      return pageOf(answer, ({ cacheBehavior, cacheS3Uri }, common) => {
        return { ...common, cacheBehavior, cacheS3Uri };
      });
    },
    async getRunCache(id) {
      const { name, description, cacheBehavior } = await client.send(new sdk.GetRunCacheCommand({ id }));
      return {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(cacheBehavior === undefined ? {} : { cacheBehavior }),
      };
    },
    async createRunCache(request) {
      const answer = await client.send(new sdk.CreateRunCacheCommand(request));
      return { id: present(answer.id, 'id') };
    },
    async updateRunCache(id, change) {
      await client.send(new sdk.UpdateRunCacheCommand({ id, ...change }));
    },
    async deleteRunCache(id) {
      await lastingChange(() => client.send(new sdk.DeleteRunCacheCommand({ id })));
    },

    async listConfigurations(token, signal) {
      const command = new sdk.ListConfigurationsCommand({
        ...page(token),
        maxResults: PAGE_OF_CONFIGURATIONS,
      });
      const answer = await abortable(signal, (options) => client.send(command, options));
      const items = answer.items?.map((item) => ({ ...item, id: item.name, name: item.description }));
      return named({ items, nextToken: answer.nextToken });
    },
    async createConfiguration({ securityGroupIds, subnetIds, ...request }) {
      const vpcConfig = { securityGroupIds: [...securityGroupIds], subnetIds: [...subnetIds] };
      await client.send(new sdk.CreateConfigurationCommand({ ...request, runConfigurations: { vpcConfig } }));
      return { name: request.name };
    },
    async getConfiguration(name, signal) {
      const command = new sdk.GetConfigurationCommand({ name });
      const answer = await abortable(signal, (options) => client.send(command, options));
      const vpc = answer.runConfigurations?.vpcConfig;
      return {
        id: name,
        name,
        arn: answer.arn,
        description: answer.description,
        status: answer.status,
        creationTime: answer.creationTime?.getTime(),
        vpcId: vpc?.vpcId,
        securityGroupIds: vpc?.securityGroupIds ?? [],
        subnetIds: vpc?.subnetIds ?? [],
      };
    },
    async deleteConfiguration(name) {
      await lastingChange(() => client.send(new sdk.DeleteConfigurationCommand({ name })));
    },

    async listTags(arn) {
      return (await client.send(new sdk.ListTagsForResourceCommand({ resourceArn: arn }))).tags ?? {};
    },
    async addTags(arn, tags) {
      await client.send(new sdk.TagResourceCommand({ resourceArn: arn, tags: { ...tags } }));
    },
    async removeTags(arn, keys) {
      await client.send(new sdk.UntagResourceCommand({ resourceArn: arn, tagKeys: [...keys] }));
    },
  };
}
