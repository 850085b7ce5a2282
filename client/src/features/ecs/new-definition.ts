import { smallestFargateSize } from '@omics-lens/server/healthomics/fargate-sizes.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { NewDefinition } from '../../omics/tasks-on-ecs-api.ts';

/** Where containers of registered definitions write their logs. */
export const LOG_GROUP = '/ecs/omics-lens';
const LOG_PREFIX = 'omics-lens';
/** The one container of a registered definition. */
export const CONTAINER = 'task';

export interface DefinitionWish {
  /** The task's name. */
  readonly task: string;
  readonly image: string;
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly on: 'FARGATE' | 'EC2';
  readonly executionRoleArn: string | undefined;
  readonly taskRoleArn: string | undefined;
  readonly region: string;
  /** Where it is too long to be given with each task. */
  readonly script?: string;
}

/** The definition that runs a task's command with bash. Rejects a size that Fargate does not have. */
export function newDefinition(wish: DefinitionWish): NewDefinition {
  const { task, image, on, executionRoleArn, taskRoleArn, region, script } = wish;
  const asked = { cpuUnits: Math.ceil(wish.vcpus * 1024), memory: Math.ceil(wish.memoryGiB * 1024) };
  const size = on === 'FARGATE' ? smallestFargateSize(asked) : asked;
  if (size === undefined) throw tooLarge(wish);
  return {
    family: familyOf(task),
    requiresCompatibilities: [on],
    ...(on === 'FARGATE' ? { networkMode: 'awsvpc' as const } : {}),
    cpu: String(size.cpuUnits),
    memory: String(size.memory),
    ...(executionRoleArn === undefined ? {} : { executionRoleArn }),
    ...(taskRoleArn === undefined ? {} : { taskRoleArn }),
    containerDefinitions: [
      {
        name: CONTAINER,
        image,
        essential: true,
        entryPoint: BASH,
        command: [script ?? 'true'],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': LOG_GROUP,
            'awslogs-region': region,
            'awslogs-stream-prefix': LOG_PREFIX,
            'awslogs-create-group': 'true',
          },
        },
      },
    ],
  };
}

const BASH: readonly string[] = ['/bin/bash', '-c'];

/** The words that make a container run the script: its entry point may be bash already. */
export function commandFor(script: string, entryPoint: readonly string[]): readonly string[] {
  const [shell = '', flag] = entryPoint;
  return entryPoint.length === 2 && /(^|\/)(ba)?sh$/.test(shell) && flag === '-c'
    ? [script]
    : [...BASH, script];
}

const LONGEST_FAMILY = 255;

/** Letters, digits, hyphens and underscores. */
function familyOf(task: string): string {
  return `omics-lens-${task.replaceAll(/[^\w-]+/g, '-')}`.slice(0, LONGEST_FAMILY);
}

function tooLarge({ task, vcpus, memoryGiB }: DefinitionWish): UserError {
  return new UserError({
    code: 'ecs-size',
    sentence: `Fargate has no size with ${vcpus} vCPUs and ${memoryGiB} GiB for task '${task}': 16 vCPUs and 120 GiB are its largest. Run it on instances of a cluster, or ask for less in the task.`,
  });
}
