import {
  runTaskOnEcsCommand,
  type RenderTaskParams,
  type RenderTaskResult,
} from '@omics-lens/server/protocol/index.ts';
import { explainAnything, type BoundaryOptions } from '../../infrastructure/boundary.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import { answered } from '../../infrastructure/errors.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { Log } from '../../infrastructure/log.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { RequestJournal } from '../../infrastructure/request-journal.ts';
import { scopeOf } from '../../omics/account.ts';
import { paceFor } from '../../omics/pace.ts';
import { isAnswer, isPassing } from '../../omics/service-errors.ts';
import type { Session } from '../../omics/session.ts';
import { taskId } from '../../omics/tasks-on-ecs-api.ts';
import { explainingEcs } from './explain-error.ts';
import { FollowedTasks, type FollowedStart, type TaskLog } from './followed-tasks.ts';
import { TaskStarter, type PendingTask } from './run-task.ts';
import { ChoiceMemory } from './task-choices.ts';

export interface EcsFeaturePorts {
  readonly session: Pick<Session, 'services' | 'account' | 'changed'>;
  readonly render: (params: RenderTaskParams) => Promise<RenderTaskResult>;
  /** The file that a command was called on. */
  readonly clickedFile: (argument: unknown) => string;
  readonly openLog: (title: string) => TaskLog;
  readonly files: Files;
  readonly prompts: Prompts;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly failures: Pick<BoundaryOptions, 'explain'>;
  readonly newId: () => string;
}

export interface EcsFeature extends Disposable {
  readonly commands: readonly Command[];
  /** Finishes what was being started and follows what runs, where the window closed meanwhile. */
  resume(): Promise<void>;
}

/** *Run Task on ECS…* and what follows: watching, its log, stopping it. */
export function createEcsFeature(ports: EcsFeaturePorts): EcsFeature {
  const { session, prompts, memory, clock, failures } = ports;
  const explain = async (error: unknown) => (await explainAnything(error, failures)).sentence;
  const services = async () => {
    const { account, ecs, logs } = await session.services();
    return { account, ecs, logs, pace: paceFor(account) };
  };
  const followed = new FollowedTasks({
    services,
    openLog: ports.openLog,
    memory,
    clock,
    random: ports.random,
    isPassing: async (error) => isPassing(await explainAnything(error, failures)),
    explain,
    onEnd: (start, { isGood, sentence }) => void tellEnd(start, isGood ? 'information' : 'warning', sentence),
    log: ports.log,
  });
  const tellEnd = async (start: FollowedStart, severity: 'information' | 'warning', sentence: string) => {
    const showLog = 'Show Task Log';
    if ((await prompts.tell(severity, sentence, [showLog])) === showLog) followed.showLog(start);
  };
  const starter = new TaskStarter({
    service: services,
    render: ports.render,
    choices: new ChoiceMemory(memory),
    files: ports.files,
    prompts,
    journal: new RequestJournal<PendingTask>({
      memory,
      name: 'ecsRequests',
      clock,
      newId: ports.newId,
      isAnswer,
    }),
    onStarted: (start) => void followed.follow(start),
  });
  const choose = async (title: string): Promise<FollowedStart> => {
    const running = followed.running(scopeOf(await session.account()));
    return answered(
      await prompts.pick(
        title,
        running.map((start) => ({
          label: start.title,
          description: start.arns.map(taskId).join(', '),
          value: start,
        })),
      ),
    );
  };
  const subscription = session.changed(() => followed.reset());
  return {
    commands: [
      {
        name: runTaskOnEcsCommand,
        action: 'run the task on Amazon ECS',
        trust: 'needed',
        run: (file, task) =>
          starter.start(ports.clickedFile(file), typeof task === 'string' ? task : undefined),
      },
      {
        name: 'omicsLens.stopEcsTask',
        action: 'stop the task on Amazon ECS',
        trust: 'needed',
        async run() {
          const { cluster, arns } = await choose('Stop which task?');
          const { ecs } = await services();
          await explainingEcs(async () => {
            for (const arn of arns) await ecs.stop(cluster, arn, 'Stopped in Omics Lens');
          });
        },
      },
      {
        name: 'omicsLens.showEcsTaskLog',
        action: 'show the log of the task',
        run: async () => followed.showLog(await choose('Show the log of which task?')),
      },
    ],
    async resume() {
      await starter.resume();
      // Nothing is asked of an account where nothing was left running.
      if (memory.get<readonly unknown[]>('ecsStarts')?.length)
        followed.resume(scopeOf(await session.account()));
    },
    dispose() {
      subscription.dispose();
      followed.dispose();
    },
  };
}
