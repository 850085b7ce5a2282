import type { WorkflowModel } from '../../../model/index.ts';
import { shownName, taskPaths } from '../../../model/index.ts';
import type { Problem, Span } from '../../../text/index.ts';
import { closest } from '../../../text/index.ts';
import type { Around } from '../../language.ts';
import type { ReadConfig } from '../config/read.ts';
import { matchesExactly } from '../config/select.ts';
import type { NextflowExports } from '../exports.ts';
import { nameOf, nameSpan } from '../words.ts';

/** A `withName` of a configuration, without its tree. */
interface WrittenSelector {
  readonly pattern: string;
  /** Of the pattern. */
  readonly span: Span;
}

/**
 * Selectors by name that mean no process of the workflows which read the configuration. Nothing is said where one of
 * them calls something that could not be read. The result keeps no tree.
 */
export function unmatchedSelectors(
  read: ReadConfig,
  around: Around | undefined,
): (workflows: readonly WorkflowModel[]) => readonly Problem[] {
  return unmatchedAmong(selectorsOf(read), around);
}

function unmatchedAmong(selectors: readonly WrittenSelector[], around: Around | undefined) {
  return (workflows: readonly WorkflowModel[]): readonly Problem[] => {
    if (selectors.length === 0 || workflows.length === 0 || !workflows.every(isWhole)) return [];
    const names = namesIn(workflows, around);
    const all = [...names];
    return selectors.flatMap(({ pattern, span }) =>
      all.some((name) => matchesExactly(pattern, name)) ? [] : [problemOf(pattern, span, names)],
    );
  };
}

function isWhole({ callables }: WorkflowModel): boolean {
  return [...callables.values()].every(({ hidesCalls }) => hidesCalls !== true);
}

function selectorsOf({ selectors, tree: { text } }: ReadConfig): readonly WrittenSelector[] {
  return selectors.flatMap(({ keyword, selector }): readonly WrittenSelector[] => {
    if (selector === undefined) return [];
    const whole = nameOf(text, selector) ?? '';
    const span = nameSpan(selector);
    const before = keyword === undefined ? (/^withName:\s*/.exec(whole)?.[0].length ?? -1) : 0;
    if (before < 0 || (keyword !== undefined && text.slice(keyword.start, keyword.end) !== 'withName'))
      return [];
    const pattern = whole.slice(before);
    // What is computed, and what means all others, is never known to mean nothing.
    if (pattern === '' || /^!|\$/.test(pattern) || !text.startsWith(whole, span.start)) return [];
    return [{ pattern, span: { start: span.start + before, end: span.end } }];
  });
}

/** What processes are called: as they are declared and included, and as a run calls them. */
function namesIn(workflows: readonly WorkflowModel[], around: Around | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const model of workflows) {
    for (const { task, calls } of taskPaths(model)) {
      names.add(task.name);
      names.add(calls.map(shownName).join(':'));
      const last = calls.at(-1);
      if (last !== undefined) names.add(shownName(last));
    }
  }
  for (const { exports } of around?.readers?.() ?? []) {
    const script = exports as NextflowExports | undefined;
    if (script?.language !== 'nextflow') continue;
    for (const [name, component] of script.components) if (component.kind === 'process') names.add(name);
  }
  return names;
}

function problemOf(pattern: string, span: Span, names: ReadonlySet<string>): Problem {
  const suggestion = /^[\w:]+$/.test(pattern) ? suggestionFor(pattern, names) : undefined;
  const meant = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  return {
    span,
    // Configuration is often older than the workflow; a slip in a name is another matter.
    severity: suggestion === undefined ? 'hint' : 'warning',
    code: 'selector-unmatched',
    message: `No process of this workflow is selected by '${pattern}'.${meant}`,
    note: 'A selector means a process by the name that it is declared or included with, or by all names of the calls that lead to it: MAIN:SUB:ALIGN. What stands in this one counts for nothing.',
    ...(suggestion === undefined
      ? {}
      : { fixes: [{ title: `Change to '${suggestion}'`, edits: [{ span, newText: suggestion }] }] }),
  };
}

/** The nearest name of the same kind; for a process that is called otherwise, the one way in which it is called. */
function suggestionFor(pattern: string, names: ReadonlySet<string>): string | undefined {
  const isQualified = pattern.includes(':');
  const same = [...names].filter((name) => name.includes(':') === isQualified);
  const last = pattern.slice(pattern.lastIndexOf(':'));
  const ways = isQualified ? same.filter((name) => name.endsWith(last)) : [];
  return ways.length === 1 ? ways[0] : closest(pattern, ways.length > 1 ? ways : same);
}
