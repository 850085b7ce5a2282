import type { RuleInfo } from '../../../text/index.ts';
import { SYNTAX_RULES } from '../syntax-rules.ts';
import { LINT_RULES } from '../lint/index.ts';
import { DOCUMENT_RULES } from './document.ts';
import { NAME_RULES } from './names.ts';
import { TYPE_RULES } from './types.ts';

/** Every problem that WDL documents can have by themselves. */
export const WDL_RULES: readonly RuleInfo[] = [
  ...SYNTAX_RULES,
  ...DOCUMENT_RULES,
  ...NAME_RULES,
  ...TYPE_RULES,
  ...LINT_RULES,
];
