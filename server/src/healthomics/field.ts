import { formatNumber } from './limits.ts';

/** What an account holds of its own and a request names. */
export type AccountValueKind =
  'workflow' | 'workflowVersion' | 'role' | 'runGroup' | 'runCache' | 'configuration';

/** One member of a request or of another document of the service. */
export interface RequestField {
  readonly name: string;
  readonly type:
    'string' | 'integer' | 'number' | 'boolean' | 'document' | 'map' | 'structure' | 'list' | 'any' | 'blob';
  readonly required?: true;
  /** SDKs and the AWS command line give it by themselves. */
  readonly filledIn?: true;
  /** Of a string: its length; of a number: its value; of a map or list: how many entries. */
  readonly min?: number;
  readonly max?: number;
  /** The whole string, to be read with the `u` flag. */
  readonly pattern?: string;
  readonly values?: readonly string[];
  readonly default?: string | number | boolean;
  /** Markdown, one or two sentences. */
  readonly doc: string;
  /** Of a structure: its members; any are taken when absent. */
  readonly members?: readonly RequestField[];
  /** Of a structure: exactly one of its members is given. */
  readonly union?: true;
  /** Of a list or map: what each of its values is. */
  readonly element?: RequestField;
  /** Of a map: what each of its keys is. */
  readonly key?: RequestField;
  readonly account?: AccountValueKind;
  /** What to do when there is too much of it. */
  readonly advice?: string;
  /** How a value begins, for a new one. */
  readonly example?: string;
}

/** Letters, marks, separators, symbols, digits and punctuation: everything but control characters such as tabs. */
export const TEXT_PATTERN = '[\\p{L}\\p{M}\\p{Z}\\p{S}\\p{N}\\p{P}]+';
/** The same, or nothing. */
export const OPTIONAL_TEXT_PATTERN = `(${TEXT_PATTERN})?`;
export const DIGITS_PATTERN = '[0-9]+';
export const NAME_PATTERN = '[A-Za-z0-9][A-Za-z0-9\\-\\._]*';
export const ACCOUNT_PATTERN = '[0-9]{12}';
export const ROLE_PATTERN = 'arn:.+';
/** Letters, digits, blanks and `_ . : / = + - @`. Source: user guide, 2026-03-20; the API itself does not say it. */
export const TAG_PATTERN = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*';

/** Printable ASCII without the blank. Source: RunTask, `clientToken`. */
export const TOKEN_PATTERN = '[!-~]+';
/** Source: RunTask, `startedBy`. */
export const STARTED_BY_PATTERN = '[A-Za-z0-9_/\\-]+';

/** What the service would say against a value, as the end of a sentence that begins with the field; else `undefined`. */
export function fieldIssue(field: RequestField, value: unknown): string | undefined {
  switch (field.type) {
    case 'string':
      return typeof value === 'string' ? textIssue(field, value) : 'must be a string';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false, without quotes';
    case 'number':
      return typeof value === 'number' ? rangeIssue(field, value, '') : 'must be a number';
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
    case 'list':
      return Array.isArray(value) ? rangeIssue(field, value.length, ' entries') : 'must be a list';
    case 'any':
    case 'blob':
      return undefined;
  }
}

/** The same question as a test that is asked very often; a `true` is as sure as no issue. */
export function fieldTest(field: RequestField): (value: unknown) => boolean {
  const { type, values, min = 0, max = Infinity, pattern } = field;
  if (type === 'string' && values === undefined) {
    const form = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u');
    return (value) =>
      typeof value === 'string' &&
      value.length >= min &&
      value.length <= max &&
      (form === undefined || form.test(value));
  }
  if (type === 'map') {
    const isKey = field.key === undefined ? () => true : fieldTest(field.key);
    const isValue = field.element === undefined ? () => true : fieldTest(field.element);
    return (value) =>
      fieldIssue(field, value) === undefined &&
      Object.entries(value as object).every(([key, one]) => isKey(key) && isValue(one));
  }
  return (value) => fieldIssue(field, value) === undefined;
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
  [OPTIONAL_TEXT_PATTERN]: 'must not hold tabs, line breaks or other control characters',
  [DIGITS_PATTERN]: 'must be digits only',
  [NAME_PATTERN]: "must begin with a letter or digit and go on with these, '-', '.' and '_'",
  [ACCOUNT_PATTERN]: 'must be an account id of 12 digits',
  [ROLE_PATTERN]: "must be an ARN, which begins with 'arn:'",
  [TOKEN_PATTERN]: 'may hold ASCII characters without blanks only',
  [STARTED_BY_PATTERN]: "may hold letters, digits, '-', '_' and '/' only",
  [TAG_PATTERN]: "may hold letters, digits, blanks and '_ . : / = + - @' only",
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
