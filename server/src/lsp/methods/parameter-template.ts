import { updateTemplate } from '../../documents/index.ts';
import { parameterTemplateRequest } from '../../protocol/index.ts';
import type { ParameterTemplateParams, ParameterTemplateResponse } from '../../protocol/index.ts';
import { applyEdits, span } from '../../text/index.ts';
import { workspaceMethod } from '../requests.ts';

export const parameterTemplateMethod = workspaceMethod<ParameterTemplateParams, ParameterTemplateResponse>({
  method: parameterTemplateRequest,
  summary: 'The parameter template of a workflow: new, or brought up to date with descriptions kept.',
  takes: 'uri',
  async answer(params, session, ask) {
    const { workspace } = session;
    const asked = await workspace.summary(session.ownUri(params.uri), ask);
    const model = asked === undefined ? undefined : workspace.model(asked.uri);
    if (model === undefined) return null;
    const uri = params.template === undefined ? undefined : session.ownUri(params.template);
    const file = uri === undefined ? undefined : await workspace.snapshot(uri, ask);
    if (file === undefined || file.text.trim() === '') {
      return { text: applyEdits('', updateTemplate({ text: '', root: undefined }, model)), changed: true };
    }
    // A template's one action is to be brought up to date.
    const edits = file.analysis.actions?.(span(0, 0))[0]?.edits ?? [];
    return { text: applyEdits(file.text, edits), changed: edits.length > 0 };
  },
});
