import type { OptionEntry } from './entry.ts';
import { byName, option } from './entry.ts';
import type { Availability } from './versions.ts';

/** What comes out of an operator: a queue, one value, several named channels, nothing, or what came in. */
export type OperatorResult = 'queue' | 'value' | 'several' | 'nothing' | 'same';

/** A method of channels. */
export interface Operator extends Availability {
  readonly name: string;
  /** Positional arguments, options left out: least and most. A closure counts. */
  readonly arity: readonly [least: number, most: number];
  readonly parameters: readonly string[];
  /** The named arguments, where it takes some. */
  readonly options?: readonly OptionEntry[];
  readonly result: OperatorResult;
  readonly doc: string;
  readonly deprecated?: true;
  /** It makes a variable of each name in its closure. */
  readonly names?: true;
}

const MANY = 99;

const BY = option(
  'by',
  'any',
  'The index of the key in each tuple, or a list of such; 0 unless said otherwise.',
);

const SPLIT: readonly OptionEntry[] = [
  option('by', 'integer', 'How many records go into each piece.'),
  option('limit', 'integer', 'How many records are read at most.'),
  option('elem', 'any', 'Which element of a tuple is split.'),
  option('each', 'closure', 'Called for each record.'),
  option('into', 'any', 'A channel that the pieces go to.'),
  option('autoClose', 'boolean', 'Whether the channel ends with the last piece.'),
  option('decompress', 'boolean', 'Whether the file is compressed.'),
];
const SPLIT_TEXT: readonly OptionEntry[] = [
  ...SPLIT,
  option('charset', 'string', 'The encoding of the text.'),
  option('file', 'any', 'Whether the pieces are files; or the folder or name for them.'),
  option('compress', 'boolean', 'Whether the files of the pieces are compressed.'),
];
const RECORD = option(
  'record',
  'any',
  'Whether records are taken apart; or a map of the fields that are wanted.',
);

/** What OperatorEx (22.04) and OperatorImpl (23.10 to 25.10) define, and the parameters that each checks. */
const ENTRIES: readonly Operator[] = [
  op(
    'branch',
    [1, 1],
    ['criteria'],
    'several',
    'Sends each value to the first channel whose condition holds: `branch { small: it < 5; big: true }`.',
  ),
  op(
    'buffer',
    [0, 2],
    ['openingCondition', 'closingCondition'],
    'queue',
    'Gathers values into lists: by a number, or up to a value that closes a list.',
    [
      option('size', 'integer', 'How many values go into a list.'),
      option('skip', 'integer', 'How many values are left out before each list.'),
      option('remainder', 'boolean', 'Whether the last list may be shorter.'),
    ],
  ),
  op(
    'collate',
    [1, 3],
    ['size', 'step', 'remainder'],
    'queue',
    'Gathers values into lists of a size, each a step further.',
  ),
  op('collect', [0, 1], ['transform'], 'value', 'One list of all values.', [
    option('flat', 'boolean', 'Whether lists among the values are opened; true unless said otherwise.'),
    option('sort', 'any', 'Whether, or how, the list is sorted.'),
  ]),
  op('collectFile', [0, 1], ['grouping'], 'queue', 'Writes the values into files and gives the files.', [
    option('name', 'any', 'The name of the file.'),
    option('storeDir', 'path', 'The folder of the files; a temporary one unless said otherwise.'),
    option('tempDir', 'path', 'The folder for what is being gathered.'),
    option('newLine', 'boolean', 'Whether each value ends with a new line.'),
    option('seed', 'any', 'Text that each file begins with.'),
    option('skip', 'integer', 'How many lines of each value are left out.'),
    option('keepHeader', 'boolean', 'Whether the lines that `skip` leaves out stay once, at the top.'),
    option('sort', 'any', 'The order of the values.'),
    option('cache', 'any', 'Whether gathered files are kept for a later run.'),
    option('sliceMaxSize', 'integer', 'The most bytes of a piece that is sorted in memory.'),
    option('sliceMaxItems', 'integer', 'The most values of a piece that is sorted in memory.'),
    option('deleteTempFilesOnClose', 'boolean', 'Whether temporary files are removed.'),
  ]),
  op(
    'combine',
    [1, 1],
    ['other'],
    'queue',
    'Each value with each of another channel; with `by`, only those that share a key.',
    [BY, option('flat', 'boolean', 'Whether tuples are joined into one.')],
  ),
  op('concat', [1, MANY], ['others'], 'queue', 'All values of this channel, then all of the next.'),
  op('count', [0, 1], ['condition'], 'value', 'How many values there are, or how many meet a condition.'),
  op('countBy', [0, 1], ['criteria'], 'value', 'How often each value occurs.', undefined, {
    until: '22.04',
    deprecated: true,
  }),
  op('countFasta', [0, 0], [], 'value', 'How many records FASTA files hold.', SPLIT_TEXT),
  op('countFastq', [0, 0], [], 'value', 'How many records FASTQ files hold.', SPLIT_TEXT),
  op('countJson', [0, 0], [], 'value', 'How many elements JSON files hold.', SPLIT, { since: '23.10' }),
  op('countLines', [0, 0], [], 'value', 'How many lines files hold.', SPLIT_TEXT),
  op('countText', [0, 0], [], 'value', 'How many pieces of text there are.', SPLIT_TEXT, { until: '22.04' }),
  op(
    'cross',
    [1, 2],
    ['other', 'mapper'],
    'queue',
    'Pairs of values that share a key, for each value of the other channel.',
  ),
  op('distinct', [0, 1], ['comparator'], 'queue', 'Leaves out values that equal the one before.'),
  op(
    'dump',
    [0, 1],
    ['mapper'],
    'same',
    'Prints the values where the run was started with `-dump-channels`.',
    [
      option('tag', 'string', 'The name to ask for on the command line.'),
      option('pretty', 'boolean', 'Whether values are printed over several lines.', { since: '23.10' }),
    ],
  ),
  op(
    'filter',
    [1, 1],
    ['condition'],
    'queue',
    'Keeps what meets a condition: a closure, a pattern, a type or a value.',
  ),
  op('first', [0, 1], ['condition'], 'value', 'The first value, or the first that meets a condition.'),
  op(
    'flatMap',
    [0, 1],
    ['mapper'],
    'queue',
    'Like `map`, and the elements of what it gives come one by one.',
  ),
  op('flatten', [0, 0], [], 'queue', 'The elements of all lists, however deep, one by one.'),
  op('fork', [1, 1], ['criteria'], 'several', 'The old name of `multiMap`.', undefined, {
    until: '22.04',
    deprecated: true,
  }),
  op('groupBy', [0, 1], ['criteria'], 'value', 'A map of values by key.', undefined, {
    until: '22.04',
    deprecated: true,
  }),
  op('groupTuple', [0, 0], [], 'queue', 'Gathers tuples that share a key into one tuple of lists.', [
    BY,
    option(
      'size',
      'integer',
      'How many tuples make a group: with it, groups go out before the channel ends.',
    ),
    option('remainder', 'boolean', 'Whether groups that are not full go out.'),
    option('sort', 'any', 'The order inside of each group.'),
  ]),
  op('ifEmpty', [1, 1], ['value'], 'same', 'A value, or what a closure gives, where the channel has none.'),
  op('into', [1, MANY], ['targets'], 'nothing', 'Copies the channel into several. DSL 1.', undefined, {
    until: '22.04',
    names: true,
  }),
  op('join', [1, 1], ['other'], 'queue', 'Pairs of tuples of two channels that share a key.', [
    BY,
    option('remainder', 'boolean', 'Whether tuples without a partner go out, with `null` in its place.'),
    option('failOnMismatch', 'boolean', 'Whether the run fails when a tuple has no partner.'),
    option('failOnDuplicate', 'boolean', 'Whether the run fails when a key comes twice.'),
  ]),
  op('last', [0, 0], [], 'value', 'The last value.'),
  op('map', [1, 1], ['mapper'], 'same', 'What a closure makes of each value.'),
  op('max', [0, 1], ['comparator'], 'value', 'The largest value.'),
  op('mean', [0, 1], ['transform'], 'value', 'The mean of all values.', undefined, {
    until: '24.10',
    deprecated: true,
  }),
  op(
    'merge',
    [1, MANY],
    ['others', 'mapper'],
    'queue',
    'Values of several channels, one of each, in the order in which they come. Better use `join`.',
  ),
  op('min', [0, 1], ['comparator'], 'value', 'The smallest value.'),
  op('mix', [1, MANY], ['others'], 'queue', 'All values of several channels, in any order.'),
  op(
    'multiMap',
    [1, 1],
    ['criteria'],
    'several',
    'Makes several named channels of each value: `multiMap { a: it[0]; b: it[1] }`.',
  ),
  op(
    'phase',
    [1, 2],
    ['other', 'mapper'],
    'queue',
    'The old way to `join`.',
    [option('remainder', 'boolean', 'Whether values without a partner go out.')],
    { until: '22.04', deprecated: true },
  ),
  op('print', [0, 1], ['mapper'], 'nothing', 'Prints the values. DSL 1.', undefined, { until: '22.04' }),
  op('println', [0, 1], ['mapper'], 'nothing', 'Prints the values, each on a line. DSL 1.', undefined, {
    until: '22.04',
  }),
  op('randomSample', [1, 2], ['size', 'seed'], 'queue', 'So many values, chosen at random.'),
  op(
    'reduce',
    [1, 2],
    ['seed', 'accumulator'],
    'value',
    'One value, made of all by a closure that takes what there is and the next.',
  ),
  op(
    'separate',
    [1, MANY],
    ['channels', 'mapper'],
    'nothing',
    'Sends the parts of each value to several channels. DSL 1.',
    undefined,
    { until: '22.04' },
  ),
  op(
    'choice',
    [2, MANY],
    ['channels', 'selector'],
    'nothing',
    'Sends each value to one of several channels. DSL 1.',
    undefined,
    { until: '22.04' },
  ),
  op('set', [1, 1], ['holder'], 'nothing', 'Gives the channel a name: `set { reads }`.', undefined, {
    names: true,
  }),
  op('splitCsv', [0, 1], ['action'], 'queue', 'The rows of CSV text.', [
    ...SPLIT,
    option('header', 'any', 'Whether the first row holds names; or the names themselves.'),
    option('sep', 'string', 'What stands between cells; a comma unless said otherwise.'),
    option('quote', 'string', 'What cells may stand in.'),
    option('skip', 'integer', 'How many lines are left out at the top.'),
    option('strip', 'boolean', 'Whether blanks around cells are removed.'),
    option('charset', 'string', 'The encoding of the text.'),
  ]),
  op('splitFasta', [0, 1], ['action'], 'queue', 'The records of FASTA text.', [
    ...SPLIT_TEXT,
    RECORD,
    option('size', 'memory', 'The size of each piece.'),
  ]),
  op('splitFastq', [0, 1], ['action'], 'queue', 'The records of FASTQ text.', [
    ...SPLIT_TEXT,
    RECORD,
    option('pe', 'boolean', 'Whether tuples hold the two files of paired ends.'),
  ]),
  op(
    'splitJson',
    [0, 1],
    ['action'],
    'queue',
    'The elements of JSON text.',
    [
      option('path', 'string', 'Which part of the text.'),
      option('limit', 'integer', 'How many elements are read at most.'),
      option('into', 'any', 'A channel that the elements go to.'),
      option('autoClose', 'boolean', 'Whether the channel ends with the last element.'),
    ],
    { since: '23.10' },
  ),
  op('splitText', [0, 1], ['action'], 'queue', 'Pieces of text, of one line unless said otherwise.', [
    ...SPLIT_TEXT,
    option('keepHeader', 'boolean', 'Whether the first line stands at the top of each piece.'),
  ]),
  op('spread', [1, 1], ['other'], 'queue', 'The old way to `combine`.', undefined, {
    until: '22.04',
    deprecated: true,
  }),
  op('subscribe', [0, 1], ['onNext'], 'nothing', 'Calls a closure for each value.', [
    option('onNext', 'closure', 'Called for each value.'),
    option('onComplete', 'closure', 'Called after the last.'),
    option('onError', 'closure', 'Called when something failed.'),
  ]),
  op('sum', [0, 1], ['transform'], 'value', 'The sum of all values.'),
  op('take', [1, 1], ['count'], 'queue', 'The first so many values.'),
  op('tap', [1, 1], ['holder'], 'same', 'Gives the channel a name, and goes on: `tap { log }`.', undefined, {
    names: true,
  }),
  op('toDouble', [0, 0], [], 'same', 'Each value as a number.', undefined, { deprecated: true }),
  op('toFloat', [0, 0], [], 'same', 'Each value as a number.', undefined, { deprecated: true }),
  op('toInteger', [0, 0], [], 'same', 'Each value as a whole number.'),
  op('toLong', [0, 0], [], 'same', 'Each value as a whole number.', undefined, { deprecated: true }),
  op('toList', [0, 0], [], 'value', 'One list of all values, as they are.'),
  op('toSortedList', [0, 1], ['comparator'], 'value', 'One sorted list of all values.'),
  op('transpose', [0, 0], [], 'queue', 'Tuples with lists in them, one element of each list at a time.', [
    option('by', 'any', 'Which elements are opened; all lists unless said otherwise.'),
    option('remainder', 'boolean', 'Whether shorter lists are filled up with `null`.'),
  ]),
  op('unique', [0, 1], ['comparator'], 'queue', 'Leaves out values that came before.'),
  op('until', [1, 1], ['condition'], 'queue', 'All values before the first that meets a condition.'),
  op('view', [0, 1], ['mapper'], 'same', 'Prints the values.', [
    option('newLine', 'boolean', 'Whether each value ends with a new line.'),
  ]),
];

function op(
  name: string,
  arity: Operator['arity'],
  parameters: readonly string[],
  result: OperatorResult,
  doc: string,
  options?: readonly OptionEntry[],
  more: Availability & { readonly deprecated?: true; readonly names?: true } = {},
): Operator {
  return { name, arity, parameters, result, doc, ...(options === undefined ? {} : { options }), ...more };
}

export const OPERATORS: ReadonlyMap<string, Operator> = byName(ENTRIES);

const FILES: readonly OptionEntry[] = [
  option('checkIfExists', 'boolean', 'Whether the run fails when there is no such file.'),
  option('followLinks', 'boolean', 'Whether links to folders are followed; true unless said otherwise.'),
  option('glob', 'boolean', 'Whether `*` and `?` stand for other letters; true unless said otherwise.'),
  option('hidden', 'boolean', 'Whether files whose names begin with a dot count.'),
  option('maxDepth', 'integer', 'How many folders deep is searched.'),
  option(
    'relative',
    'boolean',
    'Whether paths are relative to the last folder of the pattern without a wildcard.',
  ),
  option('type', 'string', 'Files, folders, or both.', { values: ['file', 'dir', 'any'] }),
];

/** What Channel offers, called on `channel` or `Channel`. */
const FACTORY_ENTRIES: readonly Operator[] = [
  op('create', [0, 0], [], 'queue', 'A channel that is filled by hand. DSL 1.', undefined, {
    until: '22.04',
  }),
  op('empty', [0, 0], [], 'queue', 'A channel without values.'),
  op(
    'from',
    [0, MANY],
    ['values'],
    'queue',
    'The old way to make a channel of values: `of`, or `fromList`.',
    undefined,
    { deprecated: true },
  ),
  op(
    'fromFilePairs',
    [1, 2],
    ['pattern', 'grouping'],
    'queue',
    'Files whose names differ at the wildcard only, as pairs of what they share and a list of them.',
    [
      ...FILES.filter(({ name }) => name !== 'relative'),
      option(
        'size',
        'integer',
        'How many files make a group; 2 unless said otherwise, and -1 for any number.',
      ),
      option('flat', 'boolean', 'Whether the files come beside the name and not in a list.'),
    ],
  ),
  op('fromLineage', [0, 0], [], 'queue', 'Files that lineage records describe.', undefined, {
    since: '25.10',
  }),
  op('fromList', [1, 1], ['values'], 'queue', 'The elements of a list, one by one.'),
  op('fromPath', [1, 1], ['pattern'], 'queue', 'The files that match a path or a pattern.', FILES),
  op(
    'fromSRA',
    [1, 1],
    ['query'],
    'queue',
    'Runs of the Sequence Read Archive, as pairs of an accession and a list of files.',
    [
      option('apiKey', 'string', 'A key of NCBI.'),
      option('cache', 'boolean', 'Whether answers are kept.'),
      option('max', 'integer', 'How many at most.'),
      option('protocol', 'string', 'How files are fetched.', { values: ['ftp', 'http', 'https'] }),
      option('retryPolicy', 'map', 'How often and how soon a question is asked again.', { since: '23.10' }),
    ],
  ),
  op(
    'interval',
    [1, 2],
    ['duration', 'mapper'],
    'queue',
    'A number again and again, at intervals.',
    undefined,
    { since: '22.04' },
  ),
  op('just', [0, 1], ['value'], 'value', 'The old name of `value`.', undefined, {
    until: '22.04',
    deprecated: true,
  }),
  op('of', [0, MANY], ['values'], 'queue', 'Each of the values.'),
  op(
    'topic',
    [1, 1],
    ['name'],
    'queue',
    'All that goes to a topic. In 24.10 a preview that needs `nextflow.preview.topic`.',
    undefined,
    {
      since: '24.10',
    },
  ),
  op('value', [0, 1], ['value'], 'value', 'One value, which can be read as often as is needed.'),
  op('watchPath', [1, 2], ['pattern', 'events'], 'queue', 'Files as they appear. It never ends.'),
];

export const CHANNEL_FACTORIES: ReadonlyMap<string, Operator> = byName(FACTORY_ENTRIES);

/** `join(other, by: …)`: how it is written. */
export function operatorLabel({ name, parameters, arity, options }: Operator): string {
  const [least, most] = arity;
  const words = parameters.map((parameter, i) => (i < least ? parameter : `${parameter}?`));
  if (most === MANY && words.length > 0) words.push('…');
  if (options !== undefined) words.push('options');
  return `${name}(${words.join(', ')})`;
}
