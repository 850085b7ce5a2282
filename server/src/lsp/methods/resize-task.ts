import { resizeTask } from '../../features/resize-task.ts';
import { resizeTaskRequest } from '../../protocol/index.ts';
import type { ResizeTaskParams, ResizeTaskResult } from '../../protocol/index.ts';
import { bestFit } from '../best-fit.ts';
import { toLocation } from '../convert.ts';
import { workspaceMethod } from '../requests.ts';

export const resizeTaskMethod = workspaceMethod<ResizeTaskParams, ResizeTaskResult>({
  method: resizeTaskRequest,
  summary: 'The edits that make a task of a run ask for another size.',
  takes: 'task',
  async answer(params, session, ask) {
    const { workspace } = session;
    await workspace.prepareAll(ask);
    const given =
      params.uri === undefined ? await bestFit(params.taskNames, session) : session.ownUri(params.uri);
    const model = given === undefined ? undefined : workspace.model(given);
    if (model === undefined) return { edits: [] };
    const edits = resizeTask(model, params.task, { cpus: params.cpus, memory: params.memory });
    return { edits: edits.map(({ at, newText }) => ({ ...toLocation(session, at), newText })) };
  },
});
