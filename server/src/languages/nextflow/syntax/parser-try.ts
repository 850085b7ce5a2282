import type { BlockNode, CatchNode, ItemNode, TryNode, TypeNode } from './ast.ts';
import { blockItems, closeBlock, openBlock } from './parser-block.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { labelAhead } from './parser-lookahead.ts';
import { closeBracket, expectName, openBracket } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { parseType } from './parser-types.ts';

/** `try { … } catch (A | B e) { … } finally { … }`. */
export function parseTry(p: Parser): TryNode {
  const mark = p.mark();
  p.take('keyword');
  const resources: ItemNode[] = [];
  if (p.kind === L.LPAREN) {
    const open = openBracket(p);
    while (p.kind !== L.RPAREN && p.kind !== L.EOF && p.kind !== L.RBRACE) {
      const { start } = p;
      const item = p.grammar.item(p);
      if (item !== undefined) resources.push(item);
      if (p.start === start) break;
    }
    closeBracket(p, L.RPAREN, open);
  }
  const body = parseTryBlock(p, "'try'");
  const catches: CatchNode[] = [];
  while (p.is(W.W_CATCH)) catches.push(parseCatch(p));
  let finallyBlock: BlockNode | undefined;
  if (p.is(W.W_FINALLY)) {
    p.take('keyword');
    finallyBlock = parseTryBlock(p, "'finally'");
  }
  const children = p.close(mark);
  return p.add({ kind: 'try', start: p.from, end: p.to, children, resources, body, catches, finallyBlock });
}

function parseCatch(p: Parser): CatchNode {
  const mark = p.mark();
  p.take('keyword');
  const types: TypeNode[] = [];
  let name: CatchNode['name'];
  if (p.kind === L.LPAREN) {
    const open = openBracket(p);
    if (labelAhead(p)) {
      name = p.take('identifier');
      p.take('punctuation');
      readTypes(p, types);
    } else {
      while (p.is(W.W_MODIFIER)) p.take('keyword');
      if (p.kind === L.WORD && p.charAfter() === 41) {
        name = p.take('identifier');
      } else {
        readTypes(p, types);
        name = expectName(p, 'the exception');
      }
    }
    closeBracket(p, L.RPAREN, open);
  } else {
    p.report('nextflow-syntax', p.here(), "'(' is missing after 'catch'.", {
      note: 'The exception is named in parentheses.',
    });
  }
  const body = parseTryBlock(p, "'catch'");
  const children = p.close(mark);
  return p.add({ kind: 'catch', start: p.from, end: p.to, children, types, name, body });
}

function readTypes(p: Parser, types: TypeNode[]): void {
  do {
    const type = parseType(p);
    if (type !== undefined) types.push(type);
  } while (p.takeIf(L.BIT_OR, 'operator') !== undefined);
}

function parseTryBlock(p: Parser, name: string): BlockNode | undefined {
  const mark = p.mark();
  const block = openBlock(p, p.place, p.indent, name);
  if (block.open === undefined) {
    Object.assign(p, block.outer);
    return undefined;
  }
  const items = blockItems(p, block);
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add<BlockNode>({ kind: 'block', start: p.from, end: p.to, children, items });
}
