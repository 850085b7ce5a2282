import { languageJourney } from './support/language-journey.ts';

const FOLDER = 'germline-cwl';

/** The sample in CWL, a file for each tool. */
export function cwl(): void {
  languageJourney({
    language: 'CWL',
    languageId: 'cwl',
    main: `${FOLDER}/main.cwl`,
    parameters: `${FOLDER}/inputs.json`,
    slip: {
      right: 'reads_1: reads_1',
      wrong: 'reads_1: reads_l',
      says: /cwl-unknown-source Unknown source 'reads_l'/,
      fix: /'reads_1'/,
    },
    outline: ['sample_name', 'CallVariants'],
    hover: { at: 'aligned: AlignReads/ali<|>gned', shows: [/File/] },
    halfTyped: {
      piece: 'aligned: AlignReads/aligned\n',
      typed: 'aligned: AlignReads/<|>\n',
      offers: ['AlignReads/aligned'],
    },
    definition: { at: 'run: tools/Call<|>Variants.cwl', file: `${FOLDER}/tools/CallVariants.cwl` },
    failure: {
      task: 'CallVariants_2',
      file: `${FOLDER}/tools/CallVariants.cwl`,
      line: /ramMin: 16384/,
    },
  });
}
