import type { RuleInfo } from '../../../text/index.ts';
import { EXPRESSION_RULES } from './expressions.ts';
import { HEALTHOMICS_RULES } from './healthomics.ts';
import { LINK_RULES } from './links.ts';
import { PRACTICE_RULES } from './practice.ts';

/** What is said of the meaning of a document; of its shape, `validate/` speaks. */
export const MEANING_RULES: readonly RuleInfo[] = [
  ...EXPRESSION_RULES,
  ...LINK_RULES,
  ...HEALTHOMICS_RULES,
  ...PRACTICE_RULES,
];
