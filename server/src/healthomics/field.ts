import { formatNumber } from './limits.ts';

/** One member of a request of the service. */
export interface RequestField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'document' | 'map' | 'structure' | 'blob';
  readonly required?: true;
  /** Of a string: its length; of an integer: its value; of a map: how many entries. */
  readonly min?: number;
  readonly max?: number;
  /** The whole string, to be read with the `u` flag. */
  readonly pattern?: string;
  readonly values?: readonly string[];
  readonly default?: string | number;
  /** Markdown, one or two sentences. */
  readonly doc: string;
}

/** Letters, marks, separators, symbols, digits and punctuation: everything but control characters such as tabs. */
export const TEXT_PATTERN = '[\\p{L}\\p{M}\\p{Z}\\p{S}\\p{N}\\p{P}]+';
export const DIGITS_PATTERN = '[0-9]+';
export const NAME_PATTERN = '[A-Za-z0-9][A-Za-z0-9\\-\\._]*';
export const ACCOUNT_PATTERN = '[0-9]{12}';

/** What the service would say against a value, as the end of a sentence that begins with the field; else `undefined`. */
export function fieldIssue(field: RequestField, value: unknown): string | undefined {
  switch (field.type) {
    case 'string':
      return typeof value === 'string' ? textIssue(field, value) : 'must be a string';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
        ? rangeIssue(field, value, '')
        : 'must be a whole number';
    case 'document':
    case 'map':
    case 'structure': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
      return field.type === 'map' ? rangeIssue(field, Object.keys(value).length, ' entries') : undefined;
    }
    case 'blob':
      return undefined;
  }
}

function textIssue(field: RequestField, value: string): string | undefined {
  if (field.values !== undefined && !field.values.includes(value)) {
    return `must be ${field.values.map((choice) => `'${choice}'`).join(' or ')}`;
  }
  const range = rangeIssue(field, value.length, ' characters');
  if (range !== undefined) return range;
  if (field.pattern === undefined || new RegExp(`^(?:${field.pattern})$`, 'u').test(value)) return undefined;
  return PATTERN_ISSUES[field.pattern] ?? `must match ${field.pattern}`;
}

const PATTERN_ISSUES: Readonly<Record<string, string>> = {
  [TEXT_PATTERN]: 'must not hold tabs, line breaks or other control characters',
  [DIGITS_PATTERN]: 'must be digits only',
  [NAME_PATTERN]: "must begin with a letter or digit and go on with these, '-', '.' and '_'",
  [ACCOUNT_PATTERN]: 'must be an account id of 12 digits',
};

function rangeIssue(field: RequestField, value: number, unit: string): string | undefined {
  if (field.max !== undefined && value > field.max) {
    return `must be at most ${formatNumber(field.max)}${unit}, not ${formatNumber(value)}`;
  }
  if (field.min !== undefined && value < field.min) {
    if (unit !== '' && value === 0) return 'must not be empty';
    return `must be at least ${formatNumber(field.min)}${unit}, not ${formatNumber(value)}`;
  }
  return undefined;
}
