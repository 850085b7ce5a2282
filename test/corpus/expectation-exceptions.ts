type Reasons = Readonly<Record<string, string>>;

const CONVERTED =
  'The examples of the specification give numbers and truth values where text is wanted, and all engines do.';

/**
 * Errors that another tool expects and that are not given here, by the end of the file's path and the line (none where
 * the tool names none), and why not.
 */
export const NOT_EXPECTED_HERE: Reasons = {
  'argument-type-mismatch/source.wdl:7': CONVERTED,
  'array-type-identification/source.wdl:8': CONVERTED,
  'index-not-integer/source.wdl:11': CONVERTED,
  'type-mismatch/source.wdl:13': CONVERTED,
  'type-mismatch/source.wdl:18': CONVERTED,
  'type-mismatch/source.wdl:20': CONVERTED,
  'conflicting-call-names/source.wdl:47':
    'The first of two calls in conflict with a scatter variable is reported.',
  'conflicting-decl-names/source.wdl:60':
    'The first of two names in conflict with a scatter variable is reported.',
  'enum-requires-wdl-1-3/source.wdl:12': 'The enum is too new for the document, which is said once.',
  'enum-struct-cycles/source.wdl:20': 'A ring is reported once.',
  'recursive-structs/source.wdl:13': 'A ring is reported once.',
  'workflow-reference-cycle/source.wdl:21': 'A ring is reported once, at its first part.',
  'parsing/empty-document/source.wdl': 'An empty file has no mistake yet.',
  'parsing/reserved-identifier-1-1/source.wdl': "Engines take 'after' as a name.",
  'object_type/object_type.wdl':
    "HealthOmics reads 'Object' in 'development'; a hint says that it goes away.",
  'unexpected_subworkflow_call_input_failure.wdl':
    'In draft-2 every declaration of a body is taken as an input.',
  'unwanted_value_provided.wdl': 'In draft-2 every declaration of a body is taken as an input.',
  'bad_import/bad_import.wdl': 'The imported document has the error, where its own import stands.',
  'importing_omitting_outputs.wdl': 'A sub-workflow without outputs is called for what it does.',
  'subwf_sub_inputs.wdl': 'The imported document has the problem, at the call that lacks an input.',
};

/** Errors here where another tool expects none, likewise, and why. */
export const ONLY_HERE: Reasons = {
  'conflicting-imports/source.wdl:9': 'The imported file is not there.',
  'conflicting-imports/source.wdl:10': 'The imported file is not there.',
  'conflicting-workflow-names/source.wdl:10': 'It stands one line above, at the name of the second workflow.',
  'duplicate-task/source.wdl:17': 'The second of two tasks is checked as well.',
  'duplicate-task/source.wdl:22': 'The second of two tasks is checked as well.',
  ...Object.fromEntries(
    [100, 105, 110, 194, 199, 216].map((line) => [
      `enum-non-literal-value/source.wdl:${line}`,
      'A value inside an array or object is computed too.',
    ]),
  ),
  'enum-struct-cycles/source.wdl:12': 'The value names a choice, so it is not written out.',
  'enum-struct-cycles/source.wdl:16': 'The ring is reported at its first enum.',
  'enum-struct-cycles/source.wdl:17': 'The value names a choice, so it is not written out.',
  'enum-struct-cycles/source.wdl:21': 'The value names a choice, so it is not written out.',
  'import-dependency-cycle/source.wdl:5': 'The ring is reported in each of its documents.',
  'recursive-structs/source.wdl:9': 'The ring is reported at the member that closes it.',
  'workflow-reference-cycle/source.wdl:18': 'The ring is reported at its first part.',
  'joint-discovery-gatk/joint-discovery-gatk.wdl': 'Since 1.1 nested inputs must be allowed by the workflow.',
  'HaplotypeCallerWF/HaplotypeCallerWF.wdl:120': 'By the letter a struct has no text.',
  'cnv_somatic_pair_workflow/cnv_somatic_pair_workflow.wdl': "By the letter '+' needs values that are there.",
  'singlesample_v1/singlesample_v1.wdl:668': 'By the letter a placeholder has one option.',
};

/** The reason for a finding `file:line`, where there is one. */
export function reasonFor(reasons: Reasons, file: string, line: number | undefined): string | undefined {
  const places = line === undefined ? [file] : [`${file}:${line}`, file];
  for (const [place, reason] of Object.entries(reasons))
    if (places.some((one) => one.endsWith(place))) return reason;
  return undefined;
}
