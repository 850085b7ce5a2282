import type { FactTable } from './source.ts';

/** Why a task was not placed, or why it stopped, in words. */
export interface EcsReason {
  /** The code as the service gives it, or what its text begins with. */
  readonly code: string;
  /** What happened. Ends a sentence that begins with the task. */
  readonly meaning: string;
  readonly remedy: string;
  /** Whether the same request may end well another time. */
  readonly retry: 'as-is' | 'after-change';
}

/** Entries of `failures` of RunTask, by their `reason`; `RESOURCE:CPU` is found under `RESOURCE`, unless it has a row of its own. */
export const ECS_PLACEMENT_FAILURES: FactTable<EcsReason> = {
  source: 'Amazon ECS Developer Guide, API failure reasons',
  date: '2026-11',
  rows: [
    {
      code: 'MISSING',
      meaning: 'was not placed, because what the request names is not in the cluster',
      remedy: 'Check the cluster and the Region; right after a start, look again a little later.',
      retry: 'after-change',
    },
    {
      code: 'INACTIVE',
      meaning: 'was not placed, because the instance or the cluster is not active',
      remedy: 'Register the instance again, or choose another cluster.',
      retry: 'after-change',
    },
    {
      code: 'RESOURCE:CPU',
      meaning: 'was not placed, because no instance has as many CPU units free',
      remedy: 'Wait for other tasks to end, add an instance, ask for fewer CPUs, or run it on Fargate.',
      retry: 'as-is',
    },
    {
      code: 'RESOURCE:MEMORY',
      meaning: 'was not placed, because no instance has as much memory free',
      remedy:
        'Wait for other tasks to end, add a larger instance, ask for less memory, or run it on Fargate.',
      retry: 'as-is',
    },
    {
      code: 'RESOURCE:GPU',
      meaning: 'was not placed, because no instance has as many GPUs free',
      remedy: 'Wait for other tasks to end, or add an instance with GPUs.',
      retry: 'as-is',
    },
    {
      code: 'RESOURCE:ENI',
      meaning: 'was not placed, because no instance has a network interface left',
      remedy: 'Wait for other tasks to end, add an instance, or allow more interfaces with ENI trunking.',
      retry: 'as-is',
    },
    {
      code: 'RESOURCE:PORTS',
      meaning: 'was not placed, because the port that it wants is taken on every instance',
      remedy: 'Let ECS choose the port of the host, or wait for the other task to end.',
      retry: 'as-is',
    },
    {
      code: 'RESOURCE',
      meaning: 'was not placed, because no instance has enough left of what it asks for',
      remedy: 'Wait for other tasks to end, add an instance, or run it on Fargate.',
      retry: 'as-is',
    },
    {
      code: 'AGENT',
      meaning: 'was not placed, because the container agent of the instance is not connected',
      remedy: "Check the agent on the instance and the instance's way to the network, then try again.",
      retry: 'as-is',
    },
    {
      code: 'ATTRIBUTE',
      meaning: 'was not placed, because no instance has an attribute that the task definition needs',
      remedy:
        'Look at the required attributes of the task definition; often the launch type, the log driver or the role is not supported by the instances.',
      retry: 'after-change',
    },
    {
      code: 'MemberOf placement constraint unsatisfied.',
      meaning: 'was not placed, because no instance fulfils its placement constraint',
      remedy: 'Change the expression of the constraint, or add an instance that fulfils it.',
      retry: 'after-change',
    },
    {
      code: 'LOCATION',
      meaning: 'was not placed, because the instance is in another Availability Zone than its subnets',
      remedy: 'Name a subnet in the Availability Zone of the instances.',
      retry: 'after-change',
    },
    {
      code: 'EMPTY CAPACITY PROVIDER',
      meaning: 'was not placed, because its capacity provider has no instance',
      remedy: 'Let the capacity provider scale, or choose another one.',
      retry: 'as-is',
    },
    {
      code: 'NO ACTIVE INSTANCES',
      meaning: 'was not placed, because the cluster has no active instance',
      remedy: 'Add an instance to the cluster, or run it on Fargate.',
      retry: 'after-change',
    },
    {
      code: 'Capacity is unavailable at this time.',
      meaning: 'was not placed, because Fargate has no free capacity of this kind at the moment',
      remedy: 'Try again later, or name subnets in other Availability Zones.',
      retry: 'as-is',
    },
  ],
};

/** What `stoppedReason` or the reason of a container begins with; the first that fits counts. */
export const ECS_STOP_REASONS: FactTable<EcsReason> = {
  source: 'Amazon ECS Developer Guide, stopped task error messages',
  date: '2026-11',
  rows: [
    {
      code: 'CannotPullContainerError',
      meaning: 'could not pull its container image',
      remedy:
        "Check the image's name and tag, that the execution role may pull it, and that the subnet reaches the registry (a public address, a NAT gateway or an endpoint).",
      retry: 'after-change',
    },
    {
      code: 'CannotPullImageManifestError',
      meaning: 'could not read the manifest of its container image',
      remedy: "Check the image's name and tag, and that the execution role may read it.",
      retry: 'after-change',
    },
    {
      code: 'OutOfMemoryError',
      meaning: 'ran out of memory',
      remedy: 'Ask for more memory in the task, or in the overrides of its container.',
      retry: 'after-change',
    },
    {
      code: 'ResourceInitializationError',
      meaning: 'could not get what it needs before its container starts',
      remedy:
        'Read the reason: mostly the log group is missing, the execution role may not read a secret or write logs, or the subnet does not reach the service.',
      retry: 'after-change',
    },
    {
      code: 'CannotStartContainerError',
      meaning: 'could not start its container',
      remedy: 'Check that the image has bash and is built for the processor of the task.',
      retry: 'after-change',
    },
    {
      code: 'CannotCreateContainerError',
      meaning: 'could not create its container',
      remedy: "Check the container's settings in the task definition: mounts, user, entry point.",
      retry: 'after-change',
    },
    {
      code: 'CannotCreateVolumeError',
      meaning: 'could not mount a volume',
      remedy: 'Check the volume in the task definition, and that its security groups let the task in.',
      retry: 'after-change',
    },
    {
      code: 'ContainerRuntimeTimeoutError',
      meaning: 'did not start or stop in time',
      remedy: 'Run it again; if it happens again, use a smaller image or a larger task.',
      retry: 'as-is',
    },
    {
      code: 'DockerTimeoutError',
      meaning: 'did not start or stop in time',
      remedy: 'Run it again; if it happens again, use a smaller image or a larger task.',
      retry: 'as-is',
    },
    {
      code: 'ContainerRuntimeError',
      meaning: 'was ended by an error of the container runtime',
      remedy: 'Run it again; if it happens again, read the reason.',
      retry: 'as-is',
    },
    {
      code: 'CannotStopContainerError',
      meaning: 'could not be stopped properly',
      remedy: 'Let the command end when it gets SIGTERM.',
      retry: 'as-is',
    },
    {
      code: 'CannotInspectContainerError',
      meaning: 'was lost by its container runtime',
      remedy: 'Run it again.',
      retry: 'as-is',
    },
    {
      code: 'TaskFailedToStart',
      meaning: 'did not start',
      remedy: 'Read the reason of the service.',
      retry: 'after-change',
    },
    {
      code: 'EssentialContainerExited',
      meaning: 'ended because its container did',
      remedy: 'Read the last lines of its log.',
      retry: 'after-change',
    },
    {
      code: 'UserInitiated',
      meaning: 'was stopped on request',
      remedy: 'Run it again when it is wanted.',
      retry: 'as-is',
    },
    {
      code: 'ServiceSchedulerInitiated',
      meaning: 'was stopped by the scheduler of a service',
      remedy: 'Look at the events of the service.',
      retry: 'after-change',
    },
    {
      code: 'SpotInterruption',
      meaning: 'was interrupted because Spot capacity was taken back',
      remedy: 'Run it again, or use capacity that is not Spot.',
      retry: 'as-is',
    },
    {
      code: 'TerminationNotice',
      meaning: 'was stopped because its instance goes away',
      remedy: 'Run it again.',
      retry: 'as-is',
    },
    {
      code: 'InfrastructureHealth',
      meaning: 'was stopped because its host is not healthy',
      remedy: 'Run it again.',
      retry: 'as-is',
    },
  ],
};

/** Exit codes that say the same of most programs. Above 128 it is the signal that ended the program. */
export const EXIT_CODES: FactTable<{
  readonly code: number;
  readonly meaning: string;
  readonly remedy: string;
}> = {
  source: 'Bash Reference Manual, exit status; POSIX signals; Amazon ECS Developer Guide',
  date: '2026-11',
  rows: [
    {
      code: 126,
      meaning: 'a command was found but may not be executed',
      remedy: 'Make the program executable, and check that it is built for the processor of the task.',
    },
    {
      code: 127,
      meaning: 'a command was not found',
      remedy: 'Check that the image holds every program that the command calls.',
    },
    { code: 134, meaning: 'the program aborted itself (SIGABRT)', remedy: 'Read the last lines of its log.' },
    {
      code: 137,
      meaning: 'the program was killed (SIGKILL), mostly because it ran out of memory',
      remedy: 'Ask for more memory.',
    },
    {
      code: 139,
      meaning: 'the program broke down (SIGSEGV)',
      remedy: 'Try another version of the program or of its image.',
    },
    {
      code: 143,
      meaning: 'the program was asked to end (SIGTERM)',
      remedy: 'Somebody or something stopped the task.',
    },
  ],
};

/** The row of a failure's reason: itself, what stands in front of its colon, or what it begins with. */
export function ecsPlacementFailure(reason: string): EcsReason | undefined {
  const { rows } = ECS_PLACEMENT_FAILURES;
  return rows.find(({ code }) => code === reason) ?? rows.find(({ code }) => reason.startsWith(code));
}

/** The row of the first of the texts that one is known of: reason of the container, reason of the task, stop code. */
export function ecsStopReason(...texts: readonly (string | undefined)[]): EcsReason | undefined {
  for (const text of texts) {
    const found = ECS_STOP_REASONS.rows.find(({ code }) => text?.startsWith(code));
    if (found !== undefined) return found;
  }
  return undefined;
}

export function exitCodeMeaning(
  code: number,
): { readonly meaning: string; readonly remedy: string } | undefined {
  return EXIT_CODES.rows.find((row) => row.code === code);
}
