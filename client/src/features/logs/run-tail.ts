import type { Clock } from '../../infrastructure/clock.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import { Poller, type PollOutcome } from '../../infrastructure/poller.ts';
import type { RequestLimiter } from '../../infrastructure/request-limiter.ts';
import { logGroupArn, runStream, taskStream } from '../../omics/log-names.ts';
import type { LiveTailUpdate, LogStreams } from '../../omics/logs-api.ts';
import type { ServicePace } from '../../omics/pace.ts';
import { LiveTail } from './live-tail.ts';
import { formatLine, formatRemark, StreamLabels } from './log-line.ts';
import { LogMerger, type LogLine } from './log-merger.ts';
import type { FollowedRun, FollowedTask, RunSource } from './run-source.ts';
import { StreamReader, type VisitEnd } from './stream-reader.ts';
import { TwiceDelivered } from './twice-delivered.ts';
import { wideTail } from './wide-tail.ts';

export interface RunTailOptions {
  readonly runId: string;
  readonly runs: RunSource;
  readonly logs: LogStreams;
  /** One for all tails of an account. */
  readonly limiter: RequestLimiter;
  /** The same for looks at all streams of a run. */
  readonly searches: RequestLimiter;
  readonly pace: ServicePace;
  readonly clock: Clock;
  readonly random: () => number;
  readonly liveTail: 'never' | 'always';
  /** Lines of the panel, each without the line break at its end. */
  readonly write: (lines: readonly string[]) => void;
  /** A round failed and will be tried again: the sentence to show. */
  readonly explain: (error: unknown) => Promise<string>;
  /** Live Tail has failed and polling goes on alone. */
  readonly onLiveTailEnd: (error: unknown) => void;
  readonly onEnd: (how: 'complete' | 'broken-off') => void;
}

interface FollowedStream {
  readonly reader: StreamReader;
  readonly label: string;
  /** The task behind the stream; absent for the run log. */
  readonly taskId: string | undefined;
  /** Visits that found nothing new after the task had ended. */
  quietVisits: number;
  /** Read to its end after the run had ended: of two hundred streams some read fails in every round. */
  isDone: boolean;
}

/** A task's last lines may show up late: its stream is left in peace after so many visits in vain, until the last round. */
const ENOUGH_QUIET_VISITS = 3;

/** Nobody waits for the logs of an ended run for ever. */
const ENOUGH_FAILED_ROUNDS = 10;

/**
 * Follows the run log and the logs of all tasks of one run: from the head, then on, until the run has ended and every
 * stream was read to its end once more. Each line is written once, in the order of its stream.
 */
export class RunTail implements Disposable {
  readonly #options: RunTailOptions;
  readonly #poller: Poller;
  readonly #merger = new LogMerger();
  readonly #twice = new TwiceDelivered();
  readonly #labels = new StreamLabels();
  readonly #streams = new Map<string, FollowedStream>();
  readonly #subscriptions: readonly Disposable[];
  #live: LiveTail | undefined;
  /** Live Tail's lines of streams that are not known yet, and of the time before polling has caught up with it. */
  #heldLive: LogLine[] = [];
  #liveReady = false;
  #trouble: string | undefined;
  #settledSeen = false;
  #failedLastRounds = 0;
  #ended = false;

  constructor(options: RunTailOptions) {
    this.#options = options;
    const { runs, runId, clock, random, pace } = options;
    this.#poller = new Poller({
      clock,
      random,
      pace: () => (this.#live?.state === 'open' ? pace.logsBesideLiveTail : pace.logs),
      poll: (signal) => this.#round(signal),
      onError: () => 'retry',
    });
    this.#subscriptions = [runs.watch(runId), runs.changed(() => this.#onRunChange())];
    this.#poller.wake();
  }

  dispose(): void {
    this.#ended = true;
    this.#live?.dispose();
    this.#poller.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A task more, or the end of the run: worth a look before the pause is over. */
  #onRunChange(): void {
    const run = this.#run();
    if (!run || this.#ended) return;
    const isNew = run.tasks.some((task) => !this.#streams.has(taskStream(run.id, task.id)));
    if (isNew || (run.settled && !this.#settledSeen)) this.#poller.wake();
  }

  async #round(signal: AbortSignal): Promise<PollOutcome> {
    const run = this.#run();
    if (!run) return 'unchanged';
    const { clock, pace } = this.#options;
    if (run.settled && !this.#settledSeen) {
      this.#settledSeen = true;
      await clock.sleep(pace.lastLines, signal);
    }
    this.#openStreams(run);
    this.#openWide(run);
    const isLast = run.settled;
    const liveWasOpen = this.#live?.state === 'open';
    const began = clock.now();
    const visits = await this.#visitAll(run.tasks, isLast, signal);
    if (signal.aborted) return 'rest';
    if (liveWasOpen) {
      this.#liveReady = true;
      this.#releaseLive();
    }
    const behind = visits.flatMap((visit) => (visit.end === 'more' ? [visit.stream.reader.lastTime] : []));
    const lines =
      behind.length > 0 ? this.#merger.endPartialRound(Math.min(...behind)) : this.#merger.endRound(began);
    this.#write(lines);
    const failed = visits.find((visit) => visit.end === 'failed');
    await this.#report(failed?.error);
    if (failed && isLast && ++this.#failedLastRounds >= ENOUGH_FAILED_ROUNDS) {
      return this.#end(
        'broken-off',
        `${run.ending} Its last lines could not be read: follow its logs again to see them.`,
      );
    }
    if (failed) throw failed.error;
    if (isLast && visits.every(({ end }) => end === 'end' || end === 'missing'))
      return this.#end('complete', run.ending);
    if (behind.length === 0) this.#openLive(run);
    return lines.length > 0 || behind.length > 0 ? 'changed' : 'unchanged';
  }

  /**
   * `undefined` until the service itself has told of the run, because its creation time bounds what belongs to it, and
   * of its tasks, because the old lines of all of them go into one order.
   */
  #run(): (FollowedRun & { readonly tasks: readonly FollowedTask[] }) | undefined {
    const run = this.#options.runs.get(this.#options.runId);
    const tasks = run?.tasks;
    return run?.createdAt === undefined || tasks === undefined ? undefined : { ...run, tasks };
  }

  #openStreams(run: FollowedRun & { readonly tasks: readonly FollowedTask[] }): void {
    this.#openStream(runStream(run.id), RUN_LABEL, undefined, run);
    for (const task of run.tasks) this.#openStream(taskStream(run.id, task.id), task.name, task.id, run);
  }

  #openStream(name: string, label: string, taskId: string | undefined, run: FollowedRun): void {
    if (this.#streams.has(name)) return;
    this.#streams.set(name, {
      reader: new StreamReader(name, run.createdAt),
      label: this.#labels.label(label, taskId ?? ''),
      taskId,
      quietVisits: 0,
      isDone: false,
    });
  }

  /** All streams that may have something to say; what one of them fails at does not keep the others. */
  #visitAll(
    tasks: readonly FollowedTask[],
    isLast: boolean,
    signal: AbortSignal,
  ): Promise<readonly VisitOutcome[]> {
    const alive = new Set(tasks.flatMap((task) => (task.alive ? [task.id] : [])));
    const due = [...this.#streams.values()].filter((stream) =>
      isLast ? !stream.isDone : stream.quietVisits < ENOUGH_QUIET_VISITS,
    );
    return Promise.all(
      due.map(async (stream) => {
        let found = false;
        try {
          const end = await stream.reader.visit(
            this.#options.logs,
            (call) => this.#options.limiter.run(signal, call),
            signal,
            (events) => {
              found = true;
              this.#merger.add(stream.reader.name, this.#twice.polled(stream.reader.name, events));
            },
          );
          stream.isDone = isLast && end !== 'more';
          const isOver = stream.taskId !== undefined && !alive.has(stream.taskId);
          stream.quietVisits = isOver && !found && end !== 'more' ? stream.quietVisits + 1 : 0;
          return { stream, end };
        } catch (error) {
          return { stream, end: 'failed' as const, error };
        }
      }),
    );
  }

  /** Says each trouble once, and when it is over. */
  async #report(error: unknown): Promise<void> {
    if (error === undefined) {
      if (this.#trouble !== undefined) this.#options.write([formatRemark('Following goes on.')]);
      this.#trouble = undefined;
      return;
    }
    const sentence = await this.#options.explain(error);
    if (sentence !== this.#trouble) this.#options.write([formatRemark(sentence)]);
    this.#trouble = sentence;
  }

  #end(how: 'complete' | 'broken-off', remark: string): PollOutcome {
    this.#write(this.#merger.flush());
    this.#options.write([formatRemark(remark)]);
    this.dispose();
    this.#options.onEnd(how);
    return 'rest';
  }

  #write(lines: readonly LogLine[]): void {
    if (lines.length === 0) return;
    const label = (line: LogLine) => this.#streams.get(line.stream)?.label ?? line.stream;
    this.#options.write(lines.map((line) => formatLine(line, label(line))));
  }

  /** Only after everything old has been read: Live Tail tells nothing of what was before it. */
  #openLive(run: FollowedRun): void {
    const group = logGroupArn(run.arn);
    if (this.#options.liveTail === 'never' || this.#live || group === undefined || run.settled) return;
    this.#open(
      (signal) => this.#options.logs.liveTail(group, runStream(run.id), signal),
      () => {
        this.#liveReady = false;
        this.#poller.wake();
      },
    );
  }

  /**
   * With more tasks than are read in a second, one look at all streams together brings their lines sooner. It begins with
   * the run, or where a first round of single reads has come to, and so has nothing to wait for.
   */
  #openWide(run: FollowedRun): void {
    const { logs, liveTail, searches, clock, pace } = this.#options;
    const alive = (run.tasks ?? []).filter((task) => task.alive).length;
    if (liveTail === 'always' || this.#live || run.settled || alive < pace.logRequests.perSecond) return;
    const newest = Math.max(...[...this.#streams.values()].map(({ reader }) => reader.lastTime));
    const since = Number.isFinite(newest) ? newest + 1 : (run.createdAt ?? clock.now());
    const prefix = runStream(run.id);
    this.#open(
      (signal) => wideTail({ logs, prefix, since, limiter: searches, clock }, signal),
      () => {
        this.#liveReady = true;
      },
    );
  }

  #open(open: (signal: AbortSignal) => AsyncIterable<LiveTailUpdate>, onOpen: () => void): void {
    this.#twice.beginLive();
    this.#live = new LiveTail({
      open,
      onOpen,
      onEvents: (events) => this.#onLive(events),
      onClose: (error) => this.#onLiveClose(error),
    });
  }

  #onLive(events: readonly LogLine[]): void {
    this.#heldLive.push(...events);
    if (!this.#liveReady) return;
    this.#releaseLive();
    this.#write(this.#merger.flush());
  }

  /** Lines of streams that are not known yet stay held: their task shows with the next list of tasks. */
  #releaseLive(): void {
    const held = this.#heldLive;
    this.#heldLive = [];
    for (const line of held) {
      if (this.#streams.has(line.stream))
        this.#merger.add(line.stream, this.#twice.live(line.stream, [line]));
      // The prefix `run/1` also delivers `run/12` and the engine's log.
      else if (line.stream.startsWith(`${runStream(this.#options.runId)}/task/`)) this.#heldLive.push(line);
    }
  }

  /** What is held was not shown, so that polling will show it. */
  #onLiveClose(error: unknown): void {
    this.#heldLive = [];
    this.#liveReady = false;
    this.#twice.endLive();
    this.#options.onLiveTailEnd(error);
    this.#poller.wake();
  }
}

const RUN_LABEL = 'run';

interface VisitOutcome {
  readonly stream: FollowedStream;
  readonly end: VisitEnd | 'failed';
  readonly error?: unknown;
}
