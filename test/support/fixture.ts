import type { Fix, Problem, Span } from '@omics-lens/server/text/index.ts';
import { LineIndex, applyEdits } from '@omics-lens/server/text/index.ts';

/** Files of a test with the places that it marks; the marks are no longer in the texts. */
export interface Fixture {
  /** By path: `/main.wdl`. */
  readonly files: ReadonlyMap<string, string>;
  /** The first file's path. */
  readonly main: string;
  readonly cursor?: { readonly path: string; readonly offset: number };
  readonly ranges: readonly FixtureRange[];
}
export interface FixtureRange {
  readonly name: string;
  readonly path: string;
  readonly span: Span;
}

/**
 * Reads a fixture: `<|>` is the cursor, `<|name:text|>` a range (ranges nest), and a line `//- /path` starts the next
 * file; text before the first such line is `/main.wdl`. A fixture that starts with a line break is written as an
 * indented block of the test's own source: the break, the common indentation and the last line's blanks are dropped.
 */
export function parseFixture(fixture: string): Fixture {
  const files = new Map<string, string>();
  const ranges: FixtureRange[] = [];
  let cursor: Fixture['cursor'];
  for (const { path, marked } of splitFiles(dedent(fixture))) {
    const read = readMarks(path, marked);
    files.set(path, read.text);
    ranges.push(...read.ranges);
    if (read.cursor === undefined) continue;
    if (cursor !== undefined) throw new Error('The fixture has two cursors.');
    cursor = { path, offset: read.cursor };
  }
  const main = files.keys().next().value ?? '/main.wdl';
  return cursor === undefined ? { files, main, ranges } : { files, main, cursor, ranges };
}

/** The text of the fixture's first file. */
export function mainText(fixture: Fixture): string {
  return fixture.files.get(fixture.main) ?? '';
}

/** Drops the first line break, the common indentation and the last line's blanks of a text that starts with a break. */
export function dedent(text: string): string {
  if (!text.startsWith('\n')) return text;
  const lines = text.slice(1).split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  const last = lines.length - 1;
  return lines
    .map((line, i) => (line.trim() === '' && i === last ? '' : line.slice(Math.min(indent, line.length))))
    .join('\n');
}

/**
 * Each source line that a problem starts on, once, and under it a line per problem:
 * `     ^^^ code (severity): message`. A span of several lines has carets to the end of its first, then `…`.
 */
export function renderProblems(text: string, problems: readonly Problem[]): string {
  const index = new LineIndex(text);
  const sorted = [...problems].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1),
  );
  const out: string[] = [];
  let shown = -1;
  for (const problem of sorted) {
    const { line } = index.positionAt(problem.span.start);
    if (line !== shown) out.push(text.slice(index.lineStart(line), index.lineEnd(line)).trimEnd());
    shown = line;
    out.push(
      `${carets(text, index, problem.span)} ${problem.code} (${problem.severity}): ${problem.message}`,
    );
  }
  return out.join('\n');
}

/** A caret line for a span under its first line; an empty span has one caret. */
export function carets(text: string, index: LineIndex, span: Span): string {
  const { line } = index.positionAt(span.start);
  const lineEnd = index.lineEnd(line);
  const margin = text.slice(index.lineStart(line), span.start).replace(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(span.end, lineEnd) - span.start);
  return margin + '^'.repeat(width) + (span.end > lineEnd ? '…' : '');
}

/** The text after the fix; without a fix the test has nothing to apply, which is an error. */
export function applyFix(text: string, fix: Fix | undefined): string {
  if (fix === undefined) throw new Error('There is no fix to apply.');
  return applyEdits(text, fix.edits);
}

/** The text after the first fix of every problem that has one, as *Fix all* would do it. */
export function applyAllFixes(text: string, problems: readonly Problem[]): string {
  return applyEdits(
    text,
    problems.flatMap((problem) => problem.fixes?.[0]?.edits ?? []),
  );
}

function splitFiles(fixture: string): { path: string; marked: string }[] {
  const files: { path: string; marked: string }[] = [];
  let path: string | undefined;
  let lines: string[] = [];
  const all = fixture.split('\n');
  const close = () => {
    if (path !== undefined) files.push({ path, marked: lines.join('\n') });
    else if (lines.join('\n').trim() !== '') files.push({ path: '/main.wdl', marked: lines.join('\n') });
  };
  for (const line of all) {
    const header = /^\/\/- (\/\S+)\s*$/.exec(line)?.[1];
    if (header === undefined) {
      lines.push(line);
      continue;
    }
    if (lines.length > 0) lines.push('');
    close();
    path = header;
    lines = [];
  }
  close();
  return files.length > 0 ? files : [{ path: '/main.wdl', marked: fixture }];
}

function readMarks(path: string, marked: string): { text: string; cursor?: number; ranges: FixtureRange[] } {
  const ranges: FixtureRange[] = [];
  const open: { name: string; start: number }[] = [];
  let cursor: number | undefined;
  let text = '';
  let at = 0;
  const mark = /<\|>|<\|([\w.-]+):|\|>/g;
  for (let match = mark.exec(marked); match !== null; match = mark.exec(marked)) {
    if (match[0] === '|>' && open.length === 0) continue;
    text += marked.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0] === '<|>') {
      if (cursor !== undefined) throw new Error('The fixture has two cursors.');
      cursor = text.length;
    } else if (match[1] !== undefined) {
      open.push({ name: match[1], start: text.length });
    } else {
      const range = open.pop();
      if (range === undefined)
        throw new Error('unreachable: a closing mark without an opening one was skipped');
      ranges.push({ name: range.name, path, span: { start: range.start, end: text.length } });
    }
  }
  if (open.length > 0) throw new Error(`The range '${open[0]?.name ?? ''}' is not closed.`);
  ranges.sort((a, b) => a.span.start - b.span.start);
  text += marked.slice(at);
  return cursor === undefined ? { text, ranges } : { text, cursor, ranges };
}
