import type { FunctionTable } from './entry.ts';

/** Source: WDL specifications 1.0 to 1.3, standard library. */
export const FILE_FUNCTIONS: FunctionTable = {
  stdout: {
    since: 'draft-2',
    signatures: ['stdout() -> File'],
    doc: 'The standard output of the command, as a file.',
    only: 'task-output',
  },
  stderr: {
    since: 'draft-2',
    signatures: ['stderr() -> File'],
    doc: 'The standard error of the command, as a file.',
    only: 'task-output',
  },
  glob: {
    since: 'draft-2',
    signatures: ['glob(pattern: String) -> Array[File]'],
    doc: 'The files of the task’s working directory that match the shell pattern, in the order of their names.',
    only: 'task-output',
  },
  size: {
    since: 'draft-2',
    signatures: [
      'size(file: File?, unit?: String) -> Float',
      'size(directory: Directory?, unit?: String) -> Float',
      'size(files: Array[File?]?, unit?: String) -> Float',
      'size(files: Array[File]?, unit?: String) -> Float',
      'size(value: X, unit?: String) -> Float',
    ],
    doc: 'How large files are: bytes, or in the unit given (`"KiB"`, `"MiB"`, `"GiB"`, `"GB"` …). A missing file counts nothing.',
  },
  read_string: {
    since: 'draft-2',
    signatures: ['read_string(file: File) -> String'],
    doc: 'The whole file as text, without the last line break.',
  },
  read_int: {
    since: 'draft-2',
    signatures: ['read_int(file: File) -> Int'],
    doc: 'The whole number that the file holds on its one line.',
  },
  read_float: {
    since: 'draft-2',
    signatures: ['read_float(file: File) -> Float'],
    doc: 'The number that the file holds on its one line.',
  },
  read_boolean: {
    since: 'draft-2',
    signatures: ['read_boolean(file: File) -> Boolean'],
    doc: '`true` or `false`, as the file says on its one line.',
  },
  read_lines: {
    since: 'draft-2',
    signatures: ['read_lines(file: File) -> Array[String]'],
    doc: 'The lines of a file, without line breaks.',
  },
  write_lines: {
    since: 'draft-2',
    signatures: ['write_lines(lines: Array[String]) -> File'],
    doc: 'A file with one line for each element.',
  },
  read_tsv: {
    since: 'draft-2',
    signatures: [
      'read_tsv(file: File) -> Array[Array[String]]',
      '1.2: read_tsv(file: File, header: Boolean) -> Array[Object]',
      '1.2: read_tsv(file: File, header: Boolean, names: Array[String]) -> Array[Object]',
    ],
    doc: 'The rows of a tab-separated file. With a header or names (1.2), each row is an object.',
  },
  write_tsv: {
    since: 'draft-2',
    signatures: [
      'write_tsv(rows: Array[Array[String]]) -> File',
      '1.2: write_tsv(rows: Array[Array[String]], header: Boolean) -> File',
      '1.2: write_tsv(rows: Array[Array[String]], header: Boolean, names: Array[String]) -> File',
      '1.2: write_tsv(structs: Array[R]) -> File',
      '1.2: write_tsv(structs: Array[R], header: Boolean) -> File',
      '1.2: write_tsv(structs: Array[R], header: Boolean, names: Array[String]) -> File',
    ],
    doc: 'A tab-separated file with one line for each row.',
  },
  read_map: {
    since: 'draft-2',
    signatures: ['read_map(file: File) -> Map[String, String]'],
    doc: 'A file of two tab-separated columns as a map: keys in the first, values in the second.',
  },
  write_map: {
    since: 'draft-2',
    signatures: ['write_map(map: Map[String, String]) -> File', 'write_map(map: Map[P, Y]) -> File'],
    doc: 'A file with a line `key`, tab, `value` for each entry.',
  },
  read_json: {
    since: 'draft-2',
    signatures: ['read_json(file: File) -> Any'],
    doc: 'The value of a JSON file; its type is that of the declaration it is given to.',
  },
  write_json: {
    since: 'draft-2',
    signatures: ['write_json(value: X?) -> File'],
    doc: 'A JSON file with the value.',
  },
  read_object: {
    since: 'draft-2',
    signatures: ['read_object(file: File) -> Object'],
    doc: 'An object of a tab-separated file with two lines: names, then values.',
  },
  read_objects: {
    since: 'draft-2',
    signatures: ['read_objects(file: File) -> Array[Object]'],
    doc: 'The rows of a tab-separated file with a header, each as an object.',
  },
  write_object: {
    since: 'draft-2',
    signatures: ['write_object(value: Object) -> File', 'write_object(value: R) -> File'],
    doc: 'A tab-separated file with two lines: the names of the members, then their values.',
  },
  write_objects: {
    since: 'draft-2',
    signatures: ['write_objects(values: Array[Object]) -> File', 'write_objects(values: Array[R]) -> File'],
    doc: 'A tab-separated file with a header and one line for each object.',
  },
};
