import { foldFunction } from '../lower/fold-functions.ts';
import { scalar, text, textOfValue } from './value.ts';
import type { Value } from './value.ts';

/**
 * A function of the standard library whose value does not depend on files or on the engine; `undefined` for the others
 * and for arguments that are not known. Source: WDL specification 1.2, standard library.
 */
export function applyFunction(name: string, args: readonly (Value | undefined)[]): Value | undefined {
  const [first, second, third] = args;
  if (name === 'select_first') return selectFirst(first, second);
  if (name === 'defined') {
    return first === undefined ? undefined : scalar({ value: !isNone(first), float: false });
  }
  const elements = first?.kind === 'array' ? first.elements : undefined;
  switch (name) {
    case 'select_all':
      return elements && { kind: 'array', elements: elements.filter((element) => !isNone(element)) };
    case 'length':
      return elements && scalar({ value: elements.length, float: false });
    case 'flatten':
      return elements?.every((one) => one.kind === 'array')
        ? { kind: 'array', elements: elements.flatMap((one) => (one.kind === 'array' ? one.elements : [])) }
        : undefined;
    case 'range':
      return range(first);
    case 'quote':
      return each(first, (word) => `"${word}"`);
    case 'squote':
      return each(first, (word) => `'${word}'`);
    case 'sep':
      return joined(first, second);
    case 'prefix':
    case 'suffix': {
      const added = first === undefined ? undefined : textOfValue(first);
      if (added === undefined) return undefined;
      return each(second, (word) => (name === 'prefix' ? added + word : word + added));
    }
    case 'join_paths':
      return elements ? paths(elements) : paths([first, second]);
    case 'sub':
      return substitute(first, second, third);
    case 'keys':
      return first?.kind === 'map'
        ? { kind: 'array', elements: first.entries.map(([key]) => key) }
        : undefined;
    case 'values':
      return first?.kind === 'map'
        ? { kind: 'array', elements: first.entries.map(([, value]) => value) }
        : undefined;
    default: {
      const scalars = args.flatMap((one) => (one?.kind === 'scalar' ? [one] : []));
      if (scalars.length < args.length) return undefined;
      const folded = foldFunction(name, scalars);
      return folded === undefined ? undefined : scalar(folded);
    }
  }
}

function isNone(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

function selectFirst(values: Value | undefined, otherwise: Value | undefined): Value | undefined {
  if (values?.kind !== 'array') return undefined;
  return values.elements.find((one) => !isNone(one)) ?? otherwise;
}

/** More elements than a command has words would be a slip. */
const LONGEST_RANGE = 10_000;

function range(count: Value | undefined): Value | undefined {
  if (count?.kind !== 'scalar' || typeof count.value !== 'number') return undefined;
  if (count.value < 0 || count.value > LONGEST_RANGE) return undefined;
  const elements = Array.from({ length: count.value }, (_, index) => scalar({ value: index, float: false }));
  return { kind: 'array', elements };
}

function each(list: Value | undefined, change: (word: string) => string): Value | undefined {
  if (list?.kind !== 'array') return undefined;
  const texts = list.elements.map((one) => (isNone(one) ? '' : textOfValue(one)));
  if (texts.includes(undefined)) return undefined;
  return { kind: 'array', elements: texts.map((word) => text(change(word ?? ''))) };
}

function joined(separator: Value | undefined, list: Value | undefined): Value | undefined {
  const between = separator === undefined ? undefined : textOfValue(separator);
  if (between === undefined || list?.kind !== 'array') return undefined;
  const texts = list.elements.map(textOfValue);
  return texts.includes(undefined) ? undefined : text(texts.join(between));
}

function paths(parts: readonly (Value | undefined)[]): Value | undefined {
  const texts = parts.map((part) => (part === undefined ? undefined : textOfValue(part)));
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return text(
    texts
      .map((part, index) => (index === 0 ? part : part?.replace(/^\//, '')))
      .join('/')
      .replaceAll(/([^:])\/{2,}/g, '$1/'),
  );
}

/** Longer texts could keep a pattern busy for ever. */
const LONGEST_SUBJECT = 2_000;

function substitute(
  subject: Value | undefined,
  pattern: Value | undefined,
  replacement: Value | undefined,
): Value | undefined {
  const [where, what, by] = [subject, pattern, replacement].map((one) =>
    one === undefined ? undefined : textOfValue(one),
  );
  if (where === undefined || what === undefined || by === undefined) return undefined;
  // References to groups differ between engines, and nested repetition may take for ever.
  if (where.length > LONGEST_SUBJECT || /\\\d|\$\d/.test(by) || /[+*}][^)]*\)[+*{]/.test(what))
    return undefined;
  try {
    return text(where.replaceAll(new RegExp(what, 'g'), () => by));
  } catch {
    return undefined;
  }
}
