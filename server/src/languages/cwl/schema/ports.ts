import {
  DOC,
  FIELD_DOC,
  ID,
  INPUT_FORMAT,
  LABEL,
  LOAD_CONTENTS,
  LOAD_LISTING_FIELD,
  OUTPUT_FORMAT,
  SECONDARY_FILES,
  STREAMABLE,
  typeField,
} from './common-fields.ts';
import { LINK_MERGE, PICK_VALUE, SCHEMA_KIND } from './enums.ts';
import type { FieldInfo, RecordInfo, TypeSide } from './shape.ts';
import { ANY_VALUE, BOOLEAN, EXPRESSION, INT, STRING, list, mapped, record, text, typeOf } from './shape.ts';

const INPUT_BINDING: FieldInfo = {
  name: 'inputBinding',
  shapes: [record('CommandLineBinding')],
  doc: 'Puts the value on the command line. Without it the value is there for expressions only.',
};

const OUTPUT_BINDING: FieldInfo = {
  name: 'outputBinding',
  shapes: [record('CommandOutputBinding')],
  doc: 'Where the value comes from when the command has ended.',
};

const DEFAULT: FieldInfo = {
  name: 'default',
  shapes: [ANY_VALUE],
  doc: 'The value when none is given, or null is. An input with a default is optional.',
};

const SINCE_1_1 = { since: 'v1.1' } as const;
const UNTIL_1_0 = { until: 'v1.0' } as const;

const INPUT_FIELDS: readonly FieldInfo[] = [
  DOC,
  LABEL,
  SECONDARY_FILES,
  INPUT_FORMAT,
  DEFAULT,
  { ...LOAD_CONTENTS, ...SINCE_1_1 },
  LOAD_LISTING_FIELD,
  STREAMABLE,
  ID,
];

const OUTPUT_FIELDS: readonly FieldInfo[] = [DOC, LABEL, SECONDARY_FILES, OUTPUT_FORMAT, STREAMABLE, ID];

const LINK_FIELDS: readonly FieldInfo[] = [
  {
    name: 'linkMerge',
    shapes: [LINK_MERGE],
    default: 'merge_nested',
    doc: 'How several sources become one value. Needs `MultipleInputFeatureRequirement`.',
  },
  {
    name: 'pickValue',
    shapes: [PICK_VALUE],
    since: 'v1.2',
    doc: 'Which of the sources count when some are null, as those of steps that a condition skipped.',
  },
];

export const PORTS: readonly RecordInfo[] = [
  {
    name: 'CommandInputParameter',
    title: 'an input',
    doc: 'An input of a command-line tool.',
    fields: [typeField('commandInput', 'all'), INPUT_BINDING, ...INPUT_FIELDS],
  },
  {
    name: 'CommandOutputParameter',
    title: 'an output',
    doc: 'An output of a command-line tool.',
    fields: [typeField('commandOutput', 'all'), OUTPUT_BINDING, ...OUTPUT_FIELDS],
  },
  {
    name: 'WorkflowInputParameter',
    title: 'an input',
    doc: 'An input of a workflow or an expression tool.',
    fields: [
      typeField('input', 'all'),
      ...INPUT_FIELDS,
      {
        ...INPUT_BINDING,
        shapes: [record('InputBinding')],
        older: [{ until: 'v1.0', shapes: [record('CommandLineBinding')] }],
        doc: 'Kept for older documents: `loadContents` may stand in it. There is no command line here.',
      },
    ],
  },
  {
    name: 'WorkflowOutputParameter',
    title: 'an output',
    doc: 'An output of a workflow.',
    fields: [
      typeField('output', 'all'),
      {
        name: 'outputSource',
        shapes: [text('link'), list(text('link'))],
        doc: 'What it takes its value from: `step/output`, an input of the workflow, or a list of them.',
      },
      ...LINK_FIELDS,
      ...OUTPUT_FIELDS,
      { ...OUTPUT_BINDING, ...UNTIL_1_0, doc: 'Has no meaning in a workflow.' },
    ],
  },
  {
    name: 'ExpressionToolOutputParameter',
    title: 'an output',
    doc: 'An output of an expression tool: a member of the object that the expression gives.',
    fields: [
      typeField('output', 'all'),
      ...OUTPUT_FIELDS,
      { ...OUTPUT_BINDING, ...UNTIL_1_0, doc: 'Has no meaning in an expression tool.' },
    ],
  },
  {
    name: 'OperationInputParameter',
    title: 'an input',
    doc: 'An input of an operation.',
    fields: [typeField('input', 'all'), ...INPUT_FIELDS],
  },
  {
    name: 'OperationOutputParameter',
    title: 'an output',
    doc: 'An output of an operation.',
    fields: [typeField('output', 'all'), ...OUTPUT_FIELDS],
  },
  {
    name: 'WorkflowStepInput',
    title: 'an input of a step',
    doc: 'Connects an input of the step’s tool with a source.',
    fields: [
      {
        name: 'source',
        shapes: [text('link'), list(text('link'))],
        doc: 'What it takes its value from: an input of the workflow, `step/output`, or a list of them.',
      },
      {
        name: 'valueFrom',
        shapes: [STRING, EXPRESSION],
        doc: 'A value, or an expression that makes it; `self` is what the sources and the default gave. Needs `StepInputExpressionRequirement`.',
      },
      { ...DEFAULT, doc: 'The value when there is no source, or the source gives null.' },
      ...LINK_FIELDS,
      { ...LABEL, ...SINCE_1_1 },
      { ...LOAD_CONTENTS, ...SINCE_1_1 },
      LOAD_LISTING_FIELD,
      ID,
    ],
  },
  {
    name: 'WorkflowStepOutput',
    title: 'an output of a step',
    doc: 'An output of the step’s tool that others may use.',
    fields: [ID],
  },
];

export const BINDINGS: readonly RecordInfo[] = [
  {
    name: 'CommandLineBinding',
    title: 'a command-line binding',
    doc: 'How a value becomes words of the command line.',
    fields: [
      {
        name: 'position',
        shapes: [INT, EXPRESSION],
        older: [{ until: 'v1.0', shapes: [INT] }],
        default: '0',
        doc: 'Where it stands: words are sorted by position, and by name where positions are equal.',
        examples: ['1', '2', '3'],
      },
      {
        name: 'prefix',
        shapes: [STRING],
        doc: 'What stands before the value, as `--threads`. Of a boolean only the prefix is written.',
      },
      {
        name: 'separate',
        shapes: [BOOLEAN],
        default: 'true',
        doc: '`false` joins prefix and value to one word: `-j4`, `--threads=4`.',
      },
      {
        name: 'itemSeparator',
        shapes: [STRING],
        doc: 'Joins the elements of a list to one word with this between them.',
        examples: ['","', '" "'],
      },
      {
        name: 'valueFrom',
        shapes: [STRING, EXPRESSION],
        doc: 'The value instead of that of the input, which is `self`. Of an argument, the value itself.',
      },
      {
        name: 'shellQuote',
        shapes: [BOOLEAN],
        default: 'true',
        doc: '`false` lets the shell read the value, so that `|`, `>` and `$` work. Needs `ShellCommandRequirement`.',
      },
      { ...LOAD_CONTENTS, doc: `${LOAD_CONTENTS.doc} From v1.1 on it belongs to the input itself.` },
    ],
  },
  {
    name: 'InputBinding',
    title: 'an input binding',
    doc: 'Kept for older documents.',
    fields: [{ ...LOAD_CONTENTS, doc: `${LOAD_CONTENTS.doc} It belongs to the input itself.` }],
  },
  {
    name: 'CommandOutputBinding',
    title: 'an output binding',
    doc: 'Where an output comes from when the command has ended.',
    fields: [
      {
        name: 'glob',
        shapes: [text('pattern'), EXPRESSION, list(text('pattern'))],
        doc: 'Names or patterns of the files in the working directory: `*` and `?` within a folder, `[…]` for one of some characters.',
      },
      {
        name: 'outputEval',
        shapes: [EXPRESSION],
        older: [{ until: 'v1.0', shapes: [STRING, EXPRESSION] }],
        doc: 'An expression that makes the value; `self` is the list of files that `glob` found.',
      },
      LOAD_CONTENTS,
      LOAD_LISTING_FIELD,
    ],
  },
  {
    name: 'SecondaryFileSchema',
    title: 'a secondary file',
    doc: 'A file that goes with another, and whether it has to be there.',
    since: 'v1.1',
    fields: [
      {
        name: 'pattern',
        shapes: [text('pattern'), EXPRESSION],
        required: 'all',
        doc: 'How its name follows from that of the file.',
      },
      {
        name: 'required',
        shapes: [BOOLEAN, EXPRESSION],
        doc: 'Whether the run fails without it. Inputs need theirs unless this is `false`; outputs do not unless it is `true`.',
      },
    ],
  },
];

const SCHEMA_NAME: FieldInfo = {
  name: 'name',
  shapes: [text('identifier')],
  doc: 'The name by which types refer to it.',
};

/** The schemas of one direction, which differ in their bindings and in what fields of records may have. */
function schemas(side: TypeSide, words: string): readonly RecordInfo[] {
  const input = side === 'commandInput' || side === 'input';
  const binding = bindingOf(side);
  const common: readonly FieldInfo[] =
    side === 'plain' ? [] : [LABEL, { ...DOC, ...SINCE_1_1 }, SCHEMA_NAME, { ...SCHEMA_NAME, name: 'id' }];
  const fieldFields: readonly FieldInfo[] =
    side === 'plain'
      ? []
      : [
          { ...LABEL, ...(input ? {} : SINCE_1_1) },
          { ...SECONDARY_FILES, ...SINCE_1_1 },
          { ...(input ? INPUT_FORMAT : OUTPUT_FORMAT), ...SINCE_1_1 },
          { ...STREAMABLE, ...SINCE_1_1 },
          ...(input ? [{ ...LOAD_CONTENTS, ...SINCE_1_1 }, LOAD_LISTING_FIELD] : []),
        ];
  return [
    {
      name: `${side}.record`,
      title: 'a record',
      doc: `A type with named fields${words}.`,
      fields: [
        kindField('record'),
        {
          name: 'fields',
          shapes: [mapped(record(`${side}.field`), 'name', 'type')],
          doc: 'The fields of the record: a map of names and types, or a list.',
        },
        ...common,
        ...(side === 'commandInput' ? [{ ...INPUT_BINDING, ...SINCE_1_1 }] : []),
      ],
    },
    {
      name: `${side}.enum`,
      title: 'an enum',
      doc: `A type of a few texts${words}.`,
      fields: [
        kindField('enum'),
        { name: 'symbols', shapes: [list(STRING)], required: 'all', doc: 'The texts that are possible.' },
        ...common,
        ...binding,
      ],
    },
    {
      name: `${side}.array`,
      title: 'an array',
      doc: `A list type${words}.`,
      fields: [
        kindField('array'),
        {
          name: 'items',
          shapes: [typeOf(side)],
          required: 'all',
          doc: 'The type of the elements, or a list of types.',
        },
        ...common,
        ...binding,
      ],
    },
    {
      name: `${side}.field`,
      title: 'a field of a record',
      doc: 'A field of a record.',
      fields: [
        FIELD_NAME,
        typeField(side, 'all'),
        FIELD_DOC,
        ...fieldFields,
        ...(side === 'commandOutput' ? [OUTPUT_BINDING] : binding),
      ],
    },
  ];
}

const FIELD_NAME: FieldInfo = {
  name: 'name',
  shapes: [text('identifier')],
  required: 'all',
  doc: 'The name of the field.',
};

function kindField(value: 'array' | 'enum' | 'record'): FieldInfo {
  return { name: 'type', shapes: [SCHEMA_KIND(value)], required: 'all', doc: 'The kind of the schema.' };
}

/** Versions before v1.1 know bindings everywhere. */
function bindingOf(side: TypeSide): readonly FieldInfo[] {
  switch (side) {
    case 'commandInput':
      return [INPUT_BINDING];
    case 'commandOutput':
    case 'output':
      return [{ ...OUTPUT_BINDING, ...UNTIL_1_0 }];
    case 'input':
      return [{ ...INPUT_BINDING, ...UNTIL_1_0 }];
    case 'plain':
      return [];
  }
}

export const TYPE_SCHEMAS: readonly RecordInfo[] = [
  ...schemas('commandInput', ' for inputs of a tool'),
  ...schemas('commandOutput', ' for outputs of a tool'),
  ...schemas('input', ' for inputs'),
  ...schemas('output', ' for outputs'),
];
