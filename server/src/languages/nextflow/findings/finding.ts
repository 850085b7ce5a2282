import type { Problem, RuleInfo, Severity } from '../../../text/index.ts';
import type { AnalyzeSettings } from '../../language.ts';
import type { ConfigContext, ScriptContext } from './context.ts';

/** One thing to look for in scripts, in configuration, or in both. Only those that are on are run. */
export interface NextflowFinding extends RuleInfo {
  readonly script?: (context: ScriptContext) => Findings;
  readonly config?: (context: ConfigContext) => Findings;
  /** It says that something is missing, which in a file that could not be read it may not be. */
  readonly needs?: 'whole document';
  /** It is about what AWS HealthOmics does, and silent for other targets. */
  readonly target?: AnalyzeSettings['target'];
}

/** A problem without what the rule says for it. */
export interface Finding extends Omit<Problem, 'code' | 'severity'> {
  /** Where it weighs less than the rule in general. */
  readonly severity?: Severity;
}

export type Findings = readonly Finding[];
