import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { ArgumentNode, CallNode, ExprNode, IndexNode, MemberNode, PostfixNode } from './ast.ts';
import { parseArguments } from './parser-arguments.ts';
import { parseClosure } from './parser-closure.ts';
import * as L from './lexer.ts';
import { bracketEnd, sectionAhead, startsStatement, topLevelAhead } from './parser-lookahead.ts';
import { parsePrimary } from './parser-primary.ts';
import { closeBracket, openBracket, tooDeep } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH } from './parser-state.ts';
import { parseString } from './parser-text.ts';

/** A value with its members, calls and indices. */
export function parsePostfix(p: Parser): ExprNode {
  const mark = p.mark();
  let target = parsePrimary(p);
  for (;;) {
    if (p.reach >= MAX_DEPTH && postfixAhead(p, target)) {
      tooDeep(p);
      return target;
    }
    const next = parseSuffix(p, mark, target);
    if (next === undefined) return target;
    target = next;
    p.reach++;
    if (target.kind === 'member' && target.name === undefined && target.dynamic === undefined) return target;
  }
}

function postfixAhead(p: Parser, target: ExprNode): boolean {
  switch (p.kind) {
    case L.DOT:
    case L.MEMBER:
      return true;
    case L.LPAREN:
    case L.LBRACKET:
      return !p.ended;
    case L.LBRACE:
      return !p.newline && !p.noClosure && takesClosure(target);
    default:
      return false;
  }
}

function parseSuffix(p: Parser, mark: number, target: ExprNode): ExprNode | undefined {
  switch (p.kind) {
    case L.DOT:
    case L.MEMBER:
      return parseMember(p, mark, target);
    case L.LPAREN:
      return p.newline || target.kind === 'missing' ? undefined : parseCall(p, mark, target);
    case L.LBRACKET:
      return p.newline || target.kind === 'missing' ? undefined : parseIndex(p, mark, target);
    case L.LBRACE:
      return !p.newline && !p.noClosure && takesClosure(target)
        ? parseClosureCall(p, mark, target)
        : undefined;
    case L.QUESTION:
      return safeIndexAhead(p) ? parseIndex(p, mark, target) : undefined;
    case L.STEP: {
      if (p.newline) return undefined;
      const operator = p.take('operator');
      const children = p.close(mark);
      return p.add<PostfixNode>({
        kind: 'postfix',
        start: p.from,
        end: p.to,
        children,
        operand: target,
        operator,
      });
    }
    default:
      return undefined;
  }
}

/** A closure behind a literal is no argument of it. */
function takesClosure({ kind }: ExprNode): boolean {
  return kind === 'name' || kind === 'member' || kind === 'call' || kind === 'index';
}

/** `a?[i]`, and not `a ?[1] : [2]`. */
function safeIndexAhead(p: Parser): boolean {
  if (p.text.charCodeAt(p.end) !== 91 || p.spaced) return false;
  const end = bracketEnd(p.text, p.end);
  return end !== undefined && p.text.charCodeAt(p.after(end)) !== 58;
}

function parseMember(p: Parser, mark: number, target: ExprNode): MemberNode {
  const operator = p.take('operator');
  if (p.kind === L.AT) p.take('operator');
  if (p.kind === L.LESS) skipTypeArguments(p);
  let name: SyntaxToken | undefined;
  let dynamic: ExprNode | undefined;
  if (p.kind === L.WORD && !(p.newline && leavesMember(p))) {
    name = p.take('identifier');
  } else if (p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE) {
    dynamic = parseString(p);
  } else if (p.kind === L.LPAREN && !p.newline) {
    dynamic = parsePrimary(p);
  } else {
    p.report('nextflow-syntax', p.here(), `A name is missing after the '${p.textOf(operator)}'.`);
  }
  const children = p.close(mark);
  return p.add({ kind: 'member', start: p.from, end: p.to, children, target, operator, name, dynamic });
}

/** Somebody types a dot at the end of a line: the next line is no name of a member. */
function leavesMember(p: Parser): boolean {
  return startsStatement(p) || sectionAhead(p) || topLevelAhead(p);
}

/** `a.<T>b()`: the arguments of the type tell nothing. */
function skipTypeArguments(p: Parser): void {
  while (p.kind === L.LESS || p.kind === L.WORD || p.kind === L.COMMA) p.take('punctuation');
  if (p.kind === L.GREATER) p.take('punctuation');
}

function parseCall(p: Parser, mark: number, callee: ExprNode): CallNode {
  const opened = openBracket(p);
  const args: ArgumentNode[] = [...parseArguments(p, L.RPAREN, opened)];
  const close = closeBracket(p, L.RPAREN, opened);
  while (close !== undefined && p.kind === L.LBRACE && !p.newline && !p.noClosure) args.push(parseClosure(p));
  const children = p.close(mark);
  return p.add({ kind: 'call', start: p.from, end: p.to, children, callee, open: opened.token, close, args });
}

function parseClosureCall(p: Parser, mark: number, callee: ExprNode): CallNode {
  const args: ArgumentNode[] = [];
  do args.push(parseClosure(p));
  while (p.kind === L.LBRACE && !p.newline);
  const children = p.close(mark);
  return p.add({
    kind: 'call',
    start: p.from,
    end: p.to,
    children,
    callee,
    open: undefined,
    close: undefined,
    args,
  });
}

function parseIndex(p: Parser, mark: number, target: ExprNode): IndexNode {
  p.takeIf(L.QUESTION, 'operator');
  const open = openBracket(p);
  const args = parseArguments(p, L.RBRACKET, open);
  closeBracket(p, L.RBRACKET, open);
  const children = p.close(mark);
  return p.add({ kind: 'index', start: p.from, end: p.to, children, target, args });
}
