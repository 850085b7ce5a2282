/** Files that hold no program and belong to runs. */
export type DataKind =
  | 'parameters'
  | 'run'
  | 'batch'
  | 'batch-runs'
  | 'template'
  | 'registry-map'
  | 'ecs-task'
  | 'nextflow-schema'
  | 'project-config';

/** What a file of this name is, by convention; `undefined` for all others. `name` is the last segment of its path. */
export function dataKind(name: string): DataKind | undefined {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

/** True for a name that other tools use as well: it counts only where a workflow of the same stem lies beside it. */
export function needsWorkflowBeside(name: string): boolean {
  return /^.+\.template\.json$/i.test(name) && !/parameter[-_]template/i.test(name);
}

/** `germline` of `germline.run.json`: what ties the file to a workflow of that name. */
export function stemOf(name: string): string | undefined {
  return STEM.exec(name)?.[1];
}

const NAMES: readonly (readonly [RegExp, DataKind])[] = [
  [/^(?:(.+)\.)?(?:params|inputs)\.json$|^(?:input|parameters)\.json$/i, 'parameters'],
  [/^.+\.run\.json$/i, 'run'],
  [/^.+\.batch\.json$/i, 'batch'],
  [/^.+\.batch-runs\.json$/i, 'batch-runs'],
  [/^(?:.+\.)?parameter[-_]template\.json$|^.+\.template\.json$/i, 'template'],
  [/registry-map\.json$/i, 'registry-map'],
  [/^.+\.ecs-task\.json$/i, 'ecs-task'],
  [/^nextflow_schema\.json$/, 'nextflow-schema'],
];

const STEM = /^(.+)\.(?:params|inputs|run|batch|batch-runs|template|parameter[-_]template)\.json$/i;
