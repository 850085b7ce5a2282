import type { Language } from '../languages/language.ts';
import type { RuleInfo } from '../text/index.ts';
import { acceleratorCount } from './accelerator-count.ts';
import { acceleratorRegion } from './accelerator-region.ts';
import { acceleratorUnknown } from './accelerator-unknown.ts';
import { containerFixed } from './container-fixed.ts';
import { containerMalformed } from './container-malformed.ts';
import { containerMissing } from './container-missing.ts';
import { containerMutable } from './container-mutable.ts';
import { containerNotEcr } from './container-not-ecr.ts';
import { containerRegion } from './container-region.ts';
import { containerWithoutDigest } from './container-without-digest.ts';
import { cpuFraction } from './cpu-fraction.ts';
import { cpuTooLarge } from './cpu-too-large.ts';
import { instanceWaste } from './instance-waste.ts';
import { memoryTooLarge } from './memory-too-large.ts';
import { memoryUnreadable } from './memory-unreadable.ts';
import type { ModelRule } from './model-rule.ts';
import { resourceTooSmall } from './resource-too-small.ts';
import { resourcesDefault } from './resources-default.ts';
import { retryMemory } from './retry-memory.ts';
import { SUPPRESSION_RULES } from './suppression-rules.ts';

/** The rules over the workflow model, for all languages. */
export const MODEL_RULES: readonly ModelRule[] = [
  containerMissing,
  containerMalformed,
  containerNotEcr,
  containerRegion,
  containerMutable,
  containerWithoutDigest,
  containerFixed,
  acceleratorUnknown,
  acceleratorRegion,
  acceleratorCount,
  cpuTooLarge,
  memoryTooLarge,
  memoryUnreadable,
  resourceTooSmall,
  cpuFraction,
  resourcesDefault,
  instanceWaste,
  retryMemory,
];

/** Everything that may be reported: the rules over the model, and those of each language in the order of the list. */
export function allRules(languages: readonly Pick<Language, 'rules'>[]): readonly RuleInfo[] {
  return [...MODEL_RULES, ...SUPPRESSION_RULES, ...languages.flatMap((language) => language.rules)];
}

export function ruleByCode(
  code: string,
  languages: readonly Pick<Language, 'rules'>[],
): RuleInfo | undefined {
  return allRules(languages).find((rule) => rule.code === code);
}
