import { byName } from './entry.ts';
import type { Availability } from './versions.ts';

export interface FeatureFlag extends Availability {
  /** As it is written: `nextflow.enable.dsl`. */
  readonly name: string;
  readonly doc: string;
  readonly deprecated?: true;
}

/** Source: FeatureFlagDsl of 25.10 and the reference of feature flags. */
export const FEATURE_FLAGS: ReadonlyMap<string, FeatureFlag> = byName<FeatureFlag>([
  {
    name: 'nextflow.enable.dsl',
    doc: '`2`, or `1` for the first syntax of Nextflow, which ended with 22.10. AWS HealthOmics runs DSL 1 with 22.04 only.',
  },
  {
    name: 'nextflow.enable.strict',
    doc: 'Stops where a run would go on with a warning: mistyped parameters, duplicates and mismatches in `join`, failed publishing.',
  },
  {
    name: 'nextflow.enable.moduleBinaries',
    doc: 'Modules bring scripts of their own in `resources/usr/bin`.',
  },
  {
    name: 'nextflow.enable.configProcessNamesValidation',
    doc: 'Warns about `withName` selectors that match no process; true unless said otherwise.',
    deprecated: true,
  },
  { name: 'nextflow.preview.recursion', doc: 'Lets processes and workflows run again on their own outputs.' },
  {
    name: 'nextflow.preview.output',
    doc: 'The `output` block, before it was finished.',
    since: '24.10',
    until: '24.10',
  },
  {
    name: 'nextflow.preview.topic',
    doc: 'Topic channels, before they were finished.',
    since: '24.10',
    until: '24.10',
  },
  { name: 'nextflow.preview.dsl', doc: 'DSL 2, before it was finished.', until: '22.04', deprecated: true },
  { name: 'nextflow.preview.types', doc: 'Processes with typed inputs and outputs.', since: '25.10' },
]);
