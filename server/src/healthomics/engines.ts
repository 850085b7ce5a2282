import type { FactTable } from './source.ts';
import { GUIDE } from './source.ts';

/** The values of `engine` in CreateWorkflow. */
export type EngineName = 'WDL' | 'WDL_LENIENT' | 'NEXTFLOW' | 'CWL';

export interface LanguageVersion {
  readonly engines: readonly EngineName[];
  /** As a definition writes it. */
  readonly version: string;
  /** Taken when the definition asks for none. */
  readonly default?: true;
  readonly note?: string;
}

/** Language versions that HealthOmics runs. Only WDL definitions have to say theirs. */
export const LANGUAGE_VERSIONS: FactTable<LanguageVersion> = {
  ...GUIDE,
  rows: [
    { engines: ['WDL', 'WDL_LENIENT'], version: '1.0' },
    { engines: ['WDL', 'WDL_LENIENT'], version: '1.1' },
    {
      engines: ['WDL', 'WDL_LENIENT'],
      version: 'development',
      note: 'The only version that has the Directory type.',
    },
    { engines: ['CWL'], version: 'v1.0' },
    { engines: ['CWL'], version: 'v1.1' },
    { engines: ['CWL'], version: 'v1.2', note: 'The loop extension needs it.' },
    { engines: ['NEXTFLOW'], version: '22.04.0', note: 'The only version that runs DSL 1; has no plugins.' },
    { engines: ['NEXTFLOW'], version: '23.10.0', default: true },
    { engines: ['NEXTFLOW'], version: '24.10.8' },
    { engines: ['NEXTFLOW'], version: '25.10.0', note: 'The only version with workflow outputs.' },
  ],
};

/** Nextflow versions, the one that a range prefers in front: the newest is the least preferred. */
export const NEXTFLOW_PREFERENCE: readonly string[] = ['23.10.0', '22.04.0', '24.10.8', '25.10.0'];

export function languageVersions(engine: EngineName): readonly string[] {
  return LANGUAGE_VERSIONS.rows.filter((row) => row.engines.includes(engine)).map((row) => row.version);
}

export function supportsVersion(engine: EngineName, version: string): boolean {
  return languageVersions(engine).includes(version);
}
