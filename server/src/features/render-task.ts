import type { UnknownValue } from '../languages/language.ts';
import { typeLabel } from '../model/index.ts';
import { renderableTasks } from '../workspace/lookup.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

/** One task of a file as it would run alone, with the given inputs. */
export interface RenderedTask {
  readonly name: string;
  /** For bash. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly container?: string;
  readonly cpus?: number;
  readonly memoryGiB?: number;
  readonly inputs: readonly TaskInput[];
  readonly unknown: readonly UnknownValue[];
  readonly files: readonly string[];
  /** What somebody who runs the script should know, as sentences. */
  readonly notes: readonly string[];
}

export interface TaskInput {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** The default, as it is written. */
  readonly default?: string;
  readonly description?: string;
}

/**
 * The task of this name with its command filled in; `undefined` when the file has none that can be. Inputs may carry
 * the task's name in front.
 */
export function renderTask(
  file: FileSnapshot,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): RenderedTask | undefined {
  const task = renderableTasks(file).find((one) => one.name === name);
  if (task === undefined) return undefined;
  const given = Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key.startsWith(`${name}.`) ? key.slice(name.length + 1) : key,
      value,
    ]),
  );
  const rendered = file.analysis.renderCommand?.(task.id, given);
  if (rendered === undefined) return undefined;
  return {
    name,
    ...rendered,
    inputs: task.inputs.map((port) => ({
      name: port.name,
      type: typeLabel(port.type),
      required: port.required,
      ...(port.default === undefined ? {} : { default: port.default.text }),
      ...(port.description === undefined ? {} : { description: port.description }),
    })),
    notes: [
      ...rendered.unknown.map(
        ({ text, variable }) =>
          `'${text}' is not known before the run: the command takes it from the variable '${variable}'.`,
      ),
      ...rendered.files.map(
        (path) => `'${path}' is not fetched for a single task: the command gets the name as it stands.`,
      ),
    ],
  };
}
