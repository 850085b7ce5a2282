import type { WorkflowModel } from '@omics-lens/server/model/index.ts';
import type { Names } from '../identity.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RunRecord } from '../store/records.ts';
import type { Refusal } from '../workflows/reader.ts';
import type { Parameters } from './plan.ts';
import type { Timing } from './timing.ts';

/** A run whose way is not known yet. */
export type AcceptedRun = Omit<RunRecord, 'states'>;

/** The run cache that a run uses. */
export interface RunCacheFacts {
  readonly id: string;
  readonly uuid: string;
  readonly s3Uri: string;
  /** Where the result of a task with this fingerprint lies. */
  lookup(fingerprint: string): string | undefined;
}

/** All that a run's timeline follows from. */
export interface RunFacts {
  readonly run: AcceptedRun;
  readonly names: Names;
  readonly model: WorkflowModel;
  /** Path in the definition of a URI of the model. */
  readonly pathOf: (uri: string) => string;
  /** The text of a file of the definition, for places in the engine log. */
  readonly textOf: (path: string) => string | undefined;
  readonly parameters: Parameters;
  /** What the run fails of as soon as it runs. */
  readonly refusals: readonly Refusal[];
  readonly cache?: RunCacheFacts | undefined;
  readonly timing: Timing;
  readonly scenario: Scenario;
}

export function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

export function runStreamName(runId: string): string {
  return `run/${runId}`;
}

export function taskStreamName(runId: string, taskId: string): string {
  return `run/${runId}/task/${taskId}`;
}

export function engineStreamName(runId: string): string {
  return `run/${runId}/engine`;
}

export function cacheStreamName(cacheId: string, cacheUuid: string): string {
  return `runCache/${cacheId}/${cacheUuid}`;
}

export function manifestStreamName(runId: string, runUuid: string): string {
  return `manifest/run/${runId}/${runUuid}`;
}

/** Outputs go into a folder of the run, named by its id and UUID. Source: user guide, run outputs. */
export function outputUriOf(run: AcceptedRun): string {
  return `${run.settings.outputUri.replace(/\/+$/, '')}/${run.id}/${run.uuid}`;
}
