import type { Clock } from '../../infrastructure/clock.ts';
import { Emitter } from '../../infrastructure/emitter.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Log } from '../../infrastructure/log.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { LogsApi } from '../../omics/logs-api.ts';
import type { Pace } from '../../infrastructure/poller.ts';
import { taskId, type EcsLogPlace, type EcsTask, type TasksOnEcsApi } from '../../omics/tasks-on-ecs-api.ts';
import { explainEnd, type TaskEnd } from './explain-task.ts';
import { watchTasks } from './watch-task.ts';

/** The panel that the log of a task goes to. */
export interface TaskLog extends Disposable {
  show(): void;
  /** A line that no log contains. */
  remark(text: string): void;
  /** The stream of a container, read on at each visit. */
  tail(
    logs: Pick<LogsApi, 'readIn'>,
    place: { readonly group: string; readonly stream: string },
  ): {
    visit(signal: AbortSignal): Promise<unknown>;
  };
}

/** Tasks of one start, until they have ended. */
export interface FollowedStart {
  readonly scope: string;
  readonly title: string;
  readonly cluster?: string;
  readonly arns: readonly string[];
  readonly container?: string;
  readonly log?: EcsLogPlace;
}

export interface EcsServices {
  readonly ecs: TasksOnEcsApi;
  readonly logs: Pick<LogsApi, 'readIn'>;
  readonly pace: { readonly logs: Pace; readonly lastLines: number };
}

export interface FollowedTasksOptions {
  readonly services: () => Promise<EcsServices>;
  readonly openLog: (title: string) => TaskLog;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly random: () => number;
  readonly isPassing: (error: unknown) => Promise<boolean>;
  /** The words for a failure. */
  readonly explain: (error: unknown) => Promise<string>;
  readonly onEnd: (start: FollowedStart, end: TaskEnd) => void;
  readonly log: Log;
}

const STARTS = 'ecsStarts';
const SLOWER = 1.5;

/** Watches tasks and reads their logs until they have ended, also over a reload of the window. */
export class FollowedTasks implements Disposable {
  readonly #options: FollowedTasksOptions;
  readonly #panels = new Map<string, TaskLog>();
  readonly #changed = new Emitter<void>();
  #ended = new AbortController();

  readonly changed = this.#changed.event;

  constructor(options: FollowedTasksOptions) {
    this.#options = options;
  }

  /** What has not ended, newest first. */
  running(scope: string): readonly FollowedStart[] {
    return this.#read().filter((start) => start.scope === scope);
  }

  /** Resolves when all tasks of the start have ended. Never rejects. */
  async follow(start: FollowedStart): Promise<void> {
    await this.#write([start, ...this.#without(start)]);
    this.#changed.fire();
    const key = keyOf(start);
    const panel = this.#panels.get(key) ?? this.#options.openLog(`${start.title} (${taskId(key)})`);
    this.#panels.set(key, panel);
    const { signal } = this.#ended;
    try {
      await this.#watch(start, panel, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#options.log.warn(`Task '${start.title}' is not watched any more: ${String(error)}`);
      panel.remark(`Not watched any more: ${await this.#options.explain(error)}`);
    }
    if (signal.aborted) return;
    await this.#write(this.#without(start));
    this.#changed.fire();
  }

  showLog(start: FollowedStart): void {
    this.#panels.get(keyOf(start))?.show();
  }

  /** Follows on what was being followed in this account and Region when the window closed. */
  resume(scope: string): void {
    for (const start of this.running(scope)) void this.follow(start);
  }

  /** Another account: nothing is watched any more, the panels stay for reading. */
  reset(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  dispose(): void {
    this.#ended.abort();
    for (const panel of this.#panels.values()) panel.dispose();
    this.#panels.clear();
    this.#changed.dispose();
  }

  async #watch(start: FollowedStart, panel: TaskLog, signal: AbortSignal): Promise<void> {
    const { clock, random, isPassing, services, onEnd } = this.#options;
    const { ecs, logs, pace } = await services();
    const isOver = new AbortController();
    const stop = () => isOver.abort();
    signal.addEventListener('abort', stop, { once: true });
    const reading = this.#readLogs(start, panel, { logs, pace }, isOver.signal, signal);
    try {
      const last = await watchTasks(
        {
          api: ecs,
          cluster: start.cluster,
          arns: start.arns,
          clock,
          random,
          isPassing,
          onChange: (task) => panel.remark(statusLine(task)),
        },
        signal,
      );
      stop();
      await reading;
      if (signal.aborted) return;
      for (const arn of start.arns) {
        const task = last.find((one) => one.arn === arn);
        const end = task === undefined ? lost(start) : explainEnd(task, start.title);
        panel.remark(end.sentence);
        onEnd(start, end);
      }
    } finally {
      stop();
      signal.removeEventListener('abort', stop);
      await reading;
    }
  }

  /** Reads until `over` aborts, and then once more: the last lines come after the end. Never rejects. */
  async #readLogs(
    { log, container, arns }: FollowedStart,
    panel: TaskLog,
    { logs, pace }: Pick<EcsServices, 'logs' | 'pace'>,
    over: AbortSignal,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock } = this.#options;
    if (log === undefined || container === undefined || log.prefix === undefined) {
      panel.remark('Its container writes no log to CloudWatch Logs that could be shown here.');
      return;
    }
    const { group, prefix } = log;
    const tails = arns.map((arn) =>
      panel.tail(logs, { group, stream: `${prefix}/${container}/${taskId(arn)}` }),
    );
    const visit = async () => {
      for (const tail of tails) await tail.visit(signal);
    };
    let pause = pace.logs.shortest;
    while (!over.aborted) {
      pause = (await this.#tried(visit, panel))
        ? pace.logs.shortest
        : Math.min(pause * SLOWER, pace.logs.longest);
      await clock.sleep(pause, over);
    }
    if (signal.aborted) return;
    await clock.sleep(pace.lastLines, signal);
    await this.#tried(visit, panel);
  }

  /** A log that cannot be read must not end the watching of its task: it is said once. */
  #logTrouble: string | undefined;

  async #tried(visit: () => Promise<void>, panel: TaskLog): Promise<boolean> {
    try {
      await visit();
      this.#logTrouble = undefined;
      return true;
    } catch (error) {
      const sentence = await this.#options.explain(error);
      if (sentence !== this.#logTrouble) panel.remark(`Its log cannot be read at the moment: ${sentence}`);
      this.#logTrouble = sentence;
      return false;
    }
  }

  #without(start: FollowedStart): readonly FollowedStart[] {
    return this.#read().filter((other) => keyOf(other) !== keyOf(start));
  }

  #read(): readonly FollowedStart[] {
    return this.#options.memory.get<readonly FollowedStart[]>(STARTS) ?? [];
  }

  async #write(starts: readonly FollowedStart[]): Promise<void> {
    await this.#options.memory.update(STARTS, starts);
  }
}

function keyOf({ arns }: FollowedStart): string {
  return arns[0] ?? '';
}

function statusLine({ arn, status }: EcsTask): string {
  return `Task ${taskId(arn)} is ${status}.`;
}

function lost({ title }: FollowedStart): TaskEnd {
  return {
    isGood: false,
    sentence: `Task '${title}' is not known to Amazon ECS any more, or was not in five minutes. Look for it in the cluster.`,
  };
}
