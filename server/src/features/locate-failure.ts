import type { FailureSources, LocatedFailure, RunFailure, WorkflowModel } from '../model/index.ts';
import { locateFailure, taskOrigins } from '../model/index.ts';
import { span } from '../text/index.ts';
import type { LineIndex } from '../text/index.ts';
import type { FailureFix } from './failure-fixes.ts';
import { failureFixes } from './failure-fixes.ts';
import type { PreflightFacts } from './preflight-facts.ts';

/** What is known of the source of a failed run. */
export interface FailureFiles {
  readonly model: WorkflowModel;
  /** URIs of the workflow's files. */
  readonly files: readonly string[];
  /** Of the run's file: its members, and the places of its parameters. */
  readonly facts: PreflightFacts;
  readonly region: string | undefined;
  readonly textOf: (uri: string) => { readonly text: string; readonly lines: LineIndex } | undefined;
}

export interface FailureInSource extends LocatedFailure {
  readonly fixes: readonly FailureFix[];
}

/** The causes of a failed run on their places in the source, each with the mends that are known. */
export function locateFailureIn(failure: RunFailure, source: FailureFiles): readonly FailureInSource[] {
  return locateFailure(failure, sourcesOf(source)).map((located) => {
    const { uri, span: at } = located.at;
    const text = source.textOf(uri)?.text.slice(at.start, at.end) ?? '';
    return { ...located, fixes: failureFixes(located, text, source.region) };
  });
}

/** How well the names of a run's tasks fit a workflow: the share of them that lead to one of its tasks. */
export function fitOf(model: WorkflowModel, names: readonly string[]): number {
  if (names.length === 0) return 0;
  return names.filter((name) => taskOrigins(model, name).length > 0).length / names.length;
}

function sourcesOf({ model, files, facts, textOf }: FailureFiles): FailureSources {
  const valued = new Set([...facts.inputs, ...facts.images].map(({ name }) => name));
  const version = model.versionAt;
  return {
    model,
    files,
    settings: facts.members,
    parameters: [
      ...facts.inputs,
      ...facts.images.map(({ name, image, at }) => ({ name, value: image, at })),
      ...facts.parameters
        .filter(({ name }) => !valued.has(name))
        .map(({ name, at }) => ({ name, value: '', at })),
    ],
    locate: (uri, line, character) => {
      const lines = textOf(uri)?.lines;
      if (lines === undefined) return { uri, span: span(0, 0) };
      const [start, end] = [lines.offsetAt({ line, character: character ?? 0 }), lines.lineEnd(line)];
      return { uri, span: span(Math.min(start, end), end) };
    },
    ...(version === undefined ? {} : { versionAt: version }),
  };
}
