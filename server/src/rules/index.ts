export { applyRules } from './apply-rules.ts';
export type { ApplyInput } from './apply-rules.ts';
export { MODEL_RULES, allRules, ruleByCode } from './registry.ts';
export type { Finding, ModelRule, TaskContext } from './model-rule.ts';
