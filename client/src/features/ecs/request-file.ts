import { UserError } from '../../infrastructure/errors.ts';
import { baseName, stem, type Files } from '../../infrastructure/files.ts';
import type { TasksOnEcsApi } from '../../omics/tasks-on-ecs-api.ts';
import { commandFor } from './new-definition.ts';
import type { RenderedTask } from './task-form.ts';
import { mainContainer, type TaskPlan } from './task-plan.ts';

/** Files with a request for one task. */
export const ECS_TASK_FILES = '**/*.ecs-task.json';

export function isRequestFile(uri: string): boolean {
  return uri.endsWith('.ecs-task.json');
}

/**
 * The request that a file holds. With a rendered task its command goes to the main container, unless the file gives it
 * one. Rejects with a `UserError` when the file holds no request.
 */
export async function planOfFile(
  uri: string,
  rendered: RenderedTask | undefined,
  { files, api }: { readonly files: Pick<Files, 'read'>; readonly api: Pick<TasksOnEcsApi, 'definition'> },
): Promise<TaskPlan> {
  const request = withoutToken(parse(new TextDecoder().decode(await files.read(uri)), uri));
  const { taskDefinition } = request;
  if (typeof taskDefinition !== 'string' || taskDefinition === '')
    throw unreadable(uri, "names no 'taskDefinition'");
  const definition = await api.definition(taskDefinition);
  const main = mainContainer(definition);
  const plan = { title: rendered?.name ?? stem(uri), container: main.name, log: main.log };
  if (rendered === undefined) return { ...plan, request: { ...request, taskDefinition } };
  const overrides = record(request['overrides']);
  const containers = list(overrides['containerOverrides']);
  const own = containers.find(({ name }) => name === main.name);
  if (own?.['command'] !== undefined) return { ...plan, request: { ...request, taskDefinition } };
  const command = commandFor(rendered.script, main.entryPoint);
  return {
    ...plan,
    request: {
      ...request,
      taskDefinition,
      overrides: {
        ...overrides,
        containerOverrides: [
          ...containers.filter((one) => one !== own),
          { ...own, name: main.name, command },
        ],
      },
    },
  };
}

/** Each start gets a token of its own. */
function withoutToken(request: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(request).filter(([name]) => name !== 'clientToken'));
}

function parse(text: string, uri: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Said below, as for anything else that is no object.
  }
  throw unreadable(uri, 'is not a JSON object');
}

function unreadable(uri: string, why: string): UserError {
  return new UserError({
    code: 'ecs-request-unreadable',
    sentence: `'${baseName(uri)}' ${why}, so it holds no request for a task. Correct it and try again.`,
    nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : [];
}
