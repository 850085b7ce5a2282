import type { TaskRule } from '../scenario/scenario.ts';
import type { Known } from './expression.ts';
import type { PlannedInput, PlannedTask } from './plan.ts';
import type { LogEvent, TaskTimeline } from './timeline.ts';
import { inOrder } from './run-log.ts';

/** Steps that every task goes through, by the share of its running time that is over. */
const STEPS: readonly (readonly [share: number, line: string])[] = [
  [0.1, 'inputs are linked into the working directory'],
  [0.25, 'the command starts'],
  [0.5, 'half of the work is done'],
  [0.9, 'the command ends'],
];

/**
 * What a task writes while it runs. No container is started: the lines name what the task was given, so that a reader
 * sees that values arrive, and say that nothing was computed.
 */
export function taskLog(
  planned: PlannedTask,
  task: TaskTimeline,
  rule: TaskRule | undefined,
): readonly LogEvent[] {
  const from = task.states.find((state) => state.status === 'RUNNING')?.at;
  const to = task.states.find((state) => state.status === 'STOPPING')?.at;
  if (from === undefined || to === undefined) return [];
  const lines = (at: number, messages: readonly string[]): LogEvent[] =>
    messages.map((message) => ({ at, message }));
  const failed = task.states.at(-1)?.status === 'FAILED';
  return inOrder([
    ...lines(from, opening(planned, task)),
    ...STEPS.flatMap(([share, line]) => lines(Math.round(from + (to - from) * share), [say(line)])),
    ...(rule?.log ?? []).flatMap(({ after, line }) => lines(Math.min(to, from + after * 1000), [line])),
    ...lines(to, failed ? failing(rule) : [...outputs(planned), say('done, exit status 0')]),
  ]);
}

function opening(planned: PlannedTask, task: TaskTimeline): readonly string[] {
  return [
    say(`task ${task.name} (${task.id}): this is a simulation, no container is started and no data is read`),
    say(`container ${task.image ?? 'not named'}`),
    say(
      `${task.cpus} vCPU, ${task.memoryGiB} GiB${task.gpus > 0 ? `, ${task.gpus} GPU` : ''} on ${task.instanceType}`,
    ),
    ...planned.inputs.map((input) => say(`input ${input.name} = ${inputText(input)}`)),
  ];
}

function outputs(planned: PlannedTask): readonly string[] {
  return planned.callable.outputs.map((output) => say(`output ${output.name} would be written here`));
}

function failing(rule: TaskRule | undefined): readonly string[] {
  const message = rule?.fail?.message;
  return [...(message === undefined ? [] : [message]), say(`exit status ${rule?.fail?.exitCode ?? 1}`)];
}

function inputText(input: PlannedInput): string {
  if (input.value !== undefined) return shortened(JSON.stringify(input.value satisfies Known));
  return input.text === undefined ? 'not given' : `<${shortened(input.text)}>`;
}

function say(text: string): string {
  return `[simulation] ${text}`;
}

const LONGEST_VALUE = 500;

function shortened(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
