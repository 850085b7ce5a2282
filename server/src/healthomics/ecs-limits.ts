import type { Limit } from './limits.ts';
import type { FactTable } from './source.ts';

/** The API reference of RunTask as the SDKs carry it. */
export const ECS_API = {
  source: 'Amazon ECS API 2014-11-13, service model and reference of RunTask',
  date: '2026-11',
} as const satisfies Omit<FactTable<never>, 'rows'>;

/** Limits of RunTask; where they were read: `ECS_API`. */
export const ECS_LIMITS = {
  count: { value: 10, unit: 'count', what: 'tasks of one call' },
  /** All of the JSON text, its punctuation too. */
  overrides: { value: 8_192, unit: 'characters', what: 'the overrides of a task, as JSON' },
  /** The reference of RunTask says 6, the newer service model 20. */
  capacityProviders: { value: 20, unit: 'count', what: 'capacity providers of a strategy' },
  capacityProvidersOfGuide: { value: 6, unit: 'count', what: 'capacity providers of a strategy' },
  subnets: { value: 16, unit: 'count', what: 'subnets of a task' },
  securityGroups: { value: 5, unit: 'count', what: 'security groups of a task' },
  placementConstraints: { value: 10, unit: 'count', what: 'placement constraints of a task' },
  placementStrategies: { value: 5, unit: 'count', what: 'rules of a placement strategy' },
  expression: { value: 2_000, unit: 'characters', what: 'the expression of a placement constraint' },
  referenceId: { value: 1_024, unit: 'characters', what: 'the reference id' },
  startedBy: { value: 128, unit: 'characters', what: 'the name of who started a task' },
  clientToken: { value: 64, unit: 'characters', what: 'the client token' },
  throughput: { value: 1_000, unit: 'count', what: 'MiB/s of a volume' },
} as const satisfies Readonly<Record<string, Limit>>;

/**
 * How long to wait between two looks at a task, in milliseconds: what one call has done may not be seen by the next for
 * a while, so the pauses grow. Source: reference of RunTask.
 */
export const ECS_BACK_OFF = { shortest: 2_000, longest: 5 * 60_000 } as const;
