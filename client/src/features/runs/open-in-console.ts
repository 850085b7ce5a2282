import { UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { Account } from '../../omics/account.ts';
import { consoleAddress, type ConsoleTarget } from '../../omics/console-address.ts';
import type { Run } from '../../omics/omics-api.ts';

export interface OpenInConsolePorts {
  readonly account: () => Promise<Account>;
  readonly prompts: Pick<Prompts, 'pick'>;
  readonly open: (address: string) => Promise<void>;
  readonly now: () => number;
}

/** Opens a page of the AWS console that is about a run. */
export async function openInConsole(run: Run, ports: OpenInConsolePorts): Promise<void> {
  const { kind, region } = await ports.account();
  if (kind !== 'aws' || region === undefined) {
    throw new UserError({
      code: 'no-console',
      sentence: 'Runs of a simulation are not in the AWS console.',
    });
  }
  const target = await ports.prompts.pick('Open in the AWS console', pagesOf(run, ports.now()));
  if (target !== undefined) await ports.open(consoleAddress(target, region));
}

/** CloudTrail shows events some minutes late, and the request that started a run comes before its creation. */
const AROUND = 15 * 60 * 1000;

export function pagesOf(run: Run, now: number) {
  const { id, workflowId, creationTime = now, stopTime = now } = run;
  const pages: { readonly label: string; readonly detail: string; readonly value: ConsoleTarget }[] = [
    { label: 'Run', detail: 'HealthOmics', value: { kind: 'run', id } },
    ...(workflowId === undefined
      ? []
      : [{ label: 'Workflow', detail: 'HealthOmics', value: { kind: 'workflow', id: workflowId } as const }]),
    {
      label: 'Log Streams of the Run',
      detail: 'CloudWatch Logs',
      value: { kind: 'logs', prefix: `run/${id}` },
    },
    {
      label: 'Requests around the Run',
      detail: 'CloudTrail',
      value: { kind: 'events', from: creationTime - AROUND, to: stopTime + AROUND },
    },
    { label: 'Metrics', detail: 'CloudWatch', value: { kind: 'metrics' } },
  ];
  return pages;
}
