import type { SyntaxElement, SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { CallNode, CommandNode, DeclNode, ExprNode, ImportNode, TypeNode } from '../ast.ts';
import { writeEntry, writeExpr } from './expressions.ts';
import { braceIndex, writeList } from './lists.ts';
import type { ListStyle } from './lists.ts';
import { lineBreaks } from './layout.ts';
import type { Pen } from './pen.ts';
import { isWhole } from './shapes.ts';

const CALL_BODY: ListStyle = { padding: 'padded', keepsBreak: 'any', trailingComma: 'allowed' };

/** A comment of miniwdl that silences a rule speaks of its own line. */
const SPEAKS_OF_LINE = /^#\s*!/;

/** Writes what stands on lines of its own. What is broken stays as it is, blanks around it included. */
export function writeStatement(pen: Pen, node: SyntaxNode): void {
  const { layout, text } = pen;
  if (node.kind === 'error' || !isWhole(text, node)) {
    layout.verbatim(node);
    return;
  }
  const comment = layout.trailingComment(node.end);
  const staysOneLine =
    comment !== undefined &&
    SPEAKS_OF_LINE.test(text.slice(comment.start, comment.end)) &&
    lineBreaks(text, node.start, node.end) === 0;
  if (staysOneLine) layout.withoutWrapping(() => writeWhole(pen, node));
  else writeWhole(pen, node);
}

function writeWhole(pen: Pen, node: SyntaxNode): void {
  switch (node.kind) {
    case 'version':
      writeWords(pen, node.children);
      return;
    case 'import':
      writeImport(pen, node as ImportNode);
      return;
    case 'decl':
      writeDecl(pen, node as DeclNode);
      return;
    case 'call':
      writeCall(pen, node as CallNode);
      return;
    case 'command':
      writeCommand(pen, node as CommandNode);
      return;
    case 'enumChoice':
      writeAssigned(pen, node);
      return;
    case 'attribute':
    case 'objectEntry':
      writeEntry(pen, node);
      return;
    default:
      writeExpr(pen, node as ExprNode);
  }
}

function writeWords(pen: Pen, words: readonly SyntaxElement[]): void {
  words.forEach((word, i) => {
    if (i > 0) pen.layout.space();
    pen.layout.piece(word);
  });
}

function writeImport(pen: Pen, node: ImportNode): void {
  const { layout } = pen;
  layout.open(node.start);
  layout.indent();
  node.children.forEach((child, i) => {
    if (child.kind === 'importAlias') {
      layout.line();
      writeWords(pen, (child as SyntaxNode).children);
    } else {
      if (i > 0) layout.space();
      layout.piece(child);
    }
  });
  layout.dedent();
  layout.close();
}

function writeDecl(pen: Pen, { env, type, name, children }: DeclNode): void {
  const { layout } = pen;
  if (env !== undefined) {
    layout.piece(env);
    layout.space();
  }
  writeType(pen, type);
  layout.space();
  writeAssigned(pen, { children: children.slice(name === undefined ? 0 : children.indexOf(name)) });
}

export function writeType(pen: Pen, type: TypeNode): void {
  const { layout, text } = pen;
  for (const child of type.children) {
    if (isNode(child)) {
      writeType(pen, child as TypeNode);
    } else {
      layout.piece(child);
      if (text.charCodeAt(child.start) === 44) layout.space();
    }
  }
}

/** `name = value`, or the name alone. */
function writeAssigned(pen: Pen, { children }: Pick<SyntaxNode, 'children'>): void {
  children.forEach((child, i) => {
    if (i > 0) pen.layout.space();
    if (isNode(child)) writeExpr(pen, child as ExprNode);
    else pen.layout.piece(child);
  });
}

function writeCall(pen: Pen, node: CallNode): void {
  const { layout, text } = pen;
  const brace = braceIndex(text, node);
  const head = brace < 0 ? node.children : node.children.slice(0, brace);
  head.forEach((word, i) => {
    const isDot = text.charCodeAt(word.start) === 46;
    const followsDot = i > 0 && text.charCodeAt(head[i - 1]?.start ?? 0) === 46;
    if (i > 0 && !isDot && !followsDot) layout.space();
    layout.piece(word);
  });
  if (brace < 0) return;
  layout.spaceAtLevel();
  writeList(pen, node.children.slice(brace), CALL_BODY, (input) => writeAssigned(pen, input));
}

/**
 * The text of a command is never touched, because what engines strip from it depends on all of its indentation. A
 * closing sign alone on its line is indented like the keyword: the blanks before it are no part of the command.
 */
function writeCommand(pen: Pen, { keyword, parts, children, end }: CommandNode): void {
  const { layout, text } = pen;
  const open = children[1];
  const close = children.at(-1);
  if (open === undefined || close === undefined) return;
  layout.piece(keyword);
  layout.spaceAtLevel();
  const last = parts.at(-1);
  let cut = close.start;
  while (cut > open.end && isBlank(text.charCodeAt(cut - 1))) cut--;
  if (last?.kind === 'text' && cut > last.start && isLineBreak(text.charCodeAt(cut - 1))) {
    layout.piece({ start: open.start, end: cut });
    layout.marginPiece(close);
  } else {
    layout.piece({ start: open.start, end });
  }
}

function isBlank(char: number): boolean {
  return char === 32 || char === 9;
}

function isLineBreak(char: number): boolean {
  return char === 10 || char === 13;
}
