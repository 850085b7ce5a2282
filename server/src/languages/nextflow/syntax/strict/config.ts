import { isNode } from '../../../../syntax/tree.ts';
import type {
  ConfigAssignmentNode,
  ConfigBlockNode,
  ConfigSelectorNode,
  ItemNode,
  NextflowNode,
  StringNode,
} from '../ast.ts';
import type { Ancestors, Strict } from './finding.ts';
import { forbid, refuse } from './finding.ts';

/** What the strict language asks of configuration. */
export function checkConfig(strict: Strict, node: NextflowNode, above: Ancestors | undefined): void {
  switch (node.kind) {
    case 'configAssignment':
      return checkAssignment(strict, node);
    case 'configBlock':
      return checkBlock(strict, node);
    case 'configSelector':
      return checkSelector(strict, node, above);
    case 'expression':
    case 'if':
    case 'try':
    case 'variables':
    case 'for':
    case 'while':
    case 'return':
    case 'throw':
    case 'assert':
    case 'import':
    case 'class':
      if (isSettingPlace(above)) checkStatement(strict, node, above);
      return;
    default:
      return;
  }
}

/** Directly in the file or in a block of settings. */
function isSettingPlace(above: Ancestors | undefined): boolean {
  const kind = above?.node.kind;
  return kind === 'config' || kind === 'configBlock' || kind === 'configSelector';
}

const PLAIN_NOTE = 'Configuration of the strict language holds settings, blocks of settings and includes.';

function checkStatement(strict: Strict, node: NextflowNode, above: Ancestors | undefined): void {
  switch (node.kind) {
    case 'if':
      return forbid(
        strict,
        node.children[0] ?? node,
        "The strict language has no 'if' in configuration.",
        'Write a conditional value: `cpus = params.big ? 16 : 4`.',
      );
    case 'try':
      return forbid(
        strict,
        node.children[0] ?? node,
        "The strict language has no 'try' in configuration.",
        PLAIN_NOTE,
      );
    case 'variables':
      return forbid(strict, node, 'The strict language has no variables in configuration.', PLAIN_NOTE);
    case 'expression':
      if (isIncomplete(node.expr)) return forbid(strict, node, 'This setting has no value.');
      if (above?.node.kind === 'configBlock' && isApplication(node)) return;
      return refuse(strict, node, 'This is no setting.', PLAIN_NOTE);
    default:
      refuse(strict, node.children[0] ?? node, 'This is no setting.', PLAIN_NOTE);
  }
}

/** `a.b` alone, while it is being typed. */
function isIncomplete(expr: NextflowNode): boolean {
  let at = expr;
  while (at.kind === 'member') at = at.target;
  return at.kind === 'name' || at.kind === 'string';
}

/** `id 'nf-schema@2.3.0'`. */
function isApplication(item: ItemNode): boolean {
  if (item.kind !== 'expression') return false;
  const { expr } = item;
  if (expr.kind === 'command') return expr.callee.kind === 'name' && expr.links.length === 0;
  return expr.kind === 'call' && expr.callee.kind === 'name' && expr.args.length > 0;
}

function checkAssignment(strict: Strict, { path, operator, value }: ConfigAssignmentNode): void {
  if (strict.text.slice(operator.start, operator.end) !== '=') {
    refuse(strict, operator, "A setting is assigned with '=' in the strict language.");
  }
  for (const name of path) checkName(strict, name);
  if (value?.kind === 'command')
    refuse(strict, value, 'A call in a setting needs parentheses in the strict language.');
}

function checkName(strict: Strict, name: ConfigAssignmentNode['path'][number] | undefined): void {
  if (name === undefined || !isNode(name)) return;
  if ((name as StringNode).parts.some((part) => isNode(part)))
    refuse(strict, name, 'A name in configuration is a plain string.');
}

function checkBlock(strict: Strict, { name, items }: ConfigBlockNode): void {
  checkName(strict, name);
  const applications = items.filter(isApplication);
  const [first] = applications;
  if (first === undefined) return;
  if (applications.length < items.length)
    refuse(strict, first, "A setting is assigned with '=' in the strict language.");
  else if (strict.text.slice(name.start, name.end) !== 'plugins')
    forbid(strict, first, "A setting is assigned with '=' in the strict language.");
}

function checkSelector(
  strict: Strict,
  { keyword, selector, items }: ConfigSelectorNode,
  above: Ancestors | undefined,
): void {
  checkName(strict, selector);
  const [first] = items.filter(isApplication);
  if (first !== undefined) refuse(strict, first, "A setting is assigned with '=' in the strict language.");
  if (keyword === undefined) return;
  const kind = above?.node.kind;
  if (kind !== 'configBlock' && kind !== 'configSelector') {
    refuse(
      strict,
      keyword,
      `'${strict.text.slice(keyword.start, keyword.end)}' stands in 'process' in the strict language.`,
    );
  }
}
