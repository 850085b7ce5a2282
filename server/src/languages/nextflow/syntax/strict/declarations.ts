import { isNode } from '../../../../syntax/tree.ts';
import type {
  EntryNode,
  IncludeNode,
  ItemNode,
  NextflowNode,
  ProcessNode,
  RecordNode,
  SectionNode,
  WorkflowNode,
} from '../ast.ts';
import { isSectionLabel } from '../labels.ts';
import type { Ancestors, Strict } from './finding.ts';
import { forbid, hasLineBreak, refuse } from './finding.ts';

/** What the strict language asks of declarations that Groovy does not. */
export function checkDeclaration(strict: Strict, node: NextflowNode, above: Ancestors | undefined): void {
  switch (node.kind) {
    case 'include':
      return checkInclude(strict, node, above);
    case 'process':
      return checkProcess(strict, node, above);
    case 'workflow':
      return checkWorkflow(strict, node, above);
    case 'record':
      return checkRecord(strict, node);
    case 'entry':
      return checkEntry(strict, node);
    case 'section':
      return checkSection(strict, node);
    default:
      return;
  }
}

function checkNested(strict: Strict, node: NextflowNode, above: Ancestors | undefined): void {
  if (above === undefined || above.node.kind === 'script') return;
  refuse(
    strict,
    node.children[0] ?? node,
    'A declaration stands at the top of a script in the strict language.',
  );
}

function checkInclude(strict: Strict, node: IncludeNode, above: Ancestors | undefined): void {
  checkNested(strict, node, above);
  const link = node.links[0];
  if (link !== undefined) {
    refuse(
      strict,
      link,
      'An include of the strict language passes no parameters.',
      'Give the values to the workflow as inputs.',
    );
  }
  const { source } = node;
  const isBraced = node.children.some((child) => !isNode(child) && strict.text.charAt(child.start) === '{');
  if (!isBraced || node.members.length === 0) {
    refuse(strict, node, 'An include of the strict language names what it takes in braces.');
  } else if (
    source !== undefined &&
    (source.kind !== 'string' || source.parts.some((part) => isNode(part)))
  ) {
    refuse(strict, source, 'The path of an include is a plain string in the strict language.');
  } else if (source !== undefined && hasLineBreak(strict.text, bracesEnd(strict, node), source.start)) {
    refuse(strict, source, "The path of an include stands on the line of its '}'.");
  }
}

function bracesEnd(strict: Strict, node: IncludeNode): number {
  return (
    node.children.find((child) => !isNode(child) && strict.text.charAt(child.start) === '}')?.end ?? node.end
  );
}

const PROCESS_ORDER = ['input', 'stage', 'output', 'topic', 'when', 'script', 'stub'];
const LATE_ORDER = ['input', 'stage', 'when', 'script', 'stub', 'output', 'topic'];

function checkProcess(strict: Strict, node: ProcessNode, above: Ancestors | undefined): void {
  checkNested(strict, node, above);
  if (node.name !== undefined && isNode(node.name)) {
    forbid(strict, node.name, 'The name of a process is a word in the strict language.');
  }
  const [first] = [...node.body, ...node.sections];
  if (first !== undefined && isBesideBrace(strict, node, first)) {
    forbid(strict, first, 'A process begins on the line below its brace in the strict language.');
  }
  const names = node.sections.map(({ label }) => canonical(strict.text.slice(label.start, label.end)));
  const hasScript = names.includes('script');
  if (hasScript) {
    if (!inOrder(names, PROCESS_ORDER) && !inOrder(names, LATE_ORDER))
      refuseOrder(strict, node.sections, names, PROCESS_ORDER);
    return;
  }
  if (node.sections.length === 0) {
    if (node.body.length === 0) forbid(strict, node.keyword, 'This process has no script.');
    return;
  }
  if (!inOrder(names, PROCESS_ORDER) || names.includes('stub'))
    return refuseOrder(strict, node.sections, names, PROCESS_ORDER);
  const last = node.sections.at(-1);
  if ((last?.items.length ?? 0) < 2) forbid(strict, node.keyword, 'This process has no script.');
  else
    forbid(
      strict,
      last?.items.at(-1) ?? node,
      "'script:' or 'exec:' is missing before this: other sections stand above it.",
    );
}

function isBesideBrace(
  strict: Strict,
  node: ProcessNode | WorkflowNode,
  first: ItemNode | SectionNode,
): boolean {
  const brace = node.children.find((child) => !isNode(child) && strict.text.charAt(child.start) === '{');
  return brace !== undefined && !/[\r\n;]/.test(strict.text.slice(brace.end, first.start));
}

/** `shell:` and `exec:` stand in the place of `script:`. */
function canonical(name: string): string {
  return name === 'shell' || name === 'exec' ? 'script' : name;
}

function inOrder(names: readonly string[], order: readonly string[]): boolean {
  let at = -1;
  for (const name of names) {
    const index = order.indexOf(name);
    if (index <= at) return false;
    at = index;
  }
  return true;
}

function refuseOrder(
  strict: Strict,
  sections: readonly SectionNode[],
  names: readonly string[],
  order: readonly string[],
): void {
  let at = -1;
  for (const [i, name] of names.entries()) {
    const index = order.indexOf(name);
    const section = sections[i];
    if (index <= at && section !== undefined) {
      return forbid(
        strict,
        section.label,
        `'${strict.text.slice(section.label.start, section.label.end)}:' stands in the wrong place, or twice.`,
        `The order is: ${order.join(', ')}.`,
      );
    }
    at = index;
  }
  const last = sections.at(-1);
  if (last !== undefined) forbid(strict, last.label, 'The sections of this process are incomplete.');
}

const WORKFLOW_ORDER = ['take', 'main', 'emit', 'publish', 'onComplete', 'onError'];

function checkWorkflow(strict: Strict, node: WorkflowNode, above: Ancestors | undefined): void {
  checkNested(strict, node, above);
  const { sections, body } = node;
  const [first] = sections;
  if (first === undefined) return;
  const names = sections.map(({ label }) => strict.text.slice(label.start, label.end));
  if (body[0] !== undefined) {
    return forbid(
      strict,
      first.label,
      `'${names[0] ?? ''}:' stands behind statements without a label.`,
      "Put 'main:' above them.",
    );
  }
  if (isBesideBrace(strict, node, first)) {
    return forbid(strict, first.label, 'A label stands on the line below the brace in the strict language.');
  }
  if (!inOrder(names, WORKFLOW_ORDER)) {
    return refuseOrder(strict, sections, names, WORKFLOW_ORDER);
  }
  if (!names.includes('main') && !names.includes('emit')) {
    forbid(strict, first.label, "'main:' or 'emit:' is missing in this workflow.");
  } else if (!names.includes('main') && (names.includes('onComplete') || names.includes('onError'))) {
    forbid(strict, first.label, "'main:' is missing in this workflow.");
  }
  const isEntry = node.name === undefined;
  for (const { label } of sections) {
    const name = strict.text.slice(label.start, label.end);
    if (isEntry && (name === 'take' || name === 'emit')) {
      forbid(strict, label, `The workflow that a run begins with has no '${name}:'.`);
    } else if (!isEntry && (name === 'publish' || name === 'onComplete' || name === 'onError')) {
      forbid(strict, label, `Only the workflow that a run begins with has '${name}:'.`);
    }
  }
}

function checkSection(strict: Strict, { label, items }: SectionNode): void {
  const name = strict.text.slice(label.start, label.end);
  if (!isSectionLabel(name)) return;
  if (items.length === 0) return forbid(strict, label, `Nothing stands in '${name}:'.`);
  if (name !== 'when') return;
  const [only] = items;
  if (only?.kind !== 'expression' || only.expr.kind === 'command' || only.expr.kind === 'assign') {
    forbid(strict, only ?? label, "'when:' holds one expression.");
  }
}

function checkRecord(strict: Strict, { fields }: RecordNode): void {
  const other = fields.find((field) => field.kind !== 'entry' || field.value !== undefined);
  if (other !== undefined) refuse(strict, other, 'A record holds names and types only.');
}

function checkEntry(strict: Strict, { pattern, equals, value }: EntryNode): void {
  if (pattern !== undefined && pattern.keyword === undefined) {
    refuse(strict, pattern, 'Several inputs stand in `tuple(…)` or `record(…)`.');
  }
  if (equals !== undefined && value !== undefined && hasLineBreak(strict.text, equals.end, value.start)) {
    refuse(strict, value, "The value stands on the line of its '='.");
  }
  if (value?.kind === 'command')
    refuse(strict, value, 'A call that is part of an expression needs parentheses in the strict language.');
}
