import type { RuleInfo } from '../../../text/index.ts';

export const PRACTICE_RULES: readonly RuleInfo[] = [
  {
    code: 'cwl-label-missing',
    severity: 'hint',
    default: 'off',
    summary: 'A tool or workflow without a `label`.',
    why: 'The label is what people see in lists and graphs. AWS HealthOmics takes the descriptions of parameters from the labels of the main workflow’s inputs.',
  },
  {
    code: 'cwl-doc-missing',
    severity: 'hint',
    default: 'off',
    summary: 'A tool or workflow without a `doc`.',
    why: 'It says what the tool does to whoever has to run it.',
  },
  {
    code: 'cwl-format-missing',
    severity: 'hint',
    default: 'off',
    summary: 'A File without a `format`.',
    why: 'With formats, engines find a link between files of different kinds before the run.',
  },
  {
    code: 'cwl-container-hint',
    severity: 'hint',
    default: 'off',
    summary: 'A container that is only a hint.',
    why: 'A hint may be ignored, and then the tool runs with whatever the machine has. AWS HealthOmics uses both.',
  },
];
