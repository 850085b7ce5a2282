import { fitOf } from '../features/locate-failure.ts';
import type { Session } from './session.ts';

/** More than half of a run's task names must lead to a task, or the workflow is another. */
const LEAST_FIT = 0.5;

/** The workflow of the workspace that the names of a run's tasks fit best. */
export async function bestFit(names: readonly string[], { workspace }: Session): Promise<string | undefined> {
  let best: { readonly uri: string; readonly fit: number } | undefined;
  for (const uri of await workspace.files()) {
    const isEntry = workspace.known(uri)?.analysis.entry !== undefined;
    const model = isEntry ? workspace.model(uri) : undefined;
    const fit = model === undefined ? 0 : fitOf(model, names);
    if (fit > LEAST_FIT && fit > (best?.fit ?? 0)) best = { uri, fit };
  }
  return best?.uri;
}
