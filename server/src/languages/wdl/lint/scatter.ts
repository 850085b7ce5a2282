import { LIMITS } from '../../../healthomics/index.ts';
import type { ExprNode, ScatterNode, WorkflowItem } from '../ast.ts';
import { textOf } from '../check/file.ts';
import { blockAt, lookup } from '../check/scope.ts';
import type { Block, Visible } from '../check/scope.ts';
import { foldConstant } from '../lower/fold.ts';
import type { Lint, LintContext } from './lint.ts';
import { callableAt } from './lint.ts';

const MOST = LIMITS.tasksPerRun.value;

export const unboundedScatter: Lint = {
  code: 'unbounded-scatter',
  severity: 'hint',
  summary: 'Only the content of a file, or a product of lengths, says how often a scatter calls its tasks.',
  why: `Nobody sees before the run how many tasks it will have, and each is started and paid for on its own. AWS HealthOmics runs ${MOST} tasks of a run at a time, if the quota was not raised; all others wait. A scatter over an input is not reported: whoever starts the run knows how long it is.`,
  bad: 'scatter (line in read_lines(list)) { call t { input: line = line } }',
  good: 'input { Array[String] lines }\n…\nscatter (line in lines) { call t { input: line = line } }',
  target: 'healthomics',
  visits: {
    scatter(node, context) {
      const { collection } = node;
      const root = callableAt(context, node.start)?.root;
      if (collection === undefined || root === undefined || !hasCall(node.body)) return undefined;
      const length = lengthOf(context, blockAt(root, collection.start), collection, 0);
      if (length === 'known') return undefined;
      const outer = scattersAround(context, node).some(
        (each) =>
          each.collection !== undefined &&
          lengthOf(context, blockAt(root, each.collection.start), each.collection, 0) !== 'known',
      );
      if (length === 'given' && !outer) return undefined;
      return {
        span: { start: collection.start, end: collection.end },
        message: outer
          ? 'How many tasks these scatters start is the product of lengths that are not known before the run.'
          : 'How many tasks this scatter starts is known only when the workflow runs.',
        note: `AWS HealthOmics runs ${MOST} tasks of a run at a time unless the quota was raised, and each is paid for from its start. Where one takes a short time only, let it do several in a loop.`,
      };
    },
  },
};

/** Who knows how long an array is: the document, whoever starts the run, or nobody before it is computed. */
type Length = 'known' | 'given' | 'computed';

/** Functions whose result is as long as what a file says. */
const READING: ReadonlySet<string> = new Set([
  ...['read_lines', 'read_tsv', 'read_json', 'read_objects', 'read_map', 'read_object', 'glob'],
]);
/** Functions whose result is as long as an array that they are given. */
const KEEPING: ReadonlySet<string> = new Set([
  ...['zip', 'prefix', 'suffix', 'quote', 'squote', 'select_all', 'unzip', 'as_pairs', 'keys', 'values'],
  ...['flatten', 'cross', 'transpose', 'range', 'length', 'collect_by_key', 'as_map', 'chunk', 'size'],
]);
const DEPTH_LIMIT = 20;

function lengthOf(context: LintContext, block: Block, expr: ExprNode, depth: number): Length {
  if (depth > DEPTH_LIMIT) return 'known';
  const again = (one: ExprNode) => lengthOf(context, block, one, depth + 1);
  switch (expr.kind) {
    case 'group':
      return again(expr.expr);
    case 'array':
    case 'map':
    case 'int':
      return 'known';
    case 'ternary':
      return longer([again(expr.whenTrue), again(expr.whenFalse)]);
    case 'apply': {
      const name = textOf(context.file, expr.name);
      if (READING.has(name)) return 'computed';
      if (!KEEPING.has(name) || foldConstant(context.file, block, expr) !== undefined) return 'known';
      return longer(expr.args.map(again));
    }
    case 'name':
      return lengthOfName(context, lookup(block, textOf(context.file, expr.token)), depth);
    case 'member':
      return expr.target.kind === 'name'
        ? lengthOfOutput(context, lookup(block, textOf(context.file, expr.target.token)), expr.name, depth)
        : 'known';
    default:
      return 'known';
  }
}

function lengthOfName(context: LintContext, visible: Visible | undefined, depth: number): Length {
  if (visible === undefined) return 'known';
  const { entry, lifts } = visible;
  const scatters = lengthOfScatters(context, lifts, depth);
  if (scatters !== undefined) return scatters;
  if (entry.kind === 'input') return 'given';
  const value = entry.node.kind === 'decl' ? entry.node.value : undefined;
  if (value !== undefined) return lengthOf(context, entry.block, value, depth + 1);
  return 'known';
}

/** Of an output that is no array by itself, the length is that of the scatters around its call. */
function lengthOfOutput(
  context: LintContext,
  visible: Visible | undefined,
  name: { readonly start: number; readonly end: number } | undefined,
  depth: number,
): Length {
  if (visible === undefined || name === undefined) return 'known';
  const { entry, lifts } = visible;
  const scatters = lengthOfScatters(context, lifts, depth);
  if (scatters !== undefined) return scatters;
  const type = entry.callee?.outputs.get(context.file.text.slice(name.start, name.end))?.type;
  return type?.kind === 'array' ? 'computed' : 'known';
}

function lengthOfScatters(context: LintContext, lifts: Visible['lifts'], depth: number): Length | undefined {
  const scatters = lifts.flatMap((one) => (one === 'optional' || one.node.kind !== 'scatter' ? [] : [one]));
  if (scatters.length === 0) return undefined;
  return longer(
    scatters.map(({ node, block }) =>
      node.kind === 'scatter' && node.collection !== undefined
        ? lengthOf(context, block.parent ?? block, node.collection, depth + 1)
        : 'known',
    ),
  );
}

function longer(lengths: readonly Length[]): Length {
  return lengths.find((one) => one === 'computed') ?? lengths.find((one) => one === 'given') ?? 'known';
}

function scattersAround({ document }: LintContext, node: ScatterNode): readonly ScatterNode[] {
  const around: ScatterNode[] = [];
  const walk = (items: readonly WorkflowItem[]) => {
    for (const item of items) {
      if (item.start > node.start || item.end < node.end || item === node) continue;
      if (item.kind === 'scatter') around.push(item);
      if (item.kind === 'scatter') walk(item.body);
      if (item.kind === 'conditional') for (const { body } of item.clauses) walk(body);
    }
  };
  for (const { node: owner } of document.callables) if (owner.kind === 'workflow') walk(owner.body);
  return around;
}

function hasCall(items: readonly WorkflowItem[]): boolean {
  return items.some((item) => {
    if (item.kind === 'call') return true;
    if (item.kind === 'scatter') return hasCall(item.body);
    return item.kind === 'conditional' && item.clauses.some(({ body }) => hasCall(body));
  });
}
