import { cwl } from '@omics-lens/server/languages/cwl/index.ts';
import type { Language } from '@omics-lens/server/languages/language.ts';
import type { OutlineItem } from '@omics-lens/server/model/index.ts';
import { nextflow, nextflowConfig } from '@omics-lens/server/languages/nextflow/index.ts';
import { wdl } from '@omics-lens/server/languages/wdl/index.ts';

/** A language whose files a corpus holds. */
export interface CorpusLanguage {
  readonly language: Language;
  readonly files: RegExp;
  /** Kinds of tokens in which nobody slips: text that the language does not read. */
  readonly passive: ReadonlySet<string>;
  /** Kinds of the outline's items that a slip elsewhere is to leave alone. */
  readonly units: ReadonlySet<OutlineItem['kind']>;
}

const WDL: CorpusLanguage = {
  language: wdl,
  files: /\.wdl$/,
  passive: new Set(['text', 'skipped']),
  units: new Set(['task']),
};
const CWL: CorpusLanguage = {
  language: cwl,
  files: /\.cwl$/,
  passive: new Set(['block-text', 'block-header', 'skipped']),
  units: new Set(['task', 'call']),
};

const NEXTFLOW: CorpusLanguage = {
  language: nextflow,
  files: /\.nf$/,
  passive: new Set(['text', 'skipped']),
  units: new Set(['task', 'workflow', 'function']),
};
const NEXTFLOW_CONFIG: CorpusLanguage = {
  language: nextflowConfig,
  files: /\.config$/,
  passive: new Set(['text', 'skipped']),
  units: new Set(['section']),
};

export const CORPUS_LANGUAGES = { WDL, CWL, NEXTFLOW, NEXTFLOW_CONFIG } as const;

/** The language of a file by its name. */
export function corpusLanguageOf(name: string): CorpusLanguage | undefined {
  return Object.values(CORPUS_LANGUAGES).find(({ files }) => files.test(name));
}
