type Reasons = Readonly<Record<string, string>>;

const NO_INPUT = 'The expression asks for an input that is not there: the run stops at it.';
const UNDECLARED =
  'A script gives a value to a name that it never declares, which strict mode refuses when it runs.';
const DEVELOPMENT = 'Its version of CWL is one of development, which AWS HealthOmics does not run.';

/** Documents that `cwltool --validate` accepts and that have an error here, by the end of their path, and why. */
export const ONLY_HERE: Reasons = {
  'tests/fail-unspecified-input.cwl': NO_INPUT,
  'v1.0/fail-unspecified-input.cwl': NO_INPUT,
  'kraken2/kraken2.cwl': NO_INPUT,
  'minimap2/minimap2_sam.cwl': NO_INPUT,
  'tools/alea-insilico.cwl': NO_INPUT,
  'tools/picard-BuildBamIndex.cwl': NO_INPUT,
  'bwa/bwa-samse.cwl': NO_INPUT,
  'custom-subset-bam__1.12.0.cwl': NO_INPUT,
  'testdata/foo-array.cwl': "The expression names 'foo', which nothing declares.",
  'tools/bwa_mem_samblaster_sambamba.cwl': UNDECLARED,
  'tools/get_bwa_threads.cwl': UNDECLARED,
  'misc/wf-when-input.cwl': DEVELOPMENT,
  'tests/test-cwl-out-v1.3.cwl': DEVELOPMENT,
  'override/env-tool_v1.1.0-dev1.cwl': DEVELOPMENT,
  'tests/loop/': DEVELOPMENT,
  'subworkflows/gatk_haplotypecaller_iterator.cwl':
    'A text in single quotes whose lines stand further left than YAML allows; one parser of several takes it.',
};

const EXTENSION = 'It uses an extension of cwltool, which is known here as one.';
const TYPE_NAMES = 'A named array type, which the schema library of cwltool cannot hold.';

/** Documents that `cwltool --validate` rejects and that have no error here, likewise. */
export const NOT_HERE: Reasons = {
  'extensions/process-generator_v1_0.cwl': EXTENSION,
  'extensions/secrets_v1_0.cwl': EXTENSION,
  'extensions/secrets_v1_1.cwl': EXTENSION,
  'extensions/secrets_v1_2.cwl': EXTENSION,
  'remote-cwl/tool2.cwl': TYPE_NAMES,
  'remote-cwl/wf1.cwl': TYPE_NAMES,
  'remote-cwl/wf1-packed.cwl': TYPE_NAMES,
  'tb-profiler/tb-profiler-profile.cwl': 'cwltool was run without its support for SoftwareRequirement.',
};

/** The reason for a document, where there is one. */
export function verdictReason(reasons: Reasons, file: string): string | undefined {
  return Object.entries(reasons).find(([place]) =>
    place.endsWith('/') ? file.includes(place) : file.endsWith(place),
  )?.[1];
}
