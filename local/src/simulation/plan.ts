import type {
  Call,
  Callable,
  Engine,
  Port,
  ScatterValue,
  SourceValue,
  WorkflowModel,
} from '@omics-lens/server/model/index.ts';
import type { Environment, Known } from './expression.ts';
import { evaluate } from './expression.ts';

/** The tasks of a run and what each waits for, before anything has a time. */
export interface Plan {
  /** Each after those that it waits for. */
  readonly tasks: readonly PlannedTask[];
  /** What could not be worked out without running tasks, in sentences. */
  readonly guesses: readonly string[];
}

export interface PlannedTask {
  /** Unique in the run: `align-0/sort`. */
  readonly key: string;
  /** As the service shows it, which each engine does in a way of its own: `sort-0`, `SUB:SORT (1)`, `sort_2`. */
  readonly name: string;
  readonly callable: Callable;
  /** Absent when the entry is itself a task. */
  readonly call?: Call;
  /** Keys of the tasks that end before it starts. */
  readonly after: readonly string[];
  readonly inputs: readonly PlannedInput[];
}

export interface PlannedInput {
  readonly name: string;
  readonly value: Known | undefined;
  /** The expression that gives it, where its value is not known before other tasks have run. */
  readonly text?: string;
}

/** Values of the entry's inputs, by the input's own name. */
export type Parameters = Readonly<Record<string, Known>>;

/** A scatter over what is known only when tasks have run gets this many shards. */
const GUESSED_SHARDS = 2;

/** More tasks than any sample pipeline has; a plan is one object in memory. */
export const MOST_TASKS = 10_000;
const DEEPEST_NESTING = 40;

/** A workflow that calls itself, or has more tasks than the simulation keeps. */
export class PlanError extends Error {}

export function planRun(model: WorkflowModel, parameters: Parameters): Plan {
  const planner: Planner = { model, tasks: [], guesses: new Set() };
  const environment = environmentOf(model.entry.inputs, (port) => entryValue(port, parameters));
  if (model.entry.kind === 'task') {
    planner.tasks.push({
      key: model.entry.name,
      name: model.entry.name,
      callable: model.entry,
      after: [],
      inputs: model.entry.inputs.map((port) => ({ name: port.name, value: environment(port.name) })),
    });
  } else
    planWorkflow(planner, { workflow: model.entry, environment, path: '', names: [], after: [], depth: 0 });
  return { tasks: planner.tasks, guesses: [...planner.guesses] };
}

interface Planner {
  readonly model: WorkflowModel;
  readonly tasks: PlannedTask[];
  readonly guesses: Set<string>;
}

interface Frame {
  readonly workflow: Callable;
  readonly environment: Environment;
  readonly path: string;
  /** Of the calls that lead here. */
  readonly names: readonly string[];
  /** What all its tasks wait for. */
  readonly after: readonly string[];
  readonly depth: number;
}

interface Shard {
  readonly indexes: readonly number[];
  readonly environment: Environment;
}

/** What has to end before another call may use a call's outputs. */
interface Ends {
  readonly call: Call;
  readonly keys: readonly string[];
  /** By the indexes of the outer scatters, for each number of them that was asked for. */
  readonly groups: Map<number, ReadonlyMap<string, readonly string[]>>;
  readonly shards: readonly { readonly indexes: readonly number[]; readonly keys: readonly string[] }[];
  /** What to wait for where the call has no shard. */
  readonly passed: readonly string[];
}

/** Returns the keys of all tasks of the workflow. */
function planWorkflow(planner: Planner, frame: Frame): readonly string[] {
  if (frame.depth > DEEPEST_NESTING) {
    throw new PlanError(`Workflow '${frame.workflow.name}' is nested more than ${DEEPEST_NESTING} deep.`);
  }
  const ended = new Map<string, Ends>();
  for (const call of inDependencyOrder(frame.workflow.calls)) {
    ended.set(call.name, planCall(planner, frame, call, ended));
  }
  return [...ended.values()].flatMap((ends) => ends.keys);
}

function planCall(planner: Planner, frame: Frame, call: Call, ended: ReadonlyMap<string, Ends>): Ends {
  const dependencies = call.dependsOn.map((name) => ended.get(name)).filter((ends) => ends !== undefined);
  const waitsFor = (indexes: readonly number[]): readonly string[] => {
    const keys = new Set(dependencies.flatMap((ends) => endsFor(ends, call, indexes)));
    return keys.size === 0 ? frame.after : [...keys];
  };
  const shards = shardsOf(planner, call.scatters, frame.environment).map((shard, number) => {
    const after = waitsFor(shard.indexes);
    // What waits for a shard that is switched off waits for what that one would have waited for.
    const keys = isSwitchedOff(planner, call, shard.environment)
      ? after
      : planShard(planner, frame, call, { ...shard, number }, after);
    return { indexes: shard.indexes, keys };
  });
  return {
    call,
    shards,
    keys: [...new Set(shards.flatMap((shard) => shard.keys))],
    groups: new Map(),
    passed: waitsFor([]),
  };
}

function planShard(
  planner: Planner,
  frame: Frame,
  call: Call,
  shard: Shard & { readonly number: number },
  after: readonly string[],
): readonly string[] {
  const callee = planner.model.callables.get(call.callee);
  if (callee === undefined) return after;
  const name = [call.name, ...shard.indexes].join('-');
  const path = frame.path === '' ? name : `${frame.path}/${name}`;
  const environment = environmentOf(callee.inputs, (port, own) =>
    argumentValue(call, port, shard.environment, own),
  );
  if (callee.kind === 'workflow') {
    const keys = planWorkflow(planner, {
      workflow: callee,
      environment,
      path,
      names: [...frame.names, call.name],
      after,
      depth: frame.depth + 1,
    });
    return keys.length === 0 ? after : keys;
  }
  if (planner.tasks.length >= MOST_TASKS) {
    throw new PlanError(
      `The run has more than ${MOST_TASKS} tasks, which is more than the simulation keeps.`,
    );
  }
  planner.tasks.push({
    key: path,
    name: shownName(planner.model.engine, [...frame.names, call.name], shard),
    callable: callee,
    call,
    after,
    inputs: callee.inputs.map((port) => plannedInput(call, port, environment(port.name))),
  });
  return [path];
}

/** Source: the names that `TASK_NAMING` takes apart. `number` counts all shards of the call, from 0. */
function shownName(
  engine: Engine,
  names: readonly string[],
  { indexes, number }: Shard & { readonly number: number },
): string {
  const name = names.at(-1) ?? '';
  switch (engine) {
    case 'NEXTFLOW':
      return `${names.join(':')}${indexes.length === 0 ? '' : ` (${number + 1})`}`;
    case 'CWL':
      // The first has no number.
      return `${name}${number === 0 ? '' : `_${number + 1}`}`;
    default:
      return [name, ...indexes].join('-');
  }
}

/** The tasks to wait for: inside a common scatter only those of the same shard. */
function endsFor(ends: Ends, call: Call, indexes: readonly number[]): readonly string[] {
  const common = Math.min(commonScatters(ends.call, call), indexes.length);
  const keys =
    common === 0 ? ends.keys : (groupsOf(ends, common).get(indexes.slice(0, common).join(' ')) ?? []);
  return keys.length === 0 ? ends.passed : keys;
}

function groupsOf(ends: Ends, common: number): ReadonlyMap<string, readonly string[]> {
  const known = ends.groups.get(common);
  if (known !== undefined) return known;
  const groups = new Map<string, string[]>();
  for (const { indexes, keys } of ends.shards) {
    const name = indexes.slice(0, common).join(' ');
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [...keys]);
    else group.push(...keys);
  }
  ends.groups.set(common, groups);
  return groups;
}

function commonScatters(a: Call, b: Call): number {
  let count = 0;
  for (const [index, scatter] of a.scatters.entries()) {
    const other = b.scatters[index];
    if (other === undefined || !samePlace(scatter, other)) break;
    count++;
  }
  return count;
}

function samePlace(a: SourceValue, b: SourceValue): boolean {
  return a.at.uri === b.at.uri && a.at.span.start === b.at.span.start && a.at.span.end === b.at.span.end;
}

function shardsOf(
  planner: Planner,
  scatters: readonly ScatterValue[],
  environment: Environment,
): readonly Shard[] {
  let shards: readonly Shard[] = [{ indexes: [], environment }];
  for (const scatter of scatters) {
    shards = shards.flatMap((outer) =>
      elementsOf(planner, scatter, outer.environment).map((element, index) => ({
        indexes: [...outer.indexes, index],
        environment: withName(outer.environment, scatter.variable, element),
      })),
    );
    if (shards.length > MOST_TASKS) {
      throw new PlanError(`The scatter over '${scatter.text}' has more than ${MOST_TASKS} shards.`);
    }
  }
  return shards;
}

function elementsOf(
  planner: Planner,
  scatter: ScatterValue,
  environment: Environment,
): readonly (Known | undefined)[] {
  const value =
    evaluate(scatter.text, environment) ??
    (scatter.input === undefined ? undefined : environment(scatter.input));
  if (Array.isArray(value)) return value as readonly Known[];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).map(([left, right]): Known => ({ left, right: right }));
  }
  if (scatter.count !== undefined) return Array.from({ length: scatter.count }, () => undefined);
  planner.guesses.add(
    `How many elements '${scatter.text}' has is known only when tasks have run; the simulation takes ${GUESSED_SHARDS}.`,
  );
  return Array.from({ length: GUESSED_SHARDS }, () => undefined);
}

function isSwitchedOff(planner: Planner, call: Call, environment: Environment): boolean {
  return call.conditions.some((condition) => {
    const value = condition.constant ?? evaluate(condition.text, environment);
    if (typeof value === 'boolean') return !value;
    planner.guesses.add(
      `Whether '${condition.text}' holds is known only when tasks have run; the simulation runs '${call.name}'.`,
    );
    return false;
  });
}

function plannedInput(call: Call, port: Port, value: Known | undefined): PlannedInput {
  const given = call.arguments.get(port.name) ?? port.default;
  if (value !== undefined || given === undefined) return { name: port.name, value };
  return { name: port.name, value, text: given.text };
}

/** Values of inputs by name; one is worked out when it is asked for, and one that needs itself is unknown. */
function environmentOf(
  ports: readonly Port[],
  valueOf: (port: Port, own: Environment) => Known | undefined,
): Environment {
  const byName = new Map(ports.map((port) => [port.name, port]));
  const values = new Map<string, Known | undefined>();
  const environment: Environment = (name) => {
    const port = byName.get(name);
    if (port === undefined) return undefined;
    if (!values.has(name)) {
      values.set(name, undefined);
      values.set(name, valueOf(port, environment));
    }
    return values.get(name);
  };
  return environment;
}

function entryValue(port: Port, parameters: Parameters): Known | undefined {
  const given = Object.hasOwn(parameters, port.name) ? parameters[port.name] : undefined;
  return given ?? absentValue(port);
}

function argumentValue(call: Call, port: Port, caller: Environment, own: Environment): Known | undefined {
  const given = call.arguments.get(port.name);
  if (given !== undefined) return given.constant ?? evaluate(given.text, caller);
  if (port.default !== undefined) return port.default.constant ?? evaluate(port.default.text, own);
  return absentValue(port);
}

function absentValue(port: Port): Known | undefined {
  if (port.default !== undefined) return port.default.constant ?? undefined;
  return port.required ? undefined : null;
}

function withName(environment: Environment, name: string | undefined, value: Known | undefined): Environment {
  if (name === undefined) return environment;
  return (asked) => (asked === name ? value : environment(asked));
}

/** Calls may stand in any order; one that waits for itself is put where it stands. */
function inDependencyOrder(calls: readonly Call[]): readonly Call[] {
  const byName = new Map(calls.map((call) => [call.name, call]));
  const ordered = new Set<Call>();
  const visiting = new Set<Call>();
  const visit = (call: Call): void => {
    if (ordered.has(call) || visiting.has(call)) return;
    visiting.add(call);
    for (const name of call.dependsOn) {
      const dependency = byName.get(name);
      if (dependency !== undefined) visit(dependency);
    }
    ordered.add(call);
  };
  calls.forEach(visit);
  return [...ordered];
}
