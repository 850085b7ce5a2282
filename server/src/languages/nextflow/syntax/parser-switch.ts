import type { CaseNode, ExprNode, ItemNode, SwitchNode } from './ast.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { closeBlock, eachItem, openBlock } from './parser-block.ts';
import { closeBracket, expect, openBracket } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';

/** `switch (x) { case 1: …; default: … }`, as a statement or a value. */
export function parseSwitch(p: Parser): SwitchNode {
  const mark = p.mark();
  const { indent } = p;
  p.take('keyword');
  let subject: ExprNode | undefined;
  if (p.kind === L.LPAREN) {
    const open = openBracket(p);
    subject = p.grammar.expr(p);
    closeBracket(p, L.RPAREN, open);
  } else {
    expect(p, L.LPAREN, "after 'switch'");
  }
  const block = openBlock(p, 'groovy', indent, "'switch'");
  const cases: CaseNode[] = [];
  eachItem(p, block, () => {
    if (p.kind === L.SEMICOLON) p.take('punctuation');
    else if (p.is(W.W_CASE) || p.is(W.W_DEFAULT)) cases.push(parseCase(p));
    else p.grammar.item(p);
  });
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'switch', start: p.from, end: p.to, children, subject, cases });
}

function parseCase(p: Parser): CaseNode {
  const mark = p.mark();
  const isDefault = p.is(W.W_DEFAULT);
  p.take('keyword');
  const values: ExprNode[] = [];
  if (!isDefault) {
    do values.push(p.grammar.expr(p));
    while (p.takeIf(L.COMMA, 'punctuation') !== undefined);
  }
  if (p.takeIf(L.ARROW, 'operator') === undefined) expect(p, L.COLON, 'after the case');
  const items: ItemNode[] = [];
  while (p.kind !== L.RBRACE && p.kind !== L.EOF && !p.is(W.W_CASE) && !p.is(W.W_DEFAULT)) {
    const { start } = p;
    const item = p.grammar.item(p);
    if (item !== undefined) items.push(item);
    if (p.start === start) break;
  }
  const children = p.close(mark);
  return p.add({ kind: 'case', start: p.from, end: p.to, children, isDefault, values, items });
}
