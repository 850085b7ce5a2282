import type { SyntaxToken } from '../../syntax/tree.ts';
import * as L from './lexer.ts';
import { isLetter, wordEnd } from './lexer.ts';
import { atFlow, atSection, atTopLevel, declAhead, keyAhead } from './parser-lookahead.ts';
import { TYPE_NAMES } from './parser-decl.ts';
import { expect, skipStatement } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { insertion, replacement } from './parser-state.ts';

/** A `{ … }` of statements or entries while it is being read. */
export interface Block {
  readonly open: SyntaxToken | undefined;
  /** The indentation of the line that it begins on. */
  readonly indent: number;
  /** `body`: of a task or workflow; `nested`: of a scatter or conditional; `section`: of declarations; `entries`: of `key: value`. */
  readonly kind: 'body' | 'nested' | 'section' | 'entries' | 'call';
  /** As messages name it: `task 'align'`. */
  readonly name: string;
}

/** Takes the opening brace. `indent` is that of the line with the block's keyword. */
export function openBlock(p: Parser, kind: Block['kind'], indent: number, name: string): Block {
  const open = expect(p, L.LBRACE, `after ${name}`);
  if (open !== undefined && p.kind === L.LBRACE) {
    const mark = p.mark();
    p.report('unexpected-text', p.there(), "'{' stands here twice.", {
      fix: replacement(p.there(), '', "Remove '{'"),
    });
    p.take('skipped');
    p.error(mark);
  }
  return { open, indent, kind, name };
}

/**
 * Reads the items of the block and its closing brace. A brace after which the block goes on is one too many, and not
 * the end of it.
 */
export function readBlock(p: Parser, block: Block, parseItem: () => void): void {
  for (;;) {
    eachItem(p, block, parseItem);
    const mark = p.mark();
    const close = closeBlock(p, block);
    if (close === undefined || !p.newline || !resumes(p, block)) return;
    p.report('extra-brace', close, `This '}' ends ${block.name}, but more of it follows.`, {
      note: "A '}' too many stands here or above.",
      fix: replacement(close, '', "Remove '}'"),
    });
    p.error(mark);
    eachItem(p, block, parseItem);
    if (p.kind !== L.RBRACE) return;
  }
}

/** True where something stands behind the block that can only stand in it. */
function resumes(p: Parser, block: Block): boolean {
  switch (block.kind) {
    case 'body':
      return atSection(p) || atFlow(p);
    case 'entries':
      return keyAhead(p);
    case 'nested':
    case 'section':
    case 'call':
      return false;
  }
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
    case 'entries':
      return !atSection(p) && !atFlow(p);
    case 'call':
      return !atSection(p) && !atFlow(p) && !atDeclaration(p);
  }
}

/**
 * True at `Int x = …`; `x y` alone in a call is an input whose `=` was forgotten, and `x y = …` one that has a word too
 * many, unless `x` looks like a type.
 */
function atDeclaration(p: Parser): boolean {
  if (!declAhead(p)) return false;
  const name = p.after(p.end);
  if (!isLetter(p.text.charCodeAt(name))) return true;
  if (p.text.charCodeAt(p.after(wordEnd(p.text, name))) !== 61) return false;
  return (
    TYPE_NAMES.has(p.text.slice(p.start, p.end)) || (isCapital(p) && p.text.charCodeAt(p.prevEnd - 1) !== 44)
  );
}

/** Names of structs begin so. */
function isCapital(p: Parser): boolean {
  const char = p.text.charCodeAt(p.start);
  return char >= 65 && char <= 90;
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
