import * as vscode from 'vscode';
import type { ResizeTaskParams, ResizeTaskResult } from '@omics-lens/server/protocol/index.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Event } from '../../infrastructure/emitter.ts';
import { createPicturePanel, type PicturePanel } from '../../infrastructure/picture-panel.ts';
import { standaloneSvg } from '../../infrastructure/standalone-svg.ts';
import type { Task } from '../../omics/omics-api.ts';
import { taskUses, type TaskUse } from './manifest.ts';
import { readPrices, type Prices } from './prices.ts';
import { runTimeline, type RunTimeline } from './run-timeline.ts';
import { betterSize } from './task-size.ts';
import { RESIZE, timelinePage } from './timeline-page.ts';
import { TIMELINE_STYLE, timelineSvg } from './timeline-svg.ts';

export interface TimelineRun {
  readonly id: string;
  readonly uuid: string | undefined;
  readonly arn: string;
  readonly name: string;
  readonly creationTime: number | undefined;
  readonly stopTime: number | undefined;
  /** `undefined` until they were listed. */
  readonly tasks: readonly Task[] | undefined;
  /** The run has ended, and `tasks` are all it ever had. */
  readonly settled: boolean;
}

export interface TimelinePorts {
  readonly extensionUri: vscode.Uri;
  readonly runs: {
    get(runId: string): TimelineRun | undefined;
    readonly changed: Event<void>;
    /** Keeps the run and its tasks up to date until disposed. */
    watch(runId: string): Disposable;
  };
  readonly chooseRun: (argument: unknown) => Promise<string>;
  /** The events of the run's manifest; none before the run has ended. */
  readonly manifest: (run: TimelineRun) => Promise<readonly string[]>;
  /** The text of the price file that the user gives. */
  readonly priceFile: () => Promise<string | undefined>;
  readonly resize: (params: ResizeTaskParams) => Promise<ResizeTaskResult>;
  /** The file that a run was started from. */
  readonly originOf: (run: TimelineRun) => string | undefined;
  readonly openTaskLog: (runId: string, taskId: string) => Promise<void>;
  readonly save: (name: string, text: string) => Promise<void>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

export interface TimelineFeature extends Disposable {
  readonly commands: readonly Command[];
}

/** Pictures of runs over time, kept true while they go on. */
export function createTimelineFeature(ports: TimelinePorts): TimelineFeature {
  const own = new DisposableStore();
  const open = new Map<string, TimelineView>();
  own.add({ dispose: () => open.forEach((view) => view.dispose()) });
  own.add(
    ports.runs.changed(() => {
      for (const view of open.values()) view.later();
    }),
  );
  return {
    commands: [
      {
        name: 'omicsLens.showTimeline',
        action: 'show the timeline of the run',
        trust: 'needed',
        async run(argument) {
          const runId = await ports.chooseRun(argument);
          const known = open.get(runId);
          if (known !== undefined) known.reveal();
          else open.set(runId, new TimelineView(runId, ports, () => open.delete(runId)));
        },
      },
    ],
    dispose: () => own.dispose(),
  };
}

/** Milliseconds after the last change before a picture is drawn anew. */
const PAUSE = 400;

class TimelineView implements Disposable {
  readonly #runId: string;
  readonly #ports: TimelinePorts;
  readonly #panel: PicturePanel;
  readonly #watch: Disposable;
  #prices: Prices | undefined;
  #uses: ReadonlyMap<string, TaskUse> = new Map();
  #isManifestRead = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(runId: string, ports: TimelinePorts, onDispose: () => void) {
    this.#runId = runId;
    this.#ports = ports;
    this.#watch = ports.runs.watch(runId);
    this.#panel = createPicturePanel({
      type: 'omicsLens.timeline',
      title: `Timeline: ${ports.runs.get(runId)?.name ?? runId}`,
      extensionUri: ports.extensionUri,
      style: TIMELINE_STYLE,
      onMessage: (message) => {
        if (message.kind === 'open') this.#guard(() => this.#open(message.part));
        else if (message.kind === 'action' && message.action === 'export') this.#guard(() => this.#export());
      },
      onDispose: () => {
        clearTimeout(this.#timer);
        this.#watch.dispose();
        onDispose();
      },
    });
    this.#guard(() => this.#draw());
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Draws anew in a moment, once for many changes. */
  later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#guard(() => this.#draw()), PAUSE);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #guard(work: () => Promise<void>): void {
    work().catch(this.#ports.onError);
  }

  async #draw(): Promise<void> {
    const run = this.#ports.runs.get(this.#runId);
    if (run === undefined) return;
    const prices = await this.#ports.priceFile();
    this.#prices = prices === undefined ? undefined : readPrices(prices);
    if (run.settled && !this.#isManifestRead) {
      this.#isManifestRead = true;
      this.#uses = taskUses(await this.#ports.manifest(run));
    }
    const page = timelinePage(this.#timeline(run), { prices: this.#prices, region: regionOf(run) });
    this.#panel.show(page);
  }

  #timeline(run: TimelineRun): RunTimeline {
    return runTimeline(run, run.tasks ?? [], this.#uses, this.#ports.clock.now());
  }

  async #open(part: string): Promise<void> {
    const run = this.#ports.runs.get(this.#runId);
    if (run === undefined) return;
    if (part.startsWith(RESIZE)) await this.#resize(run, part.slice(RESIZE.length));
    else await this.#ports.openTaskLog(this.#runId, part);
  }

  /** Writes the size that would have been enough into the source, where it can be looked at and undone. */
  async #resize(run: TimelineRun, taskId: string): Promise<void> {
    const task = run.tasks?.find(({ id }) => id === taskId);
    const size = betterSize(this.#uses.get(taskId), task?.instanceType, regionOf(run));
    if (task === undefined || size === undefined) return;
    const uri = this.#ports.originOf(run);
    const { edits } = await this.#ports.resize({
      ...(uri === undefined ? {} : { uri }),
      taskNames: [...new Set((run.tasks ?? []).map(({ name }) => name))],
      task: task.name,
      cpus: size.cpus,
      memory: size.memory,
    });
    const [first] = edits;
    if (first === undefined) {
      void vscode.window.showInformationMessage(
        `What task '${task.name}' asks for is computed, or its source is not open here. Ask for ${size.cpus} vCPU and ${size.memory} GiB.`,
      );
      return;
    }
    const change = new vscode.WorkspaceEdit();
    for (const { uri: target, range, newText } of edits) {
      change.replace(
        vscode.Uri.parse(target),
        new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
        newText,
      );
    }
    await vscode.workspace.applyEdit(change);
    const line = first.range.start.line;
    await vscode.window.showTextDocument(vscode.Uri.parse(first.uri), {
      selection: new vscode.Range(line, 0, line, 0),
      viewColumn: vscode.ViewColumn.One,
    });
  }

  async #export(): Promise<void> {
    const run = this.#ports.runs.get(this.#runId);
    if (run === undefined) return;
    const svg = standaloneSvg(timelineSvg(this.#timeline(run)), TIMELINE_STYLE);
    await this.#ports.save(`${run.name}.svg`, svg);
  }
}

function regionOf({ arn }: TimelineRun): string | undefined {
  const region = arn.split(':')[3];
  return region === '' ? undefined : region;
}
