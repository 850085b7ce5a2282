import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { ArgumentNode, ExprNode, NamedArgumentNode, SpreadNode } from './ast.ts';
import * as L from './lexer.ts';
import { W_NONE } from './lexer-words.ts';
import { assignmentAhead, canStartExpression, labelAhead, startsStatement } from './parser-lookahead.ts';
import type { Opened } from './parser-recovery.ts';
import { anotherElement } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';

/** Arguments up to the closing bracket, which is left to the caller. */
export function parseArguments(p: Parser, close: number, open: Opened): readonly ArgumentNode[] {
  const args: ArgumentNode[] = [];
  if (p.kind === close || (p.newline && startsStatement(p))) return args;
  do args.push(parseArgument(p));
  while (anotherElement(p, close, open));
  return args;
}

/** Arguments of a command, without parentheses. A comma goes on with them on the next line. */
export function parseCommandArguments(p: Parser): readonly ArgumentNode[] {
  const args: ArgumentNode[] = [];
  for (;;) {
    args.push(parseArgument(p));
    if (p.kind === L.COMMA && !p.ended) {
      p.take('punctuation');
      if (!(p.newline && leavesCommand(p)) && argumentAhead(p)) continue;
      p.report('nextflow-syntax', p.here(), "A value is missing after the ','.", {
        fix: {
          title: "Remove ','",
          edits: [{ span: { start: p.prevEnd - 1, end: p.prevEnd }, newText: '' }],
          preferred: true,
        },
      });
      return args;
    }
    if (!commaForgotten(p)) return args;
    p.report('nextflow-syntax', p.here(), `A comma is missing before ${p.shown()}.`, {
      fix: { title: "Insert ','", edits: [{ span: p.here(), newText: ',' }], preferred: true },
    });
  }
}

/** Behind a comma, an assignment on the next line is an argument as well: Groovy says so. */
function leavesCommand(p: Parser): boolean {
  return startsStatement(p) && !(p.kind === L.WORD && p.word === W_NONE && assignmentAhead(p));
}

/** Where another argument follows on the same line, and no word that could go on with the command. */
function commaForgotten(p: Parser): boolean {
  if (p.ended || p.newline) return false;
  if (p.kind === L.WORD) {
    if (labelAhead(p)) return true;
    return p.text.charCodeAt(p.end) === 40;
  }
  return p.kind === L.INT || p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE;
}

function argumentAhead(p: Parser): boolean {
  return (
    canStartExpression(p) ||
    p.kind === L.MINUS ||
    p.kind === L.PLUS ||
    p.kind === L.STAR ||
    p.kind === L.STEP ||
    p.kind === L.SLASH ||
    p.kind === L.COMPOUND ||
    labelAhead(p)
  );
}

/** `value`, `key: value`, `*list` or `*: map`. */
export function parseArgument(p: Parser): ArgumentNode {
  if (p.kind === L.STAR) return parseSpread(p);
  const mark = p.mark();
  if (labelAhead(p)) return parseNamed(p, mark, p.take('identifier'));
  const key = p.grammar.expr(p);
  return p.kind === L.COLON && isKey(key) ? parseNamed(p, mark, key) : key;
}

/** Strings, numbers and groups can be keys; of anything else the colon is somebody else's. */
function isKey(expr: ExprNode): boolean {
  switch (expr.kind) {
    case 'string':
    case 'int':
    case 'float':
    case 'group':
    case 'boolean':
    case 'null':
    case 'list':
    case 'map':
    case 'closure':
    case 'member':
    case 'index':
    case 'call':
      return true;
    default:
      return false;
  }
}

function parseNamed(p: Parser, mark: number, key: SyntaxToken | ExprNode): NamedArgumentNode {
  p.take('punctuation');
  const value = p.grammar.expr(p);
  const children = p.close(mark);
  return p.add({ kind: 'namedArgument', start: p.from, end: p.to, children, key, value });
}

export function parseSpread(p: Parser): SpreadNode {
  const mark = p.mark();
  p.take('operator');
  const isMap = p.takeIf(L.COLON, 'punctuation') !== undefined;
  const expr = p.grammar.expr(p);
  const children = p.close(mark);
  return p.add({ kind: isMap ? 'spreadMap' : 'spread', start: p.from, end: p.to, children, expr });
}
