import { createHash } from 'node:crypto';
import { ECS_LIMITS } from '@omics-lens/server/healthomics/ecs-limits.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type {
  EcsDefinition,
  EcsLogPlace,
  NewDefinition,
  TasksOnEcsApi,
} from '../../omics/tasks-on-ecs-api.ts';
import { CONTAINER, commandFor, newDefinition } from './new-definition.ts';
import type { TaskChoices, TaskValues } from './task-choices.ts';
import { isFargate, type FilledForm } from './task-form.ts';

/** A request without its token, and what is needed to speak of it and to follow it. */
export interface TaskPlan {
  readonly title: string;
  readonly request: Readonly<Record<string, unknown>> & { readonly taskDefinition: string };
  readonly container: string | undefined;
  readonly log: EcsLogPlace | undefined;
}

/** The request that a filled form stands for. Registers a definition where one is wanted and none was registered before. */
export async function planOfForm(
  { choices, values, rendered }: FilledForm,
  region: string,
  api: Pick<TasksOnEcsApi, 'definition' | 'register'>,
): Promise<{ readonly plan: TaskPlan; readonly values: TaskValues }> {
  const environment = Object.entries({ ...rendered.environment, ...values.variables });
  const override = (container: string, command: readonly string[] | undefined) => ({
    containerOverrides: [
      {
        name: container,
        ...(command === undefined ? {} : { command }),
        ...(environment.length === 0
          ? {}
          : { environment: environment.map(([name, value]) => ({ name, value })) }),
      },
    ],
  });
  const fits = (overrides: object) => JSON.stringify(overrides).length <= ECS_LIMITS.overrides.value;
  if (choices.definition !== undefined) {
    const definition = await api.definition(choices.definition);
    const main = mainContainer(definition);
    const overrides = override(main.name, commandFor(rendered.script, main.entryPoint));
    if (!fits(overrides)) throw tooLong(rendered.name);
    return {
      plan: {
        title: rendered.name,
        request: {
          taskDefinition: definition.name,
          ...placeOf(choices, definition.networkMode === 'awsvpc'),
          overrides,
        },
        container: main.name,
        log: main.log,
      },
      values,
    };
  }
  const given = override(CONTAINER, [rendered.script]);
  const isShort = fits(given);
  const wish = newDefinition({
    task: rendered.name,
    image: choices.image ?? rendered.container ?? '',
    // The smallest that HealthOmics gives as well where a task asks for nothing.
    vcpus: rendered.cpus ?? 1,
    memoryGiB: rendered.memoryGiB ?? 2,
    on: isFargate(choices) ? 'FARGATE' : 'EC2',
    executionRoleArn: choices.executionRoleArn,
    taskRoleArn: choices.taskRoleArn,
    region,
    ...(isShort ? {} : { script: rendered.script }),
  });
  const registered = await registeredFor(wish, values.registered, api);
  const definition = await api.definition(registered.name);
  return {
    plan: {
      title: rendered.name,
      request: {
        taskDefinition: definition.name,
        ...placeOf(choices, definition.networkMode === 'awsvpc'),
        overrides: isShort ? given : override(CONTAINER, undefined),
      },
      container: CONTAINER,
      log: mainContainer(definition).log,
    },
    values: { ...values, registered },
  };
}

/** The container that the command goes to: the first without which the task ends. */
export function mainContainer(definition: EcsDefinition): EcsDefinition['containers'][number] {
  const found = definition.containers.find(({ essential }) => essential) ?? definition.containers[0];
  if (found !== undefined) return found;
  throw new UserError({
    code: 'ecs-no-container',
    sentence: `Task definition '${definition.name}' has no container. Choose another one.`,
  });
}

/** The same wish has one revision, however often it is run. */
async function registeredFor(
  wish: NewDefinition,
  before: TaskValues['registered'],
  api: Pick<TasksOnEcsApi, 'register'>,
): Promise<NonNullable<TaskValues['registered']>> {
  const digest = createHash('sha256').update(JSON.stringify(wish)).digest('hex');
  return before?.digest === digest ? before : { digest, name: await api.register(wish) };
}

function placeOf(choices: TaskChoices, isVpc: boolean): Readonly<Record<string, unknown>> {
  const { cluster, capacity, subnets = [], securityGroups = [], publicIp = 'ENABLED' } = choices;
  return {
    ...(cluster === undefined ? {} : { cluster }),
    ...(capacity !== undefined && LAUNCH_TYPES.has(capacity)
      ? { launchType: capacity }
      : { capacityProviderStrategy: [{ capacityProvider: capacity, weight: 1 }] }),
    ...(isVpc
      ? {
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets,
              ...(securityGroups.length === 0 ? {} : { securityGroups }),
              // Only Fargate gives addresses.
              ...(isFargate(choices) ? { assignPublicIp: publicIp } : {}),
            },
          },
        }
      : {}),
    startedBy: STARTED_BY,
  };
}

const LAUNCH_TYPES: ReadonlySet<string> = new Set(['FARGATE', 'EC2', 'EXTERNAL']);
/** By it, ListTasks finds what was started here. */
const STARTED_BY = 'omics-lens';

function tooLong(task: string): UserError {
  return new UserError({
    code: 'ecs-overrides-long',
    sentence: `The command of task '${task}' is longer than the 8,192 characters that Amazon ECS takes beside a task definition. Let a task definition be registered for it, which may hold the command.`,
  });
}
