import { count } from '../../infrastructure/readable.ts';
import type { Account } from '../../omics/account.ts';

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly accessibleLabel: string;
}

/** What is going on, as far as the window knows. */
export interface RunningWork {
  readonly runs: number;
  /** There are more than were loaded. */
  readonly moreRuns: boolean;
  /** Of all batches that are alive together: runs that are over, and all. */
  readonly batches: { readonly count: number; readonly settled: number; readonly total: number };
}

/** What the status bar says: who runs are started for, how many are alive, and how far batches are. */
export function statusText(account: Account, { runs, moreRuns, batches }: RunningWork): StatusText {
  const where = place(account);
  const number = `${count(runs)}${moreRuns ? '+' : ''}`;
  const progress = `${count(batches.settled)}/${count(batches.total)}`;
  const shown = [
    ...(runs === 0 ? [] : [`$(sync~spin) ${number}`]),
    ...(batches.count === 0 ? [] : [`$(run-all) ${batches.total === 0 ? batches.count : progress}`]),
  ];
  const spoken = [
    ...(runs === 0 ? [] : [`${number} ${number === '1' ? 'run' : 'runs'} alive`]),
    ...(batches.count === 0 ? [] : [batchesSpoken(batches)]),
  ].map((part) => `, ${part}`);
  return {
    text: [`${where.icon} ${where.short}`, ...shown].join(' '),
    tooltip: `Omics Lens: ${where.long}${spoken.join('')}. Click to change.`,
    accessibleLabel: `Omics Lens, ${where.long}${spoken.join('')}`,
  };
}

function batchesSpoken({ count: batches, settled, total }: RunningWork['batches']): string {
  const words = batches === 1 ? '1 batch alive' : `${batches} batches alive`;
  return total === 0 ? words : `${words} with ${count(settled)} of ${count(total)} runs over`;
}

function place({ kind, profile, region, endpoints, configured }: Account) {
  if (kind === 'local') {
    return {
      icon: '$(beaker)',
      short: 'Local HealthOmics',
      long: 'local HealthOmics, a simulation on this machine',
    };
  }
  if (kind === 'endpoint') {
    const host = hostOf(endpoints.omics ?? '');
    return {
      icon: '$(beaker)',
      short: `HealthOmics at ${host}`,
      long: `HealthOmics at ${endpoints.omics ?? ''}, not AWS`,
    };
  }
  if (!configured) return { icon: '$(cloud)', short: 'No AWS credentials', long: 'no AWS credentials found' };
  const at = region ?? 'no Region';
  return { icon: '$(cloud)', short: `${profile} · ${at}`, long: `AWS profile ${profile}, ${at}` };
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
