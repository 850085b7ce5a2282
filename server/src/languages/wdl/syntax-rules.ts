import type { RuleInfo } from '../../text/index.ts';

export type SyntaxRuleCode =
  | 'expected-token'
  | 'missing-value'
  | 'missing-name'
  | 'missing-type'
  | 'unexpected-text'
  | 'unclosed-brace'
  | 'unclosed-string'
  | 'unclosed-command'
  | 'unclosed-placeholder'
  | 'extra-brace'
  | 'unknown-keyword'
  | 'curly-quote'
  | 'odd-blank'
  | 'command-ends-early'
  | 'invalid-meta-value'
  | 'misplaced-version'
  | 'nested-too-deeply'
  | 'file-too-large'
  | 'not-text';

/** What the parser of WDL can report. */
export const SYNTAX_RULES: readonly (RuleInfo & { readonly code: SyntaxRuleCode })[] = [];
