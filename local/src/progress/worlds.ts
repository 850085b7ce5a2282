import { digestOf } from '../identity.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Timing } from '../simulation/timing.ts';
import type { Store } from '../store/store.ts';

/** What a run or a batch plays from its beginning to its end, whatever is played meanwhile. */
export interface World {
  readonly scenario: Pick<Scenario, 'tasks' | 'runs' | 'submissions'>;
  readonly timing: Timing;
}

/** Worlds by name: there are few of them, and each run names the one that it lives in. */
export interface Worlds {
  keep(scenario: Scenario, timing: Timing): string;
  read(name: string): World;
}

export function worldsIn(store: Store): Worlds {
  const kept = new Map<string, World>();
  return {
    keep({ tasks, runs, submissions }, timing) {
      const world: World = {
        scenario: {
          ...(tasks !== undefined && { tasks }),
          ...(runs !== undefined && { runs }),
          ...(submissions !== undefined && { submissions }),
        },
        timing,
      };
      const text = JSON.stringify(world);
      const name = digestOf(text);
      if (!kept.has(name)) store.blobs.put(name, new TextEncoder().encode(text));
      kept.set(name, world);
      return name;
    },
    read(name) {
      const known = kept.get(name);
      if (known !== undefined) return known;
      const bytes = store.blobs.get(name);
      if (bytes === undefined) throw new Error(`The scenario ${name} is gone.`);
      const world = JSON.parse(new TextDecoder().decode(bytes)) as World;
      kept.set(name, world);
      return world;
    },
  };
}
