import { graphView } from '../../features/graph-view.ts';
import { graphRequest } from '../../protocol/index.ts';
import type { GraphParams, GraphResponse } from '../../protocol/index.ts';
import { bestFit } from '../best-fit.ts';
import { toLocation } from '../convert.ts';
import { workspaceMethod } from '../requests.ts';

export const graphMethod = workspaceMethod<GraphParams, GraphResponse>({
  method: graphRequest,
  summary:
    'The calls of a workflow and of those that it calls, to be drawn; with a run, the states of its tasks.',
  takes: 'tasks',
  async answer(params, session, ask) {
    const { workspace } = session;
    if (params.uri === undefined) await workspace.prepareAll(ask);
    const names = params.tasks.map(({ name }) => name);
    const given = params.uri === undefined ? await bestFit(names, session) : session.ownUri(params.uri);
    if (given === undefined) return null;
    const asked = await workspace.summary(given, ask);
    const uri = asked?.link?.workflowUri ?? asked?.uri;
    const model = uri === undefined ? undefined : workspace.model(uri);
    if (uri === undefined || model === undefined) return null;
    const { workflows } = graphView(model, params.tasks, workspace.settingsFor(uri).region);
    return {
      workflows: workflows.map(({ at, calls, ...workflow }) => ({
        ...workflow,
        ...toLocation(session, at),
        calls: calls.map(({ at: place, ...call }) => ({ ...call, ...toLocation(session, place) })),
      })),
    };
  },
});
