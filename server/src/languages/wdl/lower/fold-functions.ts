import type { Constant } from './fold.ts';

/** The value of an argument, which knows whether it is whole by type. `null` is the value that is missing. */
export interface FoldedArgument {
  readonly value: Constant | null;
  readonly float: boolean;
}

/**
 * The value of a function of the standard library for arguments that are known, where it is the same everywhere.
 * Functions that look at files, and those that engines disagree about, have none.
 */
export function foldFunction(name: string, args: readonly FoldedArgument[]): FoldedArgument | undefined {
  const [first, second] = args;
  switch (name) {
    case 'ceil':
      return whole(first, Math.ceil);
    case 'floor':
      return whole(first, Math.floor);
    case 'round':
      return whole(first, (value) => Math.floor(value + 0.5));
    case 'min':
      return ofTwo(first, second, Math.min);
    case 'max':
      return ofTwo(first, second, Math.max);
    case 'defined':
      return first === undefined ? undefined : { value: first.value !== null, float: false };
    case 'basename':
      return baseName(first, second);
    default:
      return undefined;
  }
}

/** `select_first`: the first value that is not missing, as far as all before it are known. */
export function foldFirst(values: readonly (FoldedArgument | undefined)[]): FoldedArgument | undefined {
  for (const value of values) {
    if (value === undefined) return undefined;
    if (value.value !== null) return value;
  }
  return undefined;
}

/** `sep`, and the texts of an array. */
export function foldJoined(
  separator: FoldedArgument | undefined,
  values: readonly (FoldedArgument | undefined)[],
): FoldedArgument | undefined {
  if (typeof separator?.value !== 'string') return undefined;
  const texts: string[] = [];
  for (const value of values) {
    if (value === undefined || value.value === null || value.float) return undefined;
    texts.push(String(value.value));
  }
  return { value: texts.join(separator.value), float: false };
}

function whole(
  argument: FoldedArgument | undefined,
  compute: (value: number) => number,
): FoldedArgument | undefined {
  if (typeof argument?.value !== 'number') return undefined;
  return { value: compute(argument.value), float: false };
}

function ofTwo(
  first: FoldedArgument | undefined,
  second: FoldedArgument | undefined,
  compute: (a: number, b: number) => number,
): FoldedArgument | undefined {
  if (typeof first?.value !== 'number' || typeof second?.value !== 'number') return undefined;
  return { value: compute(first.value, second.value), float: first.float || second.float };
}

function baseName(
  path: FoldedArgument | undefined,
  suffix: FoldedArgument | undefined,
): FoldedArgument | undefined {
  if (typeof path?.value !== 'string') return undefined;
  const name = path.value.slice(path.value.lastIndexOf('/') + 1);
  if (suffix === undefined) return { value: name, float: false };
  if (typeof suffix.value !== 'string') return undefined;
  const end = name.length - suffix.value.length;
  return {
    value: suffix.value !== '' && end > 0 && name.endsWith(suffix.value) ? name.slice(0, end) : name,
    float: false,
  };
}
