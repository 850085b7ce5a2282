import type { FunctionTable } from './entry.ts';

/** Source: WDL specifications 1.0 to 1.3, standard library. */
export const STRING_FUNCTIONS: FunctionTable = {
  sub: {
    since: 'draft-2',
    signatures: ['sub(input: String, pattern: String, replace: String) -> String'],
    doc: 'Replaces every match of the regular expression. `sub(basename(bam), "\\\\.bam$", "")` takes an ending away.',
  },
  find: {
    since: '1.2',
    signatures: ['find(input: String, pattern: String) -> String?'],
    doc: 'The first match of the regular expression, or `None`.',
  },
  matches: {
    since: '1.2',
    signatures: ['matches(input: String, pattern: String) -> Boolean'],
    doc: 'Whether the regular expression matches anywhere in the text. Anchor it with `^` and `$` to match the whole.',
  },
  split: {
    since: '1.3',
    signatures: ['split(input: String, delimiter: String) -> Array[String]'],
    doc: 'The parts between the delimiter, which is a regular expression.',
  },
  basename: {
    since: 'draft-2',
    signatures: [
      'basename(path: File, suffix?: String) -> String',
      'basename(path: String, suffix?: String) -> String',
      'basename(path: Directory, suffix?: String) -> String',
    ],
    doc: 'The last part of a path. A suffix that it ends in is taken away.',
  },
  join_paths: {
    since: '1.2',
    signatures: [
      'join_paths(base: Directory, relative: String) -> String',
      'join_paths(base: Directory, relative: Array[String]+) -> String',
      'join_paths(paths: Array[String]+) -> String',
      'join_paths(base: File, relative: String) -> String',
      'join_paths(base: File, relative: Array[String]+) -> String',
    ],
    doc: 'Puts paths together with one slash between them. Only the first may be absolute.',
  },
  prefix: {
    since: 'draft-2',
    signatures: ['prefix(prefix: String, array: Array[P]) -> Array[String]'],
    doc: 'Writes a text in front of every element: `prefix("-I ", bams)` makes command options.',
  },
  suffix: {
    since: '1.1',
    toleratedSince: '1.0',
    signatures: ['suffix(suffix: String, array: Array[P]) -> Array[String]'],
    doc: 'Writes a text behind every element.',
  },
  quote: {
    since: '1.1',
    signatures: ['quote(array: Array[P]) -> Array[String]'],
    doc: 'Puts every element into double quotes.',
  },
  squote: {
    since: '1.1',
    signatures: ['squote(array: Array[P]) -> Array[String]'],
    doc: 'Puts every element into single quotes.',
  },
  sep: {
    since: '1.1',
    toleratedSince: '1.0',
    signatures: ['sep(separator: String, array: Array[P]) -> String'],
    doc: 'One text of all elements with the separator between them.',
  },
};
