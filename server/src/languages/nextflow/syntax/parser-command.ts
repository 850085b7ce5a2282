import type { ArgumentNode, CallNode, CommandLinkNode, CommandNode, ExprNode } from './ast.ts';
import { parseCommandArguments } from './parser-arguments.ts';
import { finishAssignment, parseTernary } from './parser-expr.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { canStartExpression, negatedWordAhead } from './parser-lookahead.ts';
import { tooDeep } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH } from './parser-state.ts';

/** The expression of a statement, which may be a command: `cpus 4`, `set x from ch`, `def y = f x`. */
export function parseStatementExpr(p: Parser): ExprNode {
  if (p.depth >= MAX_DEPTH) {
    tooDeep(p);
    return p.missing();
  }
  p.depth++;
  p.reach = p.depth;
  const mark = p.mark();
  const expr = negativeArgumentAhead(p) ? parseDirectiveName(p) : parseTernary(p);
  const result = parseRest(p, mark, expr);
  p.depth--;
  return result;
}

function parseRest(p: Parser, mark: number, expr: ExprNode): ExprNode {
  if (expr.kind === 'missing') return expr;
  if (p.kind === L.ASSIGN || p.kind === L.COMPOUND)
    return finishAssignment(p, mark, expr, parseStatementExpr);
  if (expr.kind === 'call' && p.kind === L.COMMA && !p.newline) return parseCallAsCommand(p, mark, expr);
  return commandAhead(p, expr) ? parseCommand(p, mark, expr) : expr;
}

/** `path('*.bam'), emit: bam` and `publishDir { x }, mode: 'copy'`: the parentheses belong to the first argument. */
function parseCallAsCommand(p: Parser, mark: number, call: CallNode): ExprNode {
  const [only, ...others] = call.args;
  if (only === undefined || others.length > 0 || !isValue(only)) return call;
  const callee = call.children[0];
  if (callee === undefined || (call.callee.kind !== 'name' && call.callee.kind !== 'member')) return call;
  p.discard(mark);
  p.add(callee);
  const inner = p.mark();
  let first: ExprNode = only;
  for (const child of call.children.slice(1)) p.add(child);
  if (call.open !== undefined) {
    if (call.close === undefined || call.args.at(-1)?.end === call.end) {
      p.discard(mark);
      return p.add(call);
    }
    const children = p.close(inner);
    first = p.add({ kind: 'group', start: p.from, end: p.to, children, expr: only });
  }
  p.take('punctuation');
  const rest = parseCommandArguments(p);
  const children = p.close(mark);
  return p.add({
    kind: 'command',
    start: p.from,
    end: p.to,
    children,
    callee: call.callee,
    args: [first, ...rest],
    links: [],
  });
}

function isValue(argument: ArgumentNode): argument is ExprNode {
  const { kind } = argument;
  return kind !== 'namedArgument' && kind !== 'spread' && kind !== 'spreadMap';
}

/** `maxErrors -1` of a process is no subtraction. */
function negativeArgumentAhead(p: Parser): boolean {
  if (p.place !== 'process' || p.kind !== L.WORD) return false;
  const at = p.afterOnLine(p.end);
  return at > p.end && p.text.charCodeAt(at) === 45 && L.isDigit(p.text.charCodeAt(at + 1));
}

function parseDirectiveName(p: Parser): ExprNode {
  const mark = p.mark();
  const token = p.take('identifier');
  const children = p.close(mark);
  return p.add({ kind: 'name', start: token.start, end: token.end, children, token });
}

/** Whether arguments follow on the line without parentheses. */
function commandAhead(p: Parser, callee: ExprNode): boolean {
  if (p.newline || !p.spaced) return false;
  switch (callee.kind) {
    case 'name':
      return argumentAhead(p) || p.kind === L.MINUS;
    case 'member':
      return callee.name !== undefined && argumentAhead(p);
    case 'call':
      return p.kind === L.WORD && isLinkName(p) && !linkEnds(p);
    default:
      return false;
  }
}

/** A call with a word behind it and nothing more is no command: an operator or a line break is missing. */
function linkEnds(p: Parser): boolean {
  const at = p.afterOnLine(p.end);
  return (
    at === p.end || at >= p.length || L.isLineBreak(p.text.charCodeAt(at)) || p.text.charCodeAt(at) === 61
  );
}

function argumentAhead(p: Parser): boolean {
  if (p.kind === L.WORD) return isLinkName(p);
  if (p.kind === L.LPAREN || p.kind === L.LBRACKET || p.kind === L.LBRACE) return false;
  return canStartExpression(p) && !negatedWordAhead(p);
}

function isLinkName(p: Parser): boolean {
  return (
    p.kind === L.WORD &&
    p.word !== W.W_AS &&
    p.word !== W.W_IN &&
    p.word !== W.W_INSTANCEOF &&
    !W.isStatementWord(p.word)
  );
}

function parseCommand(p: Parser, mark: number, callee: ExprNode): CommandNode {
  const args: readonly ArgumentNode[] = hasArguments(p, callee) ? parseCommandArguments(p) : [];
  const links: CommandLinkNode[] = [];
  while (!p.ended && !p.newline && isLinkName(p)) links.push(parseLink(p));
  const children = p.close(mark);
  return p.add({ kind: 'command', start: p.from, end: p.to, children, callee, args, links });
}

/** `stdout into x` and `file('x') optional true into y` begin with a word that takes no further argument. */
function hasArguments(p: Parser, callee: ExprNode): boolean {
  if (callee.kind === 'call') return false;
  if (callee.kind !== 'name' || p.kind !== L.WORD) return true;
  const word = p.textOf(callee.token);
  if (word !== 'stdin' && word !== 'stdout') return true;
  const next = p.textOf(p.there());
  return next !== 'from' && next !== 'into';
}

/** `from ch` of a command, `addParams(k: v)` of an include. */
export function parseLink(p: Parser): CommandLinkNode {
  const mark = p.mark();
  const name = p.take('identifier');
  const hasMore = !p.newline && (p.kind === L.LPAREN || p.kind === L.LBRACKET || canStartExpression(p));
  const args = hasMore ? parseCommandArguments(p) : [];
  const children = p.close(mark);
  return p.add({ kind: 'commandLink', start: p.from, end: p.to, children, name, args });
}
