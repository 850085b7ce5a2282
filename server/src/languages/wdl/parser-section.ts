import type {
  AttributeNode,
  AttributeSectionNode,
  DeclNode,
  ExprNode,
  MemberNode,
  MetaSectionNode,
  NameNode,
  ObjectEntryNode,
  SectionNode,
} from './ast.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { closeBlock, eachItem, openBlock, readBlock } from './parser-block.ts';
import { parseDecl } from './parser-decl.ts';
import { EXPRESSIONS, parseEntries, parseEntryValue, parseExpr } from './parser-expr.ts';
import { literal, parseNumber, takeKey } from './parser-literals.ts';
import { canStartExpression, hasLineBreak, keyAhead } from './parser-lookahead.ts';
import { anotherElement, expectClose, skipRepeated, skipStatement, tooDeep } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH, insertion, replacement } from './parser-state.ts';
import { parseString } from './parser-text.ts';
import { withoutQuote } from './parser-unquoted.ts';

/** `input { … }` or `output { … }`. */
export function parseDeclSection(p: Parser, kind: SectionNode['kind']): SectionNode {
  const mark = p.mark();
  const { indent } = p;
  const { word } = p;
  const keyword = p.take('keyword');
  skipRepeated(p, word);
  const block = openBlock(p, 'section', indent, `the ${kind} section`);
  const decls: DeclNode[] = [];
  const references: (NameNode | MemberNode)[] = [];
  eachItem(p, block, () => {
    if (p.kind !== L.WORD) unexpected(p, 'A declaration was expected.');
    else if (kind === 'output' && p.charAfter() === 46) references.push(parseReference(p));
    else parseDeclOrSkip(p, decls);
  });
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind, start: p.from, end: p.to, children, keyword, decls, references });
}

/** A declaration; a word that stands on the line of another statement and begins none is skipped. */
export function parseDeclOrSkip(p: Parser, decls: DeclNode[]): void {
  if (!p.newline && !declFollows(p)) unexpected(p, 'An operator or a line break may be missing before it.');
  else decls.push(parseDecl(p));
}

function declFollows(p: Parser): boolean {
  const char = p.charAfter();
  return L.isLetter(char) || char === 63 || char === 91 || char === 61;
}

/**
 * Skips what does not belong here. On a line that has a problem already it is what that one left over, and not said
 * again.
 */
export function unexpected(p: Parser, note: string, within: 'entries' | 'statements' = 'statements'): void {
  if (!p.newline && sameLineProblem(p)) p.settle();
  const isQuote = p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE;
  if (isQuote && !p.newline && !hasQuoteBehind(p)) {
    p.report('unclosed-string', p.there(), 'This quote has no partner: the one before it is missing.');
  } else {
    p.report('unexpected-text', p.there(), `${p.shown()} does not belong here.`, { note });
  }
  skipStatement(p, within);
}

function hasQuoteBehind(p: Parser): boolean {
  const quote = p.text.charCodeAt(p.start);
  const end = L.nearLineEnd(p.text, p.end);
  for (let i = p.end; i < end; i++) if (p.text.charCodeAt(i) === quote) return true;
  return false;
}

function sameLineProblem(p: Parser): boolean {
  const last = p.problems.at(-1)?.span.start;
  if (last === undefined || last > p.start || p.start - last > 400) return false;
  return !hasLineBreak(p.text, last, p.start);
}

/** `call.out`, `call.*` and a comma or none after it, as draft-2 has them. */
function parseReference(p: Parser): NameNode | MemberNode {
  const mark = p.mark();
  const first = p.take('identifier');
  let reference: NameNode | MemberNode = {
    kind: 'name',
    start: first.start,
    end: first.end,
    children: p.close(mark),
    token: first,
  };
  p.add(reference);
  while (p.kind === L.DOT) {
    p.take('punctuation');
    const name = p.kind === L.WORD || p.kind === L.STAR ? p.take('identifier') : undefined;
    if (name === undefined) p.report('missing-name', p.here(), "A name is missing after the '.'.");
    const children = p.close(mark);
    reference = { kind: 'member', start: p.from, end: p.to, children, target: reference, name };
    p.add(reference);
  }
  p.takeIf(L.COMMA, 'punctuation');
  return reference;
}

/** `runtime { … }`, `requirements { … }` or `hints { … }`. */
export function parseAttributeSection(p: Parser, kind: AttributeSectionNode['kind']): AttributeSectionNode {
  const mark = p.mark();
  const { keyword, entries: attributes } = readEntries(p, kind, parseAttribute);
  const children = p.close(mark);
  return p.add({ kind, start: p.from, end: p.to, children, keyword, attributes });
}

/** The keyword of a section and the block behind it, in which `readEntry` reads at each key. */
function readEntries<Entry>(p: Parser, kind: string, readEntry: (p: Parser) => Entry) {
  const { indent, word } = p;
  const keyword = p.take('keyword');
  skipRepeated(p, word);
  const block = openBlock(p, 'entries', indent, `the ${kind} section`);
  const entries: Entry[] = [];
  readBlock(p, block, () => {
    if (!atKey(p)) {
      unexpected(p, KEY_EXPECTED, 'entries');
      return;
    }
    entries.push(readEntry(p));
    p.takeIf(L.COMMA, 'punctuation');
  });
  return { keyword, entries };
}

const KEY_EXPECTED = 'A key was expected: `key: value`.';

function parseAttribute(p: Parser): AttributeNode {
  const mark = p.mark();
  const key = takeKey(p);
  const value = colonAhead(p, p.text.slice(key.start, key.end)) ? parseEntryValue(p) : undefined;
  if (value !== undefined) skipUnquoted(p, value);
  const children = p.close(mark);
  return p.add({ kind: 'attribute', start: p.from, end: p.to, children, key, value });
}

/** `docker: ubuntu:20.04`: what touches the value without a blank was meant to be one text with it. */
function skipUnquoted(p: Parser, value: ExprNode): void {
  if (p.kind !== L.COLON || p.start !== value.end || p.newline) return;
  const mark = p.mark();
  const span = { start: value.start, end: L.blackEnd(p.text, p.start) };
  const shown = p.text.slice(span.start, span.end);
  p.report('unexpected-text', span, `'${shown}' stands without quotes.`, {
    note: 'A text such as the name of a container stands in quotes.',
    ...(shown.includes('"') ? {} : { fix: replacement(span, `"${shown}"`, `Write "${shown}"`) }),
  });
  p.end = span.end;
  p.take('skipped');
  p.error(mark);
}

/** `meta { … }` or `parameter_meta { … }`. */
export function parseMetaSection(p: Parser, kind: MetaSectionNode['kind']): MetaSectionNode {
  const mark = p.mark();
  const { keyword, entries } = readEntries(p, kind, parseMetaEntry);
  const children = p.close(mark);
  return p.add({ kind, start: p.from, end: p.to, children, keyword, entries });
}

function parseMetaEntry(p: Parser): ObjectEntryNode {
  const mark = p.mark();
  const key = takeKey(p);
  const value = colonAhead(p, p.text.slice(key.start, key.end)) ? parseMetaValue(p) : undefined;
  const children = p.close(mark);
  return p.add({ kind: 'objectEntry', start: p.from, end: p.to, children, key, value });
}

function atKey(p: Parser): boolean {
  if (p.kind === L.WORD) return p.newline || keyAhead(p) || p.charAfter() === 46;
  return (p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE) && p.newline;
}

/** Takes the colon, or reports it as missing; false when no value follows either. */
function colonAhead(p: Parser, key: string): boolean {
  if (p.takeIf(L.COLON, 'punctuation') !== undefined) return true;
  if (p.kind === L.ASSIGN) {
    p.report('expected-token', p.there(), "The value of a key follows ':', not '='.", {
      fix: replacement({ start: p.prevEnd, end: p.end }, ':', "Write ':'"),
    });
    p.take('punctuation');
    return true;
  }
  p.report('expected-token', p.here(), `':' is missing after '${key}'.`, {
    fix: insertion(p.prevEnd, ':', "Insert ':'"),
  });
  return !p.newline && canStartExpression(p);
}

/** A literal, an array or an object; strings hold no placeholders. Anything else is read as an expression and reported. */
export function parseMetaValue(p: Parser): ExprNode {
  if (keyAhead(p)) return p.newline ? parseEntryValue(p) : withoutBrace(p);
  switch (p.kind) {
    case L.DOUBLE_QUOTE:
    case L.SINGLE_QUOTE:
    case L.HEREDOC_OPEN:
      return parseString(p, 'plain', EXPRESSIONS);
    case L.INT:
      return parseNumber(p, 'int');
    case L.FLOAT:
      return parseNumber(p, 'float');
    case L.LBRACKET:
      return nested(p, parseMetaArray);
    case L.LBRACE:
      return nested(p, parseMetaObject);
    case L.WORD:
      if (p.word === W.W_TRUE || p.word === W.W_FALSE) return literal(p, 'boolean');
      if (p.word === W.W_NULL) return literal(p, 'null');
      if (p.word === W.W_OBJECT && p.charAfter() === 123) return nested(p, parseMetaObject);
  }
  return parseForeignValue(p);
}

/** `input: description: "…" }`: an object whose opening brace was forgotten. */
function withoutBrace(p: Parser): ExprNode {
  const mark = p.mark();
  p.report('expected-token', p.there(), `'{' is missing before ${p.shown()}.`, {
    fix: insertion(p.start, '{', "Insert '{'"),
  });
  const entries = parseEntries(p, parseMetaValue);
  const children = p.close(mark);
  return p.add({ kind: 'object', start: p.from, end: p.to, children, entries });
}

function parseForeignValue(p: Parser): ExprNode {
  const text = p.kind === L.WORD ? withoutQuote(p) : undefined;
  if (text !== undefined) return text;
  const signed = p.kind === L.MINUS || p.kind === L.DOT;
  const value = parseExpr(p);
  const isNumber = value.kind === 'float' || (value.kind === 'unary' && isNumeric(value.operand));
  if (value.kind === 'missing' || (signed && isNumber)) return value;
  p.report('invalid-meta-value', value, 'A value in a meta section is a literal, not an expression.', {
    note: 'Strings, numbers, true, false, null, arrays and objects are literals. A text stands in quotes.',
  });
  return value;
}

function isNumeric(value: ExprNode): boolean {
  return value.kind === 'int' || value.kind === 'float';
}

function nested(p: Parser, parse: (p: Parser) => ExprNode): ExprNode {
  if (p.depth >= MAX_DEPTH) {
    tooDeep(p);
    return p.missing();
  }
  p.depth++;
  const value = parse(p);
  p.depth--;
  return value;
}

function parseMetaArray(p: Parser): ExprNode {
  const mark = p.mark();
  const open = p.take('punctuation');
  const elements: ExprNode[] = [];
  if (p.kind !== L.RBRACKET) {
    do elements.push(parseMetaValue(p));
    while (anotherElement(p, L.RBRACKET));
  }
  expectClose(p, L.RBRACKET, open);
  const children = p.close(mark);
  return p.add({ kind: 'array', start: p.from, end: p.to, children, elements });
}

function parseMetaObject(p: Parser): ExprNode {
  const mark = p.mark();
  if (p.kind === L.WORD) p.take('keyword');
  const entries = parseEntries(p, parseMetaValue);
  const children = p.close(mark);
  return p.add({ kind: 'object', start: p.from, end: p.to, children, entries });
}
