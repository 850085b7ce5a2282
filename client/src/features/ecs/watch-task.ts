import { ECS_BACK_OFF } from '@omics-lens/server/healthomics/ecs-limits.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import { isThrottling } from '../../omics/service-errors.ts';
import type { EcsTask, TasksOnEcsApi } from '../../omics/tasks-on-ecs-api.ts';

export interface WatchOptions {
  readonly api: Pick<TasksOnEcsApi, 'look'>;
  readonly cluster: string | undefined;
  readonly arns: readonly string[];
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Whether asking again can succeed. */
  readonly isPassing: (error: unknown) => Promise<boolean>;
  readonly onChange: (task: EcsTask) => void;
}

const SLOWER = 2;
const JITTER = 0.2;

/**
 * Looks at tasks until all have stopped; gives how each was seen last. The pauses double from seconds to minutes, as the
 * service asks for, and begin anew when something has changed. A task that nobody knows may not be known yet; one that
 * stays unknown for the longest pause is given up. Ends early when the signal aborts.
 */
export async function watchTasks(options: WatchOptions, signal: AbortSignal): Promise<readonly EcsTask[]> {
  const { api, cluster, arns, clock, random, onChange } = options;
  const seen = new Map<string, EcsTask>();
  let pause: number = ECS_BACK_OFF.shortest;
  let unknownSince: number | undefined;
  while (!signal.aborted) {
    await clock.sleep(Math.round(pause * (1 + JITTER * (2 * random() - 1))), signal);
    if (signal.aborted) break;
    const left = arns.filter((arn) => seen.get(arn)?.status !== 'STOPPED');
    const found = await lookOnce(() => api.look(cluster, left, signal), options, signal);
    let hasChanged = false;
    for (const task of found ?? []) {
      if (seen.get(task.arn)?.status === task.status) continue;
      hasChanged = true;
      seen.set(task.arn, task);
      onChange(task);
    }
    if (arns.every((arn) => seen.get(arn)?.status === 'STOPPED')) break;
    if (found !== undefined) {
      unknownSince = found.length > 0 ? undefined : (unknownSince ?? clock.now());
      if (unknownSince !== undefined && clock.now() - unknownSince >= ECS_BACK_OFF.longest) break;
    }
    pause = hasChanged ? ECS_BACK_OFF.shortest : Math.min(pause * SLOWER, ECS_BACK_OFF.longest);
  }
  return [...seen.values()];
}

/** `undefined` when the look failed in a way that passes. */
async function lookOnce(
  look: () => Promise<readonly EcsTask[]>,
  { isPassing }: WatchOptions,
  signal: AbortSignal,
): Promise<readonly EcsTask[] | undefined> {
  try {
    return await look();
  } catch (error) {
    if (signal.aborted || isThrottling(error) || (await isPassing(error))) return undefined;
    throw error;
  }
}
