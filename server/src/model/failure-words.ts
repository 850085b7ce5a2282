import { failureReason } from '../healthomics/failure-reasons.ts';
import { exitStatusWords } from './failure-log.ts';
import type { RunFailure, TaskGroup } from './run-failure.ts';

export function taskSentence(
  { run }: RunFailure,
  { tasks, code }: TaskGroup,
  status: number | undefined,
): string {
  const [first, ...others] = tasks;
  const who = others.length === 0 ? `task '${first.name}'` : `${tasks.length} tasks such as '${first.name}'`;
  const reason = failureReason(code);
  const why = reason === undefined || code === 'RUN_TASK_FAILED' ? '' : `: ${reason.meaning}`;
  const facts = [
    ...(code === 'RUN_TASK_FAILED' ? [] : [code]),
    ...(status === undefined ? [] : [`exit status ${status}`]),
  ];
  return `Run '${run}' failed in ${who}${why}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}.`;
}

export function noteOf(
  code: string,
  said: string | undefined,
  status: number | undefined,
  remedy: string | undefined,
): string {
  const words = status === undefined ? undefined : exitStatusWords(status);
  const what =
    remedy ??
    failureReason(code)?.remedy ??
    "Read the task's log; its last lines are the cause most of the time.";
  return [
    ...(said === undefined || said.trim() === '' ? [] : [`HealthOmics says: ${sentence(said)}`]),
    ...(words === undefined ? [] : [`Exit status ${status}: ${words}.`]),
    what,
  ].join(' ');
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
