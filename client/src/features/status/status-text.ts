import type { Account } from '../../omics/account.ts';

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly accessibleLabel: string;
}

/** What the status bar says: who runs are started for, and how many are alive. */
export function statusText(account: Account, alive: number): StatusText {
  const where = place(account);
  const runs = alive === 0 ? '' : ` $(sync~spin) ${alive}`;
  const spoken = alive === 0 ? '' : `, ${alive} ${alive === 1 ? 'run' : 'runs'} alive`;
  return {
    text: `${where.icon} ${where.short}${runs}`,
    tooltip: `Omics Lens: ${where.long}${spoken}. Click to change.`,
    accessibleLabel: `Omics Lens, ${where.long}${spoken}`,
  };
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
