import { answered } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { WorkflowsApi } from '../../omics/workflows-api.ts';
import type { WorkflowTarget } from './workflow-rows.ts';

/** The workflow that a command was called on: its argument's, or one that the user picks. */
export async function chooseWorkflow(
  argument: unknown,
  { omics, prompts }: { readonly omics: WorkflowsApi; readonly prompts: Pick<Prompts, 'pick'> },
): Promise<WorkflowTarget> {
  const given = valueOf<Partial<WorkflowTarget>>(argument);
  if (given?.id !== undefined) {
    const { id, name, arn, status } = given;
    return { ...given, id, name, arn, status };
  }
  const { items } = await omics.listWorkflows('PRIVATE');
  return answered(
    await prompts.pick(
      'Workflow',
      items.map(({ id, name, arn, status }) => ({
        label: name ?? id,
        description: [id, status === 'ACTIVE' ? undefined : status?.toLowerCase()].filter(Boolean).join(', '),
        value: { id, name, arn, status },
      })),
    ),
  );
}

/** What a row of a view carries, or the argument itself. */
export function valueOf<Value extends object>(argument: unknown): Value | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  return ('value' in argument ? argument.value : argument) as Value;
}
