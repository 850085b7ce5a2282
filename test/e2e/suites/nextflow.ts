import { languageJourney } from './support/language-journey.ts';

const FOLDER = 'germline-nextflow';

/** The sample in Nextflow, where what a process asks for stands in the configuration. */
export function nextflow(): void {
  languageJourney({
    language: 'Nextflow',
    languageId: 'nextflow',
    main: `${FOLDER}/main.nf`,
    parameters: `${FOLDER}/params.json`,
    slip: {
      right: 'AlignReads.out.aligned',
      wrong: 'AlignReads.out.alinged',
      says: /unknown-output 'AlignReads' has no output 'alinged'/,
      fix: /'aligned'/,
    },
    outline: ['workflow', 'MarkDuplicates'],
    hover: { at: '\n  Call<|>Variants(', shows: [/Calls the variants of one interval/, /16/] },
    halfTyped: {
      piece: 'MergeVariants.out.variants,\n',
      typed: 'MergeVariants.out.<|>\n',
      offers: ['variants', 'variants_index'],
    },
    definition: { at: '\n  Call<|>Variants(', file: `${FOLDER}/modules/variants.nf` },
    failure: { task: 'CallVariants (2)', file: `${FOLDER}/nextflow.config`, line: /memory = 16\.GB/ },
  });
}
