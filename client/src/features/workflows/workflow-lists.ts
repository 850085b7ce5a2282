import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { PagedList } from '../../infrastructure/paged-list.ts';
import type { Named, SharedWorkflow, WorkflowsApi } from '../../omics/workflows-api.ts';

/** The lists of the view *Workflows*; each is asked for when somebody opens it. */
export interface WorkflowLists {
  readonly own: PagedList<Named>;
  readonly shared: PagedList<SharedWorkflow>;
  readonly ready2run: PagedList<Named>;
  /** The versions of a workflow; `ownerId` for one that is shared. */
  versions(workflowId: string, ownerId?: string): PagedList<Named>;
  /** Another account: versions belong to workflows of the old one. */
  forgetVersions(): void;
}

/** Pages of 100: as many as the quota of workflows fills. */
const ALL_PAGES = LIMITS.workflows.value / 100;

export function createWorkflowLists(omics: () => Promise<WorkflowsApi>): WorkflowLists {
  const named = (
    ask: (
      api: WorkflowsApi,
      token: string | undefined,
      signal: AbortSignal,
    ) => ReturnType<WorkflowsApi['listWorkflows']>,
  ) =>
    new PagedList<Named>({
      ask: async (token, signal) => ask(await omics(), token, signal),
      isAlive: ({ status }) => isUnderWayStatus(status),
    });
  const versions = new Map<string, PagedList<Named>>();
  return {
    own: named((api, token, signal) => api.listWorkflows('PRIVATE', token, signal)),
    ready2run: named((api, token, signal) => api.listWorkflows('READY2RUN', token, signal)),
    shared: new PagedList<SharedWorkflow>({
      ask: async (token, signal) => (await omics()).listSharedWorkflows(token, signal),
      isAlive: ({ status }) => status === 'ACTIVATING' || status === 'DELETING',
    }),
    versions(workflowId, ownerId) {
      const key = `${ownerId ?? ''}/${workflowId}`;
      const known = versions.get(key);
      if (known) return known;
      const list = named((api, token, signal) =>
        api.listWorkflowVersions(workflowId, token, signal, ownerId),
      );
      versions.set(key, list);
      return list;
    },
    forgetVersions: () => versions.clear(),
  };
}

/** What is looked for may stand on any page: all are read. */
export function wantAllPages(list: { want(pages: number): void }): void {
  list.want(ALL_PAGES);
}

function isUnderWayStatus(status: string | undefined): boolean {
  return status === 'CREATING' || status === 'UPDATING';
}
