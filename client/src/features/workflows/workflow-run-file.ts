import type { WorkflowDetails, WorkflowRef } from '../../omics/workflows-api.ts';

/**
 * The text of a run file: the body of StartRun for one workflow, with an empty value for each parameter that must be
 * given. A template has no types, so that nobody but the user knows what to write.
 */
export function runFileText(
  which: WorkflowRef,
  workflow: Pick<WorkflowDetails, 'name' | 'parameterTemplate'>,
  known: Readonly<Record<string, string>>,
): string {
  const { id, versionName, type = 'PRIVATE', ownerId } = which;
  const required = Object.entries(workflow.parameterTemplate).filter(([, { optional }]) => optional !== true);
  const body = {
    workflowId: id,
    ...(versionName === undefined ? {} : { workflowVersionName: versionName }),
    ...(type === 'PRIVATE' ? {} : { workflowType: type }),
    ...(ownerId === undefined ? {} : { workflowOwnerId: ownerId }),
    name: workflow.name ?? id,
    ...known,
    parameters: Object.fromEntries(required.map(([name]) => [name, ''])),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** `germline.run.json`, `germline-2.run.json`: a name that is not taken. */
export function runFileName(name: string, isTaken: (fileName: string) => boolean): string {
  const stem = name.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'workflow';
  for (let number = 1; ; number++) {
    const fileName = number === 1 ? `${stem}.run.json` : `${stem}-${number}.run.json`;
    if (!isTaken(fileName)) return fileName;
  }
}
