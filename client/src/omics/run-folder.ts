import type { RunDetails } from './run-details-api.ts';

/**
 * Where a file of a run's log folder may lie in S3, the likeliest first: the pages of the user guide give several forms
 * ("Monitoring with CloudWatch Logs", "Run outputs").
 */
export function logFileUris(run: RunDetails, name: string): readonly string[] {
  const { id, uuid } = run;
  const output = run.outputUri?.replace(/\/+$/, '');
  return [
    ...(run.runOutputUri === undefined ? [] : [`${run.runOutputUri.replace(/\/+$/, '')}/logs/${name}`]),
    ...(output === undefined || uuid === undefined ? [] : [`${output}/${id}/${uuid}/logs/${name}`]),
    ...(output === undefined ? [] : [`${output}/${id}/logs/${name}`, `${output}/logs/${name}`]),
  ].filter((uri, index, all) => all.indexOf(uri) === index);
}
