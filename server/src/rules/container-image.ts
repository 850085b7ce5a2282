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
  return typeof value?.constant === 'string' ? { name: value.constant, value, isDefault: true } : undefined;
}
