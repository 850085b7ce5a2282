import type {
  Call,
  Callable,
  Port,
  ScatterValue,
  SourceValue,
  SymbolId,
  ValueType,
  WorkflowModel,
} from '@omics-lens/server/model/index.ts';
import { primitive, symbolId } from '@omics-lens/server/model/index.ts';

/**
 * Workflow models written down by hand, for what languages cannot say or should not decide: the simulation takes any
 * model, whatever it was lowered from.
 */
const URI = 'file:///definition/main.wdl';

/** Two expressions stand at the same place when line and length are the same. */
export function source(
  text: string,
  at: { line?: number; constant?: SourceValue['constant'] } = {},
): SourceValue {
  const start = (at.line ?? 0) * 100;
  return {
    text,
    at: { uri: URI, span: { start, end: start + text.length } },
    ...(at.constant !== undefined && { constant: at.constant }),
  };
}

export function input(
  name: string,
  options: { default?: SourceValue; optional?: true; type?: ValueType } = {},
): Port {
  return {
    name,
    symbol: symbolId(URI, 'port', name),
    type: options.type ?? primitive('String', options.optional ?? false),
    required: options.default === undefined && options.optional !== true,
    ...(options.default !== undefined && { default: options.default }),
    at: source(name).at,
  };
}

export function task(
  name: string,
  options: Partial<Pick<Callable, 'inputs' | 'outputs' | 'resources'>> = {},
): Callable {
  return {
    id: symbolId(URI, name),
    kind: 'task',
    name,
    at: source(name).at,
    inputs: [],
    outputs: [],
    calls: [],
    ...options,
  };
}

export function workflow(name: string, inputs: readonly Port[], calls: readonly Call[]): Callable {
  return { ...task(name), kind: 'workflow', inputs, calls };
}

export function call(
  callee: Callable,
  options: {
    name?: string;
    after?: readonly string[];
    scatters?: readonly ScatterValue[];
    conditions?: readonly SourceValue[];
    with?: Readonly<Record<string, string>>;
  } = {},
): Call {
  return {
    name: options.name ?? callee.name,
    callee: callee.id,
    at: source(callee.name).at,
    dependsOn: options.after ?? [],
    scatters: options.scatters ?? [],
    conditions: options.conditions ?? [],
    arguments: new Map(Object.entries(options.with ?? {}).map(([name, text]) => [name, source(text)])),
  };
}

export function model(entry: Callable, ...others: readonly Callable[]): WorkflowModel {
  return {
    entry,
    callables: new Map<SymbolId, Callable>([entry, ...others].map((callable) => [callable.id, callable])),
    engine: 'WDL',
    uri: URI,
  };
}
