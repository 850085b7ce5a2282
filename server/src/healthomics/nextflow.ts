import type { FactTable } from './source.ts';
import { GUIDE } from './source.ts';

/** A plugin that tasks of a version may use without fetching it. */
export interface NextflowPlugin {
  /** Of the engine: `23.10.0`. */
  readonly engine: string;
  readonly id: string;
  readonly version: string;
}

/** Plugins are not fetched during a run, and other versions of these that a configuration names are ignored. */
export const NEXTFLOW_PLUGINS: FactTable<NextflowPlugin> = {
  ...GUIDE,
  rows: [
    { engine: '23.10.0', id: 'nf-validation', version: '1.1.1' },
    { engine: '23.10.0', id: 'nf-schema', version: '2.3.0' },
    { engine: '24.10.8', id: 'nf-schema', version: '2.3.0' },
    { engine: '25.10.0', id: 'nf-schema', version: '2.6.1' },
    { engine: '25.10.0', id: 'nf-core-utils', version: '0.4.0' },
    { engine: '25.10.0', id: 'nf-prov', version: '1.7.0' },
    { engine: '25.10.0', id: 'nf-fgbio', version: '1.0.1' },
  ],
};

/** The version of Nextflow that runs a workflow that asks for none; `1` is what `nextflow.enable.dsl` says. */
export const NEXTFLOW_DEFAULT = { dsl1: '22.04.0', dsl2: '23.10.0' } as const;

/** Only what is published below the folder is exported from a run. */
export const PUBLISH_FOLDER = '/mnt/workflow/pubdir';

/** Engine reports and workflow outputs of 25.10 are exported from here. */
export const OUTPUT_FOLDER = '/mnt/workflow/output';

/** Directives that AWS' own linter of Nextflow workflows says may be ignored or make a run fail; without `cache`, which counts since run caches exist. */
export const DOUBTFUL_DIRECTIVES: FactTable<string> = {
  source: 'Linter rules for Nextflow of AWS Labs, beside the AWS HealthOmics User Guide',
  date: '2026-01',
  rows: [
    ...[
      'afterScript',
      'arch',
      'beforeScript',
      'clusterOptions',
      'conda',
      'containerOptions',
      'debug',
      'disk',
    ],
    ...['echo', 'executor', 'machineType', 'maxForks', 'module', 'penv', 'pod', 'queue', 'scratch', 'shell'],
    ...['spack', 'stageInMode', 'stageOutMode', 'storeDir'],
  ],
};
