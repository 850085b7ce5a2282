import type { Callable, GraphNode, GraphScatter, Resources, WorkflowModel } from '../model/index.ts';
import { taskCalls, taskOrigins, workflowGraph } from '../model/index.ts';
import { formatGiB } from '../healthomics/index.ts';
import { taskInstance } from '../rules/task-instance.ts';
import type { Location } from '../text/index.ts';

/** The graphs of a workflow and of all workflows that it calls, as they are drawn. */
export interface GraphView {
  /** The entry's first. */
  readonly workflows: readonly WorkflowView[];
}

export interface WorkflowView {
  readonly id: string;
  readonly name: string;
  readonly at: Location;
  readonly calls: readonly CallView[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly scatters: readonly GraphScatter[];
}

export interface CallView {
  /** Unique in its workflow. */
  readonly id: string;
  readonly kind: GraphNode['kind'];
  /** Of what is called: `WorkflowView.id` where that is a workflow of the view. */
  readonly callee: string;
  readonly calleeName: string;
  readonly at: Location;
  /** `omics.m.xlarge: 4 vCPU, 16 GiB`, where it is known before the run. */
  readonly instance?: string;
  readonly scatters: readonly string[];
  readonly conditions: readonly string[];
  /** How many tasks of a run came of it, by their state; tasks of a sub-workflow count for its call. */
  readonly states: Readonly<Record<string, number>>;
}

/** A task of a run. */
export interface RunTask {
  readonly name: string;
  readonly status: string;
}

export function graphView(
  model: WorkflowModel,
  tasks: readonly RunTask[],
  region: string | undefined,
): GraphView {
  const states = statesByCall(model, tasks);
  const workflows = [...model.callables.values()].filter(
    (callable) => callable.kind === 'workflow' || callable === model.entry,
  );
  const resources = resourcesByCall(model);
  return { workflows: workflows.map((workflow) => viewOf(workflow, model, { states, resources, region })) };
}

type StatesByCall = ReadonlyMap<string, Readonly<Record<string, number>>>;

interface Known {
  readonly states: StatesByCall;
  readonly resources: ReadonlyMap<string, Resources>;
  readonly region: string | undefined;
}

/** What each call of a task asks for; of a workflow that is called in several ways, the first counts. */
function resourcesByCall(model: WorkflowModel): ReadonlyMap<string, Resources> {
  const found = new Map<string, Resources>();
  for (const { task, calls } of taskCalls(model)) {
    const last = calls.at(-1);
    const before = calls.at(-2);
    const caller = before === undefined ? model.entry : model.callables.get(before.callee);
    if (last === undefined || caller === undefined || task.resources === undefined) continue;
    const key = keyOf(caller, last.name);
    if (!found.has(key)) found.set(key, task.resources);
  }
  return found;
}

function viewOf(
  workflow: Callable,
  model: WorkflowModel,
  { states, resources, region }: Known,
): WorkflowView {
  const graph = workflowGraph(model, workflow.id);
  const places = new Map(workflow.calls.map((call) => [call.name, call.at]));
  return {
    id: workflow.id,
    name: workflow.name,
    at: workflow.at,
    edges: graph.edges,
    scatters: graph.scatters,
    calls: graph.nodes.map((node) => {
      const asked = resources.get(keyOf(workflow, node.id)) ?? model.callables.get(node.callee)?.resources;
      const instance = instanceOf(asked, region);
      return {
        id: node.id,
        kind: node.kind,
        callee: node.callee,
        calleeName: node.name,
        at: places.get(node.id) ?? workflow.at,
        scatters: node.scatters,
        conditions: node.conditions,
        states: states.get(keyOf(workflow, node.id)) ?? {},
        ...(instance === undefined ? {} : { instance }),
      };
    }),
  };
}

function instanceOf(resources: Resources | undefined, region: string | undefined): string | undefined {
  const found = resources && taskInstance(resources, region);
  if (found === undefined) return undefined;
  const { instance, vcpus, memoryGiB } = found.chosen;
  return `${instance.name}: ${vcpus} vCPU, ${formatGiB(memoryGiB)}`;
}

/** Each task counts once for every call on the way to it; a name that fits several calls counts for the first. */
function statesByCall(model: WorkflowModel, tasks: readonly RunTask[]): StatesByCall {
  const counts = new Map<string, Record<string, number>>();
  const byName = new Map<string, readonly string[]>();
  for (const { name, status } of tasks) {
    const keys = byName.get(name) ?? keysOf(model, name);
    byName.set(name, keys);
    for (const key of keys) {
      const states = counts.get(key) ?? {};
      states[status] = (states[status] ?? 0) + 1;
      counts.set(key, states);
    }
  }
  return counts;
}

function keysOf(model: WorkflowModel, taskName: string): readonly string[] {
  const [origin] = taskOrigins(model, taskName);
  if (origin === undefined) return [];
  if (origin.calls.length === 0) return [keyOf(origin.task, origin.task.name)];
  let caller: Callable | undefined = model.entry;
  return origin.calls.flatMap((call) => {
    const key = caller === undefined ? [] : [keyOf(caller, call.name)];
    caller = model.callables.get(call.callee);
    return key;
  });
}

function keyOf(workflow: Callable, call: string): string {
  return `${workflow.id} ${call}`;
}
