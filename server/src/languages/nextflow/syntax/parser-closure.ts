import type { ClosureNode, ParameterNode } from './ast.ts';
import * as L from './lexer.ts';
import { blockItems, closeBlock, openBlock } from './parser-block.ts';
import { arrowAhead } from './parser-lookahead.ts';
import type { Parser } from './parser-state.ts';
import { parseParameter } from './parser-types.ts';

/** `{ a, b -> … }` at the brace at hand. */
export function parseClosure(p: Parser): ClosureNode {
  const mark = p.mark();
  const block = openBlock(p, 'groovy', p.indent, 'this closure');
  const params: ParameterNode[] = [];
  let arrow: ClosureNode['arrow'];
  if (arrowAhead(p, p.start)) {
    while (p.kind === L.WORD || p.kind === L.AT) {
      params.push(parseParameter(p));
      if (p.takeIf(L.COMMA, 'punctuation') === undefined) break;
    }
    arrow = p.takeIf(L.ARROW, 'operator');
  }
  const items = blockItems(p, block);
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'closure', start: p.from, end: p.to, children, params, arrow, items });
}
