import type { RuleInfo } from '../../text/index.ts';

export type SyntaxRuleCode =
  | 'expected-token'
  | 'missing-value'
  | 'missing-name'
  | 'missing-type'
  | 'unexpected-text'
  | 'unclosed-brace'
  | 'extra-brace'
  | 'unclosed-string'
  | 'string-over-lines'
  | 'curly-quote'
  | 'odd-blank'
  | 'unclosed-placeholder'
  | 'unclosed-command'
  | 'command-ends-early'
  | 'unknown-keyword'
  | 'invalid-meta-value'
  | 'misplaced-version'
  | 'module-import'
  | 'nested-too-deeply'
  | 'file-too-large'
  | 'not-text';

export interface SyntaxRule extends RuleInfo {
  readonly code: SyntaxRuleCode;
}

/** What the parser of WDL can report. All of it is of severity error: no engine reads on past it. */
export const SYNTAX_RULES: readonly SyntaxRule[] = [
  {
    code: 'expected-token',
    severity: 'error',
    summary: 'A bracket, comma, colon, equals sign or keyword is missing.',
    why: 'The grammar asks for it at this place. The quick fix inserts it; where several places would do, check that the one it takes is yours.',
    bad: 'call align { input: bam = bam cpu = 4 }',
    good: 'call align { input: bam = bam, cpu = 4 }',
  },
  {
    code: 'missing-value',
    severity: 'error',
    summary: 'An expression is missing.',
    why: 'After `=`, `:`, an operator or an opening bracket a value has to follow.',
    bad: 'Int threads =',
    good: 'Int threads = 4',
  },
  {
    code: 'missing-name',
    severity: 'error',
    summary: 'A task, declaration, call or member has no name.',
    why: 'Everything that is declared has a name of letters, digits and underscores that begins with a letter.',
    bad: 'task {\n}',
    good: 'task align {\n}',
  },
  {
    code: 'missing-type',
    severity: 'error',
    summary: 'A declaration does not say its type.',
    why: 'WDL does not infer types: `String`, `Int`, `Float`, `Boolean`, `File`, `Array[…]`, `Map[…, …]`, `Pair[…, …]` or the name of a struct stands before the name.',
    bad: 'threads = 4',
    good: 'Int threads = 4',
  },
  {
    code: 'unexpected-text',
    severity: 'error',
    summary: 'Something stands where nothing of its kind can stand.',
    why: 'It may be a leftover, a word without quotes, or something whose beginning was lost. What is skipped here is not checked any further.',
    bad: 'runtime { memory: 10GB }',
    good: 'runtime { memory: "10GB" }',
  },
  {
    code: 'unclosed-brace',
    severity: 'error',
    summary: 'Nothing closes an opening brace.',
    why: 'The `}` that seems to belong to it closes something inside. The indentation of the lines decides which brace is named, so it is right where the code is indented well.',
    bad: 'task t {\n  input {\n    File bam\n  command <<< >>>\n}',
    good: 'task t {\n  input {\n    File bam\n  }\n  command <<< >>>\n}',
  },
  {
    code: 'extra-brace',
    severity: 'error',
    summary: 'A closing brace ends a task or workflow whose sections go on behind it.',
    why: 'One `}` too many stands here or above.',
    bad: 'task t {\n  input { File bam }\n  }\n  command <<< >>>\n}',
    good: 'task t {\n  input { File bam }\n  command <<< >>>\n}',
  },
  {
    code: 'unclosed-string',
    severity: 'error',
    summary: 'The quote at the end of a string is missing.',
    why: 'A string in quotes ends on the line that it begins on, with the kind of quote that it begins with.',
    bad: 'String sample = "NA12878',
    good: 'String sample = "NA12878"',
  },
  {
    code: 'string-over-lines',
    severity: 'error',
    summary: 'A string in quotes goes on over several lines.',
    why: 'Write it on one line, with `\\n` where a line ends. From version 1.2 a string between `<<<` and `>>>` may have several lines.',
    bad: 'description: "Aligns reads\n  to a reference"',
    good: 'description: "Aligns reads to a reference"',
  },
  {
    code: 'curly-quote',
    severity: 'error',
    summary: 'A string stands in the curly quotes of a word processor.',
    why: 'Code needs the straight quotes `"` or `\'`. The quick fix writes them.',
    bad: 'String sample = “NA12878”',
    good: 'String sample = "NA12878"',
  },
  {
    code: 'odd-blank',
    severity: 'error',
    summary: 'A blank is not a space but a character that only looks like one.',
    why: 'Non-breaking spaces come with text that was copied from web pages and documents. Engines refuse them, and nobody sees them.',
  },
  {
    code: 'unclosed-placeholder',
    severity: 'error',
    summary: 'The `}` of a placeholder is missing.',
    why: 'What follows would be read as part of the expression.',
    bad: 'echo ~{name',
    good: 'echo ~{name}',
  },
  {
    code: 'unclosed-command',
    severity: 'error',
    summary: 'A command has no end.',
    why: '`command <<<` goes on until `>>>` and `command {` until `}`, also over what looks like code.',
    bad: 'command <<<\n  echo hello\n}',
    good: 'command <<<\n  echo hello\n>>>\n}',
  },
  {
    code: 'command-ends-early',
    severity: 'error',
    summary: 'A brace of the shell ends a `command { … }`.',
    why: 'The first `}` outside a placeholder ends such a command, also one that belongs to awk or to the shell. Between `<<<` and `>>>` braces are text.',
    bad: "command {\n  awk '{ print $1 }' x.tsv\n}",
    good: "command <<<\n  awk '{ print $1 }' x.tsv\n>>>",
  },
  {
    code: 'unknown-keyword',
    severity: 'error',
    summary: 'A word is not a keyword, but nearly one.',
    why: 'It stands where only a keyword can stand, so the file is read as if the nearest one stood there.',
    bad: 'ouput { File bam = "out.bam" }',
    good: 'output { File bam = "out.bam" }',
  },
  {
    code: 'invalid-meta-value',
    severity: 'error',
    summary: 'A value in `meta` or `parameter_meta` is an expression.',
    why: 'Metadata is read without running anything: strings, numbers, `true`, `false`, `null`, arrays and objects.',
    bad: 'meta { author: me }',
    good: 'meta { author: "me" }',
  },
  {
    code: 'misplaced-version',
    severity: 'error',
    summary: 'The `version` statement is not the first of the file, or not the only one.',
    why: 'Engines decide by it how to read everything below. Only comments may stand above it.',
    bad: 'import "lib.wdl"\nversion 1.1',
    good: 'version 1.1\nimport "lib.wdl"',
  },
  {
    code: 'module-import',
    severity: 'error',
    summary: 'An import of a module or of single members, which needs WDL 1.4.',
    why: 'Engines run WDL up to 1.3, which imports a whole file by its path in quotes.',
    bad: 'import { align } from tools/bwa',
    good: 'import "tools/bwa.wdl" as bwa',
  },
  {
    code: 'nested-too-deeply',
    severity: 'error',
    summary: 'More than 256 levels are nested inside each other.',
    why: 'No engine reads that. Move inner parts into declarations of their own.',
  },
  {
    code: 'file-too-large',
    severity: 'error',
    summary: 'A file has more than ten million characters.',
    why: 'It is not read. Data belongs in files that the workflow takes as inputs.',
  },
  {
    code: 'not-text',
    severity: 'error',
    summary: 'A file holds zero bytes.',
    why: 'It is a binary file, or text saved as UTF-16. WDL is UTF-8; save it in that encoding.',
  },
];
