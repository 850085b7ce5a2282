import * as vscode from 'vscode';
import type { GraphParams, GraphResponse, GraphResult } from '@omics-lens/server/protocol/index.ts';
import { clickedFile } from '../../infrastructure/clicked-file.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Event } from '../../infrastructure/emitter.ts';
import { UserError } from '../../infrastructure/errors.ts';
import { createPicturePanel, type PicturePanel } from '../../infrastructure/picture-panel.ts';
import { standaloneSvg } from '../../infrastructure/standalone-svg.ts';
import { pageOf, pathOf } from './graph-page.ts';
import { boxSize, GRAPH_STYLE, graphSvg } from './graph-svg.ts';

export interface GraphPorts {
  readonly extensionUri: vscode.Uri;
  readonly graph: (params: GraphParams) => Promise<GraphResponse>;
  readonly runs: {
    get(runId: string): GraphRun | undefined;
    readonly changed: Event<void>;
    /** Keeps the run and its tasks up to date until disposed. */
    watch(runId: string): Disposable;
  };
  /** The run that a command was called on, or one that the user picks. */
  readonly chooseRun: (argument: unknown) => Promise<string>;
  /** The file that a run was started from. */
  readonly originOf: (run: GraphRun) => string | undefined;
  readonly save: (name: string, text: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface GraphRun {
  readonly id: string;
  readonly uuid: string | undefined;
  readonly name: string;
  /** `undefined` until they were listed. */
  readonly tasks: readonly { readonly name: string; readonly status: string }[] | undefined;
}

export interface GraphFeature extends Disposable {
  readonly commands: readonly Command[];
}

/** Pictures of workflows beside the editor, kept true while the source is edited and while a run goes on. */
export function createGraphFeature(ports: GraphPorts): GraphFeature {
  const own = new DisposableStore();
  const open = new Map<string, GraphView>();
  own.add({ dispose: () => open.forEach((view) => view.dispose()) });
  own.add(
    vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) for (const view of open.values()) view.later();
    }),
  );
  own.add(
    ports.runs.changed(() => {
      for (const view of open.values()) if (view.runId !== undefined) view.later();
    }),
  );
  const show = async (uri: string | undefined, runId: string | undefined) => {
    const key = `${uri ?? ''} ${runId ?? ''}`;
    const known = open.get(key);
    if (known !== undefined) {
      known.reveal();
      return;
    }
    const graph = await ports.graph({ ...(uri === undefined ? {} : { uri }), tasks: tasksOf(runId, ports) });
    if (graph === null) throw noWorkflow(runId);
    open.set(key, new GraphView({ uri, runId, ports, onDispose: () => open.delete(key) }, graph));
  };
  return {
    commands: [
      {
        name: 'omicsLens.showGraph',
        action: 'show the graph of the workflow',
        run: (argument) => show(clickedFile(argument), undefined),
      },
      {
        name: 'omicsLens.showRunGraph',
        action: 'show the graph of the run',
        trust: 'needed',
        async run(argument) {
          const runId = await ports.chooseRun(argument);
          const run = ports.runs.get(runId);
          const watch = ports.runs.watch(runId);
          try {
            await tasksListed(runId, ports);
            await show(run && ports.originOf(run), runId);
          } finally {
            watch.dispose();
          }
        },
      },
    ],
    dispose: () => own.dispose(),
  };
}

function noWorkflow(runId: string | undefined): UserError {
  return new UserError({
    code: 'no-workflow',
    sentence:
      runId === undefined
        ? 'The file holds no workflow and belongs to none.'
        : 'No workflow of this workspace is the one that the run ran. Open the folder of its definition.',
  });
}

function tasksOf(runId: string | undefined, { runs }: GraphPorts) {
  return runId === undefined ? [] : (runs.get(runId)?.tasks ?? []);
}

/** A run whose tasks were never looked at is listed first. */
async function tasksListed(runId: string, { runs }: GraphPorts): Promise<void> {
  if (runs.get(runId)?.tasks !== undefined) return;
  await new Promise<void>((resolve) => {
    const subscription = runs.changed(() => {
      if (runs.get(runId)?.tasks === undefined) return;
      subscription.dispose();
      resolve();
    });
  });
}

interface GraphViewOptions {
  readonly uri: string | undefined;
  readonly runId: string | undefined;
  readonly ports: GraphPorts;
  readonly onDispose: () => void;
}

/** Milliseconds after the last change before a picture is drawn anew. */
const PAUSE = 400;

class GraphView implements Disposable {
  readonly #options: GraphViewOptions;
  readonly #panel: PicturePanel;
  readonly #watch: Disposable | undefined;
  #graph: GraphResult;
  /** Workflows that were entered, from the entry inwards. */
  #entered: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: GraphViewOptions, graph: GraphResult) {
    const { ports, runId } = options;
    this.#options = options;
    this.#graph = graph;
    this.#watch = runId === undefined ? undefined : ports.runs.watch(runId);
    this.#panel = createPicturePanel({
      type: 'omicsLens.graph',
      title: this.#title(),
      extensionUri: ports.extensionUri,
      style: GRAPH_STYLE,
      onMessage: (message) => {
        if (message.kind === 'open') void this.#open(message.part);
        else if (message.kind === 'enter') this.#enter(message.part);
        else if (message.action === 'up') this.#leave();
        else if (message.action === 'export') void this.#export();
      },
      onDispose: () => {
        clearTimeout(this.#timer);
        this.#watch?.dispose();
        options.onDispose();
      },
    });
    void this.#draw();
  }

  get runId(): string | undefined {
    return this.#options.runId;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Asks again in a moment, once for many changes. */
  later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), PAUSE);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #refresh(): Promise<void> {
    const { uri, runId, ports } = this.#options;
    try {
      const params = { ...(uri === undefined ? {} : { uri }), tasks: tasksOf(runId, ports) };
      const graph = await ports.graph(params);
      // While a file is half typed it may hold no workflow: the last picture stays.
      if (graph !== null) this.#graph = graph;
      await this.#draw();
    } catch (error) {
      ports.onError(error);
    }
  }

  async #draw(): Promise<void> {
    const { runId, ports } = this.#options;
    const path = pathOf(this.#graph, this.#entered);
    const workflow = path.at(-1);
    if (workflow === undefined) return;
    const { layOut } = await import('./graph-layout.ts');
    const sizes = new Map(workflow.calls.map((call) => [call.id, boxSize(call)]));
    const layout = layOut(workflow, (id) => sizes.get(id) ?? { width: 0, height: 0 });
    const run = runId === undefined ? undefined : (ports.runs.get(runId)?.name ?? runId);
    this.#panel.setTitle(this.#title());
    this.#panel.show(pageOf({ workflow, path, run }, layout));
  }

  #title(): string {
    return `Graph: ${pathOf(this.#graph, this.#entered).at(-1)?.name ?? 'workflow'}`;
  }

  #callOf(id: string) {
    return pathOf(this.#graph, this.#entered)
      .at(-1)
      ?.calls.find((call) => call.id === id);
  }

  async #open(id: string): Promise<void> {
    const call = this.#callOf(id);
    if (call === undefined) return;
    const { start, end } = call.range;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(call.uri), {
      selection,
      viewColumn: vscode.ViewColumn.One,
    });
  }

  #enter(id: string): void {
    const call = this.#callOf(id);
    if (call?.kind !== 'workflow') return;
    this.#entered = [...this.#entered, call.callee];
    void this.#draw();
  }

  #leave(): void {
    this.#entered = this.#entered.slice(0, -1);
    void this.#draw();
  }

  async #export(): Promise<void> {
    const workflow = pathOf(this.#graph, this.#entered).at(-1);
    if (workflow === undefined) return;
    const { layOut } = await import('./graph-layout.ts');
    const sizes = new Map(workflow.calls.map((call) => [call.id, boxSize(call)]));
    const layout = layOut(workflow, (id) => sizes.get(id) ?? { width: 0, height: 0 });
    await this.#options.ports.save(
      `${workflow.name}.svg`,
      standaloneSvg(graphSvg(workflow, layout), GRAPH_STYLE),
    );
  }
}
