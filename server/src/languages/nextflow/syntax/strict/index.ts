import { isNode } from '../../../../syntax/tree.ts';
import type { Problem } from '../../../../text/index.ts';
import type { AnalyzeSettings } from '../../../language.ts';
import type { DocumentNode, ItemNode, NextflowNode, NextflowTree } from '../ast.ts';
import { checkConfig } from './config.ts';
import { checkDeclaration } from './declarations.ts';
import { checkExpression } from './expressions.ts';
import type { Ancestors, Strict } from './finding.ts';
import { forbid, refuse } from './finding.ts';
import { checkStatement } from './statements.ts';

export { STRICT_RULES } from './rules.ts';

/** The first version with a parser that is strict where it is asked to be and complete. */
const FIRST_STRICT = [25, 10] as const;

/** Whether to look for what the strict parser refuses; `version` is the one that the workflow runs with, or asks for. */
export function asksForStrict(
  { strict = 'auto', target }: Pick<AnalyzeSettings, 'strict' | 'target'>,
  version: string | undefined,
): boolean {
  if (strict !== 'auto') return strict === 'on';
  if (target === 'healthomics' || version === undefined) return false;
  const [year = 0, month = 0] = version.split('.').map(Number);
  return year > FIRST_STRICT[0] || (year === FIRST_STRICT[0] && month >= FIRST_STRICT[1]);
}

/**
 * What the strict parser of Nextflow would refuse in a file that is read without problems; in the order of the text.
 * `strict-syntax` is what it cannot read at all, `strict-rule` what it refuses afterwards.
 */
export function strictProblems(tree: NextflowTree): readonly Problem[] {
  const strict: Strict = { text: tree.text, problems: [] };
  visit(strict, tree.root, undefined);
  if (tree.root.kind === 'script') checkMixture(strict, tree.root);
  return strict.problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function visit(strict: Strict, node: NextflowNode, above: Ancestors | undefined): void {
  checkExpression(strict, node, above);
  checkStatement(strict, node, above);
  checkDeclaration(strict, node, above);
  checkConfig(strict, node, above);
  checkSeparation(strict, node);
  const here: Ancestors = { node, above };
  for (const child of node.children) if (isNode(child)) visit(strict, child as NextflowNode, here);
}

/** Two statements on one line are divided by a semicolon. */
function checkSeparation(strict: Strict, node: NextflowNode): void {
  let before: ItemNode | undefined;
  for (const item of itemsOf(node)) {
    if (
      before !== undefined &&
      before.end <= item.start &&
      !/[\r\n;]/.test(strict.text.slice(before.end, item.start))
    ) {
      refuse(strict, item, 'A statement begins on a line of its own, or behind a semicolon.');
    }
    before = item;
  }
}

function itemsOf(node: NextflowNode): readonly ItemNode[] {
  switch (node.kind) {
    case 'script':
    case 'config':
    case 'block':
    case 'closure':
    case 'section':
    case 'configBlock':
    case 'configSelector':
      return node.items;
    case 'process':
    case 'workflow':
      return node.body;
    default:
      return [];
  }
}

/** Statements stand beside no declarations: they are a workflow of their own. */
function checkMixture(strict: Strict, { items }: DocumentNode): void {
  const declares = items.some((item) => isDeclaration(strict, item));
  if (!declares) return;
  for (const item of items) {
    if (isDeclaration(strict, item) || item.kind === 'error') continue;
    forbid(
      strict,
      item,
      'Statements and declarations do not stand side by side in the strict language.',
      'Put the statements into the `workflow { … }` that a run begins with.',
    );
  }
}

function isDeclaration({ text }: Strict, item: ItemNode): boolean {
  switch (item.kind) {
    case 'include':
    case 'import':
    case 'params':
    case 'process':
    case 'workflow':
    case 'output':
    case 'function':
    case 'enum':
    case 'record':
    case 'class':
    case 'package':
      return true;
    case 'expression':
      return (
        item.expr.kind === 'assign' && /^(?:params|nextflow)\s*\./.test(text.slice(item.start, item.end))
      );
    default:
      return false;
  }
}
