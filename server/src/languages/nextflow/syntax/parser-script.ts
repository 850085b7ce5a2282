import type { SyntaxToken } from '../../../syntax/tree.ts';
import { closest } from '../../../text/index.ts';
import type {
  CommandLinkNode,
  ExprNode,
  IncludeNode,
  IncludedNode,
  ItemNode,
  OutputNode,
  OutputTargetNode,
  ParamsNode,
  ProcessNode,
  RecordNode,
  StringNode,
  TypeNode,
  WorkflowNode,
} from './ast.ts';
import { parseArguments } from './parser-arguments.ts';
import { blockItems, closeBlock, eachItem, openBlock, skipDoubledBrace } from './parser-block.ts';
import { parseLink } from './parser-command.ts';
import { parseEntryItem } from './parser-entry.ts';
import { parseTernary } from './parser-expr.ts';
import * as L from './lexer.ts';
import { isNameStart } from './lexer.ts';
import * as W from './lexer-words.ts';
import { labelAhead, sectionAhead, topLevelAhead } from './parser-lookahead.ts';
import { closeBracket, expectName, openBracket, skipDoubled, skipLine } from './parser-recovery.ts';
import { parseSections } from './parser-sections.ts';
import type { Parser } from './parser-state.ts';
import { replacement } from './parser-state.ts';
import { endStatement, parseStatement } from './parser-statement.ts';
import { parseString } from './parser-text.ts';
import { parseType } from './parser-types.ts';

/** A declaration or statement of a script. */
export function parseScriptItem(p: Parser): ItemNode | undefined {
  if (p.kind !== L.WORD) return p.kind === L.RBRACE ? skipBrace(p) : parseStatement(p);
  correctKeyword(p);
  const declaration = parseDeclaration(p);
  if (declaration === undefined) return parseStatement(p);
  endStatement(p);
  return declaration;
}

function parseDeclaration(p: Parser): ItemNode | undefined {
  const next = p.charAfter();
  switch (p.word) {
    case W.W_PROCESS:
      return processAhead(p) ? parseProcess(p) : undefined;
    case W.W_WORKFLOW:
      return workflowAhead(p) ? parseWorkflow(p) : undefined;
    case W.W_INCLUDE:
      return next === 123 || next === 34 || next === 39 || wordFollows(p) ? parseInclude(p) : undefined;
    case W.W_PARAMS:
      return next === 123 ? parseParams(p) : undefined;
    case W.W_OUTPUT:
      return next === 123 ? parseOutput(p) : undefined;
    case W.W_RECORD:
      return wordFollows(p) && opensBrace(p) ? parseRecord(p) : undefined;
    default:
      return undefined;
  }
}

/** A name on the same line. */
function wordFollows(p: Parser): boolean {
  const at = p.afterOnLine(p.end);
  return at > p.end && isNameStart(p.text, at);
}

function opensBrace(p: Parser): boolean {
  return p.text.charCodeAt(p.after(L.wordEnd(p.text, p.afterOnLine(p.end)))) === 123;
}

function processAhead(p: Parser): boolean {
  const char = p.text.charCodeAt(p.afterOnLine(p.end));
  return wordFollows(p) || char === 123 || char === 34 || char === 39;
}

function workflowAhead(p: Parser): boolean {
  return p.charAfter() === 123 || wordFollows(p);
}

const KEYWORDS = ['process', 'workflow'];

/** `proces x {`: reads on as the keyword that was meant. */
function correctKeyword(p: Parser): void {
  if (p.word !== W.W_NONE || !p.newline || p.end - p.start > 10) return;
  const isBlock = wordFollows(p) ? opensBrace(p) : p.charAfter() === 123;
  if (!isBlock) return;
  const meant = closest(p.textOf(p.there()), KEYWORDS);
  if (meant === undefined) return;
  p.report('nextflow-keyword', p.there(), `${p.shown()} is no keyword. Did you mean '${meant}'?`, {
    fix: replacement(p.there(), meant, `Write '${meant}'`),
  });
  p.word = W.wordAt(meant, 0, meant.length);
}

/** A brace too many between two declarations. */
function skipBrace(p: Parser): ItemNode {
  const mark = p.mark();
  p.report('nextflow-unclosed', p.there(), "This '}' closes nothing.", {
    note: 'It stands here too often, or the brace that opens the block is missing above.',
    fix: replacement(p.there(), '', "Remove '}'"),
  });
  p.take('skipped');
  // What a brace too many has cut off are sections of the block above: nothing that stands at the top of a script.
  while (p.kind !== L.EOF && !topLevelAhead(p) && (sectionAhead(p) || p.kind === L.RBRACE)) skipRemains(p);
  return p.error(mark);
}

function skipRemains(p: Parser): void {
  do skipLine(p);
  while (p.kind !== L.EOF && p.kind !== L.RBRACE && !topLevelAhead(p));
  if (p.kind === L.RBRACE) p.take('skipped');
  p.settle();
}

function nameOf(p: Parser, name: SyntaxToken | StringNode | undefined, keyword: string): string {
  return name === undefined ? `this ${keyword}` : `${keyword} '${p.textOf(name)}'`;
}

function parseProcess(p: Parser): ProcessNode {
  const mark = p.mark();
  const { indent } = p;
  const keyword = p.take('keyword');
  skipRepeated(p, keyword);
  const name =
    p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE ? parseString(p) : blockName(p, 'the process');
  const block = openBlock(p, 'process', indent, nameOf(p, name, 'process'));
  skipDoubledBrace(p);
  const { body, sections } = parseSections(p, block, 'process');
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'process', start: p.from, end: p.to, children, keyword, name, body, sections });
}

function blockName(p: Parser, what: string): SyntaxToken | undefined {
  if (p.kind === L.WORD && !labelAhead(p)) {
    const name = p.take('identifier');
    if (p.kind === L.WORD && !p.newline && p.text.slice(name.start, name.end) === p.textOf(p.there()))
      skipDoubled(p);
    return name;
  }
  return expectName(p, what);
}

/** `process process x {`: a keyword that stands twice is read once. */
function skipRepeated(p: Parser, keyword: SyntaxToken): void {
  if (p.kind !== L.WORD || p.textOf(p.there()) !== p.textOf(keyword) || !wordFollows(p)) return;
  skipDoubled(p);
}

function parseWorkflow(p: Parser): WorkflowNode {
  const mark = p.mark();
  const { indent } = p;
  const keyword = p.take('keyword');
  skipRepeated(p, keyword);
  const name = p.kind === L.LBRACE ? undefined : blockName(p, 'the workflow');
  const block = openBlock(p, 'groovy', indent, nameOf(p, name, 'workflow'));
  skipDoubledBrace(p);
  const { body, sections } = parseSections(p, block, 'workflow');
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'workflow', start: p.from, end: p.to, children, keyword, name, body, sections });
}

function parseInclude(p: Parser): IncludeNode {
  const mark = p.mark();
  const { indent } = p;
  const keyword = p.take('keyword');
  const members: IncludedNode[] = [];
  let source: ExprNode | undefined;
  if (p.kind === L.LBRACE) {
    const block = openBlock(p, 'groovy', indent, "'include'");
    eachItem(
      p,
      block,
      () => {
        parseIncludeItem(p, members);
      },
      () => p.is(W.W_FROM) && members.length > 0 && p.newline,
    );
    closeBlock(p, block);
  } else if (p.kind === L.WORD) {
    members.push(parseIncluded(p));
  }
  if (members.length > 0 || p.is(W.W_FROM)) {
    if (p.is(W.W_FROM)) {
      p.take('keyword');
      source = parseSource(p);
    } else {
      p.report('nextflow-syntax', p.here(), "'from' is missing: an include says which file it reads.", {
        note: "For example `include { ALIGN } from './modules/align'`.",
      });
      if (!p.newline && (p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE)) source = parseString(p);
    }
  } else if (!p.newline || p.kind !== L.WORD) {
    source = parseSource(p);
  }
  const links: CommandLinkNode[] = [];
  while (p.kind === L.WORD && !p.newline) links.push(parseIncludeLink(p));
  const children = p.close(mark);
  return p.add({ kind: 'include', start: p.from, end: p.to, children, keyword, members, source, links });
}

/** `addParams(k: v)`, also without parentheses. */
function parseIncludeLink(p: Parser): CommandLinkNode {
  if (p.text.charCodeAt(p.afterOnLine(p.end)) !== 40) return parseLink(p);
  const mark = p.mark();
  const name = p.take('identifier');
  const open = openBracket(p);
  const args = parseArguments(p, L.RPAREN, open);
  closeBracket(p, L.RPAREN, open);
  const children = p.close(mark);
  return p.add({ kind: 'commandLink', start: p.from, end: p.to, children, name, args });
}

function parseSource(p: Parser): ExprNode | undefined {
  if (!p.newline || p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE) return parseTernary(p);
  p.report('nextflow-syntax', p.here(), "The path of the file is missing after 'from'.");
  return undefined;
}

function parseIncludeItem(p: Parser, members: IncludedNode[]): void {
  if (p.kind === L.SEMICOLON) {
    p.take('punctuation');
  } else if (p.kind === L.COMMA) {
    const mark = p.mark();
    p.report('nextflow-syntax', p.there(), "Names in an include are separated by ';' or a line break.", {
      fix: replacement(p.there(), ';', "Write ';'"),
    });
    p.take('skipped');
    p.error(mark);
  } else if (p.kind === L.WORD) {
    if (
      members.length > 0 &&
      !p.newline &&
      p.text.charCodeAt(p.prevEnd - 1) !== 59 &&
      p.text.charCodeAt(p.prevEnd - 1) !== 44
    ) {
      p.report('nextflow-syntax', p.here(), `';' is missing before ${p.shown()}.`, {
        fix: { title: "Insert ';'", edits: [{ span: p.here(), newText: ' ;' }], preferred: true },
      });
    }
    members.push(parseIncluded(p));
  }
}

function parseIncluded(p: Parser): IncludedNode {
  const mark = p.mark();
  const name = p.take('identifier');
  let alias: SyntaxToken | undefined;
  if (p.is(W.W_AS)) {
    p.take('keyword');
    alias = expectName(p, 'the alias');
  }
  const children = p.close(mark);
  return p.add({ kind: 'included', start: p.from, end: p.to, children, name, alias });
}

function parseParams(p: Parser): ParamsNode {
  const mark = p.mark();
  const { indent } = p;
  const keyword = p.take('keyword');
  const block = openBlock(p, 'groovy', indent, "'params'");
  const entries: ItemNode[] = [];
  eachItem(p, block, () => {
    const entry = parseEntryItem(p);
    if (entry !== undefined) entries.push(entry);
  });
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'params', start: p.from, end: p.to, children, keyword, entries });
}

function parseRecord(p: Parser): RecordNode {
  const mark = p.mark();
  const { indent } = p;
  const keyword = p.take('keyword');
  const name = expectName(p, 'the record');
  const block = openBlock(p, 'groovy', indent, nameOf(p, name, 'record'));
  const fields: ItemNode[] = [];
  eachItem(p, block, () => {
    const field = parseEntryItem(p);
    if (field !== undefined) fields.push(field);
  });
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'record', start: p.from, end: p.to, children, keyword, name, fields });
}

function parseOutput(p: Parser): OutputNode {
  const mark = p.mark();
  const { indent } = p;
  const keyword = p.take('keyword');
  const block = openBlock(p, 'groovy', indent, "'output'");
  const items: (OutputTargetNode | ItemNode)[] = [];
  eachItem(p, block, () => {
    const item = targetAhead(p) ? parseTarget(p) : parseStatement(p);
    if (item !== undefined) items.push(item);
  });
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'output', start: p.from, end: p.to, children, keyword, items });
}

/** `name {`, `'name' {` or `name: Type {`. */
function targetAhead(p: Parser): boolean {
  if (p.kind === L.WORD && labelAhead(p)) return true;
  if (p.kind === L.WORD) return p.text.charCodeAt(p.afterOnLine(p.end)) === 123;
  if (p.kind !== L.SINGLE_QUOTE && p.kind !== L.DOUBLE_QUOTE) return false;
  return p.text.charCodeAt(p.afterOnLine(quotedNameEnd(p))) === 123;
}

function quotedNameEnd(p: Parser): number {
  const close = p.text.indexOf(p.text.charAt(p.start), p.end);
  return close < 0 ? p.end : close + 1;
}

function parseTarget(p: Parser): OutputTargetNode {
  const mark = p.mark();
  const { indent } = p;
  const name = p.kind === L.WORD ? p.take('identifier') : parseString(p);
  let type: TypeNode | undefined;
  if (p.takeIf(L.COLON, 'punctuation') !== undefined) type = parseType(p);
  const block = openBlock(p, 'groovy', indent, `output '${p.textOf(name)}'`);
  const body = block.open === undefined ? [] : blockItems(p, block);
  if (block.open === undefined) Object.assign(p, block.outer);
  else closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'outputTarget', start: p.from, end: p.to, children, name, type, body });
}
