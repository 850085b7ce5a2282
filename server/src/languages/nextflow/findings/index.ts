import type { Problem, RuleInfo } from '../../../text/index.ts';
import type { AnalyzeContext } from '../../language.ts';
import type { ReadScript } from '../analyze.ts';
import type { ReadConfig } from '../config/read.ts';
import type { NextflowExports } from '../exports.ts';
import { closureRace } from './closure-race.ts';
import { dsl1Version } from './dsl1.ts';
import { engineReport } from './engine-reports.ts';
import {
  engineVersionOverridden,
  engineVersionRange,
  engineVersionRefused,
  engineVersionUnmatched,
} from './engine-version.ts';
import type { NextflowFinding } from './finding.ts';
import { unknownFlag } from './flags.ts';
import {
  channelCase,
  ifEmptyNull,
  implicitIt,
  nfCoreTodo,
  outputWithoutName,
  processNameCase,
  processWithoutLabel,
  processWithoutStub,
  shellSection,
  systemExit,
  versionsMissing,
  whenSection,
} from './house-rules.ts';
import { directiveIgnored } from './ignored-directives.ts';
import { enginePath, notInterpolated, nullInScript, unquotedValue } from './interpolation.ts';
import { joinDuplicate, joinMismatch } from './joins.ts';
import { pathOutOfReach } from './out-of-reach.ts';
import { outputBlockVersion } from './output-block.ts';
import { outputLost, nothingPublished } from './outputs-lost.ts';
import { paramNested, paramNotInSchema, paramUnseen, schemaParamUnused } from './params.ts';
import { pluginMissing, pluginVersion } from './plugins.ts';
import { outputEverything, processWithoutInputs, processWithoutOutputs } from './process-ports.ts';
import { publishDirLost } from './publish-dir.ts';
import { retryNever } from './retries.ts';
import { runOnConfig, runOnScript } from './run.ts';
import { taskTime } from './task-time.ts';

export type { NextflowFinding } from './finding.ts';

/** What can go wrong in a script or configuration that Nextflow reads without complaint. What fails comes first, taste last. */
export const FINDINGS: readonly NextflowFinding[] = [
  ...[engineVersionRefused, engineVersionUnmatched, engineVersionOverridden, engineVersionRange],
  ...[dsl1Version, outputBlockVersion, pluginMissing, pluginVersion],
  ...[publishDirLost, nothingPublished, outputLost, engineReport],
  ...[pathOutOfReach, directiveIgnored, retryNever, taskTime],
  ...[paramUnseen, paramNotInSchema, schemaParamUnused, paramNested],
  ...[closureRace, notInterpolated, nullInScript, enginePath, unknownFlag],
  ...[joinMismatch, outputEverything, processWithoutOutputs, systemExit, ifEmptyNull],
  ...[joinDuplicate, unquotedValue, processWithoutInputs],
  ...[processNameCase, processWithoutLabel, processWithoutStub, outputWithoutName, versionsMissing],
  ...[whenSection, shellSection, channelCase, implicitIt, nfCoreTodo],
];

export function findingsInScript(read: ReadScript, syntaxProblems: readonly Problem[]): readonly Problem[] {
  return runOnScript(FINDINGS, read, syntaxProblems);
}

export function findingsInConfig(
  read: ReadConfig,
  context: AnalyzeContext<NextflowExports>,
  syntaxProblems: readonly Problem[],
): readonly Problem[] {
  return runOnConfig(FINDINGS, read, context, syntaxProblems);
}

export const FINDING_RULES: readonly RuleInfo[] = FINDINGS.map(
  ({ code, severity, default: start, summary, why, bad, good }) => ({
    code,
    severity,
    ...(start === undefined ? {} : { default: start }),
    summary,
    why,
    ...(bad === undefined ? {} : { bad }),
    ...(good === undefined ? {} : { good }),
  }),
);
