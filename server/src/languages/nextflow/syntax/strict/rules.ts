import type { RuleInfo } from '../../../../text/index.ts';

export type StrictRuleCode = 'strict-syntax' | 'strict-rule';

const WHY =
  'The strict parser is a choice in Nextflow 25.04 and 25.10 and the default from 26.04 on. AWS HealthOmics runs no engine in strict mode, so this is said only where the setting `omicsLens.nextflow.strict` is on, or where the target is `spec` and the workflow asks for Nextflow 25.10 or later.';

/** What the strict pass can report. */
export const STRICT_RULES: readonly (RuleInfo & { readonly code: StrictRuleCode })[] = [
  {
    code: 'strict-syntax',
    severity: 'warning',
    summary: 'The strict parser of Nextflow cannot read this.',
    why: `It stops at the first such place, and nothing of the file can be used. ${WHY}`,
    bad: 'count++',
    good: 'count += 1',
  },
  {
    code: 'strict-rule',
    severity: 'warning',
    summary: 'The strict parser of Nextflow reads this, and refuses it.',
    why: `Loops, classes, imports and statements beside declarations belong to Groovy and not to the strict language. ${WHY}`,
    bad: 'for (sample in samples) {\n  println sample\n}',
    good: 'samples.each { sample ->\n  println sample\n}',
  },
];
