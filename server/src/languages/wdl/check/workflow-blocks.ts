import { ANY, symbolId, typeLabel } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { CallNode, ConditionalNode, ScatterNode, WorkflowItem } from '../ast.ts';
import type { CallableSignature } from '../exports.ts';
import { block } from './callables.ts';
import type { CheckedCallable } from './callables.ts';
import { addToBlock, declare, reportDuplicate } from './declarations.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { inferExpression } from './expressions.ts';
import { define, refer, spanOf, textOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';
import { isLost, loseName } from './lost-names.ts';
import { definedBy } from './presence.ts';
import { lookup } from './scope.ts';
import type { Block, Entry, Lift, Visible } from './scope.ts';

/** The body of a workflow with its names declared: what each node stands for. */
export interface WorkflowBody {
  readonly callable: CheckedCallable;
  readonly entries: ReadonlyMap<CallNode | ScatterNode | WorkflowItem, Entry>;
  readonly blocks: ReadonlyMap<object, Block>;
  /** Every entry of the body in the order of the text, scatter variables included. */
  readonly all: readonly Entry[];
}

interface Building {
  readonly file: CheckedFile;
  readonly callable: CheckedCallable;
  readonly entries: Map<WorkflowItem, Entry>;
  readonly blocks: Map<object, Block>;
  readonly all: Entry[];
}

/** Declares every name of a workflow's body, in any order of use, and lifts them out of their blocks. */
export function declareBody(file: CheckedFile, callable: CheckedCallable): WorkflowBody {
  const building: Building = { file, callable, entries: new Map(), blocks: new Map(), all: [] };
  if (callable.node.kind === 'workflow') declareItems(building, callable.node.body, callable.root);
  return building;
}

/** The scope of expressions that stand in the block. */
export function workflowScope(file: CheckedFile, at: Block, needs: Set<Entry>): ExpressionScope {
  return { file, block: at, place: 'workflow', needs, infer: inferExpression };
}

function declareItems(building: Building, items: readonly WorkflowItem[], at: Block): void {
  const { file, callable } = building;
  for (const item of items) {
    switch (item.kind) {
      case 'decl': {
        // Some declarations at the top are inputs, which are declared already.
        const input = at === callable.root ? callable.inputs.find((one) => one.node === item) : undefined;
        if (input !== undefined) {
          building.entries.set(item, input);
          break;
        }
        const entry = declare(file, at, item, 'declaration', callable.owner, callable.docs);
        if (entry === undefined) break;
        building.entries.set(item, entry);
        building.all.push(entry);
        break;
      }
      case 'call':
        declareCall(building, item, at);
        break;
      case 'scatter':
        declareScatter(building, item, at);
        break;
      case 'conditional':
        declareConditional(building, item, at);
        break;
      default:
    }
  }
}

function declareCall(building: Building, node: CallNode, at: Block): void {
  const { file, callable } = building;
  const last = node.target.at(-1);
  // What cannot be named may be what other expressions name.
  if (last === undefined || endsInDot(file, node)) loseName(file, at);
  if (last === undefined) return;
  const before = file.problems.length;
  const callee = resolveCallee(file, node);
  // A call is named by what it calls: where that is a slip, what names the call is right and finds nothing.
  if (file.problems.length > before && node.alias === undefined) loseName(file, at);
  const nameToken = node.alias ?? last;
  const name = textOf(file, nameToken);
  // Without an alias the call is named by what it calls, and renaming the one renames the other.
  const own = node.alias !== undefined || callee === undefined;
  const symbol = own ? symbolId(file.uri, callable.owner, name) : callee.id;
  if (callee !== undefined) refer(file, last, callee.id);
  if (own) {
    define(file, {
      id: symbol,
      kind: 'call',
      name,
      span: spanOf(nameToken),
      signature: `call ${node.target.map((token) => textOf(file, token)).join('.')}${node.alias === undefined ? '' : ` as ${name}`}`,
      ...(callee?.description === undefined ? {} : { documentation: callee.description }),
      ...(callee === undefined ? {} : { type: callee.id }),
    });
  }
  const entry: Entry = {
    kind: 'call',
    name,
    nameSpan: spanOf(nameToken),
    symbol,
    node,
    block: at,
    type: ANY,
    callee,
    used: false,
    needs: new Set(),
  };
  building.entries.set(node, entry);
  building.all.push(entry);
  addToBlock(file, at, entry);
}

/** `call tools.`, of which the rest is missing. */
function endsInDot({ text }: CheckedFile, { target, children }: CallNode): boolean {
  const last = target.at(-1);
  return children.some(({ start }) => last !== undefined && start >= last.end && text[start] === '.');
}

function declareScatter(building: Building, node: ScatterNode, at: Block): void {
  const { file, callable } = building;
  const variable = node.variable;
  let entry: Entry | undefined;
  if (variable !== undefined) {
    const name = textOf(file, variable);
    const made: Entry = {
      kind: 'scatter',
      name,
      nameSpan: spanOf(variable),
      symbol: symbolId(file.uri, callable.owner, `scatter ${building.blocks.size}`, name),
      node,
      block: at,
      type: ANY,
      used: false,
      needs: new Set(),
    };
    made.infer = () => scatterType(building.file, node, made, at);
    entry = made;
    const outer = lookup(at, name);
    if (outer !== undefined) reportDuplicate(file, name, made.nameSpan, outer.entry.nameSpan);
    building.entries.set(node, made);
    building.all.push(made);
  }
  const inner = block(node, at, entry);
  at.children.push(inner);
  building.blocks.set(node, inner);
  declareItems(building, node.body, inner);
  for (const visible of inner.names.values()) liftInto(file, at, visible, entry ?? 'optional');
}

/** The type of one element, inferred once; the collection's own problems are reported on the way. */
function scatterType(file: CheckedFile, node: ScatterNode, entry: Entry, at: Block) {
  if (node.collection === undefined) return ANY;
  const collection = inferExpression(workflowScope(file, at, entry.needs), node.collection);
  if (collection.kind === 'array') {
    if (collection.nonEmpty) entry.nonEmpty = true;
    if (collection.optional) {
      file.problems.push({
        span: spanOf(node.collection),
        severity: tolerated(file),
        code: 'optional-operand',
        message: `This '${typeLabel(collection)}' may be missing, and a scatter needs an array.`,
        note: "Give an empty array as the default: 'select_first([…, []])'.",
      });
    }
    return collection.element;
  }
  if (collection.kind === 'any') return ANY;
  if (collection.kind === 'map') {
    file.problems.push({
      span: spanOf(node.collection),
      severity: tolerated(file),
      code: 'not-an-array',
      message: `A scatter goes over an array, but this is '${typeLabel(collection)}'.`,
      note: "Turn the map into pairs: 'as_pairs(…)'. Lenient engines do so by themselves (HealthOmics: engine WDL_LENIENT).",
    });
    return { kind: 'pair', left: collection.key, right: collection.value, optional: false } as const;
  }
  file.problems.push({
    span: spanOf(node.collection),
    severity: 'error',
    code: 'not-an-array',
    message: `A scatter goes over an array, but this is '${typeLabel(collection)}'.`,
    note: "For a number of repetitions write 'range(…)', for one value '[…]'.",
  });
  return ANY;
}

function declareConditional(building: Building, node: ConditionalNode, at: Block): void {
  const blocks = node.clauses.map((clause) => {
    const inner = block(clause, at, undefined, definedBy(building.file, clause.condition));
    at.children.push(inner);
    building.blocks.set(clause, inner);
    declareItems(building, clause.body, inner);
    return inner;
  });
  // A name that every clause declares, the last being an `else`, is always there.
  const complete = node.clauses.length > 1 && node.clauses.at(-1)?.condition === undefined;
  const merged = new Map<string, { visible: Visible; count: number }>();
  for (const inner of blocks) {
    for (const [name, visible] of inner.names) {
      const before = merged.get(name);
      if (before === undefined) merged.set(name, { visible, count: 1 });
      else before.count++;
    }
  }
  for (const { visible, count } of merged.values()) {
    liftInto(building.file, at, visible, complete && count === blocks.length ? undefined : 'optional');
  }
}

function liftInto(file: CheckedFile, at: Block, visible: Visible, by: Lift | undefined): void {
  const { entry } = visible;
  const before = at.names.get(entry.name);
  if (before !== undefined) {
    reportDuplicate(
      file,
      entry.name,
      entry.nameSpan,
      before.entry.nameSpan,
      'What a scatter or conditional declares can be seen outside of it too, so its names must be free there.',
    );
    return;
  }
  at.names.set(entry.name, by === undefined ? visible : { entry, lifts: [...visible.lifts, by] });
}

/** What the call's target names; a target that cannot be resolved is reported here, once. */
function resolveCallee(file: CheckedFile, node: CallNode): CallableSignature | undefined {
  const [first, second] = node.target;
  if (first === undefined) return undefined;
  const name = textOf(file, first);
  if (second === undefined) {
    if (endsInDot(file, node)) return undefined;
    const callee = file.callables.get(name);
    if (callee === undefined) reportUnknownCallee(file, node, name, file.callables.keys(), undefined);
    return callee;
  }
  const namespace = file.namespaces.get(name);
  if (namespace === undefined && (file.lost.namespaces === 'lost' || isLost(file, name))) return undefined;
  if (namespace === undefined) {
    const suggestion = closest(name, file.namespaces.keys());
    file.problems.push({
      span: spanOf(first),
      severity: 'error',
      code: 'unknown-name',
      message:
        `Unknown namespace '${name}'.` + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
      note: `A namespace comes from an import: 'import "….wdl" as ${name}'.`,
      ...(suggestion === undefined
        ? {}
        : {
            fixes: [
              { title: `Change to '${suggestion}'`, edits: [{ span: spanOf(first), newText: suggestion }] },
            ],
          }),
    });
    return undefined;
  }
  namespace.used = true;
  refer(file, first, namespace.symbol);
  const [, , third] = node.target;
  if (third !== undefined) {
    file.problems.push({
      span: { start: first.start, end: third.end },
      severity: 'error',
      code: 'unknown-task',
      message: 'A call names one namespace at most.',
      note: 'Import the document that has the task here, and call it by its own namespace.',
    });
    return undefined;
  }
  if (namespace.callables === undefined) return undefined;
  const target = textOf(file, second);
  const callee = namespace.callables.get(target);
  if (callee === undefined) {
    reportUnknownCallee(file, node, target, namespace.callables.keys(), namespace.target);
  }
  return callee;
}

function reportUnknownCallee(
  file: CheckedFile,
  node: CallNode,
  name: string,
  known: Iterable<string>,
  document: string | undefined,
): void {
  const token = node.target.at(-1);
  if (token === undefined || isLost(file, name)) return;
  const names = [...known];
  const suggestion = closest(name, names);
  const elsewhere =
    document === undefined
      ? [...file.namespaces.values()].find((one) => one.callables?.has(name) === true)
      : undefined;
  const better = elsewhere === undefined ? suggestion : `${elsewhere.name}.${name}`;
  file.problems.push({
    span: spanOf(token),
    severity: 'error',
    code: 'unknown-task',
    message:
      (document === undefined
        ? `Unknown task or workflow '${name}'.`
        : `'${document}' has no task or workflow '${name}'.`) +
      (better === undefined ? '' : ` Did you mean '${better}'?`),
    note:
      names.length === 0
        ? 'There is none that could be called.'
        : `There is: ${names.slice(0, 20).join(', ')}.`,
    ...(better === undefined
      ? {}
      : { fixes: [{ title: `Change to '${better}'`, edits: [{ span: spanOf(token), newText: better }] }] }),
  });
}
