import type { EnumValue, Shape } from './shape.ts';

function enumOf(...values: readonly EnumValue[]): Shape {
  return { kind: 'enum', values };
}

export const VERSIONS = enumOf(
  { value: 'v1.2', doc: 'The newest version: conditions (`when`), `pickValue`, fractions of cores.' },
  {
    value: 'v1.1',
    doc: 'Loading of files and listings at every port, `WorkReuse`, `NetworkAccess`, time limits.',
  },
  { value: 'v1.0', doc: 'The first stable version.' },
);

export const LOAD_LISTING = enumOf(
  { value: 'no_listing', doc: 'The directory comes without `listing`.' },
  { value: 'shallow_listing', doc: '`listing` holds what lies in the directory itself.' },
  {
    value: 'deep_listing',
    doc: '`listing` holds the directory with all that is below it, which can take long.',
  },
);

export const LINK_MERGE = enumOf(
  { value: 'merge_nested', doc: 'A list with one element for every source, in their order.' },
  { value: 'merge_flattened', doc: 'One list of all elements: sources that are lists are joined.' },
);

export const PICK_VALUE = enumOf(
  { value: 'first_non_null', doc: 'The first source that is not null. The run fails when all are.' },
  {
    value: 'the_only_non_null',
    doc: 'The one source that is not null. The run fails when there is none, or more than one.',
  },
  { value: 'all_non_null', doc: 'A list of the sources that are not null; it may be empty.' },
);

export const SCATTER_METHOD = enumOf(
  {
    value: 'dotproduct',
    doc: 'The first elements together, then the second ones. All lists have the same length.',
  },
  { value: 'nested_crossproduct', doc: 'Every combination; outputs are lists in lists.' },
  { value: 'flat_crossproduct', doc: 'Every combination; outputs are one flat list.' },
);

export const LOOP_OUTPUT = enumOf(
  { value: 'last', doc: 'Outputs of the last round only.' },
  { value: 'all', doc: 'A list of the outputs of all rounds.' },
  { value: 'last_iteration', doc: 'Outputs of the last round only, as cwltool’s older versions call it.' },
  {
    value: 'all_iterations',
    doc: 'A list of the outputs of all rounds, as cwltool’s older versions call it.',
  },
);

export const SCHEMA_KIND = (value: string): Shape => enumOf({ value, doc: `A schema of kind \`${value}\`.` });

/** Names of types that every version has. */
export const TYPE_NAMES: readonly EnumValue[] = [
  { value: 'File', doc: 'A file, with its secondary files.' },
  { value: 'Directory', doc: 'A folder.' },
  { value: 'string', doc: 'Text.' },
  { value: 'int', doc: 'A whole number of 32 bits.' },
  { value: 'long', doc: 'A whole number of 64 bits.' },
  { value: 'float', doc: 'A number of 32 bits.' },
  { value: 'double', doc: 'A number of 64 bits.' },
  { value: 'boolean', doc: '`true` or `false`.' },
  { value: 'null', doc: 'No value: in a list of types it makes the others optional.' },
  { value: 'Any', doc: 'Every value but null.' },
];

/** Types that stand for a stream of a command. */
export const STREAM_TYPES: readonly (EnumValue & { readonly side: 'commandInput' | 'commandOutput' })[] = [
  {
    value: 'stdin',
    side: 'commandInput',
    since: 'v1.1',
    doc: 'A file that is given to the command as its standard input.',
  },
  {
    value: 'stdout',
    side: 'commandOutput',
    doc: 'The file that `stdout` of the tool names, or one of a random name.',
  },
  {
    value: 'stderr',
    side: 'commandOutput',
    doc: 'The file that `stderr` of the tool names, or one of a random name.',
  },
];
