import type { Problem } from '../../../text/index.ts';
import { LineIndex } from '../../../text/index.ts';
import type { Parsed } from '../../language.ts';
import type { DocumentNode, ErrorNode, ItemNode, NextflowTree } from './ast.ts';
import * as L from './lexer.ts';
import { parseConfigItem } from './parser-config.ts';
import { parseExpr, parseUnary } from './parser-expr.ts';
import { skipLine } from './parser-recovery.ts';
import { parseScriptItem } from './parser-script.ts';
import type { BlockMode, Grammar } from './parser-state.ts';
import { Parser } from './parser-state.ts';
import { parseStatement } from './parser-statement.ts';
import type { SyntaxRuleCode } from './syntax-rules.ts';

/** Longer texts are no workflow; in UTF-16 units. */
const MAX_LENGTH = 10_000_000;

const GRAMMAR: Grammar = { expr: parseExpr, operand: parseUnary, item: parseItem };

/**
 * Reads a script of any version. Never throws: what cannot be read is in `error` nodes, and each mistake is one
 * problem. The time it takes grows with the length of the text, whatever the text is.
 */
export function parseScript(text: string): Parsed<NextflowTree> {
  return parse(text, 'script');
}

/** Reads a configuration file; see `parseScript`. */
export function parseConfig(text: string): Parsed<NextflowTree> {
  return parse(text, 'config');
}

function parse(text: string, kind: DocumentNode['kind']): Parsed<NextflowTree> {
  const refusal = refuse(text);
  if (refusal !== undefined) return unread(text, kind, refusal);
  const byBraces = parseWith(text, kind, 'braces');
  if (byBraces.parsed.problems.length === 0) return byBraces.parsed;
  if (byBraces.unclosedBlocks === 0 && byBraces.parsed.problems.length === 1) return byBraces.parsed;
  const byIndentation = parseWith(text, kind, 'indentation');
  // A text that does not end may have taken braces with it, so that fewer seem to be wrong.
  const slack = byBraces.parsed.problems.some(isUnclosedText) ? 2 : 0;
  const isBetter = byIndentation.parsed.problems.length <= byBraces.parsed.problems.length + slack;
  return isBetter ? byIndentation.parsed : byBraces.parsed;
}

interface Attempt {
  readonly parsed: Parsed<NextflowTree>;
  readonly unclosedBlocks: number;
}

function parseWith(text: string, kind: DocumentNode['kind'], mode: BlockMode): Attempt {
  const p = new Parser(text, mode, GRAMMAR);
  p.place = kind;
  p.next();
  const items: ItemNode[] = [];
  while (p.kind !== L.EOF) {
    const { start } = p;
    const item = parseItem(p);
    if (item !== undefined) items.push(item);
    if (p.start !== start || p.kind === L.EOF) continue;
    p.report('nextflow-syntax', p.there(), `${p.shown()} does not belong here.`);
    items.push(skipLine(p));
  }
  const children = p.close(0);
  const root: DocumentNode = { kind, start: 0, end: text.length, children, items };
  const problems = withoutEchoes(text, [...p.problems, ...openComments(p)]).sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return {
    parsed: { tree: { text, root, comments: p.comments }, problems },
    unclosedBlocks: p.unclosedBlocks,
  };
}

function openComments({ text, comments }: Parser): readonly Problem[] {
  return comments
    .filter(
      ({ start, end }) =>
        text.startsWith('/*', start) && (end < start + 4 || !text.startsWith('*/', end - 2)),
    )
    .map(({ start }) => ({
      span: { start, end: start + 2 },
      severity: 'error',
      code: 'nextflow-unclosed' satisfies SyntaxRuleCode,
      message: "Nothing closes this '/*'.",
      note: "A '*/' ends the comment. Only its first line was taken for one.",
    }));
}

/** Lines around a text that does not end in which other problems follow from it. */
const ECHO_LINES = 2;

/** A quote that is missing or doubled turns text into code: of what it causes nearby, the first counts. */
function withoutEchoes(text: string, problems: readonly Problem[]): Problem[] {
  if (problems.length < 2) return [...problems];
  const lines = new LineIndex(text);
  const lineOf = ({ span }: Problem): number => lines.positionAt(span.start).line;
  const centres = [...problems.filter(isUnclosedText).map(lineOf), ...crowded(problems.map(lineOf))];
  const kept: Problem[] = [];
  let reach = -1;
  for (const problem of [...problems].sort((a, b) => a.span.start - b.span.start)) {
    const line = lineOf(problem);
    const near = centres.filter((centre) => Math.abs(centre - line) <= ECHO_LINES);
    if (near.length > 0 && line <= reach) continue;
    kept.push(problem);
    if (near.length > 0) reach = Math.max(reach, ...near) + ECHO_LINES;
  }
  return kept;
}

/** So many problems on one line have one cause. */
const CROWD = 4;

function crowded(lines: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= CROWD).map(([line]) => line);
}

function isUnclosedText({ code, message }: Problem): boolean {
  return code === ('nextflow-string' satisfies SyntaxRuleCode) && message.startsWith('Nothing closes');
}

function parseItem(p: Parser): ItemNode | undefined {
  if (p.place === 'script') return parseScriptItem(p);
  if (p.place === 'config') return parseConfigItem(p);
  return parseStatement(p);
}

interface Refusal {
  readonly message: string;
  readonly note: string;
}

function refuse(text: string): Refusal | undefined {
  if (text.length > MAX_LENGTH) {
    return {
      message: `This file is too large to be a workflow: ${Math.round(text.length / 1_000_000)} million characters.`,
      note: 'It was not read. Data belongs in files that the workflow takes as inputs.',
    };
  }
  if (!text.includes('\0')) return undefined;
  return {
    message: 'This file is not text: it holds zero bytes.',
    note: 'It was not read. Scripts are UTF-8 text; a file saved as UTF-16 looks like this too.',
  };
}

function unread(text: string, kind: DocumentNode['kind'], refusal: Refusal): Parsed<NextflowTree> {
  const token = { kind: 'skipped', start: 0, end: text.length };
  const error: ErrorNode = { kind: 'error', start: 0, end: text.length, children: [token] };
  const root: DocumentNode = { kind, start: 0, end: text.length, children: [error], items: [error] };
  const problem: Problem = {
    span: { start: 0, end: L.lineEnd(text.slice(0, 200), 0) },
    severity: 'error',
    code: 'nextflow-unread' satisfies SyntaxRuleCode,
    ...refusal,
  };
  return { tree: { text, root, comments: [] }, problems: [problem] };
}
