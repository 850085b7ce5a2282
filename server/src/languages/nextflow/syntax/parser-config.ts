import type { SyntaxToken } from '../../../syntax/tree.ts';
import type {
  ConfigAssignmentNode,
  ConfigBlockNode,
  ConfigIncludeNode,
  ConfigSelectorNode,
  ExprNode,
  ItemNode,
  StringNode,
} from './ast.ts';
import { blockItems, closeBlock, openBlock, skipDoubledBrace } from './parser-block.ts';
import { parseStatementExpr } from './parser-command.ts';
import { missingValue } from './parser-primary.ts';
import * as L from './lexer.ts';
import { isNameStart } from './lexer.ts';
import * as W from './lexer-words.ts';
import { labelAhead, quotedEnd, startsStatement } from './parser-lookahead.ts';
import { skipDoubled } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { replacement } from './parser-state.ts';
import { endStatement, parseStatement } from './parser-statement.ts';
import { parseString } from './parser-text.ts';

/** A setting, a block of them, or a statement of Groovy. */
export function parseConfigItem(p: Parser): ItemNode | undefined {
  if (p.kind === L.RBRACE) return skipBrace(p);
  skipRepeatedName(p);
  const item = parseSetting(p);
  if (item === undefined) return parseStatement(p);
  endStatement(p);
  return item;
}

/** `process process {`: a name that stands twice is read once. */
function skipRepeatedName(p: Parser): void {
  if (p.kind !== L.WORD || !p.newline) return;
  const next = p.afterOnLine(p.end);
  const end = L.wordEnd(p.text, next);
  if (p.text.slice(next, end) !== p.textOf(p.there()) || p.text.charCodeAt(p.afterOnLine(end)) !== 123)
    return;
  skipDoubled(p);
}

function parseSetting(p: Parser): ItemNode | undefined {
  if (p.kind === L.LBRACE && p.newline) return parseBlock(p);
  if (p.kind === L.WORD) {
    if (p.word === W.W_INCLUDE_CONFIG && p.charAfter() !== 61) return parseInclude(p);
    if ((p.word === W.W_WITH_NAME || p.word === W.W_WITH_LABEL) && labelAhead(p)) return parseSelector(p);
    if (W.isStatementWord(p.word) && p.charAfter() !== 46) return undefined;
  } else if (p.kind !== L.SINGLE_QUOTE && p.kind !== L.DOUBLE_QUOTE) {
    return undefined;
  }
  const end = pathEnd(p);
  if (end === undefined) return undefined;
  const at = p.afterOnLine(end.at);
  const char = p.text.charCodeAt(at);
  if (end.names === 1 && p.newline && braceForgotten(p, at)) return parseBlock(p);
  if (
    char === 123 ||
    (end.names === 1 && p.text.charCodeAt(p.after(end.at)) === 123 && !isAssignmentBelow(p, end.at))
  ) {
    return end.names === 1 ? parseBlock(p) : undefined;
  }
  return assigns(p.text, at) ? parseAssignment(p) : undefined;
}

function isAssignmentBelow(p: Parser, at: number): boolean {
  return assigns(p.text, p.afterOnLine(at));
}

/** A name alone on its line, with settings further right below it. */
function braceForgotten(p: Parser, lineEnd: number): boolean {
  if (lineEnd < p.length && !L.isLineBreak(p.text.charCodeAt(lineEnd))) return false;
  const next = p.after(lineEnd);
  const char = p.text.charCodeAt(next);
  return isNameStart(p.text, next) && char !== 123 && L.indentAt(p.text, next) > p.indent;
}

/** `=`, and `+=` and its like. */
function assigns(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (char === 61) return next !== 61 && next !== 126;
  return next === 61 && (char === 43 || char === 45 || char === 63);
}

/** Where a path of names ends that begins here: `a.b.'c'`. */
function pathEnd(p: Parser): { at: number; names: number } | undefined {
  const { text } = p;
  let at = nameEnd(text, p.start);
  let names = 1;
  if (at === undefined) return undefined;
  while (text.charCodeAt(at) === 46) {
    const next = nameEnd(text, at + 1);
    if (next === undefined) return undefined;
    at = next;
    names++;
  }
  return { at, names };
}

function nameEnd(text: string, at: number): number | undefined {
  const char = text.charCodeAt(at);
  if (char === 34 || char === 39) return quotedEnd(text, at);
  return isNameStart(text, at) ? L.wordEnd(text, at) : undefined;
}

/** A brace too many between two settings. */
function skipBrace(p: Parser): ItemNode {
  const mark = p.mark();
  p.report('nextflow-unclosed', p.there(), "This '}' closes nothing.", {
    note: 'It stands here too often, or the brace that opens the block is missing above.',
    fix: replacement(p.there(), '', "Remove '}'"),
  });
  p.take('skipped');
  return p.error(mark);
}

function parseInclude(p: Parser): ConfigIncludeNode {
  const mark = p.mark();
  const keyword = p.take('keyword');
  let source: ExprNode | undefined;
  if (p.newline || p.kind === L.RBRACE || p.kind === L.EOF) {
    p.report('nextflow-syntax', p.here(), "The path of the file is missing after 'includeConfig'.");
  } else {
    source = p.grammar.expr(p);
  }
  const children = p.close(mark);
  return p.add({ kind: 'configInclude', start: p.from, end: p.to, children, keyword, source });
}

function takeName(p: Parser): SyntaxToken | StringNode {
  return p.kind === L.WORD ? p.take('identifier') : parseString(p);
}

function parseAssignment(p: Parser): ConfigAssignmentNode {
  const mark = p.mark();
  const path: (SyntaxToken | StringNode)[] = [takeName(p)];
  while (p.kind === L.DOT) {
    p.take('punctuation');
    path.push(takeName(p));
  }
  const operator = p.take('operator');
  const value = valueMissing(p) ? missingValue(p) : parseStatementExpr(p);
  const children = p.close(mark);
  return p.add({ kind: 'configAssignment', start: p.from, end: p.to, children, path, operator, value });
}

/** `a =` with another setting on the next line. */
function valueMissing(p: Parser): boolean {
  if (!p.newline) return false;
  if (startsStatement(p)) return true;
  return p.kind === L.WORD && p.text.charCodeAt(p.afterOnLine(p.end)) === 123;
}

/** An empty name: what the block holds is known all the same. */
function missingName(p: Parser): SyntaxToken {
  p.report(
    'nextflow-syntax',
    { start: p.start, end: p.start },
    "The name of this block is missing before '{'.",
  );
  return p.addToken('identifier', p.start, p.start);
}

function parseBlock(p: Parser): ConfigBlockNode | ConfigSelectorNode {
  const mark = p.mark();
  const { indent } = p;
  const name = p.kind === L.LBRACE ? missingName(p) : takeName(p);
  const text = p.textOf(name);
  const block = openBlock(p, 'config', indent, `'${text.replaceAll(/["']/g, '')}'`);
  skipDoubledBrace(p);
  const items = blockItems(p, block);
  closeBlock(p, block);
  const children = p.close(mark);
  if (/^["']with(?:Name|Label)\s*:/.test(text)) {
    return p.add({
      kind: 'configSelector',
      start: p.from,
      end: p.to,
      children,
      keyword: undefined,
      selector: name,
      items,
    });
  }
  return p.add({ kind: 'configBlock', start: p.from, end: p.to, children, name, items });
}

function parseSelector(p: Parser): ConfigSelectorNode {
  const mark = p.mark();
  const { indent } = p;
  const keyword = p.take('keyword');
  p.take('punctuation');
  let selector: SyntaxToken | StringNode | undefined;
  if (p.kind === L.WORD || p.kind === L.SINGLE_QUOTE || p.kind === L.DOUBLE_QUOTE) {
    selector = takeName(p);
  } else if (p.kind === L.SLASH || p.kind === L.DOLLAR_SLASH) {
    selector = parseString(p);
  } else {
    p.report(
      'nextflow-syntax',
      p.here(),
      `The name that '${p.textOf(keyword)}' selects is missing before ${p.shown()}.`,
      {
        note: "For example `withName: 'ALIGN' { … }`.",
      },
    );
  }
  const block = openBlock(p, 'config', indent, `'${p.textOf(keyword)}'`);
  const items = block.open === undefined ? [] : blockItems(p, block);
  if (block.open === undefined) Object.assign(p, block.outer);
  else closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'configSelector', start: p.from, end: p.to, children, keyword, selector, items });
}
