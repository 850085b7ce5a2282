import type { OutlineItem } from '../../../model/index.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { nameOf, nameSpan, oneLine, spanOf, statementOf } from '../words.ts';
import { entryToken } from '../scope/locals.ts';
import type {
  ItemNode,
  NextflowNode,
  NextflowTree,
  ProcessNode,
  SectionNode,
  StringNode,
  WorkflowNode,
} from '../syntax/ast.ts';

/** Declarations with their sections, inputs, outputs and calls; scopes and selectors of configuration. */
export function outlineOf({ text, root }: NextflowTree): readonly OutlineItem[] {
  return root.items.flatMap((item) => itemOf(text, item));
}

function itemOf(text: string, node: ItemNode): readonly OutlineItem[] {
  switch (node.kind) {
    case 'process':
      return [named(text, node, node.name ?? node.keyword, 'task', sectionsOf(text, node), undefined)];
    case 'workflow':
      return [
        named(text, node, node.name ?? node.keyword, 'workflow', [
          ...callsIn(text, node.body),
          ...sectionsOf(text, node),
        ]),
      ];
    case 'function':
      return [named(text, node, node.name, 'function')];
    case 'class':
    case 'record':
      return [named(text, node, node.name ?? node, 'struct')];
    case 'enum':
      return [
        named(
          text,
          node,
          node.name ?? node,
          'enum',
          node.constants.map((one) => named(text, one, one.name, 'enumMember')),
        ),
      ];
    case 'include':
      return node.members.map((member) =>
        named(
          text,
          member,
          member.alias ?? member.name,
          'import',
          [],
          node.source === undefined ? undefined : oneLine(text.slice(node.source.start, node.source.end)),
        ),
      );
    case 'params':
      return [named(text, node, node.keyword, 'section', entriesOf(text, node.entries, 'input'))];
    case 'output':
      return [
        named(
          text,
          node,
          node.keyword,
          'section',
          node.items.flatMap((one) =>
            one.kind === 'outputTarget' ? [named(text, one, one.name, 'output')] : [],
          ),
        ),
      ];
    case 'configBlock':
      return [
        named(
          text,
          node,
          node.name,
          'section',
          node.items.flatMap((one) => itemOf(text, one)),
        ),
      ];
    case 'configSelector':
      return node.selector === undefined
        ? []
        : [
            named(
              text,
              node,
              node.selector,
              'section',
              node.items.flatMap((one) => itemOf(text, one)),
              node.keyword === undefined ? undefined : text.slice(node.keyword.start, node.keyword.end),
            ),
          ];
    case 'configAssignment': {
      const [first] = node.path;
      const last = node.path.at(-1);
      if (first === undefined || last === undefined) return [];
      const name = node.path.map((part) => nameOf(text, part) ?? '').join('.');
      return [leaf(name, 'key', node, { start: first.start, end: last.end }, valueDetail(text, node.value))];
    }
    case 'configInclude':
      return [
        leaf(
          node.source === undefined
            ? 'includeConfig'
            : oneLine(text.slice(node.source.start, node.source.end)),
          'import',
          node,
          node.source ?? node.keyword,
        ),
      ];
    case 'if':
      return [node.then, node.otherwise].flatMap((branch) =>
        branch === undefined
          ? []
          : branch.kind === 'block'
            ? branch.items.flatMap((one) => itemOf(text, one))
            : itemOf(text, branch),
      );
    case 'expression': {
      const { expr } = node;
      if (expr.kind !== 'assign' || expr.target.kind !== 'member') return [];
      const name = text.slice(expr.target.start, expr.target.end);
      return name.startsWith('params.')
        ? [leaf(name, 'input', node, expr.target, valueDetail(text, expr.value))]
        : [];
    }
    default:
      return [];
  }
}

function sectionsOf(text: string, node: ProcessNode | WorkflowNode): readonly OutlineItem[] {
  return node.sections.map((section) => {
    const label = text.slice(section.label.start, section.label.end);
    return named(text, section, section.label, 'section', childrenOf(text, section, label));
  });
}

function childrenOf(text: string, { items }: SectionNode, label: string): readonly OutlineItem[] {
  switch (label) {
    case 'take':
    case 'emit':
    case 'publish':
      return entriesOf(text, items, label === 'take' ? 'input' : 'output');
    case 'input':
    case 'output':
      return items.flatMap((item) => {
        if (item.kind === 'entry') return entriesOf(text, [item], label);
        return statementOf(item) === undefined
          ? []
          : [leaf(oneLine(text.slice(item.start, item.end)), label, item, item)];
      });
    case 'main':
      return callsIn(text, items);
    default:
      return [];
  }
}

function entriesOf(
  text: string,
  items: readonly ItemNode[],
  kind: 'input' | 'output',
): readonly OutlineItem[] {
  return items.flatMap((item) => {
    const token = entryToken(item);
    return token === undefined ? [] : [leaf(text.slice(token.start, token.end), kind, item, token)];
  });
}

/** Calls by capital names: what they are is not known from the text alone. */
function callsIn(text: string, items: readonly ItemNode[]): readonly OutlineItem[] {
  const found: OutlineItem[] = [];
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'closure') return;
    if (
      node.kind === 'call' &&
      node.callee.kind === 'name' &&
      /^[A-Z][A-Z0-9_]*$/.test(text.slice(node.callee.start, node.callee.end))
    ) {
      found.push(leaf(text.slice(node.callee.start, node.callee.end), 'call', node, node.callee));
    }
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  for (const item of items) visit(item);
  return found;
}

function valueDetail(text: string, value: Span | undefined): string | undefined {
  return value === undefined ? undefined : oneLine(text.slice(value.start, value.end));
}

function named(
  text: string,
  node: Span,
  name: SyntaxToken | StringNode | Span,
  kind: OutlineItem['kind'],
  children: readonly OutlineItem[] = [],
  detail?: string,
): OutlineItem {
  const isWord = 'kind' in name;
  const words = isWord ? (nameOf(text, name) ?? '') : '';
  return {
    name: words === '' ? kind : words,
    kind,
    span: spanOf(node),
    nameSpan: isWord ? nameSpan(name) : { start: node.start, end: node.start },
    children,
    ...(detail === undefined ? {} : { detail }),
  };
}

function leaf(name: string, kind: OutlineItem['kind'], node: Span, at: Span, detail?: string): OutlineItem {
  return {
    name,
    kind,
    span: spanOf(node),
    nameSpan: spanOf(at),
    children: [],
    ...(detail === undefined ? {} : { detail }),
  };
}
