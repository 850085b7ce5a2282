import { PagedList } from '../../infrastructure/paged-list.ts';
import type { ResourcesApi, RunCache, RunGroup } from '../../omics/resources-api.ts';
import type { Named } from '../../omics/workflows-api.ts';

/** The lists of the view *Resources*; each is asked for when somebody opens it. */
export interface ResourceLists {
  readonly groups: PagedList<RunGroup>;
  readonly caches: PagedList<RunCache>;
  readonly configurations: PagedList<Named>;
}

export function createResourceLists(omics: () => Promise<ResourcesApi>): ResourceLists {
  return {
    groups: new PagedList({
      ask: async (token, signal) => (await omics()).listRunGroups(token, signal),
      isAlive: () => false,
    }),
    caches: new PagedList({
      ask: async (token, signal) => (await omics()).listRunCaches(token, signal),
      isAlive: () => false,
    }),
    configurations: new PagedList({
      ask: async (token, signal) => (await omics()).listConfigurations(token, signal),
      isAlive: ({ status }) => status === 'CREATING' || status === 'UPDATING' || status === 'DELETING',
    }),
  };
}
