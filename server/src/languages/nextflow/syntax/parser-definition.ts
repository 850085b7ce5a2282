import type { SyntaxToken } from '../../../syntax/tree.ts';
import type {
  AnnotationNode,
  ArgumentNode,
  BlockNode,
  ClassNode,
  DeclaratorNode,
  EnumConstantNode,
  EnumNode,
  ExprNode,
  FunctionNode,
  ImportNode,
  ItemNode,
  PackageNode,
  StringNode,
  TypeNode,
  VariablesNode,
} from './ast.ts';
import { parseArguments } from './parser-arguments.ts';
import { blockItems, closeBlock, openBlock } from './parser-block.ts';
import { parseStatementExpr } from './parser-command.ts';
import * as L from './lexer.ts';
import { isNameStart } from './lexer.ts';
import * as W from './lexer-words.ts';
import { bracketEnd, looksLikeType, startsStatement, typeEnd } from './parser-lookahead.ts';
import { anotherElement, closeBracket, expect, expectName, openBracket } from './parser-recovery.ts';
import { missingValue } from './parser-primary.ts';
import type { Parser } from './parser-state.ts';
import { parseString } from './parser-text.ts';
import { parseAnnotation, parseParameters, parseType, parseTypeArguments } from './parser-types.ts';

/** True where a variable, function, class or enum is declared: `def x`, `String f(`, `class A`. */
export function definitionAhead(p: Parser): boolean {
  if (p.kind !== L.WORD) return false;
  const at = p.after(p.end);
  switch (p.word) {
    case W.W_DEF:
      return true;
    case W.W_VAR:
      return isNameStart(p.text, p.afterOnLine(p.end)) && typedNameAhead(p);
    case W.W_MODIFIER:
      return isNameStart(p.text, at) || p.text.charCodeAt(at) === 123 || p.text.charCodeAt(at) === 64;
    case W.W_CLASS:
    case W.W_INTERFACE:
    case W.W_TRAIT:
    case W.W_ENUM:
      return isNameStart(p.text, at) && at === p.afterOnLine(p.end);
    default:
      return typedNameAhead(p) || (p.place === 'class' && functionAhead(p, p.end));
  }
}

/** `String x = …`, `List<Path> f(…) {`; a word in small letters before a name is a command instead. */
function typedNameAhead(p: Parser): boolean {
  const { text } = p;
  if (p.word !== W.W_VAR && !looksLikeType(p, p.start)) return false;
  const end = typeEnd(p, p.start);
  if (end === undefined) return false;
  const at = p.afterOnLine(end);
  if (at === end || !isNameStart(text, at)) return false;
  const nameEnd = L.wordEnd(text, at);
  const word = W.wordAt(text, at, nameEnd);
  if (word === W.W_IN || word === W.W_AS || word === W.W_INSTANCEOF || W.isStatementWord(word)) return false;
  const next = p.afterOnLine(nameEnd);
  const char = text.charCodeAt(next);
  if (char === 40) return functionAhead(p, nameEnd);
  if (next >= p.length || L.isLineBreak(char) || char === 59 || char === 125 || char === 44 || char === 41)
    return true;
  return char === 61 && text.charCodeAt(next + 1) !== 61 && text.charCodeAt(next + 1) !== 126;
}

/** Parameters and a body behind the name that ends at the offset. */
function functionAhead(p: Parser, nameEnd: number): boolean {
  const open = p.afterOnLine(nameEnd);
  if (p.text.charCodeAt(open) !== 40) return false;
  const end = bracketEnd(p.text, open);
  if (end === undefined) return false;
  const at = p.after(end);
  return (
    p.text.charCodeAt(at) === 123 ||
    p.text.startsWith('throws', at) ||
    (p.place === 'class' && L.isLineBreak(p.text.charCodeAt(p.afterOnLine(end))))
  );
}

interface Head {
  readonly mark: number;
  readonly indent: number;
  readonly annotations: readonly AnnotationNode[];
  readonly modifiers: readonly SyntaxToken[];
}

/** A declaration at hand, annotations and modifiers included. */
export function parseDefinition(p: Parser): ItemNode {
  const mark = p.mark();
  const { indent } = p;
  const annotations: AnnotationNode[] = [];
  const modifiers: SyntaxToken[] = [];
  for (;;) {
    if (p.kind === L.AT && !p.text.startsWith('interface', p.end)) annotations.push(parseAnnotation(p));
    else if (p.is(W.W_DEF) || p.is(W.W_MODIFIER) || (p.is(W.W_VAR) && isNameStart(p.text, p.after(p.end))))
      modifiers.push(p.take('keyword'));
    else break;
  }
  const head: Head = { mark, indent, annotations, modifiers };
  if (p.kind === L.AT) return parseClass(p, head);
  switch (p.kind === L.WORD ? p.word : W.W_NONE) {
    case W.W_CLASS:
    case W.W_INTERFACE:
    case W.W_TRAIT:
      return parseClass(p, head);
    case W.W_ENUM:
      return parseEnum(p, head);
    case W.W_IMPORT:
      return parseImport(p, mark);
    case W.W_PACKAGE:
      return parsePackage(p, mark);
  }
  if (p.kind === L.LBRACE && modifiers.length > 0) return parseInitializer(p, mark);
  if (annotations.length > 0 && modifiers.length === 0 && !definitionAhead(p)) return parseAnnotated(p, head);
  if (p.kind === L.LPAREN && modifiers.length > 0) return parseDestructuring(p, head);
  if (p.kind === L.LESS) parseTypeArguments(p);
  const returnType = typeBeforeName(p) ? parseType(p) : undefined;
  if ((p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE) && !p.newline) {
    return parseFunction(p, head, parseString(p), returnType);
  }
  const name =
    p.newline && modifiers.length > 0 && startsStatement(p) ? undefined : p.takeIf(L.WORD, 'identifier');
  if (name === undefined) return parseNameless(p, head, returnType);
  if (p.kind === L.LPAREN && !p.newline) return parseFunction(p, head, name, returnType);
  return parseVariables(p, head, name, returnType);
}

/** `@Grab('x') foo()`: the annotations stand before an expression or on their own. */
function parseAnnotated(p: Parser, { mark, annotations }: Head): ItemNode {
  const children = p.close(mark);
  return p.add({
    kind: 'variables',
    start: p.from,
    end: p.to,
    children,
    annotations,
    modifiers: [],
    type: undefined,
    declarators: [],
    value: undefined,
  });
}

function parseNameless(
  p: Parser,
  { mark, annotations, modifiers }: Head,
  type: TypeNode | undefined,
): VariablesNode {
  p.report('nextflow-syntax', p.here(), `The name of the variable is missing before ${p.shown()}.`);
  let value: ExprNode | undefined;
  if (p.kind === L.ASSIGN && !p.newline) {
    p.take('operator');
    value = parseStatementExpr(p);
  }
  const children = p.close(mark);
  return p.add({
    kind: 'variables',
    start: p.from,
    end: p.to,
    children,
    annotations,
    modifiers,
    type,
    declarators: [],
    value,
  });
}

/** A type with a name behind it, as opposed to a name alone. */
function typeBeforeName(p: Parser): boolean {
  if (p.kind !== L.WORD) return false;
  const end = typeEnd(p, p.start);
  if (end === undefined) return false;
  const at = p.afterOnLine(end);
  if (at === end) return false;
  const char = p.text.charCodeAt(at);
  return isNameStart(p.text, at) || ((char === 34 || char === 39) && looksLikeType(p, p.start));
}

/** `def (a, b) = value`. */
function parseDestructuring(p: Parser, { mark, annotations, modifiers }: Head): VariablesNode {
  const open = openBracket(p);
  const declarators: DeclaratorNode[] = [];
  while (p.kind === L.WORD) {
    const inner = p.mark();
    const type = typeBeforeName(p) ? parseType(p) : undefined;
    const name = expectName(p, 'the variable');
    if (name === undefined) break;
    declarators.push(finishDeclarator(p, inner, name, type, undefined));
    if (!anotherElement(p, L.RPAREN, open)) break;
  }
  closeBracket(p, L.RPAREN, open);
  let value: ExprNode | undefined;
  if (expect(p, L.ASSIGN, 'after the names') !== undefined) value = parseValue(p);
  const children = p.close(mark);
  return p.add({
    kind: 'variables',
    start: p.from,
    end: p.to,
    children,
    annotations,
    modifiers,
    type: undefined,
    declarators,
    value,
  });
}

function finishDeclarator(
  p: Parser,
  mark: number,
  name: SyntaxToken,
  before: TypeNode | undefined,
  value: ExprNode | undefined,
): DeclaratorNode {
  let type = before;
  if (p.kind === L.COLON && !p.newline) {
    p.take('punctuation');
    type = parseType(p);
  }
  const children = p.close(mark);
  return p.add({ kind: 'declarator', start: p.from, end: p.to, children, name, type, value });
}

function parseVariables(
  p: Parser,
  { mark, annotations, modifiers }: Head,
  first: SyntaxToken,
  type: TypeNode | undefined,
): VariablesNode {
  const declarators: DeclaratorNode[] = [];
  // The first name was read before it was known that this is no function.
  p.discard(p.mark() - 1);
  let inner = p.mark();
  p.add(first);
  declarators.push(parseDeclarator(p, inner, first));
  while (p.kind === L.COMMA && !p.newline && isNameStart(p.text, p.after(p.end))) {
    p.take('punctuation');
    inner = p.mark();
    declarators.push(parseDeclarator(p, inner, p.take('identifier')));
  }
  const children = p.close(mark);
  return p.add({
    kind: 'variables',
    start: p.from,
    end: p.to,
    children,
    annotations,
    modifiers,
    type,
    declarators,
    value: undefined,
  });
}

function parseDeclarator(p: Parser, mark: number, name: SyntaxToken): DeclaratorNode {
  let type: TypeNode | undefined;
  if (p.kind === L.COLON && !p.newline) {
    p.take('punctuation');
    type = parseType(p);
  }
  let value: ExprNode | undefined;
  if (p.kind === L.ASSIGN) {
    p.take('operator');
    value = parseValue(p);
  }
  const children = p.close(mark);
  return p.add({ kind: 'declarator', start: p.from, end: p.to, children, name, type, value });
}

function parseValue(p: Parser): ExprNode {
  return p.newline && startsStatement(p) ? missingValue(p) : parseStatementExpr(p);
}

function parseFunction(
  p: Parser,
  { mark, indent, annotations, modifiers }: Head,
  name: SyntaxToken | StringNode,
  type: TypeNode | undefined,
): FunctionNode {
  const params = parseParameters(p);
  let returnType = type;
  if (p.kind === L.ARROW) {
    p.take('operator');
    returnType = parseType(p);
  }
  if (p.kind === L.WORD && p.textOf(p.there()) === 'throws') {
    p.take('keyword');
    do parseType(p);
    while (p.takeIf(L.COMMA, 'punctuation') !== undefined);
  }
  const body = parseFunctionBody(p, indent, `function '${p.textOf(name)}'`);
  const children = p.close(mark);
  return p.add({
    kind: 'function',
    start: p.from,
    end: p.to,
    children,
    annotations,
    modifiers,
    returnType,
    name,
    params,
    body,
  });
}

/** Abstract methods have none. */
function parseFunctionBody(p: Parser, indent: number, name: string): BlockNode | undefined {
  if (p.place === 'class' && p.kind !== L.LBRACE) return undefined;
  const mark = p.mark();
  const block = openBlock(p, 'groovy', indent, name);
  if (block.open === undefined) {
    Object.assign(p, block.outer);
    return undefined;
  }
  const items = blockItems(p, block);
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add<BlockNode>({ kind: 'block', start: p.from, end: p.to, children, items });
}

/** `static { … }`. */
function parseInitializer(p: Parser, mark: number): ItemNode {
  const block = openBlock(p, 'groovy', p.indent, 'this block');
  const items = blockItems(p, block);
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add<BlockNode>({ kind: 'block', start: p.from, end: p.to, children, items });
}

function parseClass(p: Parser, { mark, indent, annotations, modifiers }: Head): ClassNode {
  if (p.kind === L.AT) p.end = L.wordEnd(p.text, p.end);
  const keyword = p.take('keyword');
  const name = expectName(p, `the ${p.textOf(keyword)}`);
  const typeParams = p.kind === L.LESS ? parseTypeArguments(p) : [];
  const parents: TypeNode[] = [];
  while (p.is(W.W_EXTENDS) || p.is(W.W_IMPLEMENTS)) {
    p.take('keyword');
    do {
      const parent = parseType(p);
      if (parent !== undefined) parents.push(parent);
    } while (p.takeIf(L.COMMA, 'punctuation') !== undefined);
  }
  const block = openBlock(
    p,
    'class',
    indent,
    `${p.textOf(keyword)} '${name === undefined ? '' : p.textOf(name)}'`,
  );
  const members = blockItems(p, block);
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({
    kind: 'class',
    start: p.from,
    end: p.to,
    children,
    annotations,
    modifiers,
    keyword,
    name,
    typeParams,
    parents,
    members,
  });
}

function parseEnum(p: Parser, { mark, indent, modifiers }: Head): EnumNode {
  p.take('keyword');
  const name = expectName(p, 'the enum');
  if (p.is(W.W_IMPLEMENTS)) {
    p.take('keyword');
    parseType(p);
  }
  const block = openBlock(p, 'class', indent, `enum '${name === undefined ? '' : p.textOf(name)}'`);
  const constants: EnumConstantNode[] = [];
  while (p.kind === L.WORD && !definitionAhead(p)) {
    constants.push(parseEnumConstant(p));
    if (p.kind === L.COMMA) p.take('punctuation');
    else if (p.kind !== L.WORD || p.newline) break;
    else {
      p.report('nextflow-syntax', p.here(), `A comma is missing before ${p.shown()}.`);
    }
  }
  const members = blockItems(p, block);
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'enum', start: p.from, end: p.to, children, modifiers, name, constants, members });
}

function parseEnumConstant(p: Parser): EnumConstantNode {
  const mark = p.mark();
  const name = p.take('identifier');
  let args: readonly ArgumentNode[] = [];
  if (p.kind === L.LPAREN) {
    const open = openBracket(p);
    args = parseArguments(p, L.RPAREN, open);
    closeBracket(p, L.RPAREN, open);
  }
  const children = p.close(mark);
  return p.add({ kind: 'enumConstant', start: p.from, end: p.to, children, name, args });
}

/** `import static a.B.c as d`. */
export function parseImport(p: Parser, mark = p.mark()): ImportNode {
  p.take('keyword');
  const isStatic = p.is(W.W_MODIFIER);
  if (isStatic) p.take('keyword');
  const { path, wildcard } = parseDottedPath(p, 'the class');
  let alias: SyntaxToken | undefined;
  if (p.is(W.W_AS)) {
    p.take('keyword');
    alias = expectName(p, 'the alias');
  }
  const children = p.close(mark);
  return p.add({ kind: 'import', start: p.from, end: p.to, children, isStatic, path, wildcard, alias });
}

export function parsePackage(p: Parser, mark = p.mark()): PackageNode {
  p.take('keyword');
  const { path } = parseDottedPath(p, 'the package');
  const children = p.close(mark);
  return p.add({ kind: 'package', start: p.from, end: p.to, children, path });
}

function parseDottedPath(
  p: Parser,
  what: string,
): { path: readonly SyntaxToken[]; wildcard: SyntaxToken | undefined } {
  const path: SyntaxToken[] = [];
  const first = expectName(p, what);
  if (first !== undefined) path.push(first);
  while (p.kind === L.DOT && !p.newline) {
    p.take('punctuation');
    if (p.kind === L.STAR) return { path, wildcard: p.take('operator') };
    const name = expectName(p, what);
    if (name === undefined) break;
    path.push(name);
  }
  return { path, wildcard: undefined };
}
