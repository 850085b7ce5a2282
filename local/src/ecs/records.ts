import type { RegisterTaskDefinitionRequest, RunTaskRequest } from '@aws-sdk/client-ecs';
import type { RequestRecord } from '../store/records.ts';
import type { EcsRule } from '../scenario/scenario.ts';

/** One revision of a task definition; its id is `family:revision`. */
export interface DefinitionRecord {
  readonly family: string;
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly registeredAt: number;
  readonly registeredBy: string;
  readonly definition: RegisterTaskDefinitionRequest;
}

/** A standalone task. What becomes of it is decided when it is placed; only a stop changes it afterwards. */
export interface TaskRecord {
  /** 32 hexadecimal digits: the last part of its ARN. */
  readonly id: string;
  readonly cluster: string;
  /** `family:revision` */
  readonly definition: string;
  /** Where it runs: a launch type, or the capacity provider that was chosen. */
  readonly capacity: { readonly launchType: string; readonly provider?: string };
  readonly request: RunTaskRequest;
  readonly createdAt: number;
  /** What the scenario wants of it; a plain success where absent. */
  readonly rule?: EcsRule | undefined;
  readonly stop?: { readonly at: number; readonly reason: string };
}

/** All tasks of one call of RunTask that carried a client token; its id is the token. */
export interface PlacementRecord {
  readonly tasks: readonly string[];
  readonly request: RequestRecord;
}
