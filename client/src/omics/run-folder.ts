import type { RunDetails } from './run-details-api.ts';

/**
 * Where a file of a run's log folder may lie in S3, the likeliest first: the pages of the user guide give several forms
 * ("Monitoring with CloudWatch Logs", "Run outputs").
 */
export function logFileUris(run: RunDetails, name: string): readonly string[] {
  const output = run.outputUri?.replace(/\/+$/, '');
  return [
    ...runFolderUris(run).map((folder) => `${folder}logs/${name}`),
    ...(output === undefined ? [] : [`${output}/logs/${name}`]),
  ].filter((uri, index, all) => all.indexOf(uri) === index);
}

/** Folders that may be the run's own, with a slash at the end, the likeliest first. */
export function runFolderUris({ id, uuid, outputUri, runOutputUri }: RunDetails): readonly string[] {
  const output = outputUri?.replace(/\/+$/, '');
  return [
    ...(runOutputUri === undefined ? [] : [`${runOutputUri.replace(/\/+$/, '')}/`]),
    ...(output === undefined || uuid === undefined ? [] : [`${output}/${id}/${uuid}/`]),
    ...(output === undefined ? [] : [`${output}/${id}/`]),
  ].filter((uri, index, all) => all.indexOf(uri) === index);
}
