import type { Problem } from '../../../text/index.ts';
import { closest } from '../../../text/index.ts';
import type { AnalyzeContext } from '../../language.ts';
import type { ReadConfig } from '../config/read.ts';
import type { WrittenSetting } from '../config/reader.ts';
import { CONFIG_OPTIONS, CONFIG_SCOPES, DIRECTIVES, OPEN_SCOPES, isIn, namesInScope } from '../data/index.ts';
import type { NextflowExports } from '../exports.ts';
import { versionOf } from '../scope/declare.ts';
import { contentSpan } from '../words.ts';
import { reportVersion, valueProblem } from './directives.ts';

/** Settings that nobody reads, values that are not understood, and files that are not there. */
export function checkConfig(
  read: ReadConfig,
  context: AnalyzeContext<NextflowExports>,
  syntaxProblems: readonly Problem[],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { node, target, missing } of read.includes) {
    if (target === undefined || !missing || node.source?.kind !== 'string' || isElsewhere(target)) continue;
    problems.push({
      span: contentSpan(node.source),
      severity: 'warning',
      code: 'config-not-found',
      message: `There is no configuration '${target}'.`,
      note: 'The path is relative to this file. Without the file the run ends before it begins.',
    });
  }
  if (syntaxProblems.some(({ severity }) => severity === 'error')) return problems;
  for (const setting of read.written) checkSetting(read, context, setting, problems);
  return problems;
}

function isElsewhere(target: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/|~)/i.test(target);
}

function checkSetting(
  read: ReadConfig,
  context: AnalyzeContext<NextflowExports>,
  setting: WrittenSetting,
  problems: Problem[],
): void {
  const [scope = '', name, ...rest] = setting.path;
  if (scope === 'process') return checkProcessSetting(read, context, setting, problems);
  if (OPEN_SCOPES.has(scope) || name === undefined) return;
  if (!CONFIG_SCOPES.has(scope)) return checkScope(setting, scope, problems);
  const full = setting.path.join('.');
  // Options of one executor stand behind its name: `executor.$slurm.queueSize`.
  if (CONFIG_OPTIONS.has(full) || setting.path.some((part) => part.startsWith('$') || part === '')) return;
  if (
    [...CONFIG_OPTIONS.keys()].some((known) => known.startsWith(`${full}.`) || full.startsWith(`${known}.`))
  )
    return;
  const parent = setting.path.slice(0, -1).join('.');
  const last = [name, ...rest].at(-1) ?? name;
  const suggestion = closest(last, namesInScope(parent));
  const key = setting.keys.at(-1);
  if (suggestion === undefined || key === undefined) return;
  problems.push({
    span: key,
    severity: 'warning',
    code: 'unknown-setting',
    message: `'${parent}' has no setting '${last}'. Did you mean '${suggestion}'?`,
    note: 'Nextflow passes over settings that it does not know, without a word.',
    fixes: [{ title: `Change to '${suggestion}'`, edits: [{ span: key, newText: suggestion }] }],
  });
}

function checkScope(setting: WrittenSetting, scope: string, problems: Problem[]): void {
  const suggestion = closest(scope, CONFIG_SCOPES.keys());
  const [key] = setting.keys;
  if (suggestion === undefined || key === undefined || setting.keys.length < setting.path.length) return;
  problems.push({
    span: key,
    severity: 'warning',
    code: 'unknown-setting',
    message: `Nextflow has no scope '${scope}'. Did you mean '${suggestion}'?`,
    note: 'It passes over scopes that it does not know, without a word.',
    fixes: [{ title: `Change to '${suggestion}'`, edits: [{ span: key, newText: suggestion }] }],
  });
}

/** `apptainer.runOptions` inside of `process`. */
function reportScopeInside(problems: Problem[], span: Problem['span'], name: string): void {
  problems.push({
    span,
    severity: 'warning',
    code: 'unknown-setting',
    message: `'${name}' is a scope of its own and no directive.`,
    note: `Nextflow passes over it inside of 'process'. Write it outside.`,
  });
}

function checkProcessSetting(
  read: ReadConfig,
  context: AnalyzeContext<NextflowExports>,
  setting: WrittenSetting,
  problems: Problem[],
): void {
  const isSelected =
    /^with(?:Name|Label):/.test(setting.path[1] ?? '') || (setting.path[1] ?? '').startsWith('$');
  const [name, ...rest] = setting.path.slice(isSelected ? 2 : 1);
  const key = setting.keys[setting.keys.length - 1 - rest.length];
  if (name === undefined || key === undefined) return;
  const known = DIRECTIVES.get(name);
  if (known === undefined) {
    if (CONFIG_SCOPES.has(name)) return reportScopeInside(problems, key, name);
    const suggestion = closest(name, DIRECTIVES.keys());
    if (suggestion === undefined) return;
    problems.push({
      span: key,
      severity: 'warning',
      code: 'unknown-setting',
      message: `There is no directive '${name}'. Did you mean '${suggestion}'?`,
      note: 'Nextflow passes over directives in configuration that it does not know.',
      fixes: [{ title: `Change to '${suggestion}'`, edits: [{ span: key, newText: suggestion }] }],
    });
    return;
  }
  const version = versionOf(read.exports, undefined);
  // A part of a configuration does not say which version its project asks for.
  if (read.exports.isProject && setting.counts && !isIn(version.line, known) && known.since !== undefined) {
    reportVersion({ problems, version, context }, key, `directive '${name}'`, known);
    const last = problems.at(-1);
    // In configuration it is passed over, and nothing fails.
    if (last !== undefined) problems[problems.length - 1] = { ...last, severity: 'information' };
  }
  if (setting.value === undefined || rest.length > 0) return;
  const problem = valueProblem(read.tree.text, setting.value, known);
  // No process may get it: of a profile that nobody chooses, or behind a selector that means none.
  if (problem !== undefined)
    problems.push(problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem);
}
