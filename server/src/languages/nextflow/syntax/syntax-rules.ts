import type { RuleInfo } from '../../../text/index.ts';

export type SyntaxRuleCode =
  | 'nextflow-syntax'
  | 'nextflow-unclosed'
  | 'nextflow-string'
  | 'nextflow-keyword'
  | 'nextflow-nesting'
  | 'nextflow-unread';

export interface SyntaxRule extends RuleInfo {
  readonly code: SyntaxRuleCode;
}

/** What the parser of scripts and configuration can report. All of it is of severity error: no engine reads on past it. */
export const SYNTAX_RULES: readonly SyntaxRule[] = [
  {
    code: 'nextflow-syntax',
    severity: 'error',
    summary: 'Something is missing in a script or configuration, or stands where it does not belong.',
    why: 'No version of Nextflow reads this. Only the statement with the mistake is left out; the rest of the file is understood as before. Where a quick fix inserts something, check that the place is the one you meant.',
    bad: 'process align {\n  input:\n  tuple val(id) path(reads)\n}',
    good: 'process align {\n  input:\n  tuple val(id), path(reads)\n}',
  },
  {
    code: 'nextflow-unclosed',
    severity: 'error',
    summary: 'A bracket or brace is never closed, or one closes nothing.',
    why: 'Where the indentation of the lines shows which bracket was forgotten, the message stands at that bracket and not at the end of the file.',
    bad: 'workflow {\n  ALIGN(reads.map { it -> it[0] )\n}',
    good: 'workflow {\n  ALIGN(reads.map { it -> it[0] })\n}',
  },
  {
    code: 'nextflow-string',
    severity: 'error',
    summary: 'A string does not end, or holds a backslash that means nothing.',
    why: 'A string in single or double quotes ends on its line; text over several lines stands in three quotes. A backslash for the shell or for a pattern is written twice, because Nextflow reads the string before the shell does. Strings between slashes keep single backslashes.',
    bad: "script:\n'''\ngrep '\\.bam' files.txt\n'''",
    good: "script:\n'''\ngrep '\\\\.bam' files.txt\n'''",
  },
  {
    code: 'nextflow-keyword',
    severity: 'error',
    summary: 'A keyword or section label is misspelled.',
    why: 'The block is read as what it was probably meant to be, so that everything in it keeps working while you mend it.',
    bad: "proces align {\n  script:\n  'bwa mem'\n}",
    good: "process align {\n  script:\n  'bwa mem'\n}",
  },
  {
    code: 'nextflow-nesting',
    severity: 'error',
    summary: 'Expressions are nested so deeply that they are not read.',
    why: 'Code that people write stays far below the limit. Move inner parts into variables or functions.',
  },
  {
    code: 'nextflow-unread',
    severity: 'error',
    summary: 'The file is too large to be a script, or no text at all.',
    why: 'It was not read. Data belongs in files that the workflow takes as inputs; text belongs in UTF-8.',
  },
];
