import type { Analysis } from '../languages/language.ts';
import type { Callable, RegistryMap } from '../model/index.ts';
import type { ServerSettings } from '../settings.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Problem, RuleInfo } from '../text/index.ts';
import { LineIndex } from '../text/index.ts';
import type { Finding, ModelRule, TaskContext } from './model-rule.ts';
import { MODEL_RULES } from './registry.ts';
import { suppressionProblems } from './suppression-rules.ts';
import { Suppressions } from './suppressions.ts';

export interface ApplyInput {
  readonly uri: string;
  readonly tree: SyntaxTree;
  readonly analysis: Pick<Analysis, 'problems' | 'callables'>;
  readonly settings: ServerSettings;
  /** Of the registry maps that count for the file. */
  readonly registryMap?: RegistryMap;
  /** Of the parse; they can be silenced like all others. */
  readonly syntaxProblems?: readonly Problem[];
  /** Everything that may be reported, by code; comments that silence something else are not checked without it. */
  readonly rules?: ReadonlyMap<string, RuleInfo>;
}

/**
 * Everything to report about one file: what its language found and what the rules say about the tasks that it
 * declares, with the severities of the settings and without what a comment or a setting switches off, in the order
 * of the text.
 */
export function applyRules(input: ApplyInput): Problem[] {
  const { tree, analysis, settings, syntaxProblems = [], rules } = input;
  const found = [...syntaxProblems, ...analysis.problems, ...modelProblems(input)];
  let lines: LineIndex | undefined;
  const suppressions = new Suppressions(tree, () => (lines ??= new LineIndex(tree.text)));
  const kept: Problem[] = [];
  const keep = (problem: Problem) => {
    const severity = settings.rules[problem.code] ?? problem.severity;
    if (severity === 'off' || suppressions.isSuppressed(problem)) return;
    kept.push(severity === problem.severity ? problem : { ...problem, severity });
  };
  found.forEach(keep);
  // In a file that could not be read, a problem may only be hidden.
  const isWhole = !syntaxProblems.some(({ severity }) => severity === 'error');
  if (rules !== undefined && isWhole) suppressionProblems(suppressions, settings, rules).forEach(keep);
  return kept.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Most rules are about HealthOmics, and ask nothing of tasks that run elsewhere. */
function modelProblems(input: ApplyInput): Problem[] {
  const { analysis, settings, registryMap } = input;
  const rules = MODEL_RULES.filter(
    (rule) =>
      (settings.target === 'healthomics' || rule.targets === 'all') &&
      (settings.rules[rule.code] ?? rule.default) !== 'off',
  );
  return analysis.callables.flatMap((callable) => {
    if (callable.kind !== 'task' || callable.runsIn === 'engine') return [];
    const context = contextOf(callable, settings.region, registryMap);
    const applied = isReadWhole(callable, input) ? rules : rules.filter(({ needs }) => needs === undefined);
    return applied.flatMap((rule) => rule.check(context).map((finding) => problemOf(rule, finding)));
  });
}

/** False where an error of the parse lies in the task, and may have swallowed something. */
function isReadWhole({ at }: Callable, { uri, tree, syntaxProblems = [] }: ApplyInput): boolean {
  const errors = syntaxProblems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 || at.uri !== uri) return true;
  const node = tree.root.children.find(({ start, end }) => start <= at.span.start && at.span.end <= end);
  return !errors.some(({ span }) => node !== undefined && span.start < node.end && node.start <= span.start);
}

function problemOf(rule: ModelRule, { fixes, ...finding }: Finding): Problem {
  const problem = { severity: rule.severity, ...finding, code: rule.code };
  return fixes === undefined || fixes.length === 0 ? problem : { ...problem, fixes };
}

function contextOf(
  task: Callable,
  region: string | undefined,
  registryMap: RegistryMap | undefined,
): TaskContext {
  return {
    task,
    resources: task.resources ?? { at: task.at },
    region,
    ...(registryMap === undefined ? {} : { registryMap }),
  };
}
