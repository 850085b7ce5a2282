import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { ItemNode } from './ast.ts';
import * as L from './lexer.ts';
import { topLevelAhead } from './parser-lookahead.ts';
import { expect, skipDoubled, skipLine } from './parser-recovery.ts';
import type { Parser, Place } from './parser-state.ts';
import { insertion, replacement } from './parser-state.ts';

/** A `{ … }` while it is being read. */
export interface Block {
  readonly open: SyntaxToken | undefined;
  /** The indentation of the line that it begins on. */
  readonly indent: number;
  /** As messages name it: `process 'ALIGN'`. */
  readonly name: string;
  /** What was open around it, and is again behind it. */
  readonly outer: {
    readonly place: Place;
    readonly expected: number[];
    readonly blockStart: number;
    readonly noClosure: boolean;
  };
}

/** Takes the opening brace. `indent` is that of the line with the block's keyword. */
export function openBlock(p: Parser, place: Place, indent: number, name: string): Block {
  const { place: before, expected, blockStart, noClosure } = p;
  const outer = { place: before, expected, blockStart, noClosure };
  p.blockStart = p.start;
  const open = expect(p, L.LBRACE, name === 'this closure' ? 'here' : `after ${name}`);
  p.place = place;
  p.expected = [];
  p.noClosure = false;
  return { open, indent, name, outer };
}

/** The statements of the block up to its end. */
export function blockItems(p: Parser, block: Block): readonly ItemNode[] {
  const items: ItemNode[] = [];
  eachItem(p, block, () => {
    const item = p.grammar.item(p);
    if (item !== undefined) items.push(item);
  });
  return items;
}

/**
 * Reads the items of the block up to its end, or to where `stops` says so. An item that reads nothing is skipped, so
 * that this always ends.
 */
export function eachItem(p: Parser, block: Block, parseItem: () => void, stops?: () => boolean): void {
  for (;;) {
    if (extraBraceAhead(p, block)) skipExtraBrace(p, block);
    if (!goesOn(p, block) || stops?.() === true) return;
    const { start } = p;
    parseItem();
    if (p.start !== start || !goesOn(p, block)) continue;
    p.report('nextflow-syntax', p.there(), `${p.shown()} does not belong here.`);
    skipLine(p);
  }
}

/** A brace further right than the block's own, with more of the block on the lines behind it. */
function extraBraceAhead(p: Parser, block: Block): boolean {
  if (p.mode === 'braces' || p.kind !== L.RBRACE || !p.newline || p.indent <= block.indent) return false;
  const lineEnd = p.afterOnLine(p.end);
  if (lineEnd < p.length && !L.isLineBreak(p.text.charCodeAt(lineEnd))) return false;
  const next = p.after(p.end);
  return next < p.length && L.indentAt(p.text, next) > block.indent;
}

function skipExtraBrace(p: Parser, block: Block): void {
  const mark = p.mark();
  p.report('nextflow-unclosed', p.there(), `This '}' would end ${block.name}, but more of it follows.`, {
    note: "A '}' too many stands here or above, or a '{' is missing.",
    fix: replacement(p.there(), '', "Remove '}'"),
  });
  p.take('skipped');
  p.error(mark);
}

/** False where the block ends: at its brace, or where something stands that can only come after it. */
export function goesOn(p: Parser, block: Block): boolean {
  if (p.kind === L.RBRACE || p.kind === L.EOF) return false;
  if (closesBracketAround(p, block)) return false;
  if (!p.newline) return true;
  if (p.mode === 'indentation' && p.indent <= block.indent) return false;
  return !(topLevelAhead(p) && (p.place !== 'script' || p.indent <= block.indent));
}

/** `f(a { b )`: the parenthesis is of the call, unless the brace follows it on the line. */
function closesBracketAround(p: Parser, { outer }: Block): boolean {
  if (p.kind !== L.RPAREN && p.kind !== L.RBRACKET) return false;
  if (!outer.expected.includes(p.kind)) return false;
  return !p.text.slice(p.end, L.lineEnd(p.text, p.end)).includes('}');
}

/** Takes the closing brace; where there is none, says which brace nothing closes. */
export function closeBlock(p: Parser, block: Block): SyntaxToken | undefined {
  Object.assign(p, block.outer);
  if (p.kind === L.RBRACE && !closesOuterBlock(p, block)) return p.take('punctuation');
  p.unclosedBlocks++;
  if (block.open === undefined) return undefined;
  p.report('nextflow-unclosed', block.open, `Nothing closes the '{' of ${block.name}.`, {
    note: "A '}' ends it.",
    fix: insertion(p.prevEnd, closingBrace(p, block), "Insert '}'"),
  });
  return undefined;
}

/** `{{`: the second brace opens nothing. */
export function skipDoubledBrace(p: Parser): void {
  if (p.kind === L.LBRACE && !p.newline) skipDoubled(p);
}

/** On the line of the opening one, or on a line of its own. */
function closingBrace(p: Parser, { open, indent }: Block): string {
  const isOneLine = open !== undefined && L.lineEnd(p.text, open.start) >= p.prevEnd;
  return isOneLine ? ' }' : `\n${' '.repeat(indent)}}`;
}

function closesOuterBlock(p: Parser, block: Block): boolean {
  return p.mode === 'indentation' && p.newline && p.indent < block.indent;
}
