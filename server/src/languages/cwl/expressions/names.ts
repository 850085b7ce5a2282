import type { Identifier, MemberExpression, Node } from 'acorn';
import type { ChainStep, NameChain } from './reference.ts';
import { SCRIPT_GLOBALS } from './globals.ts';
import type { Script } from './script.ts';
import { childNodes } from './script.ts';

/** A chain of names in a script, as far as its members are written out. */
export interface ScriptChain extends NameChain {
  /** It is asked for with `typeof`, or written to: it need not exist. */
  readonly unsure?: true;
  /** A name that is given a value. */
  readonly assigned?: true;
}

export interface ScriptNames {
  /** Chains that begin with a name which the script itself does not declare and JavaScript does not know. */
  readonly chains: readonly ScriptChain[];
  /** Names that the script declares anywhere. */
  readonly declared: ReadonlySet<string>;
  /** Of those, the ones that other scripts see when this one is a library. */
  readonly offered: ReadonlySet<string>;
  /** It gives a value back. */
  readonly returns: boolean;
}

/** All names that a script takes from its surroundings. */
export function namesIn({ program }: Script): ScriptNames {
  const declared = new Set<string>();
  declare(program, declared);
  const chains: ScriptChain[] = [];
  collect(program, declared, chains);
  chains.sort((a, b) => a.start - b.start);
  return { chains, declared, offered: offeredBy(program), returns: returnsValue(program) };
}

/** Functions and variables at the top; others are not seen from outside. */
function offeredBy(program: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of childNodes(program)) {
    const { id } = statement as Node & { readonly id?: Node | null };
    if (isNamed(id)) declarePattern(id, names);
    if (statement.type !== 'VariableDeclaration') continue;
    for (const declarator of childNodes(statement)) {
      const named = declarator as Node & { readonly id?: Node };
      if (isNamed(named.id)) declarePattern(named.id, names);
    }
  }
  return names;
}

/** Functions at the top of a library, each with its parameters as they are written in `text`. */
export function functionsIn({ program }: Script, text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const add = (id: Node | null | undefined, made: Node | null | undefined) => {
    if (id?.type !== 'Identifier' || made?.type.includes('Function') !== true) return;
    const { params } = made as Node & { readonly params: readonly Node[] };
    found.set(
      (id as Identifier).name,
      params.map(({ start, end }) => text.slice(start, end)),
    );
  };
  for (const statement of program.body) {
    if (statement.type === 'FunctionDeclaration') add(statement.id, statement);
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) add(id, init);
  }
  return found;
}

/** Scopes are not told apart: a name that is declared anywhere is taken for known everywhere. */
function declare(node: Node, declared: Set<string>): void {
  const named = node as Node & {
    readonly id?: Node | null;
    readonly params?: readonly Node[];
    readonly param?: Node;
  };
  switch (node.type) {
    case 'VariableDeclarator':
    case 'ClassDeclaration':
    case 'ClassExpression':
      if (isNamed(named.id)) declarePattern(named.id, declared);
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (isNamed(named.id)) declarePattern(named.id, declared);
      for (const param of named.params ?? []) declarePattern(param, declared);
      break;
    case 'CatchClause':
      if (isNamed(named.param)) declarePattern(named.param, declared);
      break;
    default:
  }
  for (const child of childNodes(node)) declare(child, declared);
}

/** Acorn writes `null` for what is left out. */
function isNamed(node: Node | null | undefined): node is Node {
  return node !== null && node !== undefined;
}

function declarePattern(node: Node, declared: Set<string>): void {
  switch (node.type) {
    case 'Identifier':
      declared.add((node as Identifier).name);
      return;
    case 'AssignmentPattern':
      return declarePattern((node as unknown as { left: Node }).left, declared);
    case 'Property':
      return declarePattern((node as unknown as { value: Node }).value, declared);
    default:
      for (const child of childNodes(node)) declarePattern(child, declared);
  }
}

function collect(node: Node, declared: ReadonlySet<string>, chains: ScriptChain[], unsure = false): void {
  switch (node.type) {
    case 'Identifier': {
      const { name } = node as Identifier;
      if (declared.has(name) || SCRIPT_GLOBALS.has(name)) return;
      chains.push({ ...rootOf(node as Identifier), end: node.end, steps: [], ...mark(unsure) });
      return;
    }
    case 'MemberExpression':
      return collectMember(node as MemberExpression, declared, chains, unsure);
    case 'CallExpression':
    case 'NewExpression': {
      const { callee, arguments: args } = node as unknown as { callee: Node; arguments: readonly Node[] };
      collectCallee(callee, declared, chains);
      for (const arg of args) collect(arg, declared, chains);
      return;
    }
    case 'Property': {
      const { key, value, computed } = node as unknown as { key: Node; value: Node; computed: boolean };
      if (computed) collect(key, declared, chains);
      collect(value, declared, chains);
      return;
    }
    case 'MethodDefinition':
    case 'PropertyDefinition':
      collectChildren(node, declared, chains, (child) => child !== (node as unknown as { key: Node }).key);
      return;
    case 'UnaryExpression': {
      const { operator, argument } = node as unknown as { operator: string; argument: Node };
      collect(argument, declared, chains, operator === 'typeof');
      return;
    }
    case 'AssignmentExpression': {
      const { left, right } = node as unknown as { left: Node; right: Node };
      if (left.type === 'Identifier') collectAssigned(left as Identifier, declared, chains);
      else collect(left, declared, chains, true);
      collect(right, declared, chains);
      return;
    }
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      collectChildren(node, declared, chains, (child) => child.type !== 'Identifier');
      return;
    default:
      collectChildren(node, declared, chains, () => true);
  }
}

function collectAssigned(node: Identifier, declared: ReadonlySet<string>, chains: ScriptChain[]): void {
  if (declared.has(node.name) || SCRIPT_GLOBALS.has(node.name)) return;
  chains.push({ ...rootOf(node), end: node.end, steps: [], assigned: true });
}

function collectChildren(
  node: Node,
  declared: ReadonlySet<string>,
  chains: ScriptChain[],
  wanted: (child: Node) => boolean,
): void {
  for (const child of childNodes(node)) if (wanted(child)) collect(child, declared, chains);
}

/** The name of a method says nothing about the value that it is called on. */
function collectCallee(callee: Node, declared: ReadonlySet<string>, chains: ScriptChain[]): void {
  if (callee.type !== 'MemberExpression') return collect(callee, declared, chains);
  const { object, property, computed } = callee as MemberExpression;
  collect(object, declared, chains);
  if (computed) collect(property, declared, chains);
}

function collectMember(
  node: MemberExpression,
  declared: ReadonlySet<string>,
  chains: ScriptChain[],
  unsure: boolean,
): void {
  const steps: ChainStep[] = [];
  const chain = readChain(node, steps, (property) => collect(property, declared, chains));
  if (chain.type !== 'Identifier') return collect(chain, declared, chains);
  const root = chain as Identifier;
  if (declared.has(root.name) || SCRIPT_GLOBALS.has(root.name)) return;
  chains.push({ ...rootOf(root), end: steps.at(-1)?.end ?? root.end, steps, ...mark(unsure) });
}

/** What the chain begins with. Its steps stop at the first member that is computed. */
function readChain(node: Node, steps: ChainStep[], computedPart: (property: Node) => void): Node {
  if (node.type !== 'MemberExpression') return node;
  const { object, property, computed } = node as MemberExpression;
  const root = readChain(object, steps, computedPart);
  const isOpen = steps.length === depthOf(object);
  const step = computed ? literalStep(property) : nameStep(property as Identifier);
  if (step === undefined) computedPart(property);
  else if (isOpen) steps.push(step);
  return root;
}

function depthOf(node: Node): number {
  let depth = 0;
  for (let at = node; at.type === 'MemberExpression'; at = (at as MemberExpression).object) depth++;
  return depth;
}

function nameStep({ name, start, end }: Identifier): ChainStep {
  return { kind: 'name', name, start, end };
}

function literalStep(property: Node): ChainStep | undefined {
  const { type, start, end } = property;
  const { value } = property as unknown as { value: unknown };
  if (type !== 'Literal') return undefined;
  if (typeof value === 'string')
    return { kind: 'name', name: value, start: start + 1, end: end - 1, quoted: true };
  return typeof value === 'number' ? { kind: 'index', name: String(value), start, end } : undefined;
}

function rootOf({ name, start, end }: Identifier) {
  return { root: name, start, rootEnd: end };
}

function mark(unsure: boolean): { readonly unsure?: true } {
  return unsure ? { unsure: true } : {};
}

function returnsValue(node: Node): boolean {
  if (node.type.includes('Function')) return false;
  if (node.type === 'ReturnStatement')
    return (node as unknown as { argument: Node | null }).argument !== null;
  if (node.type === 'ThrowStatement') return true;
  return childNodes(node).some(returnsValue);
}
