import type { Call, Resources, WorkflowModel } from '../model/index.ts';
import { shownName, taskCalls } from '../model/index.ts';
import type { SymbolId } from '../model/index.ts';

/** A task behind the calls of one run, where these decide what it asks for. */
export interface CalledTask {
  readonly task: SymbolId;
  /** As the engine shows it: `MAIN:ALIGN`. */
  readonly name: string;
  readonly call: Call;
  readonly resources: Resources;
}

/** The tasks that the file declares or calls, once for each way of calls that leads to them in one of the models. */
export function calledTasks(uri: string, models: readonly WorkflowModel[]): readonly CalledTask[] {
  const found = new Map<string, CalledTask>();
  for (const model of models) {
    const here = taskCalls(
      model,
      ({ task, calls }) =>
        task.resourcesAt !== undefined && (task.at.uri === uri || calls.at(-1)?.at.uri === uri),
    );
    for (const { task, calls } of here) {
      const name = calls.map(shownName).join(':');
      const call = calls.at(-1);
      const key = `${task.id} ${name} ${call?.name ?? ''}`;
      if (call === undefined || task.resources === undefined || found.has(key)) continue;
      found.set(key, { task: task.id, name, call, resources: task.resources });
    }
  }
  return [...found.values()];
}
