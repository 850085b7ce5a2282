import type { ArgumentNode, ExprNode, ItemNode, StringNode } from '../syntax/ast.ts';
import { keyOf, positional, readEscape } from '../words.ts';
import type { Formula } from './formula.ts';
import { UNKNOWN, valueFormula } from './formula.ts';

/** Variables of the text whose values are known. */
export type Locals = ReadonlyMap<string, Formula>;

const NO_LOCALS: Locals = new Map();

/** The expression without its tree. `locals` are put in where their names stand. */
export function compile(text: string, expr: ExprNode | undefined, locals: Locals = NO_LOCALS): Formula {
  return expr === undefined ? UNKNOWN : compileAt({ text, locals }, expr, 0);
}

interface Scope {
  readonly text: string;
  readonly locals: Locals;
}

const DEPTH_LIMIT = 60;

function compileAt(scope: Scope, expr: ExprNode, depth: number): Formula {
  if (depth > DEPTH_LIMIT) return UNKNOWN;
  const inner = (node: ExprNode) => compileAt(scope, node, depth + 1);
  const { text } = scope;
  switch (expr.kind) {
    case 'int':
    case 'float':
      return numberOf(text.slice(expr.start, expr.end));
    case 'boolean':
      return valueFormula(text.slice(expr.start, expr.end) === 'true');
    case 'null':
      return valueFormula(null);
    case 'string':
      return compileString(scope, expr, depth);
    case 'group':
      return inner(expr.expr);
    case 'name':
      return compileName(scope, text.slice(expr.start, expr.end));
    case 'unary':
      return {
        kind: 'unary',
        operator: text.slice(expr.operator.start, expr.operator.end),
        of: inner(expr.operand),
      };
    case 'binary':
      return {
        kind: 'binary',
        operator: text.slice(expr.operator.start, expr.operator.end).replace(/\s+/g, ''),
        left: inner(expr.left),
        right: inner(expr.right),
      };
    case 'ternary':
      return {
        kind: 'choice',
        condition: inner(expr.condition),
        yes: inner(expr.whenTrue),
        no: inner(expr.whenFalse),
      };
    case 'elvis':
      return { kind: 'elvis', value: inner(expr.value), otherwise: inner(expr.otherwise) };
    case 'list':
      return expr.elements.some((one) => one.kind === 'spread' || one.kind === 'namedArgument')
        ? UNKNOWN
        : { kind: 'list', parts: positional(expr.elements).map(inner) };
    case 'map': {
      const entries: [string, Formula][] = [];
      for (const entry of expr.entries) {
        const key = entry.kind === 'mapEntry' ? keyOf(text, entry) : undefined;
        if (entry.kind !== 'mapEntry' || key === undefined || entry.value === undefined) return UNKNOWN;
        entries.push([key, inner(entry.value)]);
      }
      return { kind: 'map', entries };
    }
    case 'member':
      return compileMember(scope, expr, depth);
    case 'index': {
      const [at, more] = positional(expr.args);
      return at === undefined || more !== undefined
        ? UNKNOWN
        : { kind: 'index', of: inner(expr.target), at: inner(at) };
    }
    case 'call':
    case 'command':
      return compileCall(scope, expr.callee, expr.args, depth);
    case 'new':
      return {
        kind: 'call',
        name: `new ${lastName(text, expr.type)}`,
        args: positional(expr.args).map(inner),
      };
    case 'cast':
      return { kind: 'cast', of: inner(expr.operand), type: lastName(text, expr.type) };
    case 'closure':
      return {
        kind: 'closure',
        body: expr.params.length > 0 ? UNKNOWN : compileBody(text, expr.items, scope.locals, depth + 1),
      };
    default:
      return UNKNOWN;
  }
}

/** What a list of statements comes to: `return`, `if` and the last expression. */
export function compileBody(text: string, items: readonly ItemNode[], locals: Locals, depth = 0): Formula {
  let known = locals;
  for (const [i, item] of items.entries()) {
    const scope = { text, locals: known };
    const isLast = i === items.length - 1;
    switch (item.kind) {
      case 'variables':
        for (const { name, value } of item.declarators) {
          const formula = value === undefined ? UNKNOWN : compileAt(scope, value, depth + 1);
          known = new Map(known).set(text.slice(name.start, name.end), formula);
        }
        break;
      case 'return':
        return item.value === undefined ? valueFormula(null) : compileAt(scope, item.value, depth + 1);
      case 'if': {
        if (item.condition === undefined) return UNKNOWN;
        const rest = items.slice(i + 1);
        const branch = (node: ItemNode | undefined) => {
          const own = itemsOf(node);
          return compileBody(text, endsHere(own) ? own : [...own, ...rest], known, depth + 1);
        };
        return depth > DEPTH_LIMIT
          ? UNKNOWN
          : {
              kind: 'choice',
              condition: compileAt(scope, item.condition, depth + 1),
              yes: branch(item.then),
              no: branch(item.otherwise),
            };
      }
      case 'expression':
        if (isLast) return compileAt(scope, item.expr, depth + 1);
        if (item.expr.kind === 'assign') return UNKNOWN;
        break;
      default:
        return UNKNOWN;
    }
  }
  return UNKNOWN;
}

function itemsOf(node: ItemNode | undefined): readonly ItemNode[] {
  if (node === undefined) return [];
  return node.kind === 'block' ? node.items : [node];
}

/** True for a branch after which nothing else is looked at: it returns, or its last expression is the value. */
function endsHere(items: readonly ItemNode[]): boolean {
  const last = items.at(-1);
  return last?.kind === 'return' || last?.kind === 'expression';
}

function numberOf(text: string): Formula {
  const cleaned = text.replace(/_/g, '').replace(/[lLiIgGfFdD]$/, '');
  const value = /^0[0-7]+$/.test(cleaned) ? Number.parseInt(cleaned, 8) : Number(cleaned);
  return Number.isFinite(value) ? valueFormula(value) : UNKNOWN;
}

function compileString(scope: Scope, node: StringNode, depth: number): Formula {
  const parts: Formula[] = [];
  let plain = '';
  for (const part of node.parts) {
    if (part.kind !== 'interpolation' || !('expr' in part)) {
      const written = scope.text.slice(part.start, part.end);
      plain += part.kind === 'escape' ? readEscape(written) : written;
      continue;
    }
    if (plain !== '') parts.push(valueFormula(plain));
    plain = '';
    parts.push(part.expr === undefined ? UNKNOWN : compileAt(scope, part.expr, depth + 1));
  }
  if (parts.length === 0) return valueFormula(plain);
  if (plain !== '') parts.push(valueFormula(plain));
  return { kind: 'text', parts };
}

function compileName({ locals }: Scope, name: string): Formula {
  const local = locals.get(name);
  if (local !== undefined) return local;
  if (name === 'params') return { kind: 'param', path: [] };
  if (name === 'task') return { kind: 'task', path: [] };
  return name === 'workflow' ? { kind: 'workflow', path: [] } : UNKNOWN;
}

function compileMember(scope: Scope, expr: ExprNode & { kind: 'member' }, depth: number): Formula {
  const { text } = scope;
  const name = expr.name === undefined ? undefined : text.slice(expr.name.start, expr.name.end);
  if (name === undefined) return UNKNOWN;
  const of = compileAt(scope, expr.target, depth + 1);
  if (of.kind === 'param' || of.kind === 'task' || of.kind === 'workflow') {
    return { kind: of.kind, path: [...of.path, name] };
  }
  return { kind: 'member', of, name };
}

function compileCall(scope: Scope, callee: ExprNode, args: readonly ArgumentNode[], depth: number): Formula {
  const { text } = scope;
  const values = positional(args).map((arg) => compileAt(scope, arg, depth + 1));
  if (callee.kind === 'name')
    return { kind: 'call', name: text.slice(callee.start, callee.end), args: values };
  if (callee.kind !== 'member' || callee.name === undefined) return UNKNOWN;
  const name = text.slice(callee.name.start, callee.name.end);
  if (callee.target.kind === 'name') {
    const target = text.slice(callee.target.start, callee.target.end);
    if (/^[A-Z]/.test(target) && !scope.locals.has(target))
      return { kind: 'call', name: `${target}.${name}`, args: values };
  }
  return { kind: 'call', name, of: compileAt(scope, callee.target, depth + 1), args: values };
}

function lastName(
  text: string,
  type: { readonly name: readonly { start: number; end: number }[] } | undefined,
): string {
  const last = type?.name.at(-1);
  return last === undefined ? '' : text.slice(last.start, last.end);
}
