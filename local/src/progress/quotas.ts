import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TaskTimeline } from '../simulation/timeline.ts';
import { isOver } from '../simulation/timeline.ts';
import type { RunGroupRecord, RunRecord } from '../store/records.ts';

/** What the account may have at the same time. */
export interface Quotas {
  readonly activeRunsDynamic: number;
  readonly activeRunsStatic: number;
  readonly activeGpus: number;
  /** Runs that are kept, active or not. */
  readonly runs: number;
}

export function quotasOf(scenario: Scenario): Quotas {
  return {
    activeRunsDynamic: LIMITS.activeRunsDynamic.value,
    activeRunsStatic: LIMITS.activeRunsStatic.value,
    activeGpus: LIMITS.activeGpus.value,
    runs: LIMITS.runs.value,
    ...scenario.quotas,
  };
}

/** What a run takes while it is active: the most at any moment. */
export interface Demand {
  readonly cpus: number;
  readonly gpus: number;
}

export function demandOf(tasks: readonly TaskTimeline[]): Demand {
  const changes = tasks.flatMap((task) => {
    const from = task.states.find((state) => state.status === 'STARTING')?.at;
    const to = task.states.find((state) => isOver(state.status))?.at;
    if (from === undefined || to === undefined) return [];
    return [
      { at: from, cpus: task.cpus, gpus: task.gpus },
      { at: to, cpus: -task.cpus, gpus: -task.gpus },
    ];
  });
  // What ends makes room for what begins at the same moment.
  changes.sort((a, b) => a.at - b.at || a.cpus - b.cpus);
  let [cpus, gpus, mostCpus, mostGpus] = [0, 0, 0, 0];
  for (const change of changes) {
    cpus += change.cpus;
    gpus += change.gpus;
    mostCpus = Math.max(mostCpus, cpus);
    mostGpus = Math.max(mostGpus, gpus);
  }
  return { cpus: mostCpus, gpus: mostGpus };
}

interface Use extends Demand {
  readonly runs: number;
}

/** The runs that are active now, and what they take together. */
export class ActiveRuns {
  readonly #demands = new Map<string, Demand>();
  readonly #uses = new Map<string, Use>();

  has(id: string): boolean {
    return this.#demands.has(id);
  }

  add(run: RunRecord, demand: Demand): void {
    this.#demands.set(run.id, demand);
    this.#count(run, demand, 1);
  }

  remove(run: RunRecord): void {
    const demand = this.#demands.get(run.id);
    if (demand === undefined) return;
    this.#demands.delete(run.id);
    this.#count(run, demand, -1);
  }

  /** Whether one more run fits. One that is larger than its group allows runs alone rather than never. */
  fits(run: RunRecord, demand: Demand, quotas: Quotas, group: RunGroupRecord | undefined): boolean {
    const most = run.settings.storageType === 'DYNAMIC' ? quotas.activeRunsDynamic : quotas.activeRunsStatic;
    if (this.#use(run.settings.storageType).runs >= most) return false;
    const all = this.#use('all');
    if (demand.gpus > 0 && all.gpus > 0 && all.gpus + demand.gpus > quotas.activeGpus) return false;
    if (group === undefined) return true;
    const own = this.#use(`group ${group.id}`);
    if (own.runs === 0) return true;
    const { maxRuns = Infinity, maxCpus = Infinity, maxGpus = Infinity } = group;
    return own.runs < maxRuns && own.cpus + demand.cpus <= maxCpus && own.gpus + demand.gpus <= maxGpus;
  }

  #use(name: string): Use {
    return this.#uses.get(name) ?? { runs: 0, cpus: 0, gpus: 0 };
  }

  #count(run: RunRecord, demand: Demand, sign: 1 | -1): void {
    const { storageType, runGroupId } = run.settings;
    const names = ['all', storageType, ...(runGroupId === undefined ? [] : [`group ${runGroupId}`])];
    for (const name of names) {
      const { runs, cpus, gpus } = this.#use(name);
      this.#uses.set(name, {
        runs: runs + sign,
        cpus: cpus + sign * demand.cpus,
        gpus: gpus + sign * demand.gpus,
      });
    }
  }
}
