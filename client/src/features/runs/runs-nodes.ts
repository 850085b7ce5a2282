import { groupOf, type RunGrouping } from './run-filter.ts';
import type { RunState } from './run-store.ts';

export interface RunNode {
  readonly kind: 'run';
  readonly runId: string;
}

export interface GroupNode {
  readonly kind: 'group';
  readonly key: string;
  readonly label: string;
  readonly runs: readonly RunNode[];
}

/** Runs in their order, or under headings. */
export function runNodes(
  runs: readonly RunState[],
  grouping: RunGrouping,
): readonly RunNode[] | readonly GroupNode[] {
  if (grouping === 'none') return runs.map(({ run }) => node(run.id));
  const groups = new Map<string, { readonly label: string; readonly runs: RunNode[] }>();
  for (const { run } of runs) {
    const { key, label } = groupOf(run, grouping);
    const group = groups.get(key) ?? { label, runs: [] };
    group.runs.push(node(run.id));
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([key, { label, runs: own }]) => ({ kind: 'group', key, label, runs: own }));
}

function node(runId: string): RunNode {
  return { kind: 'run', runId };
}
