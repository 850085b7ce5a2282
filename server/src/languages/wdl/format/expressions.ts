import type { SyntaxElement, SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { ApplyNode, BinaryNode, ExprNode, TernaryNode } from '../ast.ts';
import { braceIndex, writeList } from './lists.ts';
import type { ListStyle } from './lists.ts';
import type { Pen } from './pen.ts';

/** `alone`: nothing else stands between the brackets around it, so that its further lines need no indentation. */
type Place = 'alone' | 'among';

const ARRAY: ListStyle = { padding: 'tight', keepsBreak: 'first', trailingComma: 'allowed' };
const OBJECT: ListStyle = { padding: 'padded', keepsBreak: 'first', trailingComma: 'allowed' };
const BARE_OBJECT: ListStyle = { ...OBJECT, padding: 'tight' };
const ARGUMENTS: ListStyle = { padding: 'tight', keepsBreak: 'never', trailingComma: 'none' };

/** Operators that stand in one chain have the same number. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
  ['**', 7],
]);

/** Writes an expression that is whole. Strings stay as they are, placeholders included. */
export function writeExpr(pen: Pen, expr: ExprNode, place: Place = 'among'): void {
  const { layout } = pen;
  switch (expr.kind) {
    case 'group':
      writeList(pen, expr.children, ARGUMENTS, (inner) => writeExpr(pen, inner as ExprNode, 'alone'));
      return;
    case 'pair':
      writeList(pen, expr.children, ARGUMENTS, (element) => writeExpr(pen, element as ExprNode));
      return;
    case 'array':
      writeList(pen, expr.children, ARRAY, (element) => writeExpr(pen, element as ExprNode));
      return;
    case 'map':
      writeList(pen, expr.children, BARE_OBJECT, (entry) => writeEntry(pen, entry));
      return;
    case 'object':
    case 'structLiteral':
      writeObject(pen, expr);
      return;
    case 'unary':
      layout.piece(expr.operator);
      writeExpr(pen, expr.operand);
      return;
    case 'binary':
      writeChain(pen, expr, place);
      return;
    case 'ternary':
      writeTernary(pen, expr, place);
      return;
    case 'apply':
      writeApply(pen, expr);
      return;
    case 'index':
    case 'member':
      expr.children.forEach((child) =>
        isNode(child) ? writeExpr(pen, child as ExprNode) : layout.piece(child),
      );
      return;
    case 'string':
    case 'name':
    case 'int':
    case 'float':
    case 'boolean':
    case 'none':
    case 'null':
      layout.piece(expr);
      return;
    case 'missing':
      return;
  }
}

/** `key: value` of a map, an object, a struct literal, a meta section or a runtime section. */
export function writeEntry(pen: Pen, entry: SyntaxNode): void {
  const { layout } = pen;
  entry.children.forEach((child, i) => {
    if (i === 2) layout.space();
    if (isNode(child)) writeExpr(pen, child as ExprNode);
    else layout.piece(child);
  });
}

function writeObject(pen: Pen, node: SyntaxNode): void {
  const brace = braceIndex(pen.text, node);
  node.children.slice(0, brace).forEach((word) => pen.layout.piece(word));
  if (brace > 0) pen.layout.spaceAtLevel();
  const style = brace > 0 ? OBJECT : BARE_OBJECT;
  writeList(pen, node.children.slice(brace), style, (entry) => writeEntry(pen, entry));
}

/** A list or an object that is the only argument shares its brackets' lines with those of the call. */
function writeApply(pen: Pen, { name, args, children }: ApplyNode): void {
  const { layout } = pen;
  layout.piece(name);
  const [only] = args;
  if (args.length !== 1 || only === undefined) {
    writeList(pen, children.slice(1), ARGUMENTS, (argument) => writeExpr(pen, argument as ExprNode));
  } else if (isBracketed(only)) {
    children.slice(1).forEach((child) => (isNode(child) ? writeExpr(pen, only) : layout.piece(child)));
  } else {
    writeList(pen, children.slice(1), ARGUMENTS, () => writeExpr(pen, only, 'alone'));
  }
}

function isBracketed({ kind }: ExprNode): boolean {
  return kind === 'array' || kind === 'map' || kind === 'object' || kind === 'structLiteral';
}

/** Operators that bind equally tight make one chain: `a + b - c` breaks before each of them or before none. */
function writeChain(pen: Pen, expr: BinaryNode, place: Place): void {
  const { layout } = pen;
  const precedence = precedenceOf(pen.text, expr);
  const links: BinaryNode[] = [expr];
  let first = expr.left;
  while (first.kind === 'binary' && precedenceOf(pen.text, first) === precedence) {
    links.push(first);
    first = first.left;
  }
  if (links.length === 1 && isCallAndWord(first, expr.right)) {
    writeExpr(pen, first);
    layout.space();
    writeLink(pen, expr);
    return;
  }
  layout.open(expr.start);
  writeExpr(pen, first);
  if (place === 'among') layout.indent();
  for (const link of links.reverse()) {
    layout.line();
    writeLink(pen, link);
  }
  if (place === 'among') layout.dedent();
  layout.close();
}

/** The operator and what follows it. */
function writeLink(pen: Pen, { operator, right }: BinaryNode): void {
  pen.layout.piece(operator);
  pen.layout.space();
  writeExpr(pen, right);
}

/** Of `ceil(a + b) + 20`, what is in the brackets is wrapped and `+ 20` stays behind them. */
function isCallAndWord(left: ExprNode, right: ExprNode): boolean {
  return (isCompoundCall(left) && isWord(right)) || (isWord(left) && isCompoundCall(right));
}

function isCompoundCall(expr: ExprNode): boolean {
  if (expr.kind === 'group') return true;
  return (
    expr.kind === 'apply' && expr.args.some((argument) => !isWord(argument) && argument.kind !== 'string')
  );
}

function isWord({ kind }: ExprNode): boolean {
  return kind === 'int' || kind === 'float' || kind === 'name' || kind === 'member';
}

function precedenceOf(text: string, { operator }: BinaryNode): number {
  return PRECEDENCE.get(text.slice(operator.start, operator.end)) ?? 0;
}

/** `if a then b else if c then d else e` is one chain too. */
function writeTernary(pen: Pen, expr: TernaryNode, place: Place): void {
  const { layout } = pen;
  layout.open(expr.start);
  if (place === 'among') layout.indent();
  let link: TernaryNode | undefined = expr;
  while (link !== undefined) {
    const { condition, whenTrue, whenFalse }: TernaryNode = link;
    const [ifWord, thenWord, elseWord] = link.children.filter((child) => !isNode(child));
    writeBranch(pen, ifWord, condition);
    layout.line();
    writeBranch(pen, thenWord, whenTrue);
    layout.line();
    link = whenFalse.kind === 'ternary' ? whenFalse : undefined;
    if (elseWord !== undefined) layout.piece(elseWord);
    layout.space();
    if (link === undefined) writeExpr(pen, whenFalse);
  }
  if (place === 'among') layout.dedent();
  layout.close();
}

function writeBranch(pen: Pen, word: SyntaxElement | undefined, value: ExprNode): void {
  if (word !== undefined) pen.layout.piece(word);
  pen.layout.space();
  writeExpr(pen, value);
}
