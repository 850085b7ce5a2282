import type { FieldInfo } from './shape.ts';
import { BOOLEAN, EXPRESSION, PROSE, list, record, text, typeOf } from './shape.ts';
import { LOAD_LISTING } from './enums.ts';
import type { TypeSide } from './shape.ts';

/** Fields that many records have. */

export const LABEL: FieldInfo = {
  name: 'label',
  shapes: [PROSE],
  doc: 'A short name for people. AWS HealthOmics takes labels of the main workflow’s inputs for the descriptions of its parameters.',
};

export const DOC: FieldInfo = {
  name: 'doc',
  shapes: [PROSE, list(PROSE)],
  doc: 'A description for people, one text or a list of paragraphs.',
};

/** Processes, steps and fields of records take a list of paragraphs from v1.1 on. */
export const PROCESS_DOC: FieldInfo = { ...DOC, older: [{ until: 'v1.0', shapes: [PROSE] }] };

export const FIELD_DOC = PROCESS_DOC;

export const ID: FieldInfo = {
  name: 'id',
  shapes: [text('identifier')],
  doc: 'The name by which others in the document refer to it. In the map form the key is the name.',
};

export const SECONDARY_FILES: FieldInfo = {
  name: 'secondaryFiles',
  shapes: [
    text('pattern'),
    EXPRESSION,
    record('SecondaryFileSchema'),
    list(text('pattern'), EXPRESSION, record('SecondaryFileSchema')),
  ],
  older: [{ until: 'v1.0', shapes: [text('pattern'), EXPRESSION, list(text('pattern'), EXPRESSION)] }],
  doc: 'Files that lie beside the file and go with it, such as an index. A pattern is put behind the name of the file; every `^` at its start first takes one extension off. A `?` at its end makes the file optional from v1.1 on. AWS HealthOmics fetches only what the inputs of the main workflow declare.',
  examples: ['.bai', '^.bai', '.fai', '^.dict', '.tbi', '.csi'],
};

export const STREAMABLE: FieldInfo = {
  name: 'streamable',
  shapes: [BOOLEAN],
  default: 'false',
  doc: 'The file is read or written once and from its start to its end, so that it may be a pipe.',
};

export const INPUT_FORMAT: FieldInfo = {
  name: 'format',
  shapes: [text('format'), EXPRESSION, list(text('format'))],
  doc: 'The format that the file has to have, or several to choose from, as identifiers of an ontology such as EDAM.',
  examples: ['edam:format_2572', 'edam:format_1930', 'edam:format_3016', 'edam:format_1929'],
};

export const OUTPUT_FORMAT: FieldInfo = {
  name: 'format',
  shapes: [text('format'), EXPRESSION],
  doc: 'The format that the file gets, as an identifier of an ontology such as EDAM.',
  examples: ['edam:format_2572', 'edam:format_3016', 'edam:format_2330'],
};

export const LOAD_CONTENTS: FieldInfo = {
  name: 'loadContents',
  shapes: [BOOLEAN],
  default: 'false',
  doc: 'Reads the first 64 KiB of the file into `contents`, where expressions see it. From v1.2 on a larger file is an error.',
};

export const LOAD_LISTING_FIELD: FieldInfo = {
  name: 'loadListing',
  shapes: [LOAD_LISTING],
  since: 'v1.1',
  doc: 'How much of a directory expressions see in `listing`.',
};

export function typeField(side: TypeSide, required: FieldInfo['required']): FieldInfo {
  return {
    name: 'type',
    shapes: [typeOf(side)],
    doc: 'The type: a name such as `File`, `string` or `int`, with `[]` behind it for a list and `?` for one that may be missing; a list of types that are all possible; or a schema of kind `array`, `record` or `enum`.',
    ...(required === undefined ? {} : { required }),
  };
}
