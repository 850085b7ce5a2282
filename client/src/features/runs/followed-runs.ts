import type { Disposable } from '../../infrastructure/disposables.ts';
import { isAlive } from '../../omics/omics-api.ts';
import type { RunRefresh } from './run-refresh.ts';
import type { RunStore } from './run-store.ts';
import { endingSentence } from './run-view.ts';

/** The runs as somebody who follows one sees them: its tasks as they appear, and its end. */
export function followedRuns(store: RunStore, refresh: RunRefresh) {
  return {
    get(runId: string) {
      const state = store.get(runId);
      if (!state) return undefined;
      const { run, tasks, settled } = state;
      return {
        id: run.id,
        arn: run.arn,
        name: run.name ?? run.id,
        createdAt: run.creationTime,
        tasks: tasks?.map(({ id, name, status }) => ({ id, name, alive: isAlive(status) })),
        settled,
        ending: endingSentence(run),
      };
    },
    changed: store.changed,
    watch: (runId: string): Disposable => refresh.watch(runId),
  };
}
