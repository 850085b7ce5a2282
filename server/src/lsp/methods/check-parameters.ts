import { checkParametersRequest } from '../../protocol/index.ts';
import type { CheckParametersParams, CheckParametersResult } from '../../protocol/index.ts';
import { problemText } from '../../features/diagnostics.ts';
import { toRange } from '../convert.ts';
import { workspaceMethod } from '../requests.ts';

export const checkParametersMethod = workspaceMethod<CheckParametersParams, CheckParametersResult>({
  method: checkParametersRequest,
  summary: 'The findings of one parameter file, and the workflow that it was checked against.',
  takes: 'uri',
  async answer(params, session, ask) {
    const file = await session.workspace.summary(session.ownUri(params.uri), ask);
    if (file === undefined) return { problems: [] };
    const name = session.workspace.model(file.uri)?.entry.name;
    const problems = file.problems.map((problem) => ({
      range: toRange(file.lines, problem.span),
      severity: problem.severity,
      code: problem.code,
      message: problemText(problem),
    }));
    if (file.link === undefined || name === undefined) return { problems };
    const { workflowUri, reason } = file.link;
    return { workflow: { uri: session.clientUri(workflowUri), name, reason }, problems };
  },
});
