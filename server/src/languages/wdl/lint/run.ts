import type { AnalyzeSettings, Parsed } from '../../language.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { Problem } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import { lintContext } from './context.ts';
import type { Findings, Lint, LintContext } from './lint.ts';

/** The lints that are on, by what they look at. */
export interface LintPlan {
  readonly always: Visitors;
  /** Those that a document may have no use for, or that need all of it. */
  readonly sometimes: readonly Lint[];
  readonly callables: readonly Lint[];
  readonly documents: readonly Lint[];
}

type Visitors = ReadonlyMap<string, readonly Visitor[]>;

interface Visitor {
  readonly lint: Lint;
  readonly visit: (node: SyntaxNode, context: LintContext) => Findings;
}

export function planLints(
  lints: readonly Lint[],
  settings: Pick<AnalyzeSettings, 'target' | 'rules'>,
): LintPlan {
  const on = lints.filter((lint) => isOn(lint, settings));
  const isSometimes = (lint: Lint) => lint.needs !== undefined || lint.relevant !== undefined;
  const always = on.filter((lint) => !isSometimes(lint));
  return {
    always: visitorsOf(always),
    sometimes: on.filter(isSometimes),
    callables: always.filter(({ callable }) => callable !== undefined),
    documents: always.filter(({ document }) => document !== undefined),
  };
}

/** What the lints of the plan have to say about the document. */
export function runLints(plan: LintPlan, parsed: Parsed, document: CheckedDocument): readonly Problem[] {
  const context = lintContext(document);
  const isWhole = !parsed.problems.some(({ severity }) => severity === 'error');
  const relevant = plan.sometimes.filter(
    (lint) => (isWhole || lint.needs === undefined) && lint.relevant?.(context) !== false,
  );
  const problems: Problem[] = [];
  for (const callable of document.callables) {
    for (const lint of plan.callables) add(problems, lint, lint.callable?.(callable, context));
    for (const lint of relevant) add(problems, lint, lint.callable?.(callable, context));
  }
  for (const lint of plan.documents) add(problems, lint, lint.document?.(context));
  for (const lint of relevant) add(problems, lint, lint.document?.(context));
  const extra = visitorsOf(relevant);
  const reach = [...extra.keys(), ...plan.always.keys()].every((kind) => OUTER_KINDS.has(kind))
    ? 'outer nodes'
    : 'all nodes';
  walk(document.file.tree.root, reach, (node) => {
    for (const { lint, visit } of plan.always.get(node.kind) ?? []) add(problems, lint, visit(node, context));
    for (const { lint, visit } of extra.get(node.kind) ?? []) add(problems, lint, visit(node, context));
  });
  return problems;
}

function visitorsOf(lints: readonly Lint[]): Visitors {
  const visitors = new Map<string, Visitor[]>();
  for (const lint of lints) {
    if (lint.visits === undefined) continue;
    for (const [kind, visit] of Object.entries(lint.visits)) {
      const known = visitors.get(kind);
      const visitor = { lint, visit: visit as Visitor['visit'] };
      if (known === undefined) visitors.set(kind, [visitor]);
      else known.push(visitor);
    }
  }
  return visitors;
}

/** A severity in the settings switches a lint on that is off by default. */
function isOn(lint: Lint, { target, rules }: Pick<AnalyzeSettings, 'target' | 'rules'>): boolean {
  if (lint.target !== undefined && lint.target !== target) return false;
  const chosen = rules?.[lint.code];
  return chosen === undefined ? lint.default !== 'off' : chosen !== 'off';
}

function add(problems: Problem[], lint: Lint, findings: Findings): void {
  if (findings === undefined) return;
  for (const { fixes, ...finding } of 'message' in findings ? [findings] : findings) {
    const problem = { severity: lint.severity, ...finding, code: lint.code };
    problems.push(fixes === undefined || fixes.length === 0 ? problem : { ...problem, fixes });
  }
}

/** Kinds of nodes that lie in no expression, other than meta sections, whose values are a language of their own. */
const OUTER_KINDS: ReadonlySet<string> = new Set([
  ...['document', 'import', 'struct', 'enum', 'task', 'workflow', 'input', 'output', 'decl', 'command'],
  ...['call', 'callInput', 'scatter', 'conditional', 'conditionalClause'],
  ...['runtime', 'requirements', 'hints', 'attribute'],
]);

/** Those of them that hold none of them. */
const INNERMOST: ReadonlySet<string> = new Set(['import', 'decl', 'command', 'callInput', 'attribute']);

/** Parents before children. Expressions are most of a document, and left out unless somebody looks at them. */
function walk(root: SyntaxNode, reach: 'outer nodes' | 'all nodes', visit: (node: SyntaxNode) => void): void {
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    visit(node);
    if (reach === 'outer nodes' && INNERMOST.has(node.kind)) continue;
    const { children } = node;
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child === undefined) continue;
      const { kind } = child;
      const isInMeta = kind === 'meta' || kind === 'parameter_meta';
      const isWanted = OUTER_KINDS.has(kind) || (reach === 'all nodes' && !isInMeta);
      if (isWanted && isNode(child)) stack.push(child);
    }
  }
}
