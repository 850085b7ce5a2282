import {
  ecsPlacementFailure,
  ecsStopReason,
  exitCodeMeaning,
} from '@omics-lens/server/healthomics/ecs-reasons.ts';
import type { EcsFailure, EcsTask } from '../../omics/tasks-on-ecs-api.ts';

/** Why a task was not placed, and what to do, as sentences. */
export function explainPlacement(failure: EcsFailure, title: string): string {
  const known = ecsPlacementFailure(failure.reason);
  const said = failure.detail === undefined ? failure.reason : `${failure.reason}, ${failure.detail}`;
  return known === undefined
    ? `Task '${title}' was not placed (${said}). Look the reason up in the documents of Amazon ECS.`
    : `Task '${title}' ${known.meaning} (${said}). ${known.remedy}`;
}

/** How a task ended. `isGood` only when every container ended with 0. */
export interface TaskEnd {
  readonly isGood: boolean;
  /** What happened, why and what to do, as sentences. */
  readonly sentence: string;
}

export function explainEnd(task: EcsTask, title: string): TaskEnd {
  const failed = task.containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
  const ended = task.containers.some(({ exitCode }) => exitCode === 0);
  const reason = task.containers.find((container) => container.reason !== undefined)?.reason;
  const isExit = task.stopCode === undefined || task.stopCode === 'EssentialContainerExited';
  if (isExit && reason === undefined && failed === undefined && ended) {
    return { isGood: true, sentence: `Task '${title}' ended well.` };
  }
  // A container that ran out of memory or was not pulled says more than the code with which it ended.
  const told = ecsStopReason(reason, task.stoppedReason, isExit ? undefined : task.stopCode);
  const isTelling = told !== undefined && told.code !== 'EssentialContainerExited';
  if (isTelling)
    return { isGood: false, sentence: sentence(title, told.meaning, said(task, reason), told.remedy) };
  if (failed?.exitCode !== undefined)
    return { isGood: false, sentence: exitSentence(title, failed.exitCode, reason) };
  return {
    isGood: false,
    sentence: sentence(title, 'stopped', said(task, reason), 'Read its log; Amazon ECS says no more.'),
  };
}

function exitSentence(title: string, exitCode: number, reason: string | undefined): string {
  const known = exitCodeMeaning(exitCode);
  const means = known === undefined ? '' : `: ${known.meaning}`;
  return sentence(
    title,
    `failed with exit code ${exitCode}${means}`,
    reason,
    known?.remedy ?? 'The last lines of its log are the cause most of the time.',
  );
}

function sentence(title: string, what: string, why: string | undefined, remedy: string): string {
  const reason = why === undefined ? '' : ` (${why.replace(/\.$/, '')})`;
  return `Task '${title}' ${what}${reason}. ${remedy}`;
}

function said(task: EcsTask, reason: string | undefined): string | undefined {
  return reason ?? task.stoppedReason ?? task.stopCode;
}
