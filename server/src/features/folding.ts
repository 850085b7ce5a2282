import type { SyntaxElement } from '../syntax/tree.ts';
import { isNode } from '../syntax/tree.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

/** Zero-based lines, both shown when folded: the first one, and the last when it closes what the first opens. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment' | 'imports' | 'region';
}

const REGION_START = /^[#/]+\s*#?region\b/;
const REGION_END = /^[#/]+\s*#?endregion\b/;

/** Blocks of the language, runs of comment lines, runs of imports, and `# region` … `# endregion`. */
export function foldingRanges(file: FileSnapshot): readonly FoldingRange[] {
  return [...blocks(file), ...importRuns(file), ...commentRuns(file), ...regions(file)].sort(
    (a, b) => a.startLine - b.startLine || b.endLine - a.endLine,
  );
}

/** The line with the closing bracket stays visible. */
function blocks(file: FileSnapshot): readonly FoldingRange[] {
  const ranges = new Map<number, FoldingRange>();
  const visit = (element: SyntaxElement) => {
    if (file.language.folds.has(element.kind)) {
      const startLine = lineOf(file, element.start);
      const lastLine = lineOf(file, element.end);
      const closes = /[}\])>]/.test(file.text[element.end - 1] ?? '');
      const endLine = closes ? lastLine - 1 : lastLine;
      if (endLine > startLine && !ranges.has(startLine)) ranges.set(startLine, { startLine, endLine });
    }
    if (isNode(element)) element.children.forEach(visit);
  };
  visit(file.tree.root);
  return [...ranges.values()];
}

function importRuns(file: FileSnapshot): readonly FoldingRange[] {
  const lines = file.analysis.outline
    .filter((item) => item.kind === 'import')
    .map((item) => ({ start: lineOf(file, item.span.start), end: lineOf(file, item.span.end) }));
  return runs(lines).map((run) => ({ ...run, kind: 'imports' }));
}

function commentRuns(file: FileSnapshot): readonly FoldingRange[] {
  const lines = file.tree.comments.flatMap(({ start, end }) => {
    const startLine = lineOf(file, start);
    const alone = file.text.slice(file.lines.lineStart(startLine), start).trim() === '';
    const text = file.text.slice(start, end);
    if (!alone || REGION_START.test(text) || REGION_END.test(text)) return [];
    return { start: startLine, end: lineOf(file, end) };
  });
  return runs(lines).map((run) => ({ ...run, kind: 'comment' }));
}

function regions(file: FileSnapshot): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  for (const { start, end } of file.tree.comments) {
    const text = file.text.slice(start, end);
    const line = lineOf(file, start);
    if (REGION_START.test(text)) open.push(line);
    if (!REGION_END.test(text)) continue;
    const startLine = open.pop();
    if (startLine !== undefined) ranges.push({ startLine, endLine: line, kind: 'region' });
  }
  return ranges;
}

/** Joins neighbouring lines; a run of one line is none. */
function runs(lines: readonly { readonly start: number; readonly end: number }[]): readonly FoldingRange[] {
  const joined: { startLine: number; endLine: number }[] = [];
  for (const { start, end } of lines) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.endLine + 1) last.endLine = end;
    else joined.push({ startLine: start, endLine: end });
  }
  return joined.filter(({ startLine, endLine }) => endLine > startLine);
}

function lineOf(file: FileSnapshot, offset: number): number {
  return file.lines.positionAt(offset).line;
}
