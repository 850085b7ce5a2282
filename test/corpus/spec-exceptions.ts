type Reasons = Readonly<Record<string, string>>;

const BY_VERSION_1_1: Reasons = {
  'if_else.wdl': "Calls give inputs without 'input:', which version 1.2 brought.",
  'nested_if.wdl': "A call gives inputs without 'input:', which version 1.2 brought.",
};

const IN_BOTH: Reasons = {
  'test_object.wdl': "Names 'f', and the object is called 'obj'.",
  'import_structs.wdl':
    "Calls into the namespace 'person_struct'; the imported file gives 'person_struct_task'.",
};

/** By version of the specification: examples that break the rules of the text around them, and how. */
export const WRONG_EXAMPLES: Readonly<Record<string, Reasons>> = {
  '1.1': { ...IN_BOTH, ...BY_VERSION_1_1 },
  '1.2': {
    ...IN_BOTH,
    'struct_to_struct.wdl': "Writes 'Struct' for 'struct'.",
    'person_struct_task.wdl': "Writes 'paramter_meta' for 'parameter_meta'.",
    'test_allow_nested_inputs.wdl': "A task has an input and an output 'greeting'.",
    'multi_nested_inputs.wdl': 'Calls a namespace, not the workflow in it.',
    'test_find_task.wdl': "Calls an input 'in', which is a word of the language.",
    'join_paths_task.wdl': "Names 'rel_str_dir', which nothing declares.",
    'file_sizes_task.wdl': "Puts an optional file into a map of pairs of 'File'.",
    'write_tsv_task.wdl': "Uses the struct 'Numbers', which nothing declares.",
    'test_contains_key.wdl': 'Writes conditions as Python does, and names of inputs that do not exist.',
    'test_values.wdl': "Names 'str_to_files' and 'ints', which nothing declares.",
    'test_length.wdl': 'An entry of a map has no colon.',
  },
};

/** By version of the specification: examples that must fail, and that only show it when they run. */
export const FAILS_AT_RUN_TIME: Readonly<Record<string, Reasons>> = {
  '1.1': { 'multi_return_code_fail_task.wdl': 'The command ends with an exit code that is not allowed.' },
  '1.2': { 'multi_return_code_fail_task.wdl': 'The command ends with an exit code that is not allowed.' },
};

/** Examples that must fail, and of which a warning says so, because some engines run them. */
export const REPORTED_AS_WARNING: Readonly<Record<string, string>> = {
  'write_json_fail.wdl': 'json-map-key',
};
