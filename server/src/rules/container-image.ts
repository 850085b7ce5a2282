import type { SourceValue } from '../model/index.ts';
import type { TaskContext } from './model-rule.ts';

/** An image that is known before the run. */
export interface KnownImage {
  readonly name: string;
  /** Where the name stands. */
  readonly value: SourceValue;
  /** It is the default of an input, which a run may replace. */
  readonly isDefault: boolean;
}

/** The task's image where it is a constant, or an input of the task with a constant default. */
export function knownImage({ task, resources }: TaskContext): KnownImage | undefined {
  const { container } = resources;
  if (container === undefined) return undefined;
  if (typeof container.constant === 'string') {
    return { name: container.constant, value: container, isDefault: false };
  }
  const name = container.input ?? container.text;
  const value = task.inputs.find((input) => input.name === name)?.default;
  if (typeof value?.constant === 'string') return { name: value.constant, value, isDefault: true };
  // A parameter of the whole workflow, as Nextflow has them.
  const { byDefault, text } = container;
  return typeof byDefault === 'string' && /^\{?\s*params\.\w+\s*\}?$/.test(text)
    ? { name: byDefault, value: container, isDefault: true }
    : undefined;
}
