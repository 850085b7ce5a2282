import type { RuleInfo } from '../../../text/index.ts';

export const DOCUMENT_RULES: readonly RuleInfo[] = [
  {
    code: 'missing-version',
    severity: 'error',
    summary: 'A document without a version statement.',
    why: 'It is read as draft-2, where inputs and placeholders are written differently: `~{…}` is plain text in it. AWS HealthOmics runs 1.0, 1.1 and development.',
    bad: 'workflow w { }',
    good: 'version 1.1\n\nworkflow w { }',
  },
  {
    code: 'unsupported-version',
    severity: 'error',
    summary: 'A version that the target does not run.',
    why: 'AWS HealthOmics runs WDL 1.0, 1.1 and development.',
    bad: 'version 1.2',
    good: 'version development',
  },
  {
    code: 'version-gate',
    severity: 'error',
    summary: 'A construct that the version of the document does not have.',
    why: 'The version statement decides how the document is read. Raise the version, or write it as the older version does.',
    bad: 'version 1.0\n…\ncall align { input: reads }',
    good: 'version 1.0\n…\ncall align { input: reads = reads }',
  },
  {
    code: 'unbound-declaration',
    severity: 'error',
    summary: 'A declaration or output without a value.',
    why: 'Only what stands in the input section can be given from outside. Anything else needs a value where it is declared.',
    bad: 'output { File bam }',
    good: 'output { File bam = "out.bam" }',
  },
  {
    code: 'import-newer-version',
    severity: 'warning',
    summary: 'An imported document of a newer version than the one that imports it.',
    why: 'The specification lets a document import older or equal versions. Engines often run it, but types and values that the older version does not have cannot be handed over.',
    bad: 'version 1.0\nimport "new.wdl" as new   # version 1.1',
    good: 'version 1.1\nimport "new.wdl" as new   # version 1.1',
  },
  {
    code: 'missing-command',
    severity: 'error',
    summary: 'A task without a command.',
    why: 'A task is a command with inputs and outputs around it.',
  },
  {
    code: 'shellcheck',
    severity: 'information',
    summary: 'ShellCheck has something to say about a command.',
    why: 'Where the program `shellcheck` is installed, the commands of open documents are read by it, with words of the same length in the place of placeholders. The number in the message names its page at shellcheck.net. The setting `omicsLens.shellcheck` says where the program is, or switches it off; `omics-lens check --shellcheck` reads the commands of all documents.',
    bad: 'command <<<\n  for f in $(ls *.bam); do samtools index $f; done\n>>>',
    good: 'command <<<\n  for f in *.bam; do samtools index "$f"; done\n>>>',
  },
];
