import type { PlacedValue, PreflightFactsResult, Place } from '@omics-lens/server/protocol/index.ts';
import type { Report } from '../../infrastructure/prompts.ts';
import type { Account } from '../../omics/account.ts';
import type { IdentityApi } from '../../omics/identity-api.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { PreflightApi } from '../../omics/preflight-api.ts';
import type { Finding, Need } from './finding.ts';

/** The run or batch that is about to be started. */
export interface PreflightSubject {
  /** For people. */
  readonly title: string;
  /** The file that was started from; absent for a run that is repeated or put together by hand. */
  readonly uri: string | undefined;
  /** The parameter file, where `uri` is a workflow file. */
  readonly parameters: string | undefined;
  /** Members of StartRun, as far as they are known before it is sent. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Whether the definition has to be made known to the service first. */
  readonly workflow: 'to-be-created' | 'in-the-request';
  /** Where it is a batch: `request` holds what its runs share. */
  readonly batch?: PreflightBatch;
}

export interface PreflightBatch {
  /** Its runs, for where the file is too long to be read by the language server, or there is none. */
  entries(): readonly unknown[];
  /** Where HealthOmics reads the runs from; absent where the request holds them. */
  readonly list: { readonly uri: string; readonly written: 'already' | 'when-it-starts' } | undefined;
}

/** What every check is given. Questions are asked at the service's pace, and once. */
export interface PreflightContext {
  readonly subject: PreflightSubject;
  readonly facts: PreflightFactsResult;
  readonly account: Account & { readonly region: string };
  readonly api: PreflightApi;
  readonly omics: Pick<OmicsApi, 'describeWorkflow' | 'getConfiguration'>;
  readonly identity: IdentityApi;
  readonly signal: AbortSignal;
  readonly report: Report;
}

/** A text member of the request. */
export function textOf({ subject }: PreflightContext, member: string): string | undefined {
  const value = subject.request[member];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Where a member of the request stands with the value that counts, or the beginning of the file. */
export function placeOf({ facts, subject }: PreflightContext, member: string): Place {
  const value = subject.request[member];
  const named = facts.members.filter(({ name }) => name === member);
  const same = named.find((each: PlacedValue) => each.value === value);
  return (same ?? named.find((each) => each.value !== ''))?.place ?? facts.place;
}

/** What could not be asked is said, and no more. */
export function unchecked(
  what: string,
  action: string,
  place: Place,
  resource = '*',
): { readonly finding: Finding; readonly need: Need } {
  return {
    finding: {
      code: 'preflight-unchecked',
      severity: 'information',
      message: `Not checked: ${what}. Your credentials lack the permission '${action}'.`,
      note: 'The run may be fine. With the permission, the preflight can tell.',
      place,
    },
    need: { who: 'caller', action, resource },
  };
}

/** `arn:aws-cn` in China. The partition of a Region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
