import type { FactTable } from './source.ts';

/** How an engine names the tasks of a run. */
export interface TaskNaming {
  readonly engine: 'WDL' | 'WDL_LENIENT' | 'NEXTFLOW' | 'CWL';
  /** What the engine puts behind the name of a call: the index of a shard and of an attempt, or a tag. */
  readonly suffix: RegExp;
  /** Between the names of the workflows around a call and its own. */
  readonly separator: RegExp;
}

/**
 * WDL: `align-0-1`, Nextflow: `MAP:ALIGN (sample 1)`, CWL: `align_2`. The guide shows names and gives no rule; the
 * suffixes are those that the service's own run analyzer takes away.
 */
export const TASK_NAMING: FactTable<TaskNaming> = {
  source: 'aws-healthomics-tools, run analyzer, names of tasks by engine',
  date: '2026-11',
  rows: [
    { engine: 'WDL', suffix: /(?:-\d+)+$/, separator: /[./:]/ },
    { engine: 'WDL_LENIENT', suffix: /(?:-\d+)+$/, separator: /[./:]/ },
    { engine: 'NEXTFLOW', suffix: /\s+\(.*\)$/s, separator: /:/ },
    { engine: 'CWL', suffix: /_\d+$/, separator: /[./:]/ },
  ],
};

export function taskNaming(engine: TaskNaming['engine']): TaskNaming | undefined {
  return TASK_NAMING.rows.find((row) => row.engine === engine);
}
