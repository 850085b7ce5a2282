import type { ExprNode, PlaceholderNode, StringNode } from '../ast.ts';
import { textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import { lookup } from '../check/scope.ts';
import type { Block } from '../check/scope.ts';
import { compute, readEscape, readInt } from '../lower/fold.ts';
import { applyFunction } from './functions.ts';
import { NONE, fromJson, scalar, text, textOfValue } from './value.ts';
import type { Value } from './value.ts';

/** What expressions of one task are worked out with. */
export interface Known {
  readonly file: CheckedFile;
  /** JSON, by the names of the task's inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

const DEPTH_LIMIT = 60;

/** The value of an expression with the given inputs; `undefined` where only the run knows it. */
export function evaluate(known: Known, block: Block, expr: ExprNode, depth = 0): Value | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  const { file } = known;
  const inner = (node: ExprNode): Value | undefined => evaluate(known, block, node, depth + 1);
  switch (expr.kind) {
    case 'int':
      return scalar({ value: readInt(textOf(file, expr)), float: false });
    case 'float':
      return scalar({ value: Number(textOf(file, expr)), float: true });
    case 'boolean':
      return scalar({ value: textOf(file, expr) === 'true', float: false });
    case 'none':
    case 'null':
      return NONE;
    case 'string':
      return evaluateString(known, block, expr, depth);
    case 'group':
      return inner(expr.expr);
    case 'unary': {
      const operand = inner(expr.operand);
      if (operand?.kind !== 'scalar') return undefined;
      if (typeof operand.value === 'number') return scalar({ value: -operand.value, float: operand.float });
      return typeof operand.value === 'boolean' ? scalar({ value: !operand.value, float: false }) : undefined;
    }
    case 'binary': {
      const left = inner(expr.left);
      const right = inner(expr.right);
      if (left?.kind !== 'scalar' || right?.kind !== 'scalar') return undefined;
      const folded = compute(textOf(file, expr.operator), left, right);
      return folded === undefined ? undefined : scalar(folded);
    }
    case 'ternary': {
      const condition = inner(expr.condition);
      if (condition?.kind !== 'scalar' || typeof condition.value !== 'boolean') return undefined;
      return inner(condition.value ? expr.whenTrue : expr.whenFalse);
    }
    case 'name':
      return valueOfName(known, block, textOf(file, expr.token), depth);
    case 'apply':
      return applyFunction(textOf(file, expr.name), expr.args.map(inner));
    case 'index':
      return element(inner(expr.target), inner(expr.index));
    case 'member': {
      const target = inner(expr.target);
      const name = expr.name === undefined ? undefined : textOf(file, expr.name);
      if (name === undefined || target === undefined) return undefined;
      if (target.kind === 'object') return target.members.get(name) ?? NONE;
      if (target.kind !== 'pair') return undefined;
      return name === 'left' ? target.left : name === 'right' ? target.right : undefined;
    }
    case 'array': {
      const elements = all(expr.elements.map(inner));
      return elements === undefined ? undefined : { kind: 'array', elements };
    }
    case 'pair': {
      const both = all([inner(expr.left), inner(expr.right)]);
      const [left, right] = both ?? [];
      return left === undefined || right === undefined ? undefined : { kind: 'pair', left, right };
    }
    case 'map': {
      const keys = all(expr.entries.map(({ key }) => inner(key)));
      const values = all(expr.entries.map(({ value }) => inner(value)));
      if (keys === undefined || values === undefined) return undefined;
      return { kind: 'map', entries: keys.map((key, index) => [key, values[index] ?? NONE] as const) };
    }
    case 'object':
    case 'structLiteral': {
      const values = all(expr.entries.map(({ value }) => (value === undefined ? undefined : inner(value))));
      if (values === undefined) return undefined;
      const names = expr.entries.map(({ key }) => textOf(file, key));
      return {
        kind: 'object',
        members: new Map(names.map((name, index) => [name, values[index] ?? NONE] as const)),
      };
    }
    default:
      return undefined;
  }
}

/** The text that a placeholder is replaced with; `undefined` where only the run knows it. */
export function evaluatePlaceholder(
  known: Known,
  block: Block,
  { expr, options }: PlaceholderNode,
  depth = 0,
): string | undefined {
  const value = expr === undefined ? undefined : evaluate(known, block, expr, depth + 1);
  if (value === undefined) return undefined;
  const option = new Map(
    options.flatMap(({ name, value: given }) => {
      const result = given === undefined ? undefined : evaluate(known, block, given, depth + 1);
      const written = result === undefined ? undefined : textOfValue(result);
      return written === undefined ? [] : [[textOf(known.file, name), written] as const];
    }),
  );
  if (value.kind === 'scalar' && value.value === null) return option.get('default') ?? '';
  if (value.kind === 'scalar' && typeof value.value === 'boolean' && option.size > 0) {
    return option.get(value.value ? 'true' : 'false') ?? String(value.value);
  }
  if (value.kind === 'array') {
    const separator = option.get('sep');
    const texts = all(value.elements.map(textOfValue));
    return separator === undefined ? undefined : texts?.join(separator);
  }
  return textOfValue(value);
}

function evaluateString(known: Known, block: Block, expr: StringNode, depth: number): Value | undefined {
  let joined = '';
  for (const part of expr.parts) {
    if (!('children' in part)) {
      const written = textOf(known.file, part);
      joined += part.kind === 'escape' ? readEscape(written) : written;
      continue;
    }
    const filled = evaluatePlaceholder(known, block, part, depth + 1);
    if (filled === undefined) return undefined;
    joined += filled;
  }
  return text(joined);
}

function valueOfName(known: Known, block: Block, name: string, depth: number): Value | undefined {
  const visible = lookup(block, name);
  // Before 1.1 `None` is no literal.
  if (visible === undefined) return name === 'None' ? NONE : undefined;
  const { entry } = visible;
  if (visible.lifts.length > 0 || (entry.kind !== 'input' && entry.kind !== 'declaration')) return undefined;
  if (entry.kind === 'input' && Object.hasOwn(known.inputs, name)) {
    return fromJson(known.inputs[name], entry.type);
  }
  const value = entry.node.kind === 'decl' ? entry.node.value : undefined;
  if (value === undefined) {
    return entry.kind === 'input' && entry.type.optional && entry.type.kind !== 'any' ? NONE : undefined;
  }
  const found = evaluate(known, entry.block, value, depth + 1);
  if (found?.kind !== 'scalar' || entry.type.kind !== 'primitive') return found;
  const { name: type } = entry.type;
  if (type === 'Float' && typeof found.value === 'number') return { ...found, float: true };
  return type === 'File' || type === 'Directory' ? { ...found, file: true } : found;
}

function element(target: Value | undefined, index: Value | undefined): Value | undefined {
  if (target === undefined || index?.kind !== 'scalar') return undefined;
  if (target.kind === 'array')
    return typeof index.value === 'number' ? target.elements[index.value] : undefined;
  if (target.kind !== 'map') return undefined;
  return target.entries.find(([key]) => key.kind === 'scalar' && key.value === index.value)?.[1];
}

function all<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length < items.length ? undefined : known;
}
