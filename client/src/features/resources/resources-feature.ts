import { randomUUID } from 'node:crypto';
import { explainAnything, type BoundaryOptions } from '../../infrastructure/boundary.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { ListRefresh } from '../../infrastructure/list-refresh.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { RequestJournal } from '../../infrastructure/request-journal.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import { createViewState } from '../../infrastructure/view-state.ts';
import { paceFor } from '../../omics/pace.ts';
import { concernsEverything, isAnswer, isPassing } from '../../omics/service-errors.ts';
import type { Session } from '../../omics/session.ts';
import { resourceCommands } from './resource-commands.ts';
import { createResourceLists } from './resource-lists.ts';
import { createResourcesView } from './resources-view.ts';

export interface ResourcesFeaturePorts {
  readonly session: Session;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly prompts: Prompts;
  readonly failures: BoundaryOptions;
  readonly settings: () => Settings;
  readonly showText: (title: string, text: string) => Promise<void>;
}

export interface ResourcesFeature extends Disposable {
  /** Asks again for what its view shows. */
  refresh(): void;
  readonly commands: readonly Command[];
}

export function createResourcesFeature(ports: ResourcesFeaturePorts): ResourcesFeature {
  const { session, memory, clock, prompts, failures, settings, showText } = ports;
  const owned = new DisposableStore();
  const lists = createResourceLists(async () => (await session.servicesInBackground()).omics);
  const state = createViewState('omicsLens.resourcesState', () => view.redraw());
  const refresh = owned.add(
    new ListRefresh({
      clock,
      random: Math.random,
      pace: async () => paceFor((await session.servicesInBackground()).account),
      explain: async (error) => {
        const explanation = await explainAnything(error, failures);
        return { ...explanation, concerns: concernsEverything(explanation) ? 'all' : 'one' };
      },
      onState: (next) => state.set(next),
      isPassing,
    }),
  );
  const view = owned.add(
    createResourcesView({ lists, refresh, isReady: () => state.isReady, message: () => state.message }),
  );
  owned.add(session.changed(() => refresh.reset()));
  const journal = new RequestJournal<{ readonly requestId: string }>({
    memory,
    name: 'pendingResources',
    clock,
    newId: randomUUID,
    isAnswer,
  });
  return {
    refresh: () => refresh.refresh(),
    commands: resourceCommands({
      services: () => session.services(),
      refresh,
      prompts,
      journal,
      outputUri: () => settings().outputUri,
      showText,
    }),
    dispose: () => owned.dispose(),
  };
}
