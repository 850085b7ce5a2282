import type { WorkflowResponse, WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import { baseName, folderName, WORKFLOW_FILES, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';

export interface ChooseWorkflowPorts {
  readonly workflow: (uri: string) => Promise<WorkflowResponse>;
  readonly files: Pick<Files, 'find'>;
  readonly prompts: Pick<Prompts, 'pick'>;
}

/** More files than this are not looked into; those near the sheet come first. */
const MOST_FILES = 100;

/** The workflow that a sample sheet is for: the only one beside it, the only one of the workspace, or as the user says. */
export async function chooseWorkflow(sheet: string, ports: ChooseWorkflowPorts): Promise<WorkflowResult> {
  const found = await workflowsNear(sheet, ports);
  const beside = found.filter(({ uri }) => folderName(uri) === folderName(sheet));
  const [only, second] = beside.length > 0 ? beside : found;
  if (!only) {
    throw new UserError({
      code: 'no-workflow',
      sentence: `The workspace holds no workflow that '${baseName(sheet)}' could be for. Open the folder that holds it and try again.`,
    });
  }
  if (!second) return only;
  const choices = found.map((workflow) => ({
    label: workflow.name,
    description: `${baseName(folderName(workflow.uri))}/${baseName(workflow.uri)}`,
    value: workflow,
  }));
  return answered(await ports.prompts.pick(`Workflow that '${baseName(sheet)}' is for`, choices));
}

/** Nearest first. What another one imports is a part of it. */
async function workflowsNear(
  sheet: string,
  { workflow, files }: ChooseWorkflowPorts,
): Promise<readonly WorkflowResult[]> {
  const near = [...(await files.find(WORKFLOW_FILES))]
    .sort((a, b) => distance(a, sheet) - distance(b, sheet))
    .slice(0, MOST_FILES);
  const found: WorkflowResult[] = [];
  for (const uri of near) {
    const result = await workflow(uri);
    if (result?.kind === 'workflow') found.push(result);
  }
  const imported = new Set(found.flatMap(({ files: [, ...rest] }) => rest));
  return found.filter(({ uri }) => !imported.has(uri));
}

/** Folders between two files. */
function distance(a: string, b: string): number {
  const [from, to] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return from.length + to.length - 2 * shared;
}
