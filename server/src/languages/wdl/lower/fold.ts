import type { SourceValue } from '../../../model/index.ts';
import type { ApplyNode, ExprNode, StringNode } from '../ast.ts';
import { textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import { lookup } from '../check/scope.ts';
import type { Block } from '../check/scope.ts';
import { foldFirst, foldFunction, foldJoined } from './fold-functions.ts';

export type Constant = NonNullable<SourceValue['constant']>;

/** A number that knows whether it is whole by type, since `/` of whole numbers drops the rest. */
export interface Folded {
  readonly value: Constant | null;
  readonly float: boolean;
}

/** What is known of inputs: nothing, since a run may give them any value; or their defaults, where a run gives none. */
export type KnownInputs = 'none' | 'defaults';

/**
 * The value of an expression where it is the same in every run: literals, sums and products of them, and private
 * declarations that hold such. With `defaults`, the value that it has when every input keeps its default.
 */
export function foldConstant(
  file: CheckedFile,
  block: Block,
  expr: ExprNode,
  inputs: KnownInputs = 'none',
): string | number | boolean | null | undefined {
  return fold({ text: file.text, inputs }, block, expr, 0)?.value;
}

interface FoldedFile {
  readonly text: string;
  readonly inputs: KnownInputs;
}

const DEPTH_LIMIT = 40;

function fold(file: FoldedFile, block: Block, expr: ExprNode, depth: number): Folded | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  switch (expr.kind) {
    case 'int':
      return number(readInt(textOf(file, expr)), false);
    case 'float':
      return number(Number(textOf(file, expr)), true);
    case 'boolean':
      return { value: textOf(file, expr) === 'true', float: false };
    case 'none':
    case 'null':
      return { value: null, float: false };
    case 'string':
      return foldString(file, block, expr, depth);
    case 'group':
      return fold(file, block, expr.expr, depth + 1);
    case 'unary': {
      const operand = fold(file, block, expr.operand, depth + 1);
      if (operand === undefined) return undefined;
      if (typeof operand.value === 'number') return number(-operand.value, operand.float);
      return typeof operand.value === 'boolean' ? { value: !operand.value, float: false } : undefined;
    }
    case 'binary': {
      const left = fold(file, block, expr.left, depth + 1);
      const right = left === undefined ? undefined : fold(file, block, expr.right, depth + 1);
      if (left === undefined || right === undefined) return undefined;
      return compute(textOf(file, expr.operator), left, right);
    }
    case 'ternary': {
      const condition = fold(file, block, expr.condition, depth + 1);
      if (typeof condition?.value !== 'boolean') return undefined;
      return fold(file, block, condition.value ? expr.whenTrue : expr.whenFalse, depth + 1);
    }
    case 'name': {
      const visible = lookup(block, textOf(file, expr.token));
      const { entry } = visible ?? {};
      const isKnown =
        entry?.kind === 'declaration' || (entry?.kind === 'input' && file.inputs === 'defaults');
      if (!isKnown || visible?.lifts.length !== 0) return undefined;
      const value = entry.node.kind === 'decl' ? entry.node.value : undefined;
      if (value === undefined) {
        const isMissing = entry.kind === 'input' && entry.type.optional && entry.type.kind !== 'any';
        return isMissing ? { value: null, float: false } : undefined;
      }
      const folded = fold(file, entry.block, value, depth + 1);
      const isFloat = entry.type.kind === 'primitive' && entry.type.name === 'Float';
      return folded === undefined || !isFloat ? folded : { value: folded.value, float: true };
    }
    case 'apply':
      return foldApply(file, block, expr, depth);
    case 'index': {
      const elements = elementsOf(file, block, expr.target);
      const index = elements === undefined ? undefined : fold(file, block, expr.index, depth + 1)?.value;
      const element = typeof index === 'number' ? elements?.[index] : undefined;
      return element === undefined ? undefined : fold(file, block, element, depth + 1);
    }
    default:
      return undefined;
  }
}

function foldApply(file: FoldedFile, block: Block, expr: ApplyNode, depth: number): Folded | undefined {
  const name = textOf(file, expr.name);
  const [first, second] = expr.args;
  const valuesOf = (node: ExprNode | undefined) =>
    node === undefined
      ? undefined
      : elementsOf(file, block, node)?.map((element) => fold(file, block, element, depth + 1));
  switch (name) {
    case 'select_first': {
      const values = valuesOf(first);
      if (values === undefined) return undefined;
      return foldFirst(second === undefined ? values : [...values, fold(file, block, second, depth + 1)]);
    }
    case 'sep': {
      const values = valuesOf(second);
      if (values === undefined || first === undefined) return undefined;
      return foldJoined(fold(file, block, first, depth + 1), values);
    }
    case 'length': {
      const elements = first === undefined ? undefined : elementsOf(file, block, first);
      return elements === undefined ? undefined : number(elements.length, false);
    }
  }
  const args: Folded[] = [];
  for (const arg of expr.args) {
    const folded = fold(file, block, arg, depth + 1);
    if (folded === undefined) return undefined;
    args.push(folded);
  }
  return foldFunction(name, args);
}

/** The elements of an array that is written out, here or as the value of a declaration in the same block. */
function elementsOf(file: FoldedFile, block: Block, expr: ExprNode): readonly ExprNode[] | undefined {
  if (expr.kind === 'array') return expr.elements;
  if (expr.kind === 'group') return elementsOf(file, block, expr.expr);
  if (expr.kind !== 'name') return undefined;
  const visible = lookup(block, textOf(file, expr.token));
  const { entry } = visible ?? {};
  const isKnown = entry?.kind === 'declaration' || (entry?.kind === 'input' && file.inputs === 'defaults');
  if (!isKnown || visible?.lifts.length !== 0 || entry.block !== block) return undefined;
  const value = entry.node.kind === 'decl' ? entry.node.value : undefined;
  return value?.kind === 'array' ? value.elements : undefined;
}

function foldString(file: FoldedFile, block: Block, expr: StringNode, depth: number): Folded | undefined {
  let text = '';
  for (const part of expr.parts) {
    if (!('children' in part)) {
      text += part.kind === 'escape' ? readEscape(textOf(file, part)) : textOf(file, part);
      continue;
    }
    if (part.expr === undefined || part.options.length > 0) return undefined;
    const folded = fold(file, block, part.expr, depth + 1);
    if (folded === undefined || folded.value === null) return undefined;
    text += folded.float ? Number(folded.value).toFixed(6) : String(folded.value);
  }
  return { value: text, float: false };
}

/** The value of a binary operator on two that are known. */
export function compute(operator: string, left: Folded, right: Folded): Folded | undefined {
  if (operator === '+' && (typeof left.value === 'string' || typeof right.value === 'string')) {
    if (left.value === null || right.value === null) return undefined;
    return { value: String(left.value) + String(right.value), float: false };
  }
  if (typeof left.value === 'boolean' && typeof right.value === 'boolean') {
    if (operator === '&&') return { value: left.value && right.value, float: false };
    if (operator === '||') return { value: left.value || right.value, float: false };
  }
  if (typeof left.value === typeof right.value && (operator === '==' || operator === '!=')) {
    return { value: (left.value === right.value) === (operator === '=='), float: false };
  }
  if (typeof left.value !== 'number' || typeof right.value !== 'number') return undefined;
  const float = left.float || right.float;
  switch (operator) {
    case '+':
      return number(left.value + right.value, float);
    case '-':
      return number(left.value - right.value, float);
    case '*':
      return number(left.value * right.value, float);
    case '/':
      if (right.value === 0) return undefined;
      return number(float ? left.value / right.value : Math.trunc(left.value / right.value), float);
    case '%':
      return right.value === 0 ? undefined : number(left.value % right.value, float);
    case '**':
      return number(left.value ** right.value, float);
    case '<':
      return { value: left.value < right.value, float: false };
    case '<=':
      return { value: left.value <= right.value, float: false };
    case '>':
      return { value: left.value > right.value, float: false };
    case '>=':
      return { value: left.value >= right.value, float: false };
    default:
      return undefined;
  }
}

function number(value: number, float: boolean): Folded | undefined {
  return Number.isFinite(value) ? { value, float } : undefined;
}

/** Decimal, octal with a leading zero, or hexadecimal. */
export function readInt(text: string): number {
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return Number(text);
}

/** An escape that WDL does not have keeps its backslash, as in the regular expressions that are written so. */
export function readEscape(escape: string): string {
  const next = escape[1] ?? '';
  switch (next) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'x':
    case 'u':
    case 'U':
      return fromCode(Number.parseInt(escape.slice(2), 16), escape);
    case '\\':
    case '"':
    case "'":
    case '~':
    case '$':
      return next;
    case '\n':
      return '';
    default:
      return /^\\[0-7]{3}$/.test(escape) ? fromCode(Number.parseInt(escape.slice(1), 8), escape) : escape;
  }
}

function fromCode(code: number, written: string): string {
  return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
