import { json } from '@omics-lens/server/languages/json/index.ts';
import type { Analysis, AnalyzeSettings } from '@omics-lens/server/languages/language.ts';
import type { WorkflowModel } from '@omics-lens/server/model/index.ts';

/** The analysis of a parameter file that is tied to the workflow. */
export function analyzeJson(
  text: string,
  workflow: WorkflowModel | undefined,
  settings: AnalyzeSettings = { target: 'healthomics', region: 'us-east-1' },
): Analysis {
  return json.analyze(json.parse(text), {
    uri: 'file:///params.json',
    settings,
    imported: () => ({ kind: 'missing', uri: undefined, reason: 'nothing is imported' }),
    ...(workflow === undefined ? {} : { workflow }),
  });
}
