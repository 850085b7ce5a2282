export { applyRules } from './apply-rules.ts';
export type { ApplyInput } from './apply-rules.ts';
export { MODEL_RULES, allRules, ruleByCode } from './registry.ts';
export type { Finding, ModelRule, TaskContext } from './model-rule.ts';
export { PEER_ERRORS, PEER_RULES } from './peer-rules.ts';
export type { PeerRule } from './peer-rules.ts';
export { NEXTFLOW_PEER_RULES } from './peer-rules-nextflow.ts';
export type { NextflowPeerRule } from './peer-rules-nextflow.ts';
