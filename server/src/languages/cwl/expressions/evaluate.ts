import type { Identifier, Literal, MemberExpression, Node } from 'acorn';
import type { NameChain } from './reference.ts';
import type { Script } from './script.ts';

/** A value as JSON has it. */
export type Known = string | number | boolean | null | readonly Known[] | { readonly [name: string]: Known };

/** The value of `inputs`, `self`, `runtime`; `undefined` where it is not known before a run. */
export type Roots = (name: string) => Known | undefined;

const DEPTH_LIMIT = 60;

/** The value of a parameter reference. */
export function evaluateReference(chain: NameChain, roots: Roots): Known | undefined {
  if (chain.root === 'null' && chain.steps.length === 0) return null;
  let value = roots(chain.root);
  for (const step of chain.steps) value = value === undefined ? undefined : member(value, step.name);
  return value;
}

/** The value of a script of one expression; of none that has statements. Calls nothing but functions without effects. */
export function evaluateScript({ program }: Script, roots: Roots): Known | undefined {
  const [statement, second] = program.body;
  if (statement === undefined || second !== undefined) return undefined;
  if (statement.type === 'ExpressionStatement') return evaluate(statement.expression, roots, 0);
  if (statement.type !== 'ReturnStatement' || statement.argument === null || statement.argument === undefined)
    return undefined;
  return evaluate(statement.argument, roots, 0);
}

function evaluate(node: Node, roots: Roots, depth: number): Known | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  const go = (child: Node) => evaluate(child, roots, depth + 1);
  switch (node.type) {
    case 'Literal': {
      const { value } = node as Literal;
      const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
      return isPlain ? (value as Known) : undefined;
    }
    case 'Identifier':
      return roots((node as Identifier).name);
    case 'ParenthesizedExpression':
      return go((node as unknown as { expression: Node }).expression);
    case 'MemberExpression': {
      const { object, property, computed } = node as MemberExpression;
      const value = go(object);
      const key = computed ? go(property) : (property as Identifier).name;
      if (value === undefined || (typeof key !== 'string' && typeof key !== 'number')) return undefined;
      return member(value, String(key));
    }
    case 'UnaryExpression': {
      const { operator, argument } = node as unknown as { operator: string; argument: Node };
      return unary(operator, go(argument));
    }
    case 'BinaryExpression': {
      const { operator, left, right } = node as unknown as { operator: string; left: Node; right: Node };
      const [a, b] = [go(left), go(right)];
      return a === undefined || b === undefined ? undefined : binary(operator, a, b);
    }
    case 'LogicalExpression': {
      const { operator, left, right } = node as unknown as { operator: string; left: Node; right: Node };
      const value = go(left);
      if (value === undefined) return undefined;
      const takesLeft = operator === '??' ? value !== null : operator === '||' ? truth(value) : !truth(value);
      return takesLeft ? value : go(right);
    }
    case 'ConditionalExpression': {
      const { test, consequent, alternate } = node as unknown as Record<
        'test' | 'consequent' | 'alternate',
        Node
      >;
      const value = go(test);
      return value === undefined ? undefined : go(truth(value) ? consequent : alternate);
    }
    case 'ArrayExpression': {
      const values = (node as unknown as { elements: readonly (Node | null)[] }).elements.map((one) =>
        one === null ? undefined : go(one),
      );
      return values.some((one) => one === undefined) ? undefined : (values as Known[]);
    }
    case 'TemplateLiteral':
      return template(node, go);
    case 'CallExpression': {
      const { callee, arguments: args } = node as unknown as { callee: Node; arguments: readonly Node[] };
      return call(callee, args.map(go), go);
    }
    default:
      return undefined;
  }
}

function template(node: Node, go: (child: Node) => Known | undefined): string | undefined {
  const { quasis, expressions } = node as unknown as {
    quasis: readonly { readonly value: { readonly cooked: string } }[];
    expressions: readonly Node[];
  };
  let text = '';
  for (const [i, { value }] of quasis.entries()) {
    text += value.cooked;
    const part = expressions[i];
    if (part === undefined) continue;
    const known = go(part);
    if (known === undefined || typeof known === 'object') return undefined;
    text += String(known);
  }
  return text;
}

function member(value: Known, name: string): Known | undefined {
  if (typeof value === 'string' || Array.isArray(value)) {
    if (name === 'length') return value.length;
    return /^\d+$/.test(name) ? (value as readonly Known[])[Number(name)] : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, Known>)[name] : undefined;
}

function unary(operator: string, value: Known | undefined): Known | undefined {
  if (value === undefined) return undefined;
  switch (operator) {
    case '!':
      return !truth(value);
    case '-':
      return typeof value === 'number' ? -value : undefined;
    case '+':
      return typeof value === 'number' || typeof value === 'string' ? numberOf(Number(value)) : undefined;
    default:
      return undefined;
  }
}

function binary(operator: string, a: Known, b: Known): Known | undefined {
  switch (operator) {
    case '===':
    case '!==':
      return typeof a === 'object' && a !== null ? undefined : (a === b) === (operator === '===');
    case '==':
    case '!=':
      return typeof a === typeof b && typeof a !== 'object' ? (a === b) === (operator === '==') : undefined;
  }
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) {
    return typeof a === 'object' || typeof b === 'object' ? undefined : String(a) + String(b);
  }
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  switch (operator) {
    case '+':
      return numberOf(a + b);
    case '-':
      return numberOf(a - b);
    case '*':
      return numberOf(a * b);
    case '/':
      return numberOf(a / b);
    case '%':
      return numberOf(a % b);
    case '**':
      return numberOf(a ** b);
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

const MATH: Readonly<Record<string, (...values: number[]) => number>> = {
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  trunc: Math.trunc,
  abs: Math.abs,
  sqrt: Math.sqrt,
  min: Math.min,
  max: Math.max,
  pow: Math.pow,
  log2: Math.log2,
};

const TEXT: Readonly<Record<string, (text: string, args: readonly Known[]) => Known | undefined>> = {
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  split: (text, [by]) => (typeof by === 'string' ? text.split(by) : undefined),
  toString: (text: string) => text,
};

function call(
  callee: Node,
  args: readonly (Known | undefined)[],
  go: (child: Node) => Known | undefined,
): Known | undefined {
  if (args.some((one) => one === undefined)) return undefined;
  const given = args as readonly Known[];
  if (callee.type === 'Identifier') return callGlobal((callee as Identifier).name, given);
  if (callee.type !== 'MemberExpression') return undefined;
  const { object, property, computed } = callee as MemberExpression;
  if (computed) return undefined;
  const { name } = property as Identifier;
  if (object.type === 'Identifier' && object.name === 'Math') {
    const compute = Object.hasOwn(MATH, name) ? MATH[name] : undefined;
    const numbers = given.filter((one) => typeof one === 'number');
    return compute === undefined || numbers.length < given.length ? undefined : numberOf(compute(...numbers));
  }
  const value = go(object);
  if (typeof value === 'string') return Object.hasOwn(TEXT, name) ? TEXT[name]?.(value, given) : undefined;
  if (Array.isArray(value) && name === 'join') {
    const texts = (value as readonly Known[]).filter(
      (one) => typeof one === 'string' || typeof one === 'number',
    );
    const [by = ','] = given;
    return texts.length < value.length || typeof by !== 'string' ? undefined : texts.join(by);
  }
  return typeof value === 'number' && name === 'toString' ? String(value) : undefined;
}

function callGlobal(name: string, [first]: readonly Known[]): Known | undefined {
  if (typeof first !== 'string' && typeof first !== 'number') return undefined;
  switch (name) {
    case 'Number':
      return numberOf(Number(first));
    case 'String':
      return String(first);
    case 'parseInt':
      return numberOf(Number.parseInt(String(first), 10));
    case 'parseFloat':
      return numberOf(Number.parseFloat(String(first)));
    default:
      return undefined;
  }
}

function truth(value: Known): boolean {
  return Boolean(value);
}

function numberOf(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
