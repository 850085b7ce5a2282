import type { Formula } from './formula.ts';
import type { Value } from './values.ts';
import {
  asText,
  isDuration,
  isList,
  isMap,
  isMemory,
  isTrue,
  readDuration,
  readMemory,
  withUnit,
} from './values.ts';

/** Where names of a formula get their values from. */
export interface Around {
  /** The default of a parameter. */
  param(name: string): Formula | undefined;
  /** What the process asks for, for `task.cpus`. */
  task?(name: string): Formula | undefined;
}

export interface Evaluated {
  readonly value: Value;
  /** True only as long as the parameters keep their defaults. */
  readonly assumed: boolean;
}

/**
 * The value of a formula at the first attempt of a task on AWS HealthOmics, where tasks run as with Docker; undefined
 * where it depends on something that is only known in a run.
 */
export function evaluate(formula: Formula, around: Around): Evaluated | undefined {
  const state: State = { around, assumed: false, steps: 0 };
  const value = run(state, formula, 0);
  return value === undefined ? undefined : { value, assumed: state.assumed };
}

interface State {
  readonly around: Around;
  assumed: boolean;
  steps: number;
}

const DEPTH_LIMIT = 60;
const STEP_LIMIT = 5000;

/** What is the same in every run there. Source: AWS HealthOmics User Guide, Nextflow workflows. */
const WORKFLOW: Readonly<Record<string, Value>> = {
  containerEngine: 'docker',
  profile: 'standard',
  stubRun: false,
  preview: false,
  resume: false,
};

function run(state: State, formula: Formula, depth: number): Value | undefined {
  if (depth > DEPTH_LIMIT || ++state.steps > STEP_LIMIT) return undefined;
  const inner = (one: Formula) => run(state, one, depth + 1);
  switch (formula.kind) {
    case 'value':
      return formula.value;
    case 'unknown':
      return undefined;
    case 'param':
      return param(state, formula.path, depth);
    case 'task':
      return task(state, formula.path, depth);
    case 'workflow': {
      const [name = '', ...more] = formula.path;
      return more.length === 0 ? WORKFLOW[name] : undefined;
    }
    case 'text': {
      let text = '';
      for (const part of formula.parts) {
        const value = inner(part);
        const piece = value === undefined ? undefined : asText(value);
        if (piece === undefined) return undefined;
        text += piece;
      }
      return text;
    }
    case 'list': {
      const values: Value[] = [];
      for (const part of formula.parts) {
        const value = inner(part);
        if (value === undefined) return undefined;
        values.push(value);
      }
      return values;
    }
    case 'map': {
      const entries: Record<string, Value> = {};
      // One entry that is not known does not hide the others.
      for (const [key, entry] of formula.entries) {
        const value = inner(entry);
        if (value !== undefined) entries[key] = value;
      }
      return { entries };
    }
    case 'unary':
      return unary(formula.operator, inner(formula.of));
    case 'binary':
      return binary(state, formula, depth);
    case 'choice': {
      const condition = inner(formula.condition);
      if (condition === undefined) return same(inner(formula.yes), inner(formula.no));
      return inner(isTrue(condition) ? formula.yes : formula.no);
    }
    case 'elvis': {
      const value = inner(formula.value);
      if (value === undefined) return undefined;
      return isTrue(value) ? value : inner(formula.otherwise);
    }
    case 'member':
      return member(inner(formula.of), formula.name);
    case 'index': {
      const of = inner(formula.of);
      const at = inner(formula.at);
      if (isMap(of) && typeof at === 'string') return of.entries[at];
      if (!isList(of) || typeof at !== 'number') return undefined;
      return of[at < 0 ? of.length + at : at];
    }
    case 'call':
      return call(state, formula, depth);
    case 'cast':
      return cast(inner(formula.of), formula.type);
    case 'closure':
      return inner(formula.body);
  }
}

function param(state: State, [name, ...rest]: readonly string[], depth: number): Value | undefined {
  if (name === undefined) return undefined;
  const found = state.around.param(name);
  if (found === undefined) return undefined;
  state.assumed = true;
  let value = run(state, found, depth + 1);
  for (const step of rest) value = member(value, step);
  return value;
}

function task(state: State, [name, ...rest]: readonly string[], depth: number): Value | undefined {
  if (name === undefined) return undefined;
  if (name === 'attempt') return rest.length === 0 ? 1 : undefined;
  const found = state.around.task?.(name);
  let value = found === undefined ? undefined : run(state, found, depth + 1);
  if (name === 'cpus' && value === undefined && found === undefined && state.around.task !== undefined)
    value = 1;
  for (const step of rest) value = member(value, step);
  return value;
}

/** Both branches, where it does not matter which. */
function same(a: Value | undefined, b: Value | undefined): Value | undefined {
  return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b) ? a : undefined;
}

function unary(operator: string, value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  if (operator === '!') return !isTrue(value);
  if (operator === '-' && typeof value === 'number') return -value;
  return operator === '+' && typeof value === 'number' ? value : undefined;
}

function binary(state: State, formula: Formula & { kind: 'binary' }, depth: number): Value | undefined {
  const { operator } = formula;
  const left = run(state, formula.left, depth + 1);
  // What one side alone decides does not need the other.
  if (operator === '&&' || operator === '||') {
    const decides = (value: Value | undefined) =>
      value !== undefined && isTrue(value) === (operator === '||');
    if (decides(left)) return operator === '||';
    const right = run(state, formula.right, depth + 1);
    if (decides(right)) return operator === '||';
    return left === undefined || right === undefined ? undefined : operator === '&&';
  }
  const right = run(state, formula.right, depth + 1);
  return left === undefined || right === undefined ? undefined : compute(operator, left, right);
}

function compute(operator: string, left: Value, right: Value): Value | undefined {
  switch (operator) {
    case '==':
    case '===':
      return equal(left, right);
    case '!=':
    case '!==':
      return !equal(left, right);
    case 'in':
    case '!in': {
      const found = isList(right)
        ? right.some((one) => equal(one, left))
        : isMap(right)
          ? (asText(left) ?? '') in right.entries
          : undefined;
      return found === undefined ? undefined : found === (operator === 'in');
    }
    case '+':
      return add(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function equal(left: Value, right: Value): boolean {
  const a = magnitude(left);
  const b = magnitude(right);
  if (a !== undefined && b !== undefined) return a === b;
  return JSON.stringify(left) === JSON.stringify(right);
}

function add(left: Value, right: Value): Value | undefined {
  if (typeof left === 'string' || typeof right === 'string') {
    const [a, b] = [asText(left), asText(right)];
    return a === undefined || b === undefined ? undefined : a + b;
  }
  if (isList(left)) return [...left, ...(isList(right) ? right : [right])];
  if (isMap(left) && isMap(right)) return { entries: { ...left.entries, ...right.entries } };
  return arithmetic('+', left, right);
}

function arithmetic(operator: string, left: Value, right: Value): Value | undefined {
  const a = magnitude(left);
  const b = magnitude(right);
  if (a === undefined || b === undefined) return undefined;
  const value = apply(operator, a, b);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  // An amount times a number is an amount; an amount by an amount is a number.
  const like = isAmount(left) ? left : isAmount(right) ? right : undefined;
  if (like === undefined || (operator === '/' && isAmount(left) && isAmount(right))) return value;
  return isMemory(like) ? { bytes: Math.trunc(value) } : { milliseconds: Math.trunc(value) };
}

function apply(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
    case '**':
      return a ** b;
    default:
      return undefined;
  }
}

function order(operator: string, left: Value, right: Value): Value | undefined {
  const [a, b] = [magnitude(left), magnitude(right)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function isAmount(value: Value): boolean {
  return isMemory(value) || isDuration(value);
}

/** What can be compared and reckoned with. */
function magnitude(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (isMemory(value)) return value.bytes;
  return isDuration(value) ? value.milliseconds : undefined;
}

function member(of: Value | undefined, name: string): Value | undefined {
  if (typeof of === 'number') return withUnit(of, name);
  if (isMap(of)) return of.entries[name];
  if (isMemory(of)) return memoryPart(of.bytes, name);
  return undefined;
}

const GIB = 1024 ** 3;

function memoryPart(bytes: number, name: string): number | undefined {
  switch (name.replace(/^to/, '').toLowerCase()) {
    case 'bytes':
      return bytes;
    case 'kilo':
      return Math.trunc(bytes / 1024);
    case 'mega':
      return Math.trunc(bytes / 1024 ** 2);
    case 'giga':
      return Math.trunc(bytes / GIB);
    default:
      return undefined;
  }
}

function cast(value: Value | undefined, type: string): Value | undefined {
  if (value === undefined) return undefined;
  switch (type) {
    case 'MemoryUnit':
      return typeof value === 'string' ? readMemory(value) : isMemory(value) ? value : undefined;
    case 'Duration':
      return typeof value === 'string' ? readDuration(value) : isDuration(value) ? value : undefined;
    case 'int':
    case 'Integer':
    case 'long':
    case 'Long':
      return whole(value);
    case 'float':
    case 'double':
    case 'Float':
    case 'Double':
    case 'BigDecimal':
      return typeof value === 'number' ? value : undefined;
    case 'String':
      return asText(value);
    case 'boolean':
    case 'Boolean':
      return isTrue(value);
    default:
      return undefined;
  }
}

function whole(value: Value): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? Math.trunc(number) : undefined;
}

function call(state: State, formula: Formula & { kind: 'call' }, depth: number): Value | undefined {
  const args = formula.args.map((arg) => run(state, arg, depth + 1));
  const of = formula.of === undefined ? undefined : run(state, formula.of, depth + 1);
  const [first, second] = args;
  if (formula.of !== undefined) return of === undefined ? undefined : method(of, formula.name, args);
  switch (formula.name) {
    case 'check_max':
      return checkMax(state, first, second, depth);
    case 'Math.min':
    case 'Math.max':
      if (typeof first !== 'number' || typeof second !== 'number') return undefined;
      return formula.name === 'Math.min' ? Math.min(first, second) : Math.max(first, second);
    case 'Math.round':
    case 'Math.ceil':
    case 'Math.floor':
      if (typeof first !== 'number') return undefined;
      return formula.name === 'Math.round'
        ? Math.round(first)
        : formula.name === 'Math.ceil'
          ? Math.ceil(first)
          : Math.floor(first);
    case 'MemoryUnit.of':
    case 'new MemoryUnit':
      return typeof first === 'string' ? readMemory(first) : undefined;
    case 'Duration.of':
    case 'new Duration':
      return typeof first === 'string' ? readDuration(first) : undefined;
    default:
      return undefined;
  }
}

/** The function that pipelines of nf-core bring: the smaller of what is asked for and `params.max_…`. */
function checkMax(
  state: State,
  asked: Value | undefined,
  kind: Value | undefined,
  depth: number,
): Value | undefined {
  if (asked === undefined || typeof kind !== 'string') return asked;
  const limit = param(state, [`max_${kind}`], depth);
  const most = typeof limit === 'string' ? (readMemory(limit) ?? readDuration(limit)) : limit;
  const readable = kind === 'time' && typeof limit === 'string' ? readDuration(limit) : most;
  const wanted =
    typeof asked === 'string'
      ? kind === 'memory'
        ? readMemory(asked)
        : kind === 'time'
          ? readDuration(asked)
          : asked
      : asked;
  return wanted === undefined ? undefined : smaller(wanted, readable);
}

/** The smaller of two amounts of one kind; the first where they cannot be compared. */
export function smaller(value: Value, limit: Value | undefined): Value {
  if (limit === undefined) return value;
  const [a, b] = [magnitude(value), magnitude(limit)];
  return a !== undefined && b !== undefined && b < a ? limit : value;
}

function method(of: Value, name: string, args: readonly (Value | undefined)[]): Value | undefined {
  const [first] = args;
  switch (name) {
    case 'toString':
      return asText(of);
    case 'toInteger':
    case 'toLong':
    case 'intValue':
    case 'longValue':
      return whole(of);
    case 'toLowerCase':
      return typeof of === 'string' ? of.toLowerCase() : undefined;
    case 'toUpperCase':
      return typeof of === 'string' ? of.toUpperCase() : undefined;
    case 'trim':
      return typeof of === 'string' ? of.trim() : undefined;
    case 'contains':
      if (typeof of === 'string' && typeof first === 'string') return of.includes(first);
      return isList(of) && first !== undefined ? of.some((one) => equal(one, first)) : undefined;
    case 'startsWith':
      return typeof of === 'string' && typeof first === 'string' ? of.startsWith(first) : undefined;
    case 'endsWith':
      return typeof of === 'string' && typeof first === 'string' ? of.endsWith(first) : undefined;
    case 'size':
      return isList(of) || typeof of === 'string' ? of.length : undefined;
    case 'isEmpty':
      return isList(of) || typeof of === 'string' ? of.length === 0 : undefined;
    case 'get':
      return isMap(of) && typeof first === 'string' ? of.entries[first] : undefined;
    case 'containsKey':
      return isMap(of) && typeof first === 'string' ? first in of.entries : undefined;
    case 'min':
    case 'max': {
      const numbers = isList(of) ? of.map(magnitude) : [];
      if (numbers.length === 0 || numbers.some((one) => one === undefined)) return undefined;
      const known = numbers.filter((one) => one !== undefined);
      const best = name === 'min' ? Math.min(...known) : Math.max(...known);
      return isList(of) ? of[known.indexOf(best)] : undefined;
    }
    case 'join':
      return isList(of) && (typeof first === 'string' || args.length === 0)
        ? of.map((one) => asText(one) ?? '').join(typeof first === 'string' ? first : '')
        : undefined;
    default:
      return isMemory(of) && args.length === 0 ? memoryPart(of.bytes, name) : undefined;
  }
}
