import { renderTask } from '../../features/render-task.ts';
import { renderTaskRequest } from '../../protocol/index.ts';
import type { RenderTaskParams, RenderTaskResult } from '../../protocol/index.ts';
import { renderableTasks } from '../../workspace/lookup.ts';
import { workspaceMethod } from '../requests.ts';

export const renderTaskMethod = workspaceMethod<RenderTaskParams, RenderTaskResult>({
  method: renderTaskRequest,
  summary: 'The command of one task with its inputs filled in, and the container and size that it asks for.',
  takes: 'uri',
  async answer({ uri, task, inputs = {} }, session, ask) {
    const file = await session.workspace.snapshot(session.ownUri(uri), ask);
    const tasks = file === undefined ? [] : renderableTasks(file).map(({ name }) => name);
    const wanted = task ?? (tasks.length === 1 ? tasks[0] : undefined);
    const rendered =
      file === undefined || wanted === undefined ? undefined : renderTask(file, wanted, inputs);
    return { tasks, ...(rendered === undefined ? {} : { rendered }) };
  },
});
