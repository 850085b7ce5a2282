import { PACKAGE_RULES } from './documents/index.ts';
import { LANGUAGES, WATCHED_GLOBS } from './languages/registry.ts';
import { allRules, applyRules } from './rules/index.ts';
import type { RuleInfo } from './text/index.ts';
import { FILE_RULES } from './workspace/file-problems.ts';
import type { Finish } from './workspace/snapshot.ts';

const RULES: ReadonlyMap<string, RuleInfo> = new Map(ruleCatalogue().map((rule) => [rule.code, rule]));

/** What all entry points have in common: who we are, and the languages and rules that we have. */
export const product = {
  name: 'Omics Lens',
  version: '0.1.0',
  languages: LANGUAGES,
  watched: WATCHED_GLOBS,
  finish: ((file) => applyRules({ ...file, rules: RULES })) satisfies Finish,
} as const;

/** Every problem code that there is, sorted. */
export function ruleCatalogue(): readonly RuleInfo[] {
  const rules = [...FILE_RULES, ...Object.values(PACKAGE_RULES), ...allRules(LANGUAGES)];
  return rules.sort((a, b) => (a.code < b.code ? -1 : 1));
}
