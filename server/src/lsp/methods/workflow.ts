import { newInputs } from '../../features/new-inputs.ts';
import { parameterTemplate, typeLabel } from '../../model/index.ts';
import { workflowRequest } from '../../protocol/index.ts';
import type { WorkflowParams, WorkflowResponse } from '../../protocol/index.ts';
import type { FileSummary } from '../../workspace/snapshot.ts';
import type { Ask } from '../../workspace/snapshot.ts';
import { workspaceMethod } from '../requests.ts';
import type { Session } from '../session.ts';

export const workflowMethod = workspaceMethod<WorkflowParams, WorkflowResponse>({
  method: workflowRequest,
  summary: 'What a run of a workflow file needs: its files, inputs, parameter template and parameter files.',
  takes: 'uri',
  async answer(params, session, ask) {
    const { workspace } = session;
    const asked = await workspace.summary(session.ownUri(params.uri), ask);
    const uri = asked?.link?.workflowUri ?? asked?.uri;
    const model = uri === undefined ? undefined : workspace.model(uri);
    if (uri === undefined || model === undefined) return null;
    const files = workspace.reachable(uri);
    return {
      uri: session.clientUri(uri),
      name: model.entry.name,
      kind: model.entry.kind,
      engine: model.engine,
      files: files.map((file) => session.clientUri(file)),
      unresolved: workspace.unresolved(uri),
      inputs: model.entry.inputs.map(({ name, type, required, description }) => ({
        name,
        type: typeLabel(type),
        required,
        ...(description === undefined ? {} : { description }),
      })),
      parameterTemplate: parameterTemplate(model),
      newParameterFile: newInputs(model, 'required', workspace.settingsFor(uri).target),
      parameterFiles: (await parameterFiles(uri, session, ask)).map((file) => session.clientUri(file)),
      errors: files.reduce((sum, file) => sum + errorsIn(workspace.known(file)), 0),
    };
  },
});

const CLOSENESS = ['setting', 'run-file', 'config', 'name', 'keys'];

/** Those that are tied to the workflow: what somebody said first, then those with fewer errors, then by name. */
async function parameterFiles(workflowUri: string, session: Session, ask: Ask): Promise<readonly string[]> {
  const found: { uri: string; closeness: number; errors: number }[] = [];
  for (const uri of await session.workspace.files()) {
    if (!session.workspace.isParameterFile(uri)) continue;
    const file = await session.workspace.summary(uri, ask);
    if (file?.link?.workflowUri !== workflowUri) continue;
    found.push({ uri, closeness: CLOSENESS.indexOf(file.link.how), errors: errorsIn(file) });
  }
  found.sort((a, b) => a.closeness - b.closeness || a.errors - b.errors || (a.uri < b.uri ? -1 : 1));
  return found.map(({ uri }) => uri);
}

function errorsIn(file: FileSummary | undefined): number {
  return file?.problems.filter(({ severity }) => severity === 'error').length ?? 0;
}
