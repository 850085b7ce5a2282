import { LineIndex } from '@omics-lens/server/text/index.ts';
import type { Location } from '@omics-lens/server/text/index.ts';
import type { PlannedTask } from './plan.ts';
import type { RunFacts } from './run-facts.ts';
import type { LogEvent, TaskTimeline } from './timeline.ts';

/**
 * What the engine says about a failed run. Like the real one it names the file, line and column of the task that failed,
 * which is what leads a reader, or an editor, from the log to the source.
 */
export function engineLog(
  facts: RunFacts,
  at: number,
  failed: { readonly planned: PlannedTask; readonly task: TaskTimeline } | undefined,
  message: string,
): readonly LogEvent[] {
  const { entry } = facts.model;
  const logger = `${facts.model.engine.toLowerCase()}.w:${entry.name}`;
  const lines = [
    `${logger} simulation of the engine :: workflow: "${entry.name}", source: "${facts.pathOf(entry.at.uri)}"`,
  ];
  if (failed !== undefined) {
    const { planned, task } = failed;
    const state = task.states.at(-1);
    lines.push(
      `${logger} task ${planned.callable.name} (${place(facts, planned.callable.at)}) failed :: dir: "/mnt/workflow/call-${task.name}", error: "${state?.failureReason ?? 'RUN_TASK_FAILED'}", message: "${state?.statusMessage ?? ''}"`,
    );
    if (planned.call !== undefined) {
      lines.push(`${logger} call ${planned.call.name} (${place(facts, planned.call.at)}) failed`);
    }
  }
  lines.push(`${logger} ${message}`);
  return lines.map((line) => ({ at, message: line }));
}

/** `tasks/align.wdl Ln 12 Col 6`, counted from 1. */
function place(facts: RunFacts, location: Location): string {
  const path = facts.pathOf(location.uri);
  const { line, character } = new LineIndex(facts.textOf(path) ?? '').positionAt(location.span.start);
  return `${path} Ln ${line + 1} Col ${character + 1}`;
}
