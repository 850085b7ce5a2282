import type { SyntaxToken } from '../../syntax/tree.ts';
import * as L from './lexer.ts';
import { atFlow, atSection, atTopLevel, startsStatement } from './parser-lookahead.ts';
import { expect, skipStatement } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { insertion } from './parser-state.ts';

/** A `{ … }` of statements or entries while it is being read. */
export interface Block {
  readonly open: SyntaxToken | undefined;
  /** The indentation of the line that it begins on. */
  readonly indent: number;
  /** `body`: of a task or workflow; `nested`: of a scatter or conditional; `section`: holds declarations or entries. */
  readonly kind: 'body' | 'nested' | 'section' | 'call';
  /** As messages name it: `task 'align'`. */
  readonly name: string;
}

/** Takes the opening brace. `indent` is that of the line with the block's keyword. */
export function openBlock(p: Parser, kind: Block['kind'], indent: number, name: string): Block {
  return { open: expect(p, L.LBRACE, `after ${name}`), indent, kind, name };
}

/** Reads the items of the block up to its end. An item that reads nothing is skipped, so that this always ends. */
export function eachItem(p: Parser, block: Block, parseItem: () => void): void {
  while (goesOn(p, block)) {
    const { start } = p;
    parseItem();
    if (p.start !== start) continue;
    p.report('unexpected-text', p.there(), `${p.shown()} does not belong here.`);
    skipStatement(p);
  }
}

/** False where the block ends: at its brace, or where something stands that can only come after it. */
export function goesOn(p: Parser, block: Block): boolean {
  if (p.kind === L.RBRACE || p.kind === L.EOF) return false;
  if (!p.newline) return true;
  if (p.mode === 'indentation' && p.indent <= block.indent) return false;
  if (p.kind !== L.WORD) return true;
  if (atTopLevel(p)) return false;
  switch (block.kind) {
    case 'body':
      return true;
    case 'nested':
      return !atSection(p);
    case 'section':
      return !atSection(p) && !atFlow(p);
    case 'call':
      return !startsStatement(p);
  }
}

/** Takes the closing brace; where there is none, says which brace nothing closes. */
export function closeBlock(p: Parser, block: Block): SyntaxToken | undefined {
  if (p.kind === L.RBRACE && !closesOuterBlock(p, block)) return p.take('punctuation');
  p.unclosedBlocks++;
  if (block.open === undefined) return undefined;
  p.report('unclosed-brace', block.open, `Nothing closes the '{' of ${block.name}.`, {
    note: "A '}' ends it.",
    fix: insertion(p.prevEnd, `\n${' '.repeat(block.indent)}}`, "Insert '}'"),
  });
  return undefined;
}

function closesOuterBlock(p: Parser, block: Block): boolean {
  return p.mode === 'indentation' && p.newline && p.indent < block.indent;
}
