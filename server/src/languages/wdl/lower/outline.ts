import type { OutlineItem } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import type {
  CallNode,
  ConditionalNode,
  DeclNode,
  ImportNode,
  ScatterNode,
  TaskNode,
  WdlTree,
  WorkflowItem,
  WorkflowNode,
} from '../ast.ts';
import { defaultNamespace } from '../check/imports.ts';

/** The outline of a document: what a reader looks for, in the order of the text. */
export function outlineOf(tree: WdlTree): OutlineItem[] {
  const items: OutlineItem[] = [];
  const text = (span: Span) => tree.text.slice(span.start, span.end);
  for (const node of tree.root.items) {
    switch (node.kind) {
      case 'import':
        items.push(importItem(tree.text, node));
        break;
      case 'struct':
        items.push(
          item(
            text,
            node,
            node.name,
            'struct',
            node.members.map((decl) => declItem(text, decl, 'member')),
          ),
        );
        break;
      case 'enum':
        items.push(
          item(
            text,
            node,
            node.name,
            'enum',
            node.choices.map((choice) => item(text, choice, choice.name, 'enumMember')),
          ),
        );
        break;
      case 'task':
        items.push(item(text, node, node.name, 'task', bodyItems(text, node)));
        break;
      case 'workflow':
        items.push(item(text, node, node.name, 'workflow', bodyItems(text, node)));
        break;
      case 'error':
    }
  }
  return items;
}

type TextOf = (span: Span) => string;

function item(
  text: TextOf,
  node: Span,
  name: SyntaxToken | undefined,
  kind: OutlineItem['kind'],
  children: readonly OutlineItem[] = [],
  detail?: string,
): OutlineItem {
  return {
    name: name === undefined ? `(${kind})` : text(name),
    ...(detail === undefined ? {} : { detail }),
    kind,
    span: { start: node.start, end: node.end },
    nameSpan:
      name === undefined ? { start: node.start, end: node.start } : { start: name.start, end: name.end },
    children,
  };
}

function declItem(text: TextOf, decl: DeclNode, kind: OutlineItem['kind']): OutlineItem {
  return item(text, decl, decl.name, kind, [], text(decl.type));
}

function importItem(text: string, node: ImportNode): OutlineItem {
  const target = node.uri === undefined ? '' : text.slice(node.uri.start + 1, node.uri.end - 1);
  const name = node.namespace;
  return {
    name: name === undefined ? defaultNamespace(target) || '(import)' : text.slice(name.start, name.end),
    detail: target,
    kind: 'import',
    span: { start: node.start, end: node.end },
    nameSpan: spanWithin(name ?? node.uri ?? { start: node.start, end: node.start }),
    children: [],
  };
}

function bodyItems(text: TextOf, node: TaskNode | WorkflowNode): OutlineItem[] {
  const items: OutlineItem[] = [];
  for (const part of node.body) {
    switch (part.kind) {
      case 'input':
      case 'output': {
        const { kind } = part;
        const children = part.decls.map((decl) => declItem(text, decl, kind));
        items.push(item(text, part, part.keyword, 'section', children));
        break;
      }
      case 'meta':
      case 'parameter_meta':
      case 'runtime':
      case 'requirements':
      case 'hints':
      case 'command':
        items.push(item(text, part, part.keyword, 'section'));
        break;
      default:
        items.push(...workflowItem(text, part));
    }
  }
  return items;
}

function workflowItem(text: TextOf, part: WorkflowItem): OutlineItem[] {
  switch (part.kind) {
    case 'decl':
      return [declItem(text, part, 'variable')];
    case 'call':
      return [callItem(text, part)];
    case 'scatter':
      return [scatterItem(text, part)];
    case 'conditional':
      return conditionalItems(text, part);
    default:
      return [];
  }
}

function callItem(text: TextOf, node: CallNode): OutlineItem {
  const target = node.target.map((token) => text(token)).join('.');
  const name = node.alias ?? node.target.at(-1);
  return item(text, node, name, 'call', [], node.alias === undefined ? undefined : target);
}

function scatterItem(text: TextOf, node: ScatterNode): OutlineItem {
  const over = node.collection === undefined ? '' : oneLine(text(node.collection));
  const name = node.variable === undefined ? 'scatter' : `scatter (${text(node.variable)} in ${over})`;
  return {
    name,
    kind: 'scatter',
    span: spanWithin(node),
    nameSpan: spanWithin(node.variable ?? { start: node.start, end: node.start }),
    children: node.body.flatMap((part) => workflowItem(text, part)),
  };
}

function conditionalItems(text: TextOf, node: ConditionalNode): OutlineItem[] {
  return node.clauses.map((clause, i) => ({
    name:
      (i === 0 ? '' : 'else ') +
      (clause.condition === undefined ? '' : `if (${oneLine(text(clause.condition))})`),
    kind: 'conditional',
    span: spanWithin(clause),
    nameSpan: spanWithin(clause.condition ?? { start: clause.start, end: clause.start }),
    children: clause.body.flatMap((part) => workflowItem(text, part)),
  }));
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function spanWithin(span: Span): Span {
  return { start: span.start, end: span.end };
}
