import type { Fix, Problem, Span, TextEdit } from '../text/index.ts';
import { overlaps, touches } from '../text/index.ts';
import type { FileSnapshot, FileSummary } from '../workspace/snapshot.ts';

export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.rewrite' | 'source.fixAll' | 'source.organizeImports';
  /** Of the file at hand. */
  readonly edits: readonly TextEdit[];
  /** What it mends; for *Fix all*, every one of them. */
  readonly problems: readonly Problem[];
  readonly preferred?: true;
}

/** The fixes of the problems in the range, each with its *Fix all* where the file has more of the kind. */
export function codeActions(file: FileSummary, range: Span): readonly CodeAction[] {
  const here = file.problems.filter(
    ({ span }) => overlaps(span, range) || touches(span, range.start) || touches(range, span.start),
  );
  const single = here.flatMap((problem) => (problem.fixes ?? []).map((fix) => action(fix, problem)));
  const codes = new Set(here.map(({ code }) => code));
  const together = [...codes].flatMap((code) => {
    const problems = file.problems.filter((problem) => problem.code === code);
    const edits = editsTogether(problems, ({ preferred, together }) => preferred ?? together);
    if (edits.fixed.length < 2) return [];
    const title = `Fix all ${edits.fixed.length} problems '${code}' in this file`;
    return [{ title, kind: 'quickfix' as const, edits: edits.edits, problems: edits.fixed }];
  });
  return [...single, ...together];
}

/** Changes that are offered although nothing is wrong. */
export function rewrites(file: FileSnapshot, range: Span): readonly CodeAction[] {
  const actions = file.analysis.actions?.(range) ?? [];
  return actions.map(({ title, edits }) => ({ title, kind: 'refactor.rewrite', edits, problems: [] }));
}

/** All preferred fixes of the file in one edit; undefined where there is none. For *Fix all* on save. */
export function fixAll(file: FileSummary): CodeAction | undefined {
  const { edits, fixed } = editsTogether(file.problems, ({ preferred }) => preferred);
  if (fixed.length === 0) return undefined;
  return { title: 'Fix all problems that have one mend', kind: 'source.fixAll', edits, problems: fixed };
}

/** The imports in order, without those that nothing needs; undefined where they are so already. For saving. */
export function organizeImports(file: FileSnapshot): CodeAction | undefined {
  const edits = file.analysis.organizeImports?.(file.problems) ?? [];
  if (edits.length === 0) return undefined;
  return { title: 'Organize imports', kind: 'source.organizeImports', edits, problems: [] };
}

function action(fix: Fix, problem: Problem): CodeAction {
  return {
    title: fix.title,
    kind: 'quickfix',
    edits: fix.edits,
    problems: [problem],
    ...(fix.preferred === undefined ? {} : { preferred: fix.preferred }),
  };
}

/** The wanted fixes of several problems; one whose edits would touch those of an earlier one is left for later. */
function editsTogether(problems: readonly Problem[], wanted: (fix: Fix) => true | undefined) {
  const edits: TextEdit[] = [];
  const fixed: Problem[] = [];
  for (const problem of problems) {
    const fix = problem.fixes?.find(wanted);
    if (fix === undefined || fix.edits.some((edit) => edits.some((other) => collide(edit, other)))) continue;
    edits.push(...fix.edits);
    fixed.push(problem);
  }
  return { edits, fixed };
}

function collide(a: TextEdit, b: TextEdit): boolean {
  if (overlaps(a.span, b.span)) return true;
  return a.span.start === b.span.start && !(isDeclaration(a) && isDeclaration(b) && a.newText !== b.newText);
}

/** Whole lines that are inserted: any number of them may come to one place. */
function isDeclaration({ span, newText }: TextEdit): boolean {
  return span.start === span.end && newText.endsWith('\n');
}
