import type { SyntaxElement, SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { DocumentNode, ExprNode, TypeNode } from '../ast.ts';
import { writeExpr } from './expressions.ts';
import type { BlankLines } from './layout.ts';
import { braceIndex, writeList } from './lists.ts';
import type { ListStyle } from './lists.ts';
import type { Pen } from './pen.ts';
import { hasWholeBlocks } from './shapes.ts';
import { writeStatement, writeType } from './statements.ts';

const ENUM_BODY: ListStyle = { padding: 'padded', keepsBreak: 'any', trailingComma: 'allowed' };

const SECTIONS: ReadonlySet<string> = new Set([
  'input',
  'output',
  'meta',
  'parameter_meta',
  'runtime',
  'requirements',
  'hints',
  'command',
]);

/** Writes all of a document. An item whose blocks cannot be told apart stays as it is. */
export function writeDocument(pen: Pen, root: DocumentNode): void {
  const { layout, text } = pen;
  let previous: SyntaxElement | undefined;
  for (const item of root.children) {
    layout.lineBreak(previous === undefined ? 'first' : betweenItems(previous, item));
    if (!isNode(item) || !hasWholeBlocks(text, item)) layout.verbatim(item);
    else writeItem(pen, item);
    previous = item;
  }
  layout.lineBreak('kept');
  layout.flushComments(text.length);
}

function betweenItems(previous: SyntaxElement, item: SyntaxElement): BlankLines {
  if (previous.kind === 'version') return 'above';
  return previous.kind === item.kind && item.kind === 'import' ? 'kept' : 'one';
}

/** A top-level item, or a section, call or block in it. */
function writeItem(pen: Pen, node: SyntaxNode): void {
  switch (node.kind) {
    case 'struct':
    case 'task':
    case 'workflow':
    case 'input':
    case 'output':
    case 'meta':
    case 'parameter_meta':
    case 'runtime':
    case 'requirements':
    case 'hints':
    case 'scatter':
    case 'conditionalClause':
      writeBlock(pen, node);
      return;
    case 'conditional':
      node.children.forEach((clause, i) => {
        if (i > 0) pen.layout.spaceAtLevel();
        writeBlock(pen, clause as SyntaxNode);
      });
      return;
    case 'enum':
      writeHead(pen, node);
      writeList(pen, node.children.slice(braceIndex(pen.text, node)), ENUM_BODY, (choice) =>
        writeStatement(pen, choice),
      );
      return;
    default:
      writeStatement(pen, node);
  }
}

function writeBlock(pen: Pen, node: SyntaxNode): void {
  const { layout } = pen;
  const brace = braceIndex(pen.text, node);
  const open = node.children[brace];
  const close = node.children.at(-1);
  if (open === undefined || close === undefined) return;
  writeHead(pen, node);
  layout.piece(open);
  layout.indent();
  layout.lineBreak('first');
  const before = layout.length;
  writeBody(pen, node.children.slice(brace + 1, -1));
  if (layout.length > before) layout.lineBreak('last');
  layout.flushComments(close.start);
  layout.dedent();
  if (layout.length > before) layout.lineBreak('last');
  else layout.join();
  layout.piece(close);
}

function writeBody(pen: Pen, items: readonly SyntaxElement[]): void {
  const { layout } = pen;
  let previous: SyntaxElement | undefined;
  for (const item of items) {
    if (isNode(item)) {
      if (previous !== undefined) layout.lineBreak(betweenStatements(previous, item));
      writeItem(pen, item);
      previous = item;
    } else {
      layout.join();
      layout.piece(item);
    }
  }
}

function betweenStatements(previous: SyntaxElement, item: SyntaxElement): BlankLines {
  return SECTIONS.has(previous.kind) || SECTIONS.has(item.kind) ? 'one' : 'kept';
}

/** What stands before the brace: `task align`, `scatter (x in xs)`, `else if (c)`, `enum Kind[Int]`. */
function writeHead(pen: Pen, node: SyntaxNode): void {
  const { layout, text } = pen;
  const head = node.children.slice(0, braceIndex(text, node));
  const open = head.findIndex((child) => text.charCodeAt(child.start) === 40);
  head.slice(0, open < 0 ? head.length : open).forEach((child, i) => {
    if (i > 0 && (node.kind !== 'enum' || child.kind === 'identifier')) layout.space();
    if (isNode(child)) writeType(pen, child as TypeNode);
    else layout.piece(child);
  });
  if (open >= 0) {
    layout.space();
    writeParentheses(pen, head.slice(open));
  }
  layout.spaceAtLevel();
}

/** `(x in xs)` or `(condition)`. */
function writeParentheses(pen: Pen, children: readonly SyntaxElement[]): void {
  const { layout } = pen;
  const [open] = children;
  const close = children.at(-1);
  const inside = children.slice(1, -1);
  if (open === undefined || close === undefined) return;
  layout.open(open.start);
  layout.piece(open);
  layout.indent();
  layout.soft();
  inside.forEach((child, i) => {
    if (i > 0) layout.space();
    if (isNode(child)) writeExpr(pen, child as ExprNode, inside.length === 1 ? 'alone' : 'among');
    else layout.piece(child);
  });
  layout.soft('last');
  layout.flushComments(close.start);
  layout.dedent();
  layout.soft('last');
  layout.piece(close);
  layout.close();
}
