import { closest } from '../../../text/index.ts';
import type { ErrorNode, ItemNode, SectionNode } from './ast.ts';
import { PROCESS_LABELS, WORKFLOW_LABELS, isSectionLabel } from './labels.ts';
import * as L from './lexer.ts';
import type { Block } from './parser-block.ts';
import { eachItem } from './parser-block.ts';
import { parseEntryItem, parsePortItem, typedEntryAhead } from './parser-entry.ts';
import { labelAhead } from './parser-lookahead.ts';
import type { Parser } from './parser-state.ts';
import { replacement } from './parser-state.ts';
import { parseStatement } from './parser-statement.ts';

type Owner = 'process' | 'workflow';

export interface Sections {
  readonly body: readonly ItemNode[];
  readonly sections: readonly SectionNode[];
}

/** What stands in a process or workflow: statements, and the sections that labels begin. */
export function parseSections(p: Parser, block: Block, owner: Owner): Sections {
  const body: ItemNode[] = [];
  const sections: SectionNode[] = [];
  eachItem(p, block, () => {
    const label = labelAt(p, owner);
    if (label !== undefined) sections.push(parseSection(p, block, owner, label));
    else push(body, parseScript(p, block, owner));
  });
  return { body, sections };
}

function push(items: ItemNode[], item: ItemNode | undefined): void {
  if (item !== undefined) items.push(item);
}

/** The label of a section at hand, or the one that was meant. */
function labelAt(p: Parser, owner: Owner): string | undefined {
  if (isLoneColon(p)) return '';
  if (!labelAhead(p)) return undefined;
  const word = p.textOf(p.there());
  const known = owner === 'process' ? PROCESS_LABELS : WORKFLOW_LABELS;
  if (typedEntryAhead(p)) return undefined;
  if (known.includes(word)) return word;
  if (isSectionLabel(word)) return word;
  return closest(word, known);
}

/** A colon with a line for itself: the word in front of it was lost. */
function isLoneColon(p: Parser): boolean {
  if (p.kind !== L.COLON || !p.newline) return false;
  const at = p.afterOnLine(p.end);
  return at >= p.length || L.isLineBreak(p.text.charCodeAt(at));
}

function parseSection(p: Parser, block: Block, owner: Owner, label: string): SectionNode {
  const mark = p.mark();
  const word = p.textOf(p.there());
  if (label === '') {
    p.report('nextflow-keyword', p.there(), "The name of a section is missing before this ':'.");
  } else if (word !== label) {
    p.report('nextflow-keyword', p.there(), `'${word}' begins no section. Did you mean '${label}'?`, {
      fix: replacement(p.there(), label, `Write '${label}'`),
    });
  }
  const token = p.take('label');
  if (label !== '') p.take('punctuation');
  const items: ItemNode[] = [];
  const parseItem = itemParser(label);
  p.inShell = label === 'shell';
  const stops = (): boolean => labelAt(p, owner) !== undefined;
  if (isScript(label)) parseScriptItems(p, block, owner, items);
  else eachItem(p, block, () => push(items, parseItem(p)), stops);
  p.inShell = false;
  const children = p.close(mark);
  return p.add({ kind: 'section', start: p.from, end: p.to, children, label: token, name: label, items });
}

function itemParser(label: string): (p: Parser) => ItemNode | undefined {
  switch (label) {
    case 'take':
    case 'emit':
    case 'publish':
      return parseEntryItem;
    case 'input':
    case 'output':
      return parsePortItem;
    default:
      return parseStatement;
  }
}

function isScript(label: string): boolean {
  return label === 'script' || label === 'shell' || label === 'exec' || label === 'stub';
}

function parseScriptItems(p: Parser, block: Block, owner: Owner, items: ItemNode[]): void {
  eachItem(
    p,
    block,
    () => push(items, parseScript(p, block, owner)),
    () => labelAt(p, owner) !== undefined,
  );
}

/**
 * A statement of a script. Where lines of the shell stand in it as code, because the quotes before them are missing or
 * doubled, everything up to the next quotes on a line of their own is one error.
 */
function parseScript(p: Parser, block: Block, owner: Owner): ItemNode | undefined {
  if (p.mode === 'braces' || owner === 'workflow') return parseStatement(p);
  const mark = p.mark();
  const { start } = p;
  const problems = p.problems.length;
  const unclosed = p.unclosedBlocks;
  const item = parseStatement(p);
  if (p.problems.length === problems) return item;
  const end = loneQuotesEnd(p.text, start, block.indent);
  if (end === undefined) return item;
  const first = p.problems[problems];
  p.retract(problems);
  p.unclosedBlocks = unclosed;
  p.discard(mark);
  p.rewind(start);
  return skipShell(p, start, end, first?.span.start ?? start);
}

function skipShell(p: Parser, start: number, end: number, at: number): ErrorNode {
  const mark = p.mark();
  const lineStart = Math.max(p.text.lastIndexOf('\n', at - 1) + 1, start);
  const from = L.blanksEnd(p.text, lineStart);
  const quotes = p.text.slice(end - 3, end);
  p.reportAt(
    'nextflow-string',
    { start: from, end: L.lineEnd(p.text, from) },
    `The ${quotes} before this line are missing, or stand there twice.`,
    {
      note: `The text up to the ${quotes} below was not understood.`,
    },
  );
  p.addToken('skipped', start, end);
  p.jump(end, start);
  p.settle();
  return p.error(mark);
}

/** Behind the first quotes on a line of their own, before the block ends or another section begins. */
function loneQuotesEnd(text: string, from: number, indent: number): number | undefined {
  for (let at = L.lineEnd(text, from); at < text.length; at = L.lineEnd(text, at + 1)) {
    const start = L.blanksEnd(text, at + 1);
    const line = text.slice(start, L.lineEnd(text, start)).trim();
    if (line === '"""' || line === "'''") return start + 3;
    if (line === '}' && start - at - 1 <= indent) return undefined;
    const label = /^(\w+)\s*:$/.exec(line)?.[1];
    if (label !== undefined && isSectionLabel(label)) return undefined;
  }
  return undefined;
}
