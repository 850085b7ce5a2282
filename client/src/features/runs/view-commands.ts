import type { Command } from '../../infrastructure/commands.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { chooseFilter, chooseGrouping } from './choose-filter.ts';
import { EVERY_RUN, type RunFilter, type RunGrouping } from './run-filter.ts';
import type { RunRefresh } from './run-refresh.ts';

export interface ViewCommandsPorts {
  readonly refresh: Pick<RunRefresh, 'filter' | 'showNewest'>;
  readonly prompts: Pick<Prompts, 'pick' | 'ask'>;
  readonly setFilter: (filter: RunFilter) => void;
  readonly grouping: () => RunGrouping;
  readonly setGrouping: (grouping: RunGrouping) => Promise<void>;
  readonly showMoreTasks: (runId: string) => void;
}

/** Commands about how the view shows runs, and which. */
export function viewCommands(ports: ViewCommandsPorts): readonly Command[] {
  const { refresh, prompts, setFilter, grouping, setGrouping, showMoreTasks } = ports;
  return [
    {
      name: 'omicsLens.filterRuns',
      action: 'filter the runs',
      run: async () => setFilter(await chooseFilter(refresh.filter, prompts)),
    },
    {
      name: 'omicsLens.clearRunFilter',
      action: 'show all runs',
      run: () => Promise.resolve(setFilter(EVERY_RUN)),
    },
    {
      name: 'omicsLens.groupRuns',
      action: 'group the runs',
      run: async () => setGrouping(await chooseGrouping(grouping(), prompts)),
    },
    {
      name: 'omicsLens.showNewestRuns',
      action: 'show the newest runs',
      run: () => Promise.resolve(refresh.showNewest()),
    },
    {
      name: 'omicsLens.loadMoreTasks',
      action: 'show more tasks',
      run: (argument) => Promise.resolve(showMoreTasks((argument as { readonly runId: string }).runId)),
    },
  ];
}
