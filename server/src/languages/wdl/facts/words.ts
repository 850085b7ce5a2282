/** What the words of the language mean, for hover. Markdown; the key is the word as it is written. */
export const KEYWORD_DOCS: ReadonlyMap<string, string> = new Map([
  [
    'version',
    'The version of WDL that the document is written in: the first line. AWS HealthOmics runs `1.0`, `1.1` and `development`.',
  ],
  [
    'import',
    'Makes the tasks, workflows and structs of another document known. The path is relative to this document.',
  ],
  ['alias', 'Gives an imported struct another name here: `alias Sample as LabSample`.'],
  ['as', 'Gives an imported document, an imported struct or a call its name here.'],
  ['after', 'Lets a call wait for another call whose outputs it does not use (1.1).'],
  ['struct', 'A type with named members. Structs of imported documents are known by their own names.'],
  ['enum', 'A type with a fixed set of values (1.3).'],
  ['task', 'A command with inputs and outputs, run in a container.'],
  ['workflow', 'Calls tasks and other workflows. Each call runs as soon as its inputs are there.'],
  [
    'input',
    'What must or may be given from outside. A declaration without `?` and without a value is required.',
  ],
  ['output', 'What is handed on. In the workflow that is run, this is what AWS HealthOmics keeps.'],
  [
    'command',
    'The shell script that the task runs. In `<<< … >>>` only `~{…}` is a placeholder; in `{ … }` also `${…}`.',
  ],
  ['runtime', 'What the command needs to run: container, CPUs, memory, GPUs.'],
  ['requirements', 'What the command needs to run, and fails without (1.2).'],
  ['hints', 'What helps the engine, and may be ignored (1.2).'],
  [
    'meta',
    'Facts about the task or workflow. `volatile: true` makes AWS HealthOmics run a task anew in spite of a run cache.',
  ],
  [
    'parameter_meta',
    'Descriptions of inputs and outputs, by name. The parameter template takes its descriptions from here.',
  ],
  ['call', 'Runs a task or workflow. Its outputs are `name.output`.'],
  [
    'scatter',
    'Runs the body once for each element of an array, at the same time. What is declared inside is an array outside.',
  ],
  [
    'if',
    'As a block: runs the body only when the condition holds; what is declared inside is optional outside. In an expression: chooses one of two values.',
  ],
  ['then', 'The value when the condition holds.'],
  ['else', 'The value, or the body (1.3), when the condition does not hold.'],
  ['in', 'Stands between the name of an element and the array that is scattered over.'],
  ['env', 'Also gives the value to the command as an environment variable (1.2).'],
  ['object', 'A value with named members of any type. A struct says which members there are.'],
  ['None', 'The optional value that is missing (1.1).'],
  ['true', 'The Boolean value true.'],
  ['false', 'The Boolean value false.'],
]);

export const TYPE_DOCS: ReadonlyMap<string, string> = new Map([
  [
    'File',
    'A file. On AWS HealthOmics a value is an `s3://` or `omics://` URI of one object; it is copied to where the task can read it.',
  ],
  [
    'Directory',
    'A folder (1.2 and development). On AWS HealthOmics a value is an `s3://` URI that ends in `/`.',
  ],
  ['String', 'Text. A URI in a `String` is not copied to the task; use `File` for that.'],
  ['Int', 'A whole number of 64 bits.'],
  ['Float', 'A number of 64 bits.'],
  ['Boolean', '`true` or `false`.'],
  ['Array', '`Array[X]`: values of one type in order. `Array[X]+` has one at least.'],
  ['Map', '`Map[K, V]`: values by key, in the order in which they were added.'],
  ['Pair', '`Pair[X, Y]`: two values, `left` and `right`. In parameters: `{"left": …, "right": …}`.'],
  ['Object', 'Named members of any type. Deprecated: a struct says which members there are.'],
]);

/** Keys of meta sections that engines or catalogues read. Source: HealthOmics user guide, call caching, 2025. */
export const META_DOCS: ReadonlyMap<string, string> = new Map([
  [
    'volatile',
    'With `true`, AWS HealthOmics runs the task anew in every run, also where a run cache holds its result. For tasks whose outcome depends on more than their inputs: the date, a database that changes.',
  ],
  [
    'description',
    'What it does, in a sentence. The editor shows it for calls, and catalogues show it in lists.',
  ],
  ['outputs', 'Descriptions of the outputs, by name.'],
]);

/** Options of placeholders. */
export const OPTION_DOCS: ReadonlyMap<string, string> = new Map([
  ['sep', 'Joins the elements of an array: `~{sep=" " files}`.'],
  ['default', 'What is written when the value is missing: `~{default="none" name}`.'],
  ['true', 'What is written for true: `~{true="--all" false="" all}`.'],
  ['false', 'What is written for false: `~{true="--all" false="" all}`.'],
]);
