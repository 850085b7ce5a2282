import { newInputs, newInputsUri } from '../../features/new-inputs.ts';
import { newInputsRequest } from '../../protocol/index.ts';
import type { NewInputsParams, NewInputsResponse } from '../../protocol/index.ts';
import { folderOf } from '../../workspace/uris.ts';
import { workspaceMethod } from '../requests.ts';

export const newInputsMethod = workspaceMethod<NewInputsParams, NewInputsResponse>({
  method: newInputsRequest,
  summary: 'The text of a new parameter file for a workflow, and where it could be created.',
  takes: 'uri',
  async answer({ uri, which }, session, ask) {
    const { workspace } = session;
    const file = await workspace.summary(session.ownUri(uri), ask);
    const workflowUri = file?.link?.workflowUri ?? file?.uri;
    const model = workflowUri === undefined ? undefined : workspace.model(workflowUri);
    if (workflowUri === undefined || model === undefined) return null;
    const taken = new Set(await workspace.list(folderOf(workflowUri)));
    return {
      uri: session.clientUri(newInputsUri(workflowUri, taken)),
      text: newInputs(model, which === 'all' ? 'all' : 'required', workspace.settingsFor(workflowUri).target),
    };
  },
});
