import type { Place } from '@omics-lens/server/protocol/index.ts';

/** Something that a preflight has to say about one place. */
export interface Finding {
  /** Kebab-case, unique. */
  readonly code: string;
  /** `error`: the run fails or does not start. `information`: it could not be checked. */
  readonly severity: 'error' | 'warning' | 'information';
  /** One sentence. */
  readonly message: string;
  /** Why, and what to do. */
  readonly note?: string;
  readonly place: Place;
}

/** What a check found, and the permissions that would mend it. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly needs?: readonly Need[];
}

/** A permission that somebody lacks. */
export interface Need {
  /** `role`: the run's role; `caller`: whoever starts it; `trust`: the role lets HealthOmics take it on; `repository`: it lets HealthOmics pull. */
  readonly who: 'role' | 'caller' | 'trust' | 'repository';
  readonly action: string;
  /** An ARN; the name of the repository for `repository`. */
  readonly resource: string;
}
