import type { Resolved } from '../config/select.ts';
import type { Setting } from '../config/exports.ts';
import type { Around } from '../lower/evaluate.ts';
import { evaluate } from '../lower/evaluate.ts';
import type { Finding, NextflowFinding } from './finding.ts';

const NOTE =
  "Only with errorStrategy 'retry' is a failed task tried again. Add it, or take 'maxRetries' away.";

export const retryNever: NextflowFinding = {
  code: 'retry-never',
  severity: 'warning',
  summary: 'A number of retries is given, and the error strategy is not to retry.',
  why: "`maxRetries` counts only together with `errorStrategy 'retry'`. Without it the first failure ends the run.",
  bad: 'maxRetries 3',
  good: "errorStrategy 'retry'\nmaxRetries 3",
  script({ script, uri, resources }) {
    return script.processes.flatMap((process): readonly Finding[] => {
      const { directives, around } = resources(process);
      const retries = directives.get('maxRetries');
      const strategy = directives.get('errorStrategy');
      if (retries?.setting.at.uri !== uri || !isSome(retries.setting, around)) return [];
      // What configuration sets for a part of a project is not known here.
      if (strategy === undefined && script.isPart) return [];
      if (mayRetry(strategy, around)) return [];
      return [
        {
          span: retries.setting.at.span,
          message: `'${process.name}' has retries, and its error strategy is ${said(strategy?.setting, around)}.`,
          note: NOTE,
        },
      ];
    });
  },
  config({ read, uri, around, isMain }) {
    const { process, selectors, whole } = read.exports;
    const retries = process.get('maxRetries');
    const strategies = [process, ...selectors.map(({ settings }) => settings)];
    if (!isMain || !whole || retries?.at.uri !== uri || !isSome(retries, around)) return [];
    if (strategies.some((settings) => settings.has('errorStrategy'))) return [];
    return [
      {
        span: retries.at.span,
        severity: 'information',
        message: 'Retries are given, and the configuration has no error strategy.',
        note: NOTE,
      },
    ];
  },
};

function isSome({ formula }: Setting, around: Around): boolean {
  const value = evaluate(formula, around)?.value;
  return typeof value === 'number' ? value > 0 : value === undefined;
}

/** Closures may come to `retry` for the exit code that tasks fail with. */
function mayRetry(strategy: Resolved | undefined, around: Around): boolean {
  if (strategy === undefined) return false;
  const { formula, text } = strategy.setting;
  if (/\bretry\b/i.test(text)) return true;
  return evaluate(formula, around) === undefined;
}

function said(setting: Setting | undefined, around: Around): string {
  const value = setting === undefined ? undefined : evaluate(setting.formula, around)?.value;
  return typeof value === 'string' ? `'${value}'` : 'to give up at once';
}
