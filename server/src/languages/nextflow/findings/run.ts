import type { Problem } from '../../../text/index.ts';
import type { AnalyzeContext, AnalyzeSettings } from '../../language.ts';
import type { ReadScript } from '../analyze.ts';
import type { ReadConfig } from '../config/read.ts';
import type { NextflowExports } from '../exports.ts';
import { configContext, scriptContext } from './context.ts';
import type { NextflowFinding } from './finding.ts';
import type { Findings } from './finding.ts';

/** What the rules say about a script. */
export function runOnScript(
  rules: readonly NextflowFinding[],
  read: ReadScript,
  syntaxProblems: readonly Problem[],
): readonly Problem[] {
  const context = scriptContext(read);
  return planned(rules, read.script.context.settings, syntaxProblems).flatMap((rule) =>
    problemsOf(rule, rule.script?.(context) ?? []),
  );
}

/** What the rules say about a configuration. */
export function runOnConfig(
  rules: readonly NextflowFinding[],
  read: ReadConfig,
  analyze: AnalyzeContext<NextflowExports>,
  syntaxProblems: readonly Problem[],
): readonly Problem[] {
  const context = configContext(read, analyze);
  return planned(rules, analyze.settings, syntaxProblems).flatMap((rule) =>
    problemsOf(rule, rule.config?.(context) ?? []),
  );
}

function planned(
  rules: readonly NextflowFinding[],
  settings: AnalyzeSettings,
  syntaxProblems: readonly Problem[],
): readonly NextflowFinding[] {
  const isWhole = !syntaxProblems.some(({ severity }) => severity === 'error');
  return rules.filter((rule) => isOn(rule, settings) && (isWhole || rule.needs === undefined));
}

/** A severity in the settings switches a rule on that is off by default. */
function isOn(rule: NextflowFinding, { target, rules }: AnalyzeSettings): boolean {
  if (rule.target !== undefined && rule.target !== target) return false;
  const chosen = rules?.[rule.code];
  return chosen === undefined ? rule.default !== 'off' : chosen !== 'off';
}

function problemsOf({ code, severity }: NextflowFinding, findings: Findings): readonly Problem[] {
  return findings.map(({ fixes, ...finding }) => ({
    severity,
    ...finding,
    ...(fixes === undefined || fixes.length === 0 ? {} : { fixes }),
    code,
  }));
}
