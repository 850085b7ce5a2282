import type { Memory } from '../../infrastructure/memory.ts';

/** What was chosen for a task the last time, by what the fields of the form are called. */
export interface TaskChoices {
  readonly cluster?: string;
  /** `family:revision`; absent where one is registered for the task. */
  readonly definition?: string;
  /** `FARGATE`, `EC2`, or a capacity provider of the cluster. */
  readonly capacity?: string;
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly publicIp?: 'ENABLED' | 'DISABLED';
  readonly executionRoleArn?: string;
  readonly taskRoleArn?: string;
  readonly image?: string;
}

/** What belongs to one task and not to all. */
export interface TaskValues {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Values of what the command takes from variables, by variable. */
  readonly variables: Readonly<Record<string, string>>;
  /** What was registered for the task, and for what. */
  readonly registered?: { readonly digest: string; readonly name: string };
}

const CHOICES = 'ecsTaskChoices';
const VALUES = 'ecsTaskValues';
/** Values of more tasks are not remembered; the oldest go first. */
const MOST = 50;

/** Remembers in the workspace, apart for each account and Region. */
export class ChoiceMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  choices(scope: string): TaskChoices {
    return this.#all<TaskChoices>(CHOICES)[scope] ?? {};
  }

  values(scope: string, task: string): TaskValues {
    return this.#all<TaskValues>(VALUES)[`${scope} ${task}`] ?? { inputs: {}, variables: {} };
  }

  async remember(scope: string, task: string, choices: TaskChoices, values: TaskValues): Promise<void> {
    await this.#memory.update(CHOICES, { ...this.#all<TaskChoices>(CHOICES), [scope]: choices });
    const key = `${scope} ${task}`;
    const others = Object.entries(this.#all<TaskValues>(VALUES)).filter(([other]) => other !== key);
    await this.#memory.update(VALUES, Object.fromEntries([...others.slice(1 - MOST), [key, values]]));
  }

  #all<Item>(name: string): Readonly<Record<string, Item>> {
    return this.#memory.get<Readonly<Record<string, Item>>>(name) ?? {};
  }
}
