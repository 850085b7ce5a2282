/** Single tasks on Amazon ECS, without the SDK. Names of members are the service's own. */
export interface TasksOnEcsApi {
  /** Sorted by name. */
  clusters(signal?: AbortSignal): Promise<readonly EcsCluster[]>;
  /** `family:revision`, the newest revisions first; the first hundred, which is a page. */
  definitions(signal?: AbortSignal): Promise<readonly string[]>;
  /** By `family:revision`, family or ARN. */
  definition(name: string, signal?: AbortSignal): Promise<EcsDefinition>;
  /** Gives `family:revision`. */
  register(definition: NewDefinition): Promise<string>;
  /** Answers also when nothing was placed: `failures` says why. */
  run(request: RunTaskRequest): Promise<PlacedTasks>;
  /** Tasks that are not known yet, or not any more, are absent from the answer. */
  look(
    cluster: string | undefined,
    arns: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly EcsTask[]>;
  stop(cluster: string | undefined, arn: string, reason: string): Promise<void>;
}

export interface EcsCluster {
  readonly name: string;
  readonly arn: string;
  readonly capacityProviders: readonly string[];
  /** Machines that the account gave to it. */
  readonly instances: number;
}

export interface EcsDefinition {
  /** `family:revision` */
  readonly name: string;
  readonly networkMode: string | undefined;
  /** What it was checked to run on, such as `FARGATE`. */
  readonly compatibilities: readonly string[];
  readonly containers: readonly EcsContainerDefinition[];
}

export interface EcsContainerDefinition {
  readonly name: string;
  readonly essential: boolean;
  readonly entryPoint: readonly string[];
  /** Where it logs, where that is CloudWatch Logs. */
  readonly log: EcsLogPlace | undefined;
}

export interface EcsLogPlace {
  readonly group: string;
  /** Streams are called `prefix/container/task`; without it the name cannot be known. */
  readonly prefix: string | undefined;
}

/** The body of RegisterTaskDefinition, as far as a single task needs it. */
export interface NewDefinition {
  readonly family: string;
  readonly networkMode?: 'awsvpc' | 'bridge';
  readonly requiresCompatibilities: readonly ('FARGATE' | 'EC2')[];
  /** CPU units and MiB, as strings. */
  readonly cpu: string;
  readonly memory: string;
  readonly executionRoleArn?: string;
  readonly taskRoleArn?: string;
  readonly containerDefinitions: readonly {
    readonly name: string;
    readonly image: string;
    readonly essential: true;
    readonly entryPoint: readonly string[];
    readonly command: readonly string[];
    readonly logConfiguration: {
      readonly logDriver: 'awslogs';
      readonly options: Readonly<Record<string, string>>;
    };
  }[];
}

/** The body of RunTask: any member that the service has may be in it. */
export interface RunTaskRequest extends Readonly<Record<string, unknown>> {
  readonly taskDefinition: string;
  readonly cluster?: string;
  /** One for each wish of the user. */
  readonly clientToken: string;
}

export interface PlacedTasks {
  readonly tasks: readonly EcsTask[];
  readonly failures: readonly EcsFailure[];
}

export interface EcsFailure {
  readonly arn: string | undefined;
  readonly reason: string;
  readonly detail: string | undefined;
}

export interface EcsTask {
  readonly arn: string;
  readonly definition: string;
  /** `PROVISIONING`, `PENDING`, `RUNNING`, `STOPPED` and others: the service may add some. */
  readonly status: string;
  readonly stopCode: string | undefined;
  readonly stoppedReason: string | undefined;
  readonly containers: readonly EcsContainer[];
}

export interface EcsContainer {
  readonly name: string;
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

/** The last part of a task's ARN, which its log stream carries. */
export function taskId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
