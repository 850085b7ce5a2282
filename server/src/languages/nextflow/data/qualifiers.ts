import type { OptionEntry } from './entry.ts';
import { byName, option } from './entry.ts';
import type { Availability } from './versions.ts';

/** What an input or output of a process begins with. */
export interface Qualifier extends Availability {
  readonly name: string;
  readonly doc: string;
  readonly options: readonly OptionEntry[];
  readonly deprecated?: true;
  readonly snippet: string;
}

/** Every output may have these. */
const ANY_OUTPUT: readonly OptionEntry[] = [
  option('emit', 'string', 'The name that the output has outside: `PROC.out.name`.'),
  option('optional', 'boolean', 'Whether the task may go without it.'),
  option('topic', 'string', 'The topic channel to which it goes too.', { since: '24.10' }),
];

/** DSL 1: `into` and `from` stand where `emit` and calls stand now. */
const DSL1_OUTPUT: readonly OptionEntry[] = [
  option('into', 'string', 'The channel, or channels, that it goes to. DSL 1.', { until: '22.04' }),
  option('mode', 'string', 'Whether a list goes out as one value or one by one. DSL 1.', { until: '22.04' }),
];
const DSL1_INPUT: readonly OptionEntry[] = [
  option('from', 'any', 'The channel that it comes from. DSL 1.', { until: '22.04' }),
];

const FILE_OUTPUT: readonly OptionEntry[] = [
  option('arity', 'string', "How many files there must be: `'1'`, `'0..1'`, `'1..*'`.", { since: '23.10' }),
  option('followLinks', 'boolean', 'Whether links to folders are followed; true unless said otherwise.'),
  option('glob', 'boolean', 'Whether `*` and `?` stand for other letters; true unless said otherwise.'),
  option('hidden', 'boolean', 'Whether files whose names begin with a dot count.'),
  option('includeInputs', 'boolean', 'Whether files that came in count.'),
  option('maxDepth', 'integer', 'How many folders deep is searched.'),
  option('type', 'string', 'Files, folders, or both.', { values: ['file', 'dir', 'any'] }),
];

const FILE_INPUT: readonly OptionEntry[] = [
  option('arity', 'string', "How many files must come: `'1'`, `'1..*'`.", { since: '23.10' }),
  option('name', 'string', 'The name under which the file is put into the work folder.'),
  option(
    'stageAs',
    'string',
    'The name under which the file is put into the work folder; `?/*` gives each a folder.',
  ),
];

/** Source: InputDslV1 and the classes of `script/params`. */
export const INPUT_QUALIFIERS: ReadonlyMap<string, Qualifier> = byName<Qualifier>([
  {
    name: 'val',
    doc: 'Any value, under a name that the script reads.',
    options: DSL1_INPUT,
    snippet: 'val ${1:x}',
  },
  {
    name: 'path',
    doc: 'A file, or several, put into the work folder.',
    options: [...FILE_INPUT, ...DSL1_INPUT],
    snippet: 'path ${1:file}',
  },
  {
    name: 'env',
    doc: 'A value that becomes an environment variable.',
    options: DSL1_INPUT,
    snippet: "env '${1:NAME}'",
  },
  {
    name: 'stdin',
    doc: 'A value that the script reads from its standard input.',
    options: DSL1_INPUT,
    snippet: 'stdin',
  },
  {
    name: 'tuple',
    doc: 'Several values that come together.',
    options: DSL1_INPUT,
    snippet: 'tuple val(${1:meta}), path(${2:file})',
  },
  {
    name: 'each',
    doc: 'Runs the process once for each element of a list.',
    options: DSL1_INPUT,
    snippet: 'each ${1:x}',
  },
  {
    name: 'file',
    doc: 'The old name of `path`.',
    options: [...FILE_INPUT, ...DSL1_INPUT],
    deprecated: true,
    snippet: 'file ${1:x}',
  },
  {
    name: 'set',
    doc: 'The name that `tuple` had in DSL 1.',
    options: DSL1_INPUT,
    deprecated: true,
    until: '23.10',
    snippet: 'set ${1:x}',
  },
]);

/** Source: OutputDslV1 and the classes of `script/params`. */
export const OUTPUT_QUALIFIERS: ReadonlyMap<string, Qualifier> = byName<Qualifier>([
  {
    name: 'val',
    doc: 'A value: an expression, or a variable of the script section.',
    options: [...ANY_OUTPUT, ...DSL1_OUTPUT],
    snippet: 'val ${1:x}, emit: ${2:name}',
  },
  {
    name: 'path',
    doc: 'The files of the work folder whose names match.',
    options: [...ANY_OUTPUT, ...FILE_OUTPUT, ...DSL1_OUTPUT],
    snippet: "path '${1:*.txt}', emit: ${2:name}",
  },
  {
    name: 'env',
    doc: 'The value that an environment variable has when the script ends.',
    options: [...ANY_OUTPUT, ...DSL1_OUTPUT],
    snippet: "env '${1:NAME}', emit: ${2:name}",
  },
  {
    name: 'stdout',
    doc: 'What the script writes to its standard output.',
    options: [...ANY_OUTPUT, ...DSL1_OUTPUT],
    snippet: 'stdout emit: ${1:name}',
  },
  {
    name: 'eval',
    doc: 'What a command prints that runs after the script: the version of a tool, say.',
    options: ANY_OUTPUT,
    since: '24.10',
    snippet: "eval '${1:tool --version}', emit: ${2:name}",
  },
  {
    name: 'tuple',
    doc: 'Several values that go out together.',
    options: [...ANY_OUTPUT, ...DSL1_OUTPUT],
    snippet: "tuple val(${1:meta}), path('${2:*.bam}'), emit: ${3:bam}",
  },
  {
    name: 'file',
    doc: 'The old name of `path`.',
    options: [...ANY_OUTPUT, ...FILE_OUTPUT, ...DSL1_OUTPUT],
    deprecated: true,
    snippet: "file '${1:*.txt}'",
  },
  {
    name: 'set',
    doc: 'The name that `tuple` had in DSL 1.',
    options: [...ANY_OUTPUT, ...DSL1_OUTPUT],
    deprecated: true,
    until: '23.10',
    snippet: 'set ${1:x}',
  },
]);
