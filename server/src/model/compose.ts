import type { Location } from '../text/index.ts';
import type { SymbolId } from './occurrence.ts';
import type { Callable, Engine, WorkflowModel } from './workflow.ts';

/** What is known of an entry beside its callable. */
export interface ModelInfo {
  readonly engine: Engine;
  readonly languageVersion?: string | undefined;
  readonly versionAt?: Location | undefined;
}

/**
 * The model of what `entry` runs: it and everything that it reaches through calls, in the order in which they are
 * reached. A call whose callee `lookup` does not know is left out; one that leads back ends there.
 */
export function composeModel(
  entry: Callable,
  lookup: (id: SymbolId) => Callable | undefined,
  info: ModelInfo,
): WorkflowModel {
  const callables = new Map<SymbolId, Callable>([[entry.id, entry]]);
  const queue = [entry];
  for (let caller = queue.shift(); caller !== undefined; caller = queue.shift()) {
    for (const call of caller.calls) {
      if (callables.has(call.callee)) continue;
      const callee = lookup(call.callee);
      if (callee === undefined) continue;
      callables.set(callee.id, callee);
      queue.push(callee);
    }
  }
  return {
    entry,
    callables,
    engine: info.engine,
    uri: entry.at.uri,
    ...(info.languageVersion === undefined ? {} : { languageVersion: info.languageVersion }),
    ...(info.versionAt === undefined ? {} : { versionAt: info.versionAt }),
  };
}
